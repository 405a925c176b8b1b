"""Weekly letters to editors about entries that are due for review."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from bot.library import Library
from bot.roster import TellStaff
from bot.storage.settings import Settings
from handlers.sentences import sentence
from knowledge.evaluation.checks import due

_NAME = "review_reminder"
_WEEK = timedelta(days=7)
_HOUR = 3600.0
_MOST_NAMED = 50


async def remind_weekly(
    library: Library, settings: Settings, tell: TellStaff, today: Callable[[], date], every: float = _HOUR
) -> None:
    """Looks every hour whether it is time."""
    while True:
        await remind(library, settings, tell, today())
        await asyncio.sleep(every)


async def remind(library: Library, settings: Settings, tell: TellStaff, day: date) -> None:
    """Writes what is due, unless that was done within a week; the date is kept before the letter goes."""
    last = await settings.text(_NAME)
    if last is not None and day < date.fromisoformat(last) + _WEEK:
        return
    reminders = due(library.engine().base.entries, day)
    if reminders:
        await settings.keep(_NAME, day.isoformat(), datetime.now(UTC))
        tell([sentence("due", count=len(reminders)), *map(str, reminders[:_MOST_NAMED])])
