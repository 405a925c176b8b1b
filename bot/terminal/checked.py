"""What earlier checks found right: kept, so that only what changed is checked again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.config import Config
from bot.sentences import command_text
from knowledge.derived.snapshot import snapshot_key
from knowledge.evaluation.checks import fingerprint
from knowledge.files.faults import Fault
from knowledge.model.base import KnowledgeBase
from knowledge.model.entry import Entry

_PREFIX = "checked-"
_KEPT = 8  # files of fingerprints: of other towns, and of other versions of a lexicon or of the code

EntryFaults = Sequence[tuple[Entry, Sequence[Fault]]]  # entries that were checked, and what is wrong


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The fingerprints of entries, by their ids.

    `right` are those that need no check: nothing that they depend on has changed either; `once` those that
    were right at some time, whatever has changed around them.
    """

    right: Path
    once: Path

    def fingerprints(self) -> dict[str, str]:
        """Of the entries that need no check while they are the same."""
        return _read(self.right)

    def explained(self, faults: EntryFaults) -> tuple[Fault, ...]:
        """All faults; those of an entry that was right when it was the same say so."""
        once = _read(self.once)
        return tuple(
            replace(found, why=found.why + command_text("right_before"))
            if once.get(entry.id) == fingerprint(entry)
            else found
            for entry, wrong in faults
            for found in wrong
        )

    def remember(self, base: KnowledgeBase, faults: EntryFaults) -> None:
        """Keeps the entries without faults, as they are now; the others are checked again next time."""
        right = {entry.id: fingerprint(entry) for entry, wrong in faults if not wrong}
        kept = {entry.id for entry in base.entries} - {entry.id for entry, wrong in faults if wrong}
        memory = _read(self.right) | right
        _write(self.right, {key: memory[key] for key in memory if key in kept})
        _write(self.once, _read(self.once) | right)
        _forget_old(self.right.parent)


def checked(config: Config, directory: Path, base: KnowledgeBase) -> Checked:
    """What earlier checks of a folder found right; `right` depends on its lexicon, the model and the code."""
    folder, cache = str(directory.resolve()), config.data_dir / "cache"
    around = _hash(repr((folder, base.lexicon, config.semantic)) + snapshot_key(""))
    return Checked(right=cache / f"{_PREFIX}{around}.json", once=cache / f"once-right-{_hash(folder)}.json")


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _read(path: Path) -> dict[str, str]:
    try:
        fingerprints = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(fingerprints, dict):
        return {}
    return {str(key): str(value) for key, value in fingerprints.items()}


def _write(path: Path, fingerprints: dict[str, str]) -> None:
    try:
        path.parent.mkdir(0o700, parents=True, exist_ok=True)
        path.write_text(json.dumps(fingerprints), "utf-8")
    except OSError:
        return


def _forget_old(folder: Path) -> None:
    """Deletes what was not checked for longest; a town that is checked again is then checked whole."""

    def age(path: Path) -> float:
        return -path.stat().st_mtime

    try:
        for path in sorted(folder.glob(f"{_PREFIX}*.json"), key=age)[_KEPT:]:
            path.unlink()
    except OSError:
        return
