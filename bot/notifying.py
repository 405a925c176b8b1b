"""Later attempts at messages to citizens that could not be sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from telegram.ext import ExtBot

from bot.storage.notifications import LEASE, Notifications
from handlers.notifications import deliver

_MOST_AT_ONCE = 50
_EVERY = 1.0  # seconds between two looks
_RENEWED = LEASE.total_seconds() / 4


async def send_due(
    bot: ExtBot[None],
    notifications: Notifications,
    now: Callable[[], datetime],
    pause: timedelta,
    every: float = _EVERY,
) -> None:
    """Sends what is due, including what a process that ended left behind."""
    while True:
        batch = await notifications.due(now(), _MOST_AT_ONCE)
        try:
            for notification in batch:
                await deliver(bot, notifications, notification, now(), pause)
        finally:
            notifications.release(batch)
        await asyncio.sleep(every)


async def renew_leases(
    notifications: Notifications, now: Callable[[], datetime], every: float = _RENEWED
) -> None:
    """Renews the leases of what is being sent, however long that takes."""
    while True:
        await asyncio.sleep(every)
        await notifications.renew(now())
