"""The real Application over a recording Telegram, a real store and the sample town."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
import pytest_asyncio
from telegram.ext import ExtBot

from bot.application import Bot, application_of
from bot.limits import TokenBuckets
from bot.privacy import Seal
from bot.storage.current import Current
from bot.storage.store import Store
from handlers.context import Services
from handlers.records import Edited, OpenQuestion, StaffRole
from knowledge.answering.engine import Engine
from tests.handlers.telegram import Person, RecordingRequest

DAY = date(2031, 1, 10)
SEAL = Seal(b"a key of the tests")
ROLES = {1: StaffRole.ADMIN, 2: StaffRole.EDITOR, 3: StaffRole.APPROVER, 4: StaffRole.EDITOR}

FEE = "游泳馆的门票多少钱？"
FEE_ANSWER = """游泳馆的门票一次12元。
出处：《蓝禾镇便民通告（样本）》，蓝禾镇样本报，第1段
<blockquote>门票一次12元</blockquote>
<i>这是样本资料，没有写明年份。</i>
您可能还想了解："""


async def no_faults() -> tuple[str, ...]:
    """A knowledge base that is read anew and has no faults."""
    return ()


class NoEditor:
    """An editor that may write nothing."""

    async def add(self, entry: str, questions: Sequence[OpenQuestion]) -> Edited:
        """Refuses."""
        return Edited(faults=(f"a.yaml:1:1: 写不进“{entry}”。",))

    async def undo(self, key: str) -> Edited:
        """Has nothing to undo."""
        return Edited(faults=("没有可以撤销的改动。",))

    async def forget(self, key: str) -> None:
        """Has nothing to forget."""


@dataclass
class Clock:
    """The time it is, until it is changed."""

    now: datetime = datetime(2031, 1, 10, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> None:
        """Lets time pass."""
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def request_() -> RecordingRequest:
    return RecordingRequest()


@pytest.fixture
def services(sqlite_store: Store, small_engine: Engine, clock: Clock) -> Services:
    return Services(
        engine=lambda: small_engine,
        now=clock,
        today=lambda: DAY,
        seal=SEAL,
        answers=sqlite_store.answers,
        people=sqlite_store.people,
        exchanges=sqlite_store.exchanges,
        feedback=sqlite_store.feedback,
        notifications=sqlite_store.notifications,
        switch=sqlite_store.staff,
        limiter=TokenBuckets(60, 60, lambda: clock().timestamp()),
        desk=sqlite_store.staff,
        role_of=ROLES.get,
        staff_with=lambda needed: tuple(one for one, role in ROLES.items() if role.covers(needed)),
        reload=no_faults,
        editor=NoEditor(),
        chats=sqlite_store.chats,
        announced=Current(sqlite_store.database, 0),
        announcements=sqlite_store.announcements,
        writings=sqlite_store.writings,
        deliveries=sqlite_store.deliveries,
    )


@pytest_asyncio.fixture
async def application(services: Services, request_: RecordingRequest) -> AsyncIterator[Bot]:
    bot: ExtBot[None] = ExtBot("1:T", request=request_, get_updates_request=RecordingRequest())
    async with application_of(bot, services) as application:
        yield application


@pytest.fixture
def citizen(application: Bot, request_: RecordingRequest) -> Person:
    """Somebody in a private chat."""
    return Person(application, request_)


@pytest.fixture
def member(application: Bot, request_: RecordingRequest) -> Person:
    """Somebody in a group."""
    return Person(application, request_, id=8, chat={"id": -100, "type": "supergroup", "title": "邻里"})


@pytest.fixture
def neighbour(citizen: Person) -> Person:
    """Another citizen in a private chat."""
    return replace(citizen, id=8, chat={"id": 8, "type": "private"})


def staff(citizen: Person, number: int) -> Person:
    """A member of staff in a private chat."""
    return replace(citizen, id=number, chat={"id": number, "type": "private"})


@pytest.fixture
def admin(citizen: Person) -> Person:
    return staff(citizen, 1)


@pytest.fixture
def editor(citizen: Person) -> Person:
    return staff(citizen, 2)


@pytest.fixture
def approver(citizen: Person) -> Person:
    return staff(citizen, 3)


@pytest.fixture
def colleague(citizen: Person) -> Person:
    """Another editor."""
    return staff(citizen, 4)


async def ask(person: Person, clock: Clock, *questions: str) -> None:
    """Asks questions one after the other, a while apart."""
    for question in questions:
        clock.forward(minutes=11)
        await person.say(question)
