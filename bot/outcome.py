"""What an error of Telegram's means for an announcement's message: decided here, acted on in the outbox."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.request import CutOffError, NotSentError
from bot.retry_policy import seconds_of
from handlers.records import ChatState

_FIRST_PAUSE = 1.0  # seconds
_LONGEST_PAUSE = 300.0
_TOKEN_PAUSE = 60.0


class Meaning(StrEnum):
    """What became of a message that Telegram did not confirm."""

    WAIT = "wait"  # surely not sent; nothing more is for a while
    MOVED = "moved"  # surely not sent; the chat has another id
    REFUSED = "refused"  # surely not sent, and never will be
    DOUBT = "doubt"  # it may have arrived


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """What an error means.

    Attributes:
        reason: the code that staff see a sentence for.
        seconds: how long Telegram asks to wait, where it does.
        chat: what it says about the chat.
        to: the chat's new id.
    """

    meaning: Meaning
    reason: str
    seconds: float | None = None
    chat: ChatState | None = None
    to: int = 0


# Words of a refusal, its code and what it says about the chat; the first that fits counts.
_REFUSALS = (
    ("chat not found", "chat_not_found", ChatState.LEFT),
    ("chat_id is empty", "chat_not_found", ChatState.LEFT),
    ("have no rights", "no_right", ChatState.MUTE),
    ("not enough rights", "no_right", ChatState.MUTE),
    ("write_forbidden", "no_right", ChatState.MUTE),
    ("need administrator rights", "no_right", ChatState.MUTE),
    ("chat_restricted", "no_right", ChatState.MUTE),
    ("topic_closed", "topic_closed", None),
    ("thread not found", "topic_gone", None),
    ("parse entities", "bad_markup", None),
    ("file identifier", "file_gone", None),
    ("file_id", "file_gone", None),
    ("wrong remote file", "file_gone", None),
    ("too long", "too_long", None),
)


def judge(error: TelegramError) -> Judgement:
    """What an error means; some kinds of error are also of another kind, so the order counts."""
    if isinstance(error, RetryAfter):
        return Judgement(meaning=Meaning.WAIT, reason="flood", seconds=seconds_of(error))
    if isinstance(error, ChatMigrated):
        return Judgement(meaning=Meaning.MOVED, reason="migrated", to=error.new_chat_id)
    if isinstance(error, Forbidden):
        return _refused(error, "forbidden", ChatState.LEFT)
    if isinstance(error, BadRequest):
        return _refused(error, "refused", None)
    if isinstance(error, InvalidToken):
        return Judgement(meaning=Meaning.WAIT, reason="token", seconds=_TOKEN_PAUSE)
    if isinstance(error.__cause__, NotSentError):
        return Judgement(meaning=Meaning.WAIT, reason="unreachable")
    return Judgement(meaning=Meaning.DOUBT, reason=_doubt(error))


def _refused(error: TelegramError, otherwise: str, chat: ChatState | None) -> Judgement:
    words = str(error).lower()
    fitting = ((reason, state) for part, reason, state in _REFUSALS if part in words)
    reason, state = next(fitting, (otherwise, chat))
    return Judgement(meaning=Meaning.REFUSED, reason=reason, chat=state)


def _doubt(error: TelegramError) -> str:
    if isinstance(error, TimedOut):
        return "timed_out"
    if isinstance(error.__cause__, CutOffError):
        return "cut_off"
    return "gateway" if isinstance(error, NetworkError) else "unreadable"


def pause_before(attempt: int, dice: Callable[[], float]) -> float:
    """Seconds until the attempt after this one (the first is 1): doubled each time, and half of it chance.

    Args:
        attempt: how often it was tried.
        dice: gives a number from 0 up to 1.
    """
    longest = min(_FIRST_PAUSE * 2.0 ** min(attempt - 1, 20), _LONGEST_PAUSE)
    return longest * (0.5 + dice() / 2)
