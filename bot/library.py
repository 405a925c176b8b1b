"""The knowledge base in use: one engine at a time, exchanged whole."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.compared import compared
from bot.config import Config
from bot.engines import ContentFaultyError, base_of, key_of, read_at_rest, today
from bot.versions import Versions
from knowledge.answering.engine import Engine
from knowledge.derived.derived import derive
from knowledge.derived.snapshot import write_snapshot
from knowledge.evaluation.checks import behaviour, edited
from knowledge.files.contentfiles import ContentFile, content_version, read_files, version_of
from knowledge.loading.collector import gc_paused
from knowledge.loading.remembered import Remembered, remember
from knowledge.model.base import KnowledgeBase


class Library:
    """Holds the engine; who took it keeps what they took.

    `read` is the version that was read last, whether or not it has faults.
    """

    def __init__(self, config: Config, engine: Engine) -> None:
        self._config = config
        self._engine = engine
        self._versions = Versions(config.data_dir)
        self._reading = asyncio.Lock()
        self._remembered: Remembered | None = None
        self._saved = engine
        self.read = engine.base.version

    def engine(self) -> Engine:
        """The engine of this moment."""
        return self._engine

    def version(self) -> str:
        """The version that the content folder has now, whether or not it has faults."""
        return content_version(self._config.knowledge.dir)

    async def reload(self) -> tuple[str, ...]:
        """Reads the content again in another thread; returns its faults, with which the old version stays."""
        async with self._reading:
            try:
                self._engine, files = await asyncio.to_thread(self._newest, self._engine)
            except ContentFaultyError as error:
                return tuple(map(str, error.faults))
            await asyncio.to_thread(self._versions.keep, files, self._engine.base.version)
        return ()

    async def uncompared(self, before: Engine) -> tuple[str, ...]:
        """The entries whose evidence is new since an engine and was never compared with its original."""
        return await asyncio.to_thread(self._uncompared, before.base, self._engine)

    async def keep(self) -> None:
        """Keeps a copy of the version in use, and prepares for the first edit."""
        async with self._reading:
            await asyncio.to_thread(self._keep, self._engine)

    async def save(self) -> None:
        """Saves what was derived for the next start, unless that is done; an edit meanwhile goes first."""
        engine = self._engine
        if engine is self._saved or self._reading.locked():
            return
        if await asyncio.to_thread(self._save, engine):
            self._saved = engine

    def _save(self, engine: Engine) -> bool:
        folder, key = self._config.data_dir / "cache", key_of(engine.base.version)
        return write_snapshot(folder, key, engine.base, engine.derived, self._reading.locked)

    def _newest(self, before: Engine) -> tuple[Engine, Sequence[ContentFile]]:
        """The engine over the content as it is now; ContentFaultyError when it must not go live."""
        loaded = read_at_rest(self._config.knowledge.dir, self._memory(before))
        self.read = loaded.version
        base = base_of(loaded)
        if base.version == before.base.version:
            return before, loaded.files
        with gc_paused():  # an engine that is exchanged is not there for good
            derived = derive(base, before=before.derived)
            engine = Engine(
                base,
                derived,
                self._config.limits.question_characters,
                kept=self._config.knowledge.kept,
                meanings=before.meanings and before.meanings.over(derived),
            )
        wrong = behaviour(engine, edited(engine), today(self._config))
        if wrong:
            raise ContentFaultyError(wrong)
        self._remembered = loaded.remembered
        return engine, loaded.files

    def _uncompared(self, before: KnowledgeBase, engine: Engine) -> tuple[str, ...]:
        cited = {entry.id: entry.citations for entry in before.entries}
        fresh = [engine.base.entries[number] for number in engine.derived.new_entries]
        altered = [entry for entry in fresh if cited.get(entry.id) != entry.citations]
        memory = compared(self._config, self._config.knowledge.dir)
        return tuple(dict.fromkeys(entry.id for _, entry in memory.lacking(engine.base, altered)))

    def _memory(self, engine: Engine) -> Remembered | None:
        """What need not be parsed again; that of the first version while the folder still holds it."""
        if self._remembered is None:
            files = read_files(self._config.knowledge.dir)
            if version_of(files) != engine.base.version:
                return None
            self._remembered = remember(engine.base, files)
        return self._remembered

    def _keep(self, engine: Engine) -> None:
        self._memory(engine)
        if engine.base.version not in self._versions.names():
            files = read_files(self._config.knowledge.dir)
            if version_of(files) == engine.base.version:
                self._versions.keep(files, engine.base.version)
