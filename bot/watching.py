"""Watching files: their dates and sizes are compared a few times a second."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.background import PeriodicJob, done
from bot.stamp import Stamp, stamp_of

EVERY = 0.1  # seconds; a look at 200 files takes a thousandth of one


async def watch(path: Path, changed: PeriodicJob, every: float = EVERY) -> None:
    """Calls a function at the beginning and whenever something changed; one that fails is logged.

    What changes during a call leads to another.
    """
    seen: Stamp | None = None
    while True:
        now = await asyncio.to_thread(stamp_of, path)
        if now != seen:
            seen = now
            await done(changed, "A change was not taken up.", "change_failed")
        await asyncio.sleep(every)
