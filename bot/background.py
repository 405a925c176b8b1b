"""Background jobs: one that fails, for whatever reason, is logged at once and begun again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import structlog

PeriodicJob = Callable[[], Coroutine[Any, Any, None]]

_PAUSE = 60.0  # seconds
_log = structlog.get_logger(__name__)


async def kept_up(job: PeriodicJob, pause: float = _PAUSE) -> None:
    """Runs a job to its end, again after a pause in seconds whenever it fails."""
    while True:
        if await done(job, "A job beside polling failed.", "job_failed"):
            return
        await asyncio.sleep(pause)


async def done(job: PeriodicJob, sentence: str, action: str) -> bool:
    """Runs a job once and returns whether it came to its end; an error is logged, with an action."""
    try:
        await job()
    except (Exception, asyncio.CancelledError) as error:  # whatever it was, the bot and the other jobs go on
        if (task := asyncio.current_task()) is not None and task.cancelling():  # this task is to stop
            raise
        _log.error(sentence, action=action, exc_info=error)
        return False
    return True
