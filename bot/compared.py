"""Which evidence was compared with the original of its source, kept from earlier checks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.config import Config
from knowledge.model.base import KnowledgeBase
from knowledge.model.entry import Citation, Entry
from knowledge.model.source import Source


@dataclass(frozen=True, kw_only=True)
class Compared:
    """The citations that stood in the originals of their sources when these were last at hand.

    A source with a checksum has an original that can be told from any other text; where none is registered,
    nothing is asked. A citation that changes, or whose original is another now, is not compared any more.
    """

    file: Path

    def remember(self, base: KnowledgeBase, source: Source) -> None:
        """Keeps that every citation of a source was found in its original."""
        held = {
            one.id: {_key(one, citation) for entry in base.entries for citation in _of(entry, one)}
            for one in base.sources.values()
        }
        before = self._keys() & frozenset().union(*held.values())
        _write(self.file, sorted(before | held[source.id]))

    def lacking(self, base: KnowledgeBase, entries: Sequence[Entry]) -> Iterator[tuple[Source, Entry]]:
        """The entries with evidence that nobody compared, beside its source."""
        kept = self._keys()
        for source in base.sources.values():
            for entry in entries if source.sha256 else ():
                if any(_key(source, citation) not in kept for citation in _of(entry, source)):
                    yield source, entry

    def _keys(self) -> frozenset[str]:
        try:
            kept = json.loads(self.file.read_text("utf-8"))
        except (OSError, ValueError):
            return frozenset()
        return frozenset(map(str, kept)) if isinstance(kept, list) else frozenset()


def compared(config: Config, content: Path) -> Compared:
    """What was compared of a content folder, by whoever checks or serves it with this data folder."""
    folder = hashlib.sha256(str(content.resolve()).encode()).hexdigest()[:16]
    return Compared(file=config.data_dir / "cache" / f"compared-{folder}.json")


def _of(entry: Entry, source: Source) -> Iterator[Citation]:
    """The citations that an entry has of a source."""
    return (citation for citation in entry.citations if citation.source == source.id)


def _key(source: Source, citation: Citation) -> str:
    """Tells a phrase at its place in this very original from any other."""
    told = (source.sha256, citation.paragraph, citation.row, citation.column, citation.evidence)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def _write(file: Path, keys: Sequence[str]) -> None:
    """Keeps the keys; where that fails, the next check only says again what it said."""
    try:
        file.parent.mkdir(0o700, parents=True, exist_ok=True)
        file.write_text(json.dumps(keys), "utf-8")
    except OSError:
        return
