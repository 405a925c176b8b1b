"""Jobs beside polling: one that fails is logged at once and begun again."""

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
        [error] = await asyncio.gather(job(), return_exceptions=True)
        if not isinstance(error, Exception):
            return
        _log.error("A job beside polling failed.", action="job_failed", exc_info=error)
        await asyncio.sleep(pause)
