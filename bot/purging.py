"""The nightly purge of what is old; a night that was missed is made up for at the next start."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from bot.storage.database import Database
from bot.storage.retention import purge
from bot.storage.settings import Settings

_NAME = "purged"
_EVERY = 300.0  # seconds between two looks at the clock

_log = structlog.get_logger(__name__)


def last_night(now: datetime, hour: int) -> datetime:
    """The moment of the last purge that should have been; `now` tells the time zone."""
    tonight = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    return tonight if tonight <= now else tonight - timedelta(days=1)


async def purge_nightly(
    database: Database,
    settings: Settings,
    now: Callable[[], datetime],
    *,
    kept: timedelta,
    hour: int,
    every: float = _EVERY,
) -> None:
    """Purges once after every such hour of the town's clock, over restarts too."""
    while True:
        await purge_if_due(database, settings, now(), kept=kept, hour=hour)
        await asyncio.sleep(every)


async def purge_if_due(
    database: Database, settings: Settings, now: datetime, *, kept: timedelta, hour: int
) -> bool:
    """Purges unless that was done since the last night; returns whether it did."""
    last = await settings.text(_NAME)
    if last is not None and datetime.fromisoformat(last) >= last_night(now, hour):
        return False
    purged = await purge(database, now, kept)
    await settings.keep(_NAME, now.isoformat(), now)
    _log.info("Old records are gone.", action="purged", answers=purged.answers, updates=purged.updates)
    return True
