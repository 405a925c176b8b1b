"""An announcement: a message of staff to many chats, made of deliveries, one a chat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

MOST_ORIGIN = 200  # characters
TOLD_FOR = timedelta(days=7)  # after it was begun, where staff did not say how long it is valid


class State(StrEnum):
    """How far an announcement is; a draft may wait for a second person."""

    DRAFT = "draft"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    SENDING = "sending"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"


# From which state an announcement may go to which; `paused` goes back to where it came from.
STEPS: Mapping[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.APPROVED, State.CANCELLED}),
    State.APPROVED: frozenset({State.SCHEDULED, State.PAUSED, State.CANCELLED}),
    State.SCHEDULED: frozenset({State.SENDING, State.PAUSED, State.CANCELLED}),
    State.SENDING: frozenset({State.DONE, State.PAUSED, State.CANCELLED}),
    State.PAUSED: frozenset({State.SCHEDULED, State.SENDING, State.CANCELLED}),
    State.DONE: frozenset({State.SENDING}),  # what failed is sent again
    State.CANCELLED: frozenset(),
}


class DeliveryState(StrEnum):
    """How far a delivery is; `sending` is written down before the request goes out.

    A delivery found `sending` after a crash, or whose reply was lost, is `uncertain`: it may have arrived.
    """

    PENDING = "pending"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    CANCELLED = "cancelled"


class Amending(StrEnum):
    """Whether a message that was sent is still to be brought to what its announcement says now."""

    NOTHING = ""
    DUE = "due"
    DONE = "done"
    FAILED = "failed"


NOTICE = "notice"  # the reason of a withdrawn message that a notice took the place of


class OnDoubt(StrEnum):
    """What becomes of an uncertain delivery: sent again (none missing) or left to staff (none doubled)."""

    RESEND = "resend"
    HOLD = "hold"


class AttachmentKind(StrEnum):
    """What stands above the text of an announcement."""

    PHOTO = "photo"
    DOCUMENT = "document"


@dataclass(frozen=True, kw_only=True, slots=True)
class Attachment:
    """A photo or document, by the id that Telegram gave its file."""

    kind: AttachmentKind
    file_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """To which chats: those with any of the tags and those named; without either, all that are active."""

    tags: tuple[str, ...] = ()
    chats: tuple[int, ...] = ()

    @property
    def everyone(self) -> bool:
        """Whether it goes to all chats."""
        return not self.tags and not self.chats


@dataclass(frozen=True, kw_only=True, slots=True)
class Repeat:
    """When it is said again: `cron` is five fields (minute, hour, day, month, weekday), until a moment."""

    cron: str
    until: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Announcement:
    """A message to many chats, as staff wrote it.

    Attributes:
        html: the text as Telegram's HTML, with the citations of `entries` already below it.
        entries: the entries of the knowledge base whose figures it states.
        target: to which chats it goes; the chats are counted again when sending begins.
        send_at: from when on; empty for as soon as it is approved.
        on_doubt: what becomes of deliveries that may have arrived.
        series: the first announcement of a repeated one; its own id otherwise.
        revision: how often the text was changed after it was first sent; 0 for never.
        confirmed_chats: the number of chats that the author typed to confirm; empty before that.
        resume_to: where a paused one goes on.
        amends: the announcement whose words this draft is to replace; empty for a new one.
        valid_until: the last moment at which it is told to who asks; empty for `TOLD_FOR` after it was begun.
        addressed: to how many chats it went when it began; empty before that.
        urgent: whether it may go out in the quiet hours.
        origin: `chat`, `terminal`, or the end of the path of the file that it was read from.
    """

    id: str
    state: State
    html: str
    author: int
    created_at: datetime
    target: Target = Target()
    attachment: Attachment | None = None
    entries: tuple[str, ...] = ()
    pin: bool = False
    silent: bool = False
    on_doubt: OnDoubt = OnDoubt.HOLD
    send_at: datetime | None = None
    repeat: Repeat | None = None
    series: str = ""
    origin: str = "chat"
    revision: int = 0
    confirmed_chats: int | None = None
    approver: int | None = None
    approved_at: datetime | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    withdrawn_at: datetime | None = None
    resume_to: State | None = None
    amends: str = ""
    urgent: bool = False
    valid_until: datetime | None = None
    addressed: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """An announcement to one chat.

    Attributes:
        thread_id: the forum topic that the chat wants announcements in.
        attempts: how often it was really tried; being told to wait is none.
        owner: the worker that has it in hand, until `lease_until`.
        message_ids: what was sent, for editing and withdrawing later.
        shown_revision: the revision of the text that the chat shows.
        amending: whether what was sent is yet to be edited, withdrawn or pinned, or was.
        reason: a code saying why it failed, is uncertain, could not be pinned or was not deleted; else empty.
    """

    announcement: str
    chat_id: int
    state: DeliveryState
    due_at: datetime
    thread_id: int | None = None
    attempts: int = 0
    owner: str | None = None
    lease_until: datetime | None = None
    message_ids: tuple[int, ...] = ()
    shown_revision: int = 0
    amending: Amending = Amending.NOTHING
    reason: str = ""
    sent_at: datetime | None = None
