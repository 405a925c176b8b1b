"""Retries of requests to Telegram: only those that certainly did not arrive are repeated."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

import structlog
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
from telegram.ext import BaseRateLimiter

from bot.request import CutOffError, NotSentError
from handlers.uncertain import UncertainError

JSONDict = dict[str, Any]

_LONGEST_PAUSE = 30.0
_MOST_REFUSALS = 5  # times that the server says it failed itself
_MOST_PERISHABLE = 2
# Answers to what waits on somebody's screen for seconds only; later they are worth nothing.
_PERISHABLE = {"answerCallbackQuery", "answerInlineQuery", "sendChatAction"}
_GREETING = "getMe"
_UNTIL_ENDED = 5.0  # polling finds the token refused too and ends the process; the update stays written down

_log = structlog.get_logger(__name__)


def seconds_to_wait(error: TelegramError, endpoint: str, attempt: int) -> float | None:
    """The seconds to wait before repeating a request; None if it must not be repeated.

    Args:
        error: the error of the last attempt.
        endpoint: the method of the Bot API.
        attempt: the number of attempts so far, from 1.
    """
    if endpoint in _PERISHABLE and (attempt >= _MOST_PERISHABLE or isinstance(error, RetryAfter)):
        return None
    pause = min(0.5 * 2 ** min(attempt - 1, 10), _LONGEST_PAUSE)
    if isinstance(error, RetryAfter):
        return seconds_of(error)
    if endpoint == _GREETING:  # nothing works before it does, and asking twice harms nobody
        return None if isinstance(error, InvalidToken) else pause
    if isinstance(error, InvalidToken):
        return _UNTIL_ENDED
    if isinstance(error, ChatMigrated | Forbidden | BadRequest):
        return None
    if isinstance(error, TimedOut):
        return pause if isinstance(error.__cause__, NotSentError) else None
    if isinstance(error, NetworkError):
        return _after_network_error(error, pause, attempt)
    return None


def seconds_of(error: RetryAfter) -> float:
    """The seconds that Telegram asks to wait; the library gives a timedelta or a number."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _after_network_error(error: NetworkError, pause: float, attempt: int) -> float | None:
    if isinstance(error.__cause__, NotSentError):
        return pause
    if isinstance(error.__cause__, CutOffError):  # it may have arrived
        return None
    return pause if attempt < _MOST_REFUSALS else None  # the server says that it failed


def is_uncertain(error: TelegramError) -> bool:
    """Whether a request may have been carried out: it was cut off, timed out, or its answer is unreadable."""
    if type(error) is TelegramError:
        return True
    surely = isinstance(error.__cause__, NotSentError)
    cut_off = isinstance(error.__cause__, CutOffError)
    return not surely and (isinstance(error, TimedOut) or cut_off)


class RetryPolicy(BaseRateLimiter[None]):
    """Repeats requests by `seconds_to_wait`; follows a chat that was migrated to a supergroup.

    Args:
        sleep: waits a number of seconds.
    """

    def __init__(self, sleep: Callable[[float], Coroutine[Any, Any, None]] = asyncio.sleep) -> None:
        self._sleep = sleep

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to clear."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | JSONDict | list[JSONDict]]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> bool | JSONDict | list[JSONDict]:
        """Makes a request and returns its result.

        Raises:
            UncertainError: the request may have been carried out, and cannot be known to have been.
            TelegramError: it was not carried out and must not be repeated.
        """
        attempt = 0
        while True:
            attempt += 1
            try:
                return await callback(*args, **kwargs)
            except ChatMigrated as error:
                if data.get("chat_id") == error.new_chat_id:
                    raise
                data["chat_id"] = error.new_chat_id
            except TelegramError as error:
                wait = seconds_to_wait(error, endpoint, attempt)
                if wait is None and is_uncertain(error):
                    raise UncertainError(str(error)) from error
                if wait is None:
                    raise
                _log.warning(
                    "A request waits.",
                    action="request_waits",
                    endpoint=endpoint,
                    seconds=wait,
                    reason=str(error),
                )
                await self._sleep(wait)


def use_timedeltas() -> None:
    """Tells the library that durations may be timedeltas; otherwise it warns at every 429."""
    os.environ.setdefault("PTB_TIMEDELTA", "true")
