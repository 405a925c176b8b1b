"""What a good load read, file by file, so that the next one parses only the files that changed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from knowledge.figures.figures import numbered_names
from knowledge.files.contentfiles import ContentFile
from knowledge.files.yamltext import Node, parse
from knowledge.loading.records import Draft, entry_nodes, keys_of
from knowledge.model.base import KnowledgeBase, Lexicon
from knowledge.model.entry import Entry
from knowledge.model.source import Source

_MOST_READ_AGAIN = 4  # files with an entry that a fault of another file points at


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadTopic:
    """A topic file without faults; `keys` holds what each entry's phrasings are compared by."""

    digest: bytes
    topic: str
    entries: tuple[Entry, ...]
    keys: tuple[tuple[str, ...], ...]

    def drafts(self, file: ContentFile) -> list[Draft]:
        """The entries, each able to say where in the file its values stand."""
        return [
            Draft(entry=entry, keys=keys, node=_LaterNode(file, number), proved=True)
            for number, (entry, keys) in enumerate(zip(self.entries, self.keys, strict=True))
        ]


@dataclass(frozen=True, kw_only=True, slots=True)
class Remembered:
    """What a load without faults read: topic files by path, and the digests of the other files.

    `names` are the names that were no figures when the entries' figures were compared with the evidence.
    """

    topics: dict[str, ReadTopic] = field(default_factory=dict)
    digests: dict[str, bytes] = field(default_factory=dict)
    lexicon: Lexicon = field(default_factory=lambda: Lexicon(qualifiers={}))
    sources: dict[str, Source] = field(default_factory=dict)
    names: tuple[str, ...] = ()

    def topic(self, file: ContentFile) -> ReadTopic | None:
        """What that file held, if its bytes are the same."""
        held = self.topics.get(file.path)
        return held if held is not None and held.digest == digest_of(file) else None

    def holds(self, file: ContentFile) -> bool:
        """Whether a file other than a topic's has the bytes it had."""
        return self.digests.get(file.path) == digest_of(file)


def remember(base: KnowledgeBase, files: Sequence[ContentFile]) -> Remembered:
    """What a load would have remembered that read this knowledge base from these files."""
    held: dict[str, list[Entry]] = {}
    for entry in base.entries:
        held.setdefault(entry.place.file, []).append(entry)
    return Remembered(
        topics={
            file.path: ReadTopic(
                digest=digest_of(file),
                topic=held[file.path][0].topic,
                entries=tuple(held[file.path]),
                keys=tuple(map(keys_of, held[file.path])),
            )
            for file in files
            if file.path in held
        },
        digests={file.path: digest_of(file) for file in files if file.kind == "lexicon"},
        lexicon=base.lexicon,
        sources=base.sources,
        names=names_of(base.lexicon, base.sources),
    )


def names_of(lexicon: Lexicon, sources: dict[str, Source]) -> tuple[str, ...]:
    """Names of the lexicon and the sources that hold a numeral and are no figures."""
    names = {term.term for term in lexicon.terms}
    names |= {name for source in sources.values() for name in (source.title, source.publisher)}
    return numbered_names(sorted(names))


def digest_of(file: ContentFile) -> bytes:
    """The SHA-256 of a file's bytes."""
    return hashlib.sha256(file.data).digest()


def read_topic(file: ContentFile, topic: str, drafts: Sequence[Draft]) -> ReadTopic:
    """What is to be remembered of a topic file."""
    return ReadTopic(
        digest=digest_of(file),
        topic=topic,
        entries=tuple(draft.entry for draft in drafts),
        keys=tuple(draft.keys for draft in drafts),
    )


@dataclass(frozen=True, slots=True)
class _LaterNode:
    """The node of an entry in a file that need not be parsed unless a fault points into it."""

    file: ContentFile
    number: int

    def __call__(self) -> Node:
        return _nodes(self.file)[self.number]


@lru_cache(maxsize=_MOST_READ_AGAIN)
def _nodes(file: ContentFile) -> tuple[Node, ...]:
    root = parse(file.data, file.path).node
    return () if root is None else entry_nodes(root)
