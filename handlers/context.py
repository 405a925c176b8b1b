"""What a handler may reach: the one lookup, and the small Protocols behind it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from telegram.ext import CallbackContext, ExtBot

from handlers.records import (
    Action,
    Asked,
    ChatState,
    Decision,
    Edited,
    Exchange,
    Follower,
    KnownChat,
    OpenQuestion,
    Outcome,
    Reported,
    Role,
    Standing,
    Step,
    Telling,
    Writing,
)
from knowledge.announcement import Announcement, Delivery, DeliveryState, Target
from knowledge.engine import Engine


class Seal(Protocol):
    """Ids under other names, and signatures nobody else can make."""

    def person(self, person_id: int) -> str: ...
    def chat(self, chat_id: int) -> str: ...
    def answer(self, update_id: int) -> str: ...
    def sign(self, text: str) -> str: ...


class Answers(Protocol):
    """Answers that were given."""

    async def record(self, asked: Asked) -> None: ...
    async def answer(self, answer_id: str) -> Asked | None: ...
    async def answer_to(self, chat: str, message: int) -> Asked | None: ...
    async def history(self, person: str, limit: int) -> tuple[Asked, ...]: ...
    async def hottest(self, since: datetime, limit: int) -> tuple[str, ...]: ...


class People(Protocol):
    """What is kept of people."""

    async def recall(self, person: str, chat: str, since: datetime) -> Standing: ...
    async def is_simple(self, person: str) -> bool: ...
    async def set_simple(self, person: str, simple: bool) -> None: ...
    async def forget(self, person: str) -> int: ...


class Exchanges(Protocol):
    """What updates came to; keeping it ends the update, in the same transaction."""

    async def keep(self, exchange: Exchange) -> None: ...


class Feedback(Protocol):
    """What people say about answers; False where the answer is not known any more."""

    async def rate(self, answer: str, person: str, level: int, now: datetime) -> bool: ...
    async def give_reason(self, answer: str, person: str, reason: str) -> bool: ...
    async def report(self, reporter: Follower) -> bool: ...
    async def reported(self, page: int) -> tuple[int, Reported | None]: ...
    async def reporters(self, answer: str) -> tuple[Follower, ...]: ...
    async def settle(self, answer: str, act: Action) -> bool: ...
    async def follow(self, follower: Follower) -> bool: ...
    async def waiting(self, answer: str) -> tuple[Follower, ...]: ...
    async def told(self, follower: Follower) -> None: ...


class Tellings(Protocol):
    """What citizens are still to be told."""

    async def add(self, new: Sequence[Telling], now: datetime) -> None: ...
    def release(self, held: Sequence[Telling]) -> None: ...
    async def done(self, telling: Telling, act: Action | None = None) -> None: ...
    async def postpone(self, telling: Telling, due: datetime) -> None: ...


class Chats(Protocol):
    """The groups that announcements may go to."""

    async def known(self, chat_id: int) -> KnownChat | None: ...
    async def joined(
        self, chat_id: int, title: str, kind: str, now: datetime, *, may_post: bool = True
    ) -> bool: ...
    async def renamed(self, chat_id: int, title: str) -> None: ...
    async def mark(self, chat_id: int, state: ChatState, reason: str, now: datetime) -> None: ...
    async def moved(self, old: int, new: int, now: datetime) -> None: ...
    async def subscribe(
        self, chat_id: int, tags: Sequence[str], thread_id: int | None, now: datetime
    ) -> KnownChat | None: ...
    async def unsubscribe(self, chat_id: int, tags: Sequence[str], now: datetime) -> KnownChat | None: ...
    async def tags(self) -> tuple[str, ...]: ...
    async def listed(self) -> tuple[KnownChat, ...]: ...
    async def addressees(self, target: Target) -> tuple[tuple[int, int | None], ...]: ...
    async def addressed_tags(self) -> tuple[str, ...]: ...


class Announced(Protocol):
    """Announcements that are current."""

    async def current(self, now: datetime, chat_id: int) -> tuple[Announcement, ...]: ...


class Announcements(Protocol):
    """What staff do with announcements; what is refused says why, and nothing was done."""

    async def add(self, draft: Announcement, act: Action) -> None: ...
    async def get(self, announcement_id: str) -> Announcement | None: ...
    async def listed(self, limit: int) -> tuple[Announcement, ...]: ...
    async def save(self, draft: Announcement, act: Action) -> Outcome: ...
    async def confirm(self, seen: Announcement, chats: int, act: Action) -> Outcome: ...
    async def approve(
        self, seen: Announcement, act: Action, *, chats: int, alone_up_to: int, not_before: datetime | None
    ) -> Outcome: ...
    async def pause(self, announcement_id: str, act: Action) -> Outcome: ...
    async def resume(self, announcement_id: str, act: Action) -> Outcome: ...
    async def cancel(self, announcement_id: str, act: Action) -> Outcome: ...
    async def withdraw(self, announcement_id: str, act: Action) -> Outcome: ...
    async def resend_failed(self, announcement_id: str, act: Action) -> Outcome: ...
    async def resend_missing(self, announcement_id: str, act: Action, only_chat: int | None) -> Outcome: ...


class Writings(Protocol):
    """Who writes which announcement."""

    async def of(self, person: int) -> Writing | None: ...
    async def go(self, person: int, announcement_id: str, step: Step, now: datetime) -> None: ...
    async def leave(self, person: int) -> None: ...


class Deliveries(Protocol):
    """How far the deliveries of an announcement are."""

    async def counts(self, announcement: str) -> dict[DeliveryState, int]: ...
    async def rows(self, announcement: str) -> tuple[Delivery, ...]: ...
    async def settle(
        self, announcement: str, chats: Sequence[int] | None, *, as_sent: bool, now: datetime, act: Action
    ) -> int: ...


class Switch(Protocol):
    """The kill switch."""

    async def paused(self) -> str | None: ...


class Desk(Protocol):
    """The staff's side of the store."""

    async def pause(self, act: Action) -> None: ...
    async def resume(self, act: Action) -> None: ...
    async def note(self, act: Action) -> None: ...
    async def trail(self, limit: int) -> tuple[Action, ...]: ...
    async def counts(self, since: datetime, until: datetime) -> dict[str, int]: ...
    async def ratings(self, since: datetime) -> dict[int, int]: ...
    async def by_entry(self, since: datetime, limit: int) -> tuple[tuple[str, int], ...]: ...
    async def open_questions(self, limit: int) -> tuple[OpenQuestion, ...]: ...
    async def decide(
        self, questions: Sequence[OpenQuestion], decision: Decision, act: Action, entry: str | None = None
    ) -> int: ...


