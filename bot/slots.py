"""Slots: a limit on how many tasks work at once, not counting those that wait for Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any


class Slots:
    """A limit on tasks: as many work at once as there are slots."""

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
        """Sleeps; a task that holds a slot lends it to others meanwhile."""
        had_slot = self._give()
        await self._sleep(seconds)
        if had_slot:
            await self._take()

    async def _take(self) -> None:
        await self._free.acquire()
        self._holders.add(asyncio.current_task())

    def _give(self) -> bool:
        """Gives up the slot of this task; whether it had one."""
        had_slot = asyncio.current_task() in self._holders
        if had_slot:
            self._holders.discard(asyncio.current_task())
            self._free.release()
        return had_slot
