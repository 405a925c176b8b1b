"""What a handler may reach: the one lookup, and what stands behind it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from telegram.ext import CallbackContext, ExtBot

from handlers.recent import Recent
from handlers.records import Edited, OpenQuestion, StaffRole
from handlers.stores import (
    Announced,
    Announcements,
    Answers,
    Chats,
    Deliveries,
    Desk,
    Exchanges,
    Feedback,
    KillSwitch,
    Notifications,
    People,
    Writings,
)
from knowledge.answering.engine import Engine


class Seal(Protocol):
    """Keyed hashes of ids, and signatures nobody else can make."""

    def person(self, person_id: int) -> str: ...
    def chat(self, chat_id: int) -> str: ...
    def answer(self, update_id: int) -> str: ...
    def sign(self, text: str) -> str: ...


class Editor(Protocol):
    """Changes the files of the knowledge base; with faults, nothing is written."""

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
    """When and by whom announcements may be approved.

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
        """The only chat that anything goes to in a trial, 0 for none; None outside a trial."""
        return self.staff_group if self.trial else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Services:
    """Everything outside of Telegram that handlers use.

    `engine` gives the engine of this moment: a handler takes it once and so sees one version.
    `staff_with` returns everybody who may do what needs a role.
    `tell_again` is the pause before a citizen who could not be told is told again.
    `reload` reads the knowledge base again and returns the faults for which the old version stays.
    `fixed_replies` are the messages that answered one with a fixed reply, by its chat and number: those
    replies are not kept, but their questions may be edited. `albums` were answered already.
    """

    engine: Callable[[], Engine]
    now: Callable[[], datetime]
    today: Callable[[], date]
    seal: Seal
    answers: Answers
    people: People
    exchanges: Exchanges
    feedback: Feedback
    notifications: Notifications
    switch: KillSwitch
    limiter: Limiter
    desk: Desk
    role_of: Callable[[int], StaffRole | None]
    reload: Callable[[], Awaitable[tuple[str, ...]]]
    editor: Editor
    chats: Chats
    announced: Announced
    announcements: Announcements
    writings: Writings
    deliveries: Deliveries
    rules: Rules = Rules()
    staff_with: Callable[[StaffRole], tuple[int, ...]] = lambda _: ()
    admission: Admission = Admission()
    tell_again: timedelta = timedelta(minutes=1)
    fixed_replies: Recent[tuple[int, int], tuple[int, ...]] = field(default_factory=Recent)
    albums: Recent[tuple[int, str], bool] = field(default_factory=Recent)


class BotContext(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """What a handler may reach."""

    @property
    def services(self) -> Services:
        """The services of this bot."""
        services: Services = self.bot_data["services"]
        return services