class Editor(Protocol):
    """Changes the files of the knowledge base; what is wrong is told and nothing is written."""

    async def add(self, entry: str, questions: Sequence[OpenQuestion]) -> Edited: ...
    async def undo(self, key: str) -> Edited: ...
    async def forget(self, key: str) -> None: ...


class Pace(StrEnum):
    """Whether somebody asks too much at once: answer, say so, or say nothing more."""

    FREE = "free"
    SAY_SO = "say_so"
    SILENT = "silent"


class Limiter(Protocol):
    """How much one person may ask."""

    def take(self, person: str, cost: float) -> Pace: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Admission:
    """Which groups may have the bot, and the tags that they are offered."""

    everyone: bool = True
    groups: frozenset[int] = frozenset()
    tags: tuple[str, ...] = ()

    def lets_in(self, chat_id: int) -> bool:
        """Whether a group may have the bot whoever added it."""
        return self.everyone or chat_id in self.groups


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    """When and by whom announcements may be let out.

    Attributes:
        approve_above: to more chats than this only with a second person's approval.
        quiet: from which hour until which no announcement begins; the same twice for at any hour.
        trial: whether they go to the staff group only.
        staff_group: the chat of the staff, 0 for none.
    """

    approve_above: int = 20
    quiet: tuple[int, int] = (22, 7)
    trial: bool = False
    staff_group: int = 0

    @property
    def only_chat(self) -> int | None:
        """The only chat that anything goes to in a trial, 0 for none; nothing when this is no trial."""
        return self.staff_group if self.trial else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Services:
    """Everything outside of Telegram that handlers use.

    `engine` gives the engine of this moment: whoever answers takes it once and sees one version.
    `staff_with` names everybody who may do what needs a role.
    `tell_again` is the pause before a citizen who could not be told is told again.
    `reload` reads the knowledge base anew and tells the faults for which the old version stays.
    """

    engine: Callable[[], Engine]
    now: Callable[[], datetime]
    today: Callable[[], date]
    seal: Seal
    answers: Answers
    people: People
    exchanges: Exchanges
    feedback: Feedback
    tellings: Tellings
    switch: Switch
    limiter: Limiter
    desk: Desk
    role_of: Callable[[int], Role | None]
    reload: Callable[[], Awaitable[tuple[str, ...]]]
    editor: Editor
    chats: Chats
    announced: Announced
    announcements: Announcements
    writings: Writings
    deliveries: Deliveries
    rules: Rules = Rules()
    staff_with: Callable[[Role], tuple[int, ...]] = lambda _: ()
    admission: Admission = Admission()
    tell_again: timedelta = timedelta(minutes=1)


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """What a handler may reach."""

    @property
    def services(self) -> Services:
        """The services of this bot."""
        services: Services = self.bot_data["services"]
        return services
