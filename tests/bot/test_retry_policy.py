"""What was surely not sent is sent again; what may have arrived is not."""

from __future__ import annotations

from typing import Any

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

from bot.request import CutOffError, NotSentError
from bot.retry_policy import RetryPolicy, seconds_to_wait, use_timedeltas
from handlers.uncertain import UncertainError


@pytest.fixture(autouse=True)
def timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """As `anda run` does before anything else."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    use_timedeltas()


def caused(error: TelegramError, cause: Exception) -> TelegramError:
    """The error with what is behind it."""
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("make", "endpoint", "attempt", "expected"),
    [
        pytest.param(lambda: RetryAfter(7), "sendMessage", 99, 7.0, id="429 is waited for"),
        pytest.param(lambda: RetryAfter(7), "answerCallbackQuery", 1, None, id="429 for what perishes"),
        pytest.param(lambda: ChatMigrated(-1), "sendMessage", 1, None, id="a migrated chat"),
        pytest.param(lambda: Forbidden("x"), "sendMessage", 1, None, id="blocked"),
        pytest.param(lambda: BadRequest("x"), "sendMessage", 1, None, id="a bad request"),
        pytest.param(TimedOut, "sendMessage", 1, None, id="no reply: it may have arrived"),
        pytest.param(lambda: caused(TimedOut(), CutOffError()), "sendMessage", 1, None, id="read time-out"),
        pytest.param(lambda: caused(TimedOut(), NotSentError()), "sendMessage", 9, 30.0, id="pool time-out"),
        pytest.param(
            lambda: caused(NetworkError("x"), NotSentError()),
            "sendMessage",
            1,
            0.5,
            id="no way there",
        ),
        pytest.param(lambda: caused(NetworkError("x"), CutOffError()), "sendMessage", 1, None, id="cut off"),
        pytest.param(lambda: NetworkError("Bad Gateway"), "sendMessage", 2, 1.0, id="the server failed"),
        pytest.param(lambda: NetworkError("Bad Gateway"), "sendMessage", 5, None, id="and fails on"),
        pytest.param(lambda: TelegramError("garbage"), "sendMessage", 1, None, id="garbage"),
        pytest.param(lambda: InvalidToken("x"), "sendMessage", 1, 5.0, id="a revoked token"),
        pytest.param(lambda: InvalidToken("x"), "getMe", 1, None, id="a wrong token at start"),
        pytest.param(lambda: NetworkError("x"), "getMe", 99, 30.0, id="no network at start"),
        pytest.param(lambda: TelegramError("garbage"), "getMe", 1, 0.5, id="garbage at start"),
        pytest.param(
            lambda: caused(NetworkError("x"), NotSentError()),
            "sendChatAction",
            2,
            None,
            id="perishable",
        ),
    ],
)
def test_an_error_is_waited_out_or_not(
    make: Any, endpoint: str, attempt: int, expected: float | None
) -> None:
    assert seconds_to_wait(make(), endpoint, attempt) == expected


class Calls:
    """A request that ends in errors before it succeeds, and a sleep that takes no time."""

    def __init__(self, *errors: TelegramError) -> None:
        self.errors = list(errors)
        self.chats: list[object] = []
        self.slept: list[float] = []

    async def request(self, endpoint: str, data: dict[str, Any]) -> bool:
        self.chats.append(data.get("chat_id"))
        if self.errors:
            raise self.errors.pop(0)
        return True

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    async def made(self, **data: Any) -> Any:
        """Makes the request under the policy."""
        retries = RetryPolicy(self.sleep)
        return await retries.process_request(
            self.request, ("sendMessage", data), {}, "sendMessage", data, None
        )


async def test_a_request_is_made_again_until_it_succeeds() -> None:
    calls = Calls(RetryAfter(3), NetworkError("Bad Gateway"), RetryAfter(9))
    assert await calls.made(chat_id=1) is True
    assert calls.slept == [3.0, 1.0, 9.0]


async def test_a_chat_that_became_a_supergroup_is_followed() -> None:
    calls = Calls(ChatMigrated(-1007))
    assert await calls.made(chat_id=-7) is True
    assert calls.chats == [-7, -1007]


async def test_what_must_not_be_repeated_is_raised() -> None:
    with pytest.raises(UncertainError):
        await Calls(TimedOut()).made(chat_id=1)
