"""Calls of the engine, in another thread where they take long."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from knowledge.answering.engine import Engine

Result = TypeVar("Result")


async def aside(engine: Engine, ask: Callable[[], Result]) -> Result:
    """The result of a call of the engine: in another thread where meanings are compared, so that none waits.

    Words alone take a few thousandths of a second, less than it is worth to change threads for.
    """
    return ask() if engine.meanings is None else await asyncio.to_thread(ask)
