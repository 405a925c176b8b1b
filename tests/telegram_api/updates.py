"""The updates that wait for the bot: confirmed by a higher offset, filtered by what the bot asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from itertools import islice, takewhile
from typing import Any

from tests.telegram_api.refusal import RefusalError

Json = dict[str, Any]

FIRST_ID = 700_000_001
# Not sent unless a bot asks for them by name.
_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}
_OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
_WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class Pulse:
    """Wakes whoever waits for a change; nobody is woken for a change before the waiting."""

    def __init__(self) -> None:
        self._next = asyncio.Event()

    def beat(self) -> None:
        """Something has changed."""
        self._next.set()
        self._next = asyncio.Event()

    async def wait(self, seconds: float) -> bool:
        """Whether something changed in that time."""
        try:
            await asyncio.wait_for(self._next.wait(), seconds)
        except TimeoutError:
            return False
        return True


class Updates:
    """A queue as Telegram keeps it."""

    def __init__(self) -> None:
        self.pending: dict[int, Json] = {}  # oldest first
        self.allowed: list[str] = []
        self.pulse = Pulse()
        self.webhook_url = ""
        self._next_id = FIRST_ID
        self._poller: asyncio.Event | None = None

    def push(self, kind: str, payload: Json) -> int | None:
        """Queues an update, unless the bot does not want its kind; its id."""
        wanted = kind in self.allowed if self.allowed else kind not in _ON_REQUEST
        if not wanted:
            return None
        number = self._next_id
        self._next_id += 1
        self.pending[number] = {"update_id": number, kind: payload}
        self.pulse.beat()
        return number

    def confirm(self, numbers: Iterable[int]) -> None:
        """Forgets updates that the bot has."""
        for number in list(numbers):
            self.pending.pop(number, None)

    async def poll(self, *, offset: int, limit: int, seconds: float) -> list[Json]:
        """What getUpdates answers; a poll that is under way ends in a conflict, the later one goes on."""
        if self.webhook_url:
            raise RefusalError(409, _WEBHOOK_ACTIVE)
        if self._poller:
            self._poller.set()
            self.pulse.beat()
        mine = self._poller = asyncio.Event()
        try:
            self._confirm_before(offset)
            await self._until_some(mine, seconds)
        finally:
            if self._poller is mine:
                self._poller = None
        if mine.is_set():
            raise RefusalError(409, _OTHER_POLLER)
        return list(islice(self.pending.values(), limit))

    def _confirm_before(self, offset: int) -> None:
        if offset < 0:
            self.confirm(list(self.pending)[:offset])
        else:
            self.confirm(takewhile(lambda number: number < offset, self.pending))

    async def _until_some(self, mine: asyncio.Event, seconds: float) -> None:
        """Waits for an update, a rival or the end of the time."""
        end = asyncio.get_running_loop().time() + seconds
        while not self.pending and not mine.is_set():
            left = end - asyncio.get_running_loop().time()
            if left <= 0:
                return
            await self.pulse.wait(left)
