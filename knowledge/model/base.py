"""The knowledge base: everything staff wrote, loaded and proved, as one frozen value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.model.entry import Entry
from knowledge.model.source import Source


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A thing people name in several ways; `pinyin` lists spellings in letters beyond the regular ones."""

    term: str
    synonyms: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    pinyin: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """A fixed reply to greetings, thanks, abuse or an emergency; `answer` is keyed by language."""

    kind: str
    words: tuple[str, ...]
    answer: dict[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Lexicon:
    """How people here name things.

    `qualifiers` maps a group to its values and each value to its other names; the values of one
    group exclude one another.
    """

    terms: tuple[Term, ...] = ()
    qualifiers: dict[str, dict[str, tuple[str, ...]]]
    replies: tuple[Reply, ...] = ()
    emergency: tuple[Reply, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class KnowledgeBase:
    """One version of the knowledge base; `version` is the SHA-256 of the files it was read from.

    `texts` maps a key to its sentence in each language ("zh", "en").
    """

    version: str
    topics: tuple[str, ...]
    entries: Sequence[Entry]
    sources: dict[str, Source]
    lexicon: Lexicon
    texts: dict[str, dict[str, str]]
