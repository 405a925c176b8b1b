"""The last versions of the content, kept so that an answer can be given again as it was given."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path

import structlog

from bot.config import Config
from bot.engines import SHIPPED_TEXTS, ContentFaultyError, meanings_of
from bot.errors import AndaError
from bot.sentences import NO_VERSION, NO_VERSIONS
from knowledge.answering.engine import Engine
from knowledge.answering.semantic import SEMANTIC_TREES, read_semantic_calibration
from knowledge.derived.derived import derive
from knowledge.files.contentfiles import ContentFile
from knowledge.loading.loader import read_knowledge
from knowledge.ranking.ranking import CALIBRATION, TREES, read_calibration

KEPT = 30
_CONTENT = "content"
_MOST_NAMED = 5
_SHOWN = 12  # characters of a name
_log = structlog.get_logger(__name__)


class NoSuchVersionError(AndaError):
    """No kept version has that name, or several have; `near` are those that are most like it."""

    exit_code = 1

    def __init__(self, version: str, near: tuple[str, ...]) -> None:
        named = NO_VERSION.format(version=version, near="、".join(name[:_SHOWN] for name in near))
        super().__init__(named if near else NO_VERSIONS)
        self.near = near


class Versions:
    """A folder with a folder for each version: its YAML files, the texts and the calibration beside them."""

    def __init__(self, data_dir: Path, most: int = KEPT) -> None:
        self._folder = data_dir / "versions"
        self._most = most

    def keep(self, files: Sequence[ContentFile], version: str) -> None:
        """Keeps the files of that version; a full disk costs only the keeping."""
        kept = self._folder / version
        try:
            if kept.is_dir():
                os.utime(kept)
            else:
                self._write(files, kept)
            for old in [name for name in self.names() if name != version][self._most - 1 :]:
                shutil.rmtree(self._folder / old, ignore_errors=True)
        except OSError as error:
            _log.warning("A version was not kept.", action="version_not_kept", reason=error.strerror)

    def names(self) -> tuple[str, ...]:
        """The names of the kept versions, the one used last first."""
        if not self._folder.is_dir():
            return ()
        folders = [path for path in self._folder.iterdir() if path.is_dir() and not path.name.startswith(".")]
        return tuple(path.name for path in sorted(folders, key=lambda path: -path.stat().st_mtime_ns))

    def find(self, prefix: str) -> str:
        """The one version whose name begins so; NoSuchVersionError when there is not just one."""
        names = self.names()
        matches = [name for name in names if prefix and name.startswith(prefix.lower())]
        if len(matches) == 1:
            return matches[0]
        alike = sorted(names, key=lambda name: -_alike(name, prefix.lower()))
        raise NoSuchVersionError(prefix, tuple((matches or alike)[:_MOST_NAMED]))

    def engine(self, prefix: str, config: Config) -> Engine:
        """The engine over a kept version: its content, with the texts and the calibration of the time."""
        kept = self._folder / self.find(prefix)
        loaded = read_knowledge(kept / _CONTENT, kept / SHIPPED_TEXTS.name)
        if loaded.base is None:
            raise ContentFaultyError(loaded.faults)
        derived = derive(loaded.base, calibration=read_calibration(kept / CALIBRATION.name))
        meanings = None
        if (kept / SEMANTIC_TREES).is_file():  # versions from before the channel have none
            calibration = read_semantic_calibration(kept / CALIBRATION.name)
            meanings = meanings_of(config, derived, calibration=calibration)
        return Engine(loaded.base, derived, config.limits.question_characters, meanings=meanings)

    def _write(self, files: Sequence[ContentFile], kept: Path) -> None:
        """Writes a version whole or not at all."""
        self._folder.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix=".", dir=self._folder))
        try:
            (unfinished / _CONTENT).mkdir()
            for file in files:
                (unfinished / _CONTENT / file.name).write_bytes(file.data)
            for path in (SHIPPED_TEXTS, CALIBRATION, *map(CALIBRATION.with_name, (TREES, SEMANTIC_TREES))):
                shutil.copyfile(path, unfinished / path.name)
            unfinished.rename(kept)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)


def _alike(name: str, other: str) -> int:
    """How many characters two names have in common at the beginning."""
    pairs = zip(name, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
