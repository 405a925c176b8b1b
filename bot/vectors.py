"""Vectors of phrasings, kept in a file, so that a restart or an edit embeds only what is new."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import structlog
from numpy.typing import NDArray

from bot.replacing import replace_file
from knowledge.answering.semantic import Embedder, Vectors

_BATCH = 16  # texts; a question waits no longer than for these
_SPARE = 10_000  # records that nothing wants any more may stay, and as many as are wanted
_UNIT = 1e-3  # how far from 1 the length of an undamaged vector is at most
_log = structlog.get_logger(__name__)

Records = NDArray[np.void]


class KeptVectors:
    """An embedder that embeds each phrasing once. What citizens type is embedded and never kept.

    The file is a row of records, a hash of the text and its vector, and only grows at its end: what a crash
    cut off, or what is damaged, is embedded again.
    """

    def __init__(
        self,
        embedder: Embedder,
        folder: Path,
        working: Callable[[], None] = lambda: None,
        *,
        spare: int = _SPARE,
    ) -> None:
        """`working` is called before phrasings are embedded again, which takes a while."""
        self._embedder = embedder
        self._working = working
        self._spare = spare
        self.identity, self.dimensions = embedder.identity, embedder.dimensions
        self._file = folder / f"{_key(self.identity).hex()}.vectors"
        self._record = np.dtype([("key", "V16"), ("vector", "<f4", (self.dimensions,))])

    def questions(self, texts: Sequence[str]) -> Vectors:
        """What citizens typed."""
        return self._embedder.questions(texts)

    def phrasings(self, texts: Sequence[str]) -> Vectors:
        """What staff wrote down; from the file where it has been embedded before."""
        keys = [_key(text) for text in texts]
        records = self._read()
        known = set(records["key"].tolist())
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if new:
            self._working()
            pairs = list(new.items())
            batches = (dict(pairs[at : at + _BATCH]) for at in range(0, len(pairs), _BATCH))
            records = np.concatenate([records, *map(self._embedded, batches)])
        places = {key: place for place, key in enumerate(records["key"].tolist())}
        wanted = records[[places[key] for key in keys]]
        if len(records) > 2 * len(wanted) + self._spare:
            self._replace(wanted)
        return np.ascontiguousarray(wanted["vector"])

    def _embedded(self, texts: dict[bytes, str]) -> Records:
        """New records, which are kept at once: a start that is broken off loses one batch."""
        made = np.zeros(len(texts), dtype=self._record)
        made["key"] = list(texts)
        made["vector"] = self._embedder.phrasings(list(texts.values()))
        self._append(made)
        return made

    def _read(self) -> Records:
        try:
            data = self._file.read_bytes()
        except OSError:
            data = b""
        records = np.frombuffer(data, self._record, len(data) // self._record.itemsize)
        lengths = np.linalg.norm(records["vector"], axis=1)
        whole: Records = records[np.abs(lengths - 1) < _UNIT]
        return whole

    def _append(self, records: Records) -> None:
        """Adds whole records; a file that cannot be written costs only time."""
        try:
            self._file.parent.mkdir(0o700, parents=True, exist_ok=True)
            with self._file.open("ab") as file:
                file.truncate(file.tell() - file.tell() % self._record.itemsize)
                file.write(records.tobytes())
        except OSError as error:
            _log.warning("Vectors were not kept.", action="vectors_not_kept", reason=error.strerror)

    def _replace(self, records: Records) -> None:
        """Forgets what nothing wants any more."""
        try:
            replace_file(self._file, records.tobytes(), mode=0o666)
        except OSError as error:
            _log.warning("Vectors were not kept.", action="vectors_not_kept", reason=error.strerror)


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:16]
