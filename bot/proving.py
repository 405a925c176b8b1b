"""Checks waiting announcements against the knowledge base again whenever that has changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import structlog
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.storage.store import Store
from handlers.announcing.drafts import wrong_words
from handlers.records import THE_BOT, Action
from handlers.render import sheet_of
from handlers.sentences import sentence
from knowledge.answering.engine import Engine
from knowledge.model.announcement import Announcement, State

_EVERY = 3.0  # seconds
_MOST_WAITING = 1000
_WAITING = (State.APPROVED, State.SCHEDULED)
_log = structlog.get_logger(__name__)


class Proving:
    """Pauses announcements whose figures no entry states any more, and tells their authors."""

    def __init__(self, store: Store, bot: ExtBot[None], engine: Callable[[], Engine], zone: ZoneInfo) -> None:
        self._store = store
        self._bot = bot
        self._engine = engine
        self._zone = zone
        self._proved: dict[str, tuple[str, datetime | None]] = {}

    async def run(self, every: float = _EVERY) -> None:
        """Looks every so often, until cancelled."""
        while True:
            await self.look(datetime.now(self._zone))
            await asyncio.sleep(every)

    async def look(self, now: datetime) -> None:
        """Checks the waiting announcements that were not checked against this version yet."""
        engine = self._engine()
        for announcement in await self._store.announcements.listed(_MOST_WAITING, _WAITING):
            seen = (engine.base.version, announcement.send_at)
            if not announcement.entries or self._proved.get(announcement.id) == seen:
                continue
            wrong = await asyncio.to_thread(wrong_words, engine, announcement, now)
            if wrong:
                await self._pause(announcement, wrong, now)
            else:
                self._proved[announcement.id] = seen

    async def _pause(self, announcement: Announcement, wrong: str, now: datetime) -> None:
        act = Action(who=THE_BOT, action="announce_pause", what=announcement.id, why=wrong, at=now)
        if not (await self._store.announcements.pause(announcement.id, act)).done:
            return
        _log.warning(
            "An announcement is not proved any more.", action="announcement_unproved", id=announcement.id
        )
        sheet = sheet_of(sentence("announce_unproved_since", id=announcement.id, wrong=wrong))
        try:
            await self._bot.send_message(announcement.author, sheet.html, parse_mode=ParseMode.HTML)
        except TelegramError as error:
            _log.warning("An author was not told.", action="author_not_told", reason=str(error))
