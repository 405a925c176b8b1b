"""What was derived from a knowledge base, kept in the data folder so that the next start is quick.

A snapshot is named by the hash of all it depends on: content, language data, code and library versions.
It is a pickle, which is as trusted as the code beside it, since reading one runs code: only files are read
that nobody else could have written. Their checksum shows damage, not tampering (docs/adr/0002).
"""

from __future__ import annotations

import hashlib
import io
import logging
import os
import pickle
import platform
import stat
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import version
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import IO

from knowledge.conflicts.profile import Profile
from knowledge.derived.derived import Derived
from knowledge.derived.packed import RECORDS_A_PART, MappedSequence, PackedSequence, pack
from knowledge.derived.read_entries import ReadEntry
from knowledge.model.base import KnowledgeBase
from knowledge.model.entry import Entry

# What staff write is hashed apart; the words of the language and the trees are as good as code.
_CODE = Path(__file__).parents[1]
_LIBRARIES = ("jieba", "pypinyin", "OpenCC", "numpy", "snowballstemmer")
_KEPT = 3  # snapshots of other versions, for switching to and fro
_CHECKSUM = 32
_NAMES_A_PART = 200  # names; pickled in some thousandths of a second
_AT_ONCE = 10_000  # entries; reading them takes some tenths of a second

_log = logging.getLogger(__name__)


def snapshot_key(content_version: str, code: Path = _CODE) -> str:
    """The hash of everything a snapshot depends on; `code` is the folder of the code and its data."""
    digest = hashlib.sha256(content_version.encode())
    digest.update(platform.python_version().encode())
    for library in _LIBRARIES:
        digest.update(f"{library}=={version(library)}".encode())
    for path in sorted(_code_files(code)):
        digest.update(path.relative_to(code).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:32]


def _code_files(folder: Path) -> Iterator[Path]:
    for pattern in ("**/*.py", "*.yaml", "*.json", "language/*.yaml"):
        yield from folder.glob(pattern)


def read_snapshot(folder: Path, key: str, at_once: int = _AT_ONCE) -> tuple[KnowledgeBase, Derived] | None:
    """The snapshot of that key, or None when there is none, it is damaged or others may have written it.

    Entries are read at once where there are no more than `at_once`, else each when it is asked for.
    """
    held = _held(folder / f"{key}.snapshot")
    if held is None:
        return None
    checksum, payload = held[:_CHECKSUM], held[_CHECKSUM:]
    if hashlib.sha256(payload).digest() != checksum:
        return None
    parts = pickle.Unpickler(io.BytesIO(payload))  # noqa: S301 - our own file, checked above
    packed = [parts.load() for _ in range(parts.load())]
    for _ in range(parts.load()):
        parts.load()
    base, derived = parts.load()
    return _unpacked(packed, base, derived, at_once)


def _held(path: Path) -> memoryview | None:
    """The content of a file; None if it is missing or others may have written it."""
    try:
        with path.open("rb") as file:
            if is_ours(os.fstat(file.fileno()), os.geteuid()):
                return memoryview(file.read())
    except OSError:
        return None
    _log.warning("A snapshot is not read, since others may have written it: %s", path)
    return None


def is_ours(status: os.stat_result, user: int) -> bool:
    """Whether only a user or root can have written a file."""
    return status.st_uid in (user, 0) and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _unpacked(
    packed: Sequence[bytes], base: KnowledgeBase, derived: Derived, at_once: int
) -> tuple[KnowledgeBase, Derived]:
    """The knowledge base and what was derived from it, with the entries that were pickled apart."""
    read: Sequence[ReadEntry] = PackedSequence(packed, len(derived.numbers))
    if len(read) <= at_once:
        read = tuple(read)
        profiles: Sequence[Profile] = tuple(held.profile for held in read)
        entries: Sequence[Entry] = tuple(profile.entry for profile in profiles)
    else:
        profiles = MappedSequence(read, attrgetter("profile"))
        entries = MappedSequence(profiles, attrgetter("entry"))
    ranker = replace(derived.ranker, profiles=profiles)
    return replace(base, entries=entries), replace(derived, read=read, profiles=profiles, ranker=ranker)


def write_snapshot(
    folder: Path,
    key: str,
    base: KnowledgeBase,
    derived: Derived,
    interrupted: Callable[[], bool] = lambda: False,
) -> bool:
    """Writes a snapshot atomically.

    It is pickled in many small parts, so that other threads can run in between.

    Args:
        folder: the folder of the snapshots, which is created if need be.
        key: of the snapshot.
        base: the knowledge base.
        derived: what was derived from it.
        interrupted: asked before each part; true abandons the writing.

    Returns:
        False if it was interrupted and is worth another try; True if it was written, or cannot be, which is
        logged once.
    """
    try:
        folder.mkdir(0o700, parents=True, exist_ok=True)
        with _unfinished(folder) as path:
            with path.open("wb") as file:
                whole = _written(file, base, derived, interrupted)
            if whole:
                path.replace(folder / f"{key}.snapshot")
                _forget_old(folder)
            return whole
    except OSError as error:
        _say_once(folder, error.strerror or type(error).__name__)
        return True


@lru_cache(maxsize=16)
def _say_once(folder: Path, reason: str) -> None:
    """Warns of a folder that cannot be written, for the same reason only once."""
    _log.warning("Nothing derived is kept, so every start is slow: %s: %s", folder, reason)


@contextmanager
def _unfinished(folder: Path) -> Iterator[Path]:
    """A new temporary file, which is deleted afterwards unless it was renamed."""
    descriptor, name = tempfile.mkstemp(dir=folder)
    os.close(descriptor)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


class _Checked:
    """A file with the checksum of what was written to it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def write(self, data: bytes) -> None:
        self.digest.update(data)
        self._file.write(data)


def _written(file: IO[bytes], base: KnowledgeBase, derived: Derived, interrupted: Callable[[], bool]) -> bool:
    """Writes the parts, then the whole, which refers to them; False if it was interrupted."""
    file.write(bytes(_CHECKSUM))
    checked = _Checked(file)
    pickler = pickle.Pickler(checked, protocol=pickle.HIGHEST_PROTOCOL)
    parts = _parts(derived)
    rest = replace(derived, read=(), profiles=(), ranker=replace(derived.ranker, profiles=()))
    packed = -(-len(derived.read) // RECORDS_A_PART)
    for part in chain(
        (packed,), pack(derived.read), (len(parts),), parts, ((replace(base, entries=()), rest),)
    ):
        if interrupted():
            return False
        pickler.dump(part)
    file.seek(0)
    file.write(checked.digest.digest())
    return True


def _parts(derived: Derived) -> list[object]:
    """The large collections of a snapshot besides the entries, split into parts."""
    many: tuple[Sequence[object], ...] = (
        tuple(derived.vocabulary.senses.items()),
        tuple(derived.decoder.spellings.items()),
        tuple(derived.repairer.by_shape.items()),
        tuple(derived.phrasings),
        tuple(derived.numbers),
    )
    large = (derived.dictionary, derived.repairer, derived.ranker.finder)
    return [
        *(held[at : at + _NAMES_A_PART] for held in many for at in range(0, len(held), _NAMES_A_PART)),
        *large,
    ]


def _forget_old(folder: Path) -> None:
    def age(path: Path) -> float:
        return -path.stat().st_mtime

    for path in sorted(folder.glob("*.snapshot"), key=age)[_KEPT:]:
        path.unlink(missing_ok=True)
