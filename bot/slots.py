"""Slots: so many work at once, and who waits for Telegram takes no place of others."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any


class Slots:
    """As many tasks at once as there are slots."""

    def __init__(
        self, number: int, sleep: Callable[[float], Coroutine[Any, Any, None]] = asyncio.sleep
    ) -> None:
        self._free = asyncio.Semaphore(number)
        self._sleep = sleep
        self._holders: set[asyncio.Task[Any] | None] = set()

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """Holds a slot, as soon as there is one."""
        await self._take()
        try:
            yield
        finally:
            self._give()

    async def sleep(self, seconds: float) -> None:
        """Waits; who holds a slot gives it to others meanwhile."""
        had_slot = self._give()
        await self._sleep(seconds)
        if had_slot:
            await self._take()

    async def _take(self) -> None:
        await self._free.acquire()
        self._holders.add(asyncio.current_task())

    def _give(self) -> bool:
        """Whether the task held a slot until now."""
        had_slot = asyncio.current_task() in self._holders
        if had_slot:
            self._holders.discard(asyncio.current_task())
            self._free.release()
        return had_slot
