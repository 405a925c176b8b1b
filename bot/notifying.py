"""Sends notifications to citizens that could not be sent at first."""

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
    """Sends the notifications that are due, including those left behind by an earlier process, for ever."""
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
    """Renews the leases of the notifications being sent, for ever."""
    while True:
        await asyncio.sleep(every)
        await notifications.renew(now())
