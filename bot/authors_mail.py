"""Progress messages to the authors of announcements, edited every few seconds, and then the report."""

from __future__ import annotations

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

import structlog
from telegram import InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot.config import Config
from bot.privacy import Seal
from bot.storage.progress import UnderWay
from bot.storage.series import begin_next
from bot.storage.store import Store
from handlers.announcing.announcements import offers
from handlers.announcing.naming import titles
from handlers.announcing.reporting import StateCounts, progress_words, report_file, report_lines, waiting
from handlers.buttons import staff_keyboard
from handlers.render import Block, sheet_of, sheets
from handlers.sentences import sentence
from knowledge.model.announcement import Announcement

_EVERY = 3.0  # seconds between two changes of a progress message
_log = structlog.get_logger(__name__)


class AuthorsMail:
    """Writes to authors, and schedules the next of each repeated announcement."""

    def __init__(self, config: Config, store: Store, bot: ExtBot[None], seal: Seal) -> None:
        self._store = store
        self._bot = bot
        self._seal = seal
        self._zone = ZoneInfo(config.timezone)
        self._texts: dict[str, str] = {}  # the text of each progress message
        self._unreachable: set[int] = set()  # authors who take no messages

    async def run(self, every: float = _EVERY) -> None:
        """Writes to authors every few seconds, until cancelled."""
        while True:
            await self.update()
            await asyncio.sleep(every)

    async def update(self) -> None:
        """Sends what is new to every author, and schedules the next of each repeated announcement."""
        now = datetime.now(self._zone)
        await begin_next(self._store.database, now)
        for course in await self._store.progress.under_way():
            if course.announcement.author in self._unreachable and not course.ended:
                continue
            try:
                await self._update_author(course, now)
            except TelegramError as error:
                await self._not_sent(course, error, now)

    async def _not_sent(self, course: UnderWay, error: TelegramError, now: datetime) -> None:
        """Sends nothing more to an author who takes no messages; the report can still be asked for."""
        _log.warning("An author was not told.", action="author_not_told", reason=str(error))
        if isinstance(error, Forbidden | BadRequest):
            self._unreachable.add(course.announcement.author)
        if course.ended:
            await self._store.progress.reported(course.announcement.id, now)

    async def _update_author(self, course: UnderWay, now: datetime) -> None:
        announcement = course.announcement
        counts = await self._store.deliveries.counts(announcement.id)
        await self._show(course, progress_words(announcement, counts, now, course.amending), counts)
        if course.ended and not waiting(counts) and not course.amending:
            await self._report(announcement, counts, now)
            await self._store.progress.reported(announcement.id, now)
            self._texts.pop(announcement.id, None)

    async def _show(self, course: UnderWay, text: str, counts: StateCounts) -> None:
        """Sends the progress message, or edits it when its text has changed."""
        announcement = course.announcement
        if self._texts.get(announcement.id) == text:
            return
        sheet, buttons = sheet_of(text), self._buttons(announcement, counts)
        if course.message is None or not await self._changed(course, sheet.html, buttons):
            message = await self._bot.send_message(
                announcement.author, sheet.html, parse_mode=ParseMode.HTML, reply_markup=buttons
            )
            await self._store.progress.shown(announcement.id, message.message_id)
        self._texts[announcement.id] = text

    async def _changed(self, course: UnderWay, html: str, buttons: InlineKeyboardMarkup | None) -> bool:
        """Edits the progress message; False when it is gone."""
        author, message = course.announcement.author, course.message
        try:
            await self._bot.edit_message_text(
                html, author, message, parse_mode=ParseMode.HTML, reply_markup=buttons
            )
        except BadRequest as error:
            return "not modified" in error.message.lower()
        return True

    def _buttons(self, announcement: Announcement, counts: StateCounts) -> InlineKeyboardMarkup | None:
        return offers(staff_keyboard(self._seal, announcement.author), announcement, counts)

    async def _report(self, announcement: Announcement, counts: StateCounts, now: datetime) -> None:
        """Sends the report: what became of it in every chat, as a message with buttons and as a table."""
        rows = await self._store.deliveries.rows(announcement.id)
        names = await titles(self._store.chats)
        pages = sheets(Block(text=line) for line in report_lines(announcement, rows, names))
        for sheet in pages:
            buttons = self._buttons(announcement, counts) if sheet is pages[-1] else None
            await self._bot.send_message(
                announcement.author, sheet.html, parse_mode=ParseMode.HTML, reply_markup=buttons
            )
        file = report_file(announcement, rows, names, now)
        await self._bot.send_document(
            announcement.author, file, caption=sentence("report_file", id=announcement.id)
        )
