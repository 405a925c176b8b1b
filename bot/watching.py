"""Noticing that files changed: nothing but their dates and sizes is looked at, a few times a second."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import structlog

Stamp = tuple[tuple[str, int, int, int], ...]

EVERY = 0.1  # seconds; a look at 200 files takes a thousandth of one
_log = structlog.get_logger(__name__)


def stamp_of(path: Path) -> Stamp:
    """What shows that a file, or one directly in a folder, changed; empty when there is nothing to see."""
    try:
        paths = sorted(path.iterdir()) if path.is_dir() else [path]
    except OSError:
        return ()
    held = []
    for file in paths:
        try:
            status = file.stat()
        except OSError:
            continue
        held.append((file.name, status.st_mtime_ns, status.st_size, status.st_ino))
    return tuple(held)


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
