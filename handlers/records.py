"""Frozen values that handlers and the store exchange, of conversations, staff and chats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from knowledge.model.answer import Status


class Channel(StrEnum):
    """Where a question was asked."""

    PRIVATE = "private"
    GROUP = "group"
    INLINE = "inline"


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptAnswer:
    """A question with its answer, kept so that the answer can be said again word for word.

    `person` and `chat` are keyed hashes; `thresholds` are the band limits that decided. `unanswered_parts`
    go to the queue and are not read back.
    """

    id: str
    at: datetime
    person: str
    chat: str
    place: Channel
    question: str
    status: Status
    language: str
    confidence: float
    content_version: str
    thresholds: dict[str, float]
    entries: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    unanswered_parts: tuple[str, ...] = ()
    question_message: int | None = None
    answer_messages: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ChatMemory:
    """The last turn of one person in one chat; `failed` counts turns in a row that did not help.

    `entries` are what it was about: they were `told`, or only offered. `options` are the entries that may be
    picked by number.
    """

    question: str
    at: datetime
    entries: tuple[str, ...] = ()
    told: bool = True
    options: tuple[str, ...] = ()
    failed: int = 0
    language: str = "zh"


@dataclass(frozen=True, kw_only=True, slots=True)
class AskerState:
    """What is known of somebody who asks: the turn before, and whether they want short answers."""

    before: ChatMemory | None
    simple: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Exchange:
    """The result of an update: the turn to remember of a person in a chat, and the answer if it is kept."""

    update_id: int
    at: datetime
    person: str
    chat: str
    turn: ChatMemory
    asked: KeptAnswer | None


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenQuestion:
    """A question that waits for what staff decide, or one part of it (from 1; 0 is the whole)."""

    answer: str
    part: int
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Edited:
    """What became of a change to an entry: what was written for which questions, or the faults.

    `key` names the change for undoing it; it is empty when there was nothing to write. `left_out` holds what
    could not be a phrasing, since a number is masked in it or there were too many at once. `missed` says why
    others did not pass the checks; their questions are not among `questions`.
    """

    key: str = ""
    entry: str = ""
    written: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Reported:
    """An answer that people reported as wrong, and how many did."""

    asked: KeptAnswer
    since: datetime
    people: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Follower:
    """Somebody who asked to be told when a question has an answer, or when a wrong answer is corrected."""

    answer: str
    person: str
    chat_id: int
    since: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Notification:
    """A message to somebody who asked to be told, kept until it is sent.

    `kind` is one of those below, or names a letter of staff; `texts` are HTML, a message each.
    """

    answer: str
    person: str
    kind: str
    chat_id: int
    reply_to: int | None
    texts: tuple[str, ...]
    attempts: int = 0

    @property
    def key(self) -> tuple[str, str, str]:
        """The key that is unique to it."""
        return self.answer, self.person, self.kind

    @property
    def ends_waiting(self) -> bool:
        """Whether it is the answer that its person waits for."""
        return self.kind == FOUND


FOUND, CORRECTED = "found", "corrected"


class Decision(StrEnum):
    """What staff decided about a question without an answer."""

    OPEN = "open"
    PHRASING = "phrasing"
    NEW_ENTRY = "new_entry"
    OUT_OF_SCOPE = "out_of_scope"
    OTHER_OFFICE = "other_office"


@dataclass(frozen=True, kw_only=True, slots=True)
class Action:
    """What a member of staff did, to what, and why."""

    who: int
    action: str
    what: str
    why: str
    at: datetime


THE_BOT = 0  # who acts by itself, in the audit trail


class StaffRole(StrEnum):
    """What a member of staff may do; each may do what the one before may."""

    EDITOR = "editor"
    APPROVER = "approver"
    ADMIN = "admin"

    def covers(self, needed: StaffRole) -> bool:
        """Whether this role may do what needs that one."""
        ranks = list(StaffRole)
        return ranks.index(self) >= ranks.index(needed)


class ChatState(StrEnum):
    """Whether announcements can go to a chat: not where the bot may not post, or is not any more."""

    ACTIVE = "active"
    MUTE = "mute"
    LEFT = "left"
    MOVED = "moved"


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownChat:
    """A group that announcements may go to.

    Attributes:
        kind: `group` or `supergroup`.
        reason: a code saying why it is not active; empty otherwise.
        thread_id: the forum topic that it wants announcements in.
        tags: what it subscribes to, in order.
        welcomed: whether it was greeted.
    """

    chat_id: int
    title: str
    kind: str
    state: ChatState
    reason: str = ""
    thread_id: int | None = None
    tags: tuple[str, ...] = ()
    welcomed: bool = False


# Reasons that the bot itself gives for a chat's state; those of failed sends come from the outbox.
UNSUBSCRIBED, NO_RIGHT, REMOVED, MIGRATED = "unsubscribed", "no_right", "removed", "migrated"
