"""What each error of Telegram's means for a message, and how long to wait."""

from __future__ import annotations

import pytest
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

from bot.outcome import Judgement, Meaning, judge, pause_before
from bot.request import CutOffError, NotSentError
from handlers.records import ChatState


def caused(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


LEFT, MUTE = ChatState.LEFT, ChatState.MUTE


@pytest.mark.parametrize(
    ("error", "meaning", "reason", "chat"),
    [
        pytest.param(ChatMigrated(-100), Meaning.MOVED, "migrated", None, id="moved"),
        pytest.param(Forbidden("bot was kicked"), Meaning.REFUSED, "forbidden", LEFT, id="kicked"),
        pytest.param(
            Forbidden("CHAT_WRITE_FORBIDDEN"), Meaning.REFUSED, "no_right", MUTE, id="may not write"
        ),
        pytest.param(BadRequest("Chat not found"), Meaning.REFUSED, "chat_not_found", LEFT, id="no chat"),
        pytest.param(
            BadRequest("Not enough rights to send text messages to the chat"),
            Meaning.REFUSED,
            "no_right",
            MUTE,
            id="no right",
        ),
        pytest.param(
            BadRequest("Can't parse entities: unclosed"), Meaning.REFUSED, "bad_markup", None, id="markup"
        ),
        pytest.param(
            BadRequest("Wrong file identifier/HTTP URL specified"),
            Meaning.REFUSED,
            "file_gone",
            None,
            id="file",
        ),
        pytest.param(BadRequest("Something new"), Meaning.REFUSED, "refused", None, id="unknown refusal"),
        pytest.param(InvalidToken(), Meaning.WAIT, "token", None, id="token"),
        pytest.param(
            caused(TimedOut(), NotSentError()), Meaning.WAIT, "unreachable", None, id="never connected"
        ),
        pytest.param(
            caused(NetworkError("x"), NotSentError()), Meaning.WAIT, "unreachable", None, id="refused"
        ),
        pytest.param(caused(TimedOut(), CutOffError()), Meaning.DOUBT, "timed_out", None, id="no reply"),
        pytest.param(caused(NetworkError("x"), CutOffError()), Meaning.DOUBT, "cut_off", None, id="hung up"),
        pytest.param(NetworkError("Bad Gateway"), Meaning.DOUBT, "gateway", None, id="gateway"),
        pytest.param(TelegramError("?"), Meaning.DOUBT, "unreadable", None, id="unreadable"),
    ],
)
def test_every_error_means_one_thing(
    error: TelegramError, meaning: Meaning, reason: str, chat: ChatState | None
) -> None:
    judgement = judge(error)
    assert (judgement.meaning, judgement.reason, judgement.chat) == (meaning, reason, chat)


def test_a_wait_and_a_new_id_are_returned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    assert judge(RetryAfter(7)) == Judgement(meaning=Meaning.WAIT, reason="flood", seconds=7)
    assert judge(ChatMigrated(-100)) == Judgement(meaning=Meaning.MOVED, reason="migrated", to=-100)


@pytest.mark.parametrize(
    ("attempt", "dice", "seconds"),
    [(1, 0.0, 0.5), (1, 1.0, 1.0), (4, 0.0, 4.0), (4, 1.0, 8.0), (50, 1.0, 300.0)],
    ids=["first, early", "first, late", "fourth, early", "fourth, late", "never longer"],
)
def test_pauses_double_and_differ_by_chance(attempt: int, dice: float, seconds: float) -> None:
    assert pause_before(attempt, lambda: dice) == seconds
