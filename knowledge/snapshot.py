"""What was derived from a knowledge base, kept in the data folder so that the next start is quick.

A snapshot is named by the hash of all it depends on: content, language data, code and library versions.
It is a pickle, which is as trusted as the code beside it: only files whose own checksum agrees are read,
and the folder belongs to the operator (docs/adr/0002).
"""

from __future__ import annotations

import hashlib
import logging
import pickle
import platform
import tempfile
from importlib.metadata import version
from pathlib import Path

from knowledge.base import KnowledgeBase
from knowledge.derived import Derived

_FOLDER = Path(__file__).parent
_LIBRARIES = ("jieba", "pypinyin", "OpenCC", "numpy", "snowballstemmer")
_KEPT = 3  # snapshots of other versions, for switching to and fro
_CHECKSUM = 32

_log = logging.getLogger(__name__)


def snapshot_key(content_version: str) -> str:
    """The hash of everything a snapshot depends on."""
    digest = hashlib.sha256(content_version.encode())
    digest.update(platform.python_version().encode())
    for library in _LIBRARIES:
        digest.update(f"{library}=={version(library)}".encode())
    for path in sorted(path for kind in ("py", "yaml", "json") for path in _FOLDER.glob(f"*.{kind}")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:32]


def read_snapshot(folder: Path, key: str) -> tuple[KnowledgeBase, Derived] | None:
    """The snapshot of that key, or None when there is none or it is damaged."""
    try:
        held = (folder / f"{key}.snapshot").read_bytes()
    except OSError:
        return None
    checksum, payload = held[:_CHECKSUM], held[_CHECKSUM:]
    if hashlib.sha256(payload).digest() != checksum:
        return None
    base, derived = pickle.loads(payload)  # noqa: S301 - our own file, checked above
    return base, derived


def write_snapshot(folder: Path, key: str, base: KnowledgeBase, derived: Derived) -> None:
    """Keeps a snapshot, whole or not at all; a folder that cannot be written costs only time."""
    payload = pickle.dumps((base, derived), protocol=pickle.HIGHEST_PROTOCOL)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            file.write(hashlib.sha256(payload).digest() + payload)
        Path(file.name).replace(folder / f"{key}.snapshot")
        _forget_old(folder)
    except OSError as error:
        _log.debug("snapshot not kept: %s", error)


def _forget_old(folder: Path) -> None:
    def age(path: Path) -> float:
        return -path.stat().st_mtime

    for path in sorted(folder.glob("*.snapshot"), key=age)[_KEPT:]:
        path.unlink(missing_ok=True)
