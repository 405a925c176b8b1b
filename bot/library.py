"""The knowledge base in use: one engine at a time, exchanged whole."""

from __future__ import annotations

import asyncio

from bot.app import ContentFaultyError, key_of, read_whole, today, uncollected
from bot.config import Config
from bot.versions import Versions
from knowledge.checks import behaviour, edited
from knowledge.contentfiles import content_version
from knowledge.derived import derive
from knowledge.engine import Engine
from knowledge.snapshot import write_snapshot


class Library:
    """Holds the engine; who took it keeps what they took."""

    def __init__(self, config: Config, engine: Engine) -> None:
        self._config = config
        self._engine = engine
        self._versions = Versions(config.data_dir)
        self._reading = asyncio.Lock()
        self._unsaved = False

    def engine(self) -> Engine:
        """The engine of this moment."""
        return self._engine

    def version(self) -> str:
        """The version that the content folder has now, be it good or not."""
        return content_version(self._config.knowledge.dir)

    async def reload(self) -> tuple[str, ...]:
        """Reads the content anew, beside the answers; its faults, for which the old version stays."""
        async with self._reading:
            try:
                self._engine = await asyncio.to_thread(self._newest, self._engine)
            except ContentFaultyError as error:
                return tuple(map(str, error.faults))
        return ()

    async def keep(self) -> None:
        """Keeps the version in use, and what was derived from it for the next start."""
        async with self._reading:
            await asyncio.to_thread(self._keep, self._engine)

    def _newest(self, before: Engine) -> Engine:
        """The engine over the content as it is now; ContentFaultyError when it must not go live."""
        base = read_whole(self._config.knowledge.dir)
        if base == before.base:
            return before
        with uncollected():
            engine = Engine(
                base,
                derive(base),
                self._config.limits.question_characters,
                kept=self._config.knowledge.kept,
            )
        wide = base.lexicon != before.base.lexicon
        entries = base.entries if wide else edited(base.entries, before.base.entries)
        wrong = behaviour(engine, entries, today(self._config))
        if wrong:
            raise ContentFaultyError(wrong)
        self._versions.keep(self._config.knowledge.dir, base.version)
        self._unsaved = True
        return engine

    def _keep(self, engine: Engine) -> None:
        self._versions.keep(self._config.knowledge.dir, engine.base.version)
        if self._unsaved:
            key = key_of(engine.base.version)
            write_snapshot(self._config.data_dir / "cache", key, engine.base, engine.derived)
            self._unsaved = False
