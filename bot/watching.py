"""Noticing that files changed: nothing but their dates and sizes is looked at, a few times a second."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import structlog

from bot.stamp import Stamp, stamp_of

EVERY = 0.1  # seconds; a look at 200 files takes a thousandth of one
_log = structlog.get_logger(__name__)


async def watch(path: Path, changed: Callable[[], Awaitable[None]], every: float = EVERY) -> None:
    """Calls when something changed, and once at the beginning; a call that fails is logged and not the last.

    What changes during a call leads to another.
    """
    seen: Stamp | None = None
    while True:
        now = await asyncio.to_thread(stamp_of, path)
        if now != seen:
            seen = now
            try:
                await changed()
            except Exception as error:  # watching must outlive whatever a file can hold
                _log.error("A change was not taken up.", action="change_failed", exc_info=error)
        await asyncio.sleep(every)
