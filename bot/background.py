"""Jobs beside polling: one that fails is logged at once, whatever the reason, and begun again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import structlog

Job = Callable[[], Coroutine[Any, Any, None]]

_PAUSE = 60.0  # seconds
_log = structlog.get_logger(__name__)


async def kept_up(job: Job, pause: float = _PAUSE) -> None:
    """Runs a job to its end, again after a pause in seconds whenever it fails."""
    while True:
        if await done(job, "A job beside polling failed.", "job_failed"):
            return
        await asyncio.sleep(pause)


async def done(job: Job, sentence: str, action: str) -> bool:
    """Runs a job once; whether it came to its end. Why it did not is logged with a sentence and an action."""
    [error] = await asyncio.gather(job(), return_exceptions=True)
    if isinstance(error, Exception):
        _log.error(sentence, action=action, exc_info=error)
    return not isinstance(error, Exception)
