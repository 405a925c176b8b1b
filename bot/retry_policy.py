"""Requests to Telegram: what was surely not sent is sent again, what may have arrived is not."""

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
    """How long to wait before the same request again; None when it must not be repeated.

    Args:
        error: what the request ended in.
        endpoint: the method of the Bot API.
        attempt: how often it was made, from 1.
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
    """The seconds that Telegram wants to be left alone; the library may give either of two types."""
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
    """Makes each request as often as is right; a chat that became a supergroup is followed."""

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
        """The request's result; UncertainError when it may have been carried out and nobody can know."""
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
