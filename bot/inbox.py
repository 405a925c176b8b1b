"""The inbox: updates are written down before they are acknowledged, then processed in order, chat by chat."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import structlog

from bot.slots import Slots

_MOST_ATTEMPTS = 5
_SLOTS = 24
_MOST_WAITING = 1_000  # in memory; more stay at Telegram until there is room
_PAUSE = 1.0

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Received:
    """An update as it is kept: with personal data masked and the chat as a hash.

    `again` says that a process ended before it was done, perhaps because of it.
    """

    update_id: int
    lane: str
    payload: Mapping[str, Any]
    again: bool = False


class Ledger(Protocol):
    """Where updates are written down."""

    async def write_down(self, received: Sequence[Received], now: datetime) -> frozenset[int]: ...
    async def unfinished(self) -> tuple[Received, ...]: ...
    async def begin(self, update_id: int) -> int: ...
    async def uncount(self, update_id: int) -> None: ...
    async def done(self, update_id: int, now: datetime) -> None: ...
    async def give_up(self, update_id: int, now: datetime) -> None: ...


class Inbox:
    """Takes updates in and works through them: one at a time per lane, as many lanes at once as `slots`.

    Only the update at the head of a lane can have been in work when a process died, so attempts are
    counted only for updates that are read again: the common way costs one write in and one write out.
    """

    def __init__(
        self,
        ledger: Ledger,
        process: Callable[[Mapping[str, Any]], Awaitable[None]],
        now: Callable[[], datetime],
        *,
        slots: Slots | None = None,
        pause: float = _PAUSE,
    ) -> None:
        self._ledger = ledger
        self._process = process
        self._now = now
        self._slots = slots or Slots(_SLOTS)
        self._pause = pause
        self._lanes: dict[str, deque[Received]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._waiting = 0
        self._room = asyncio.Event()
        self._room.set()
        self._draining = False
        self._broken = asyncio.Event()
        self._error: BaseException | None = None

    async def resume(self) -> int:
        """Takes up the updates that were not finished; returns how many."""
        left = await self._ledger.unfinished()
        for received in left:
            self._queue(received)
        return len(left)

    async def receive(self, batch: Sequence[Received]) -> None:
        """Writes updates down; when this returns they may be acknowledged."""
        new = await self._ledger.write_down(batch, self._now())
        for received in sorted(batch, key=lambda update: update.update_id):
            if received.update_id in new:
                new -= {received.update_id}
                self._queue(received)

    async def room(self) -> None:
        """Waits until there is room for more updates."""
        await self._room.wait()

    async def drain(self, seconds: float) -> None:
        """Finishes what is in work and leaves the rest written down for the next start."""
        self._draining = True
        if self._workers:
            _, late = await asyncio.wait(self._workers, timeout=seconds)
            for worker in late:
                worker.cancel()
            if late:
                await asyncio.wait(late)

    async def failed(self) -> None:
        """Waits until the ledger fails, and raises its error: from then on nothing more is processed."""
        await self._broken.wait()
        if self._error is not None:
            raise self._error

    async def idle(self) -> None:
        """Waits until nothing is left to do."""
        while self._workers:
            await asyncio.wait(self._workers)

    def _queue(self, received: Received) -> None:
        self._wait_for(1)
        lane = self._lanes.get(received.lane)
        if lane is not None:
            lane.append(received)
            return
        self._lanes[received.lane] = deque([received])
        worker = asyncio.create_task(self._work(received.lane))
        self._workers.add(worker)
        worker.add_done_callback(self._ended)

    def _wait_for(self, more: int) -> None:
        """Counts updates that wait in memory."""
        self._waiting += more
        if self._waiting >= _MOST_WAITING:
            self._room.clear()
        else:
            self._room.set()

    def _ended(self, worker: asyncio.Task[None]) -> None:
        """Ends all work after an error, or a chat's next update would overtake the one that failed."""
        self._workers.discard(worker)
        if not worker.cancelled() and (error := worker.exception()) is not None:
            reason = type(error).__name__
            _log.error("The store of updates fails; the bot ends.", action="inbox_failed", error=reason)
            self._draining = True
            self._error = error
            self._broken.set()

    async def _work(self, name: str) -> None:
        """Works through a lane until it is empty."""
        lane = self._lanes[name]
        try:
            while lane and not self._draining:
                async with self._slots.slot():
                    if self._draining:
                        return
                    await self._finish(lane[0])
                lane.popleft()
                self._wait_for(-1)
        finally:  # what is left stays written down for the next start
            del self._lanes[name]
            self._wait_for(-len(lane))

    async def _finish(self, received: Received) -> None:
        """Processes an update until it is done or has failed too often."""
        counts = received.again
        while True:
            if counts and await self._ledger.begin(received.update_id) > _MOST_ATTEMPTS:
                _log.error("An update is given up.", action="update_given_up", update_id=received.update_id)
                await self._ledger.give_up(received.update_id, self._now())
                return
            try:
                error = await self._attempt(received)
            except asyncio.CancelledError:
                if counts:  # it was stopped and did not fail
                    await self._ledger.uncount(received.update_id)
                raise
            if error is None:
                await self._ledger.done(received.update_id, self._now())
                return
            _log.warning(
                "An update failed.",
                action="update_failed",
                update_id=received.update_id,
                error=type(error).__name__,
            )
            counts = True
            await asyncio.sleep(self._pause)

    async def _attempt(self, received: Received) -> BaseException | None:
        """Processes an update once; returns the error, of whatever kind, for the caller to judge."""
        try:
            await self._process(received.payload)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            if isinstance(error, asyncio.CancelledError) and self._draining:  # this worker is what is stopped
                raise
            return error
        return None
