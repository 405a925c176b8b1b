"""The staff, as the configuration says at this moment, and private letters to them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence

import structlog
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

from handlers.records import StaffRole
from handlers.render import Block, sheets

TellStaff = Callable[[Sequence[str]], None]  # hands over a letter made of these lines
_log = structlog.get_logger(__name__)


class Roster:
    """Staff by their Telegram ids; exchanged whole."""

    def __init__(self, ids: Mapping[int, StaffRole]) -> None:
        self._ids = dict(ids)

    def role_of(self, number: int) -> StaffRole | None:
        """The role of a member of staff; None for anybody else."""
        return self._ids.get(number)

    def replace(self, ids: Mapping[int, StaffRole]) -> bool:
        """Exchanges the staff; says whether anything changed."""
        changed = self._ids != dict(ids)
        self._ids = dict(ids)
        return changed

    def with_role(self, needed: StaffRole) -> tuple[int, ...]:
        """Everybody who may do what needs that role."""
        return tuple(number for number, role in self._ids.items() if role.covers(needed))


class StaffMail:
    """Letters to all editors; `tell` never waits, `run` sends."""

    def __init__(self, bot: ExtBot[None], roster: Roster) -> None:
        self._bot = bot
        self._roster = roster
        self._letters: asyncio.Queue[Sequence[str]] = asyncio.Queue()

    def tell(self, lines: Sequence[str]) -> None:
        """Queues a letter made of these lines."""
        self._letters.put_nowait(tuple(lines))

    async def run(self) -> None:
        """Sends queued letters; whoever cannot be reached is passed over."""
        while True:
            lines = await self._letters.get()
            for number in self._roster.with_role(StaffRole.EDITOR):
                await self._send(number, lines)
            self._letters.task_done()

    async def sent(self) -> None:
        """Waits until no letter is queued."""
        await self._letters.join()

    async def _send(self, number: int, lines: Sequence[str]) -> None:
        try:
            for sheet in sheets(Block(text=line) for line in lines):
                await self._bot.send_message(number, sheet.html, parse_mode=ParseMode.HTML)
        except TelegramError as error:
            _log.warning("A member of staff was not told.", action="staff_not_told", reason=str(error))
