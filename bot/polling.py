"""Polling: updates are written down first and acknowledged by the next request."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter  # RequestData takes nothing else

from bot.retry_policy import seconds_of

STALLED = 150.0  # seconds without a successful request
_LONGEST_PAUSE = 30.0
_FIRST_PAUSE = 0.5
_MOST_LATE = 10.0  # seconds that an answer may be late
_MOST_UPDATES = 100
_MOST_DENIALS = 5  # of the token in a row; one may come from something on the way, such as a proxy

_log = structlog.get_logger(__name__)


class Poller:
    """Fetches updates for ever. A failure is waited out; a connection that went silent is replaced."""

    def __init__(
        self,
        request: BaseRequest,
        url: str,
        receive: Callable[[Sequence[Any]], Awaitable[int | None]],
        *,
        allowed: Sequence[str],
        seconds: int,
        clock: Callable[[], float],
        stalled: float = STALLED,
        first_pause: float = _FIRST_PAUSE,
    ) -> None:
        """Args:
        request: a connection of its own, since a long request must not hold up others.
        url: the address of the bot with its token, without the method.
        receive: writes updates down and returns the highest number among them.
        """
        self._request = request
        self._url = f"{url}/getUpdates"
        self._receive = receive
        self._allowed = list(allowed)
        self._seconds = seconds
        self._clock = clock
        self._stalled = stalled
        self._first_pause = self._pause = first_pause
        self._offset = 0
        self._denials = 0
        self.last_success = clock()

    async def run(self) -> None:
        """Fetches until cancelled; InvalidToken when Telegram keeps saying that it does not know the bot."""
        while True:
            try:
                async with asyncio.timeout(self._stalled):
                    updates = await self._fetch()
            except (TelegramError, TimeoutError) as error:
                self._denials = self._denials + 1 if isinstance(error, InvalidToken) else 0
                if self._denials >= _MOST_DENIALS:
                    raise
                await self._recover(error)
                continue
            await self._take(updates)

    async def _take(self, updates: Sequence[Any]) -> None:
        self._pause, self._denials = self._first_pause, 0
        self.last_success = self._clock()
        if not updates:
            return
        highest = await self._receive(updates)
        if highest is None:  # nothing that can be acknowledged: do not ask again at once
            await asyncio.sleep(self._pause)
        else:
            self._offset = highest + 1

    async def _fetch(self) -> Sequence[Any]:
        parameters = {
            "offset": self._offset or None,
            "limit": _MOST_UPDATES,
            "timeout": self._seconds,
            "allowed_updates": self._allowed,
        }
        data = RequestData([RequestParameter.from_input(*item) for item in parameters.items()])
        updates = await self._request.post(self._url, data, read_timeout=self._seconds + _MOST_LATE)
        if not isinstance(updates, list):
            raise TelegramError("getUpdates answered with something else than a list")
        return updates

    async def _recover(self, error: Exception) -> None:
        """Waits, and reconnects if nothing has come for too long."""
        _log.warning("No news from Telegram; trying again.", action="poll_failed", reason=_reason(error))
        if self._clock() - self.last_success >= self._stalled or isinstance(error, TimeoutError):
            _log.warning("Polling has stalled; connecting anew.", action="poll_repaired")
            await self._request.shutdown()
            await self._request.initialize()
            self.last_success = self._clock()
        if isinstance(error, RetryAfter):
            await asyncio.sleep(seconds_of(error))
            return
        await asyncio.sleep(self._pause)
        self._pause = min(self._pause * 2, _LONGEST_PAUSE)


def _reason(error: Exception) -> str:
    if isinstance(error, Conflict):
        return "another program asks with the same token, or a webhook is set"
    return str(error) or type(error).__name__
