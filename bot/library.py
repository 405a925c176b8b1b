"""The knowledge base in use: one engine at a time, exchanged whole."""

from __future__ import annotations

import asyncio

from bot.app import ContentFaultyError, build_engine
from bot.config import Config
from knowledge.engine import Engine


class Library:
    """Holds the engine; who took it keeps what they took."""

    def __init__(self, config: Config, engine: Engine) -> None:
        self._config = config
        self._engine = engine
        self._reading = asyncio.Lock()

    def engine(self) -> Engine:
        """The engine of this moment."""
        return self._engine

    async def reload(self) -> tuple[str, ...]:
        """Reads the content anew, beside the answers; its faults, for which the old version stays."""
        async with self._reading:
            try:
                self._engine = await asyncio.to_thread(build_engine, self._config)
            except ContentFaultyError as error:
                return tuple(map(str, error.faults))
        return ()
