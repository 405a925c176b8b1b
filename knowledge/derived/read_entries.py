"""Reads entries: profile and tokens of each, reused as long as nothing they depend on changes."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from knowledge.conflicts.profile import Profile, questions
from knowledge.conflicts.profile_builder import build_profile
from knowledge.figures.occurrences import occurrences
from knowledge.index.tokens import Tokeniser, Tokens, joined
from knowledge.language.dictionary import Dictionary
from knowledge.language.interpret import Interpreter
from knowledge.language.normalise import is_han, normalise, squeezed
from knowledge.language.query import Query
from knowledge.language.vocabulary import is_asking
from knowledge.model.entry import Entry

_KINDS_OF_PLACE = frozenset(
    {"街道", "镇", "乡", "村", "路", "街", "巷", "小区", "社区", "桥", "大桥", "区", "县"}
)
_NAME = 2  # characters
_RARE = 1_000  # a character that is a word of its own less often in jieba's corpus


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadEntry:
    """What is worked out from one entry alone.

    Attributes:
        profile: what its texts account for.
        phrasings: its question and phrasings, squeezed (without blanks and marks).
        names: words of the phrasings that may be misspelt or typed as pinyin.
        english: the stems of the English words in its texts.
        dependencies: the texts and keys that all of this was read from; it must be read again if and only if
            a name that occurs in them changes.
    """

    profile: Profile
    phrasings: tuple[str, ...]
    names: tuple[str, ...]
    english: tuple[str, ...]
    dependencies: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TokenisedEntry:
    """An entry as read, with its tokens unless they are those of the previous version.

    Attributes:
        phrasings_from: its number in the previous version if its phrasings are unchanged; else None.
        reused_from: its number in the previous version if all of its texts are unchanged; else None.
        phrasings: the tokens of each phrasing; empty if all of its texts are unchanged, as are the two below.
        counter_examples: the tokens of each question that it is not for.
        texts: the tokens of all of its texts together.
    """

    entry: ReadEntry
    phrasings_from: int | None = None
    reused_from: int | None = None
    phrasings: tuple[Tokens, ...] = ()
    counter_examples: tuple[Tokens, ...] = ()
    texts: Tokens = field(default_factory=dict)


def tokenised_entries(
    entries: Iterable[Entry],
    interpreter: Interpreter,
    tokeniser: Tokeniser,
    before: Sequence[ReadEntry],
    changed: Iterable[str],
) -> Iterator[TokenisedEntry]:
    """Yields every entry as read; what did not change since the previous version is reused.

    Args:
        entries: the entries of this version.
        interpreter: reads their texts.
        tokeniser: turns what was read into tokens.
        before: the entries of the previous version, by number; empty without one.
        changed: the names that the vocabulary has gained, lost or changed since then.
    """
    affected = _depending_on(before, changed)
    numbers = {read.profile.entry.id: number for number, read in enumerate(before)}
    for entry in entries:
        number = numbers.get(entry.id)
        if number is None or number in affected:
            yield _read(entry, interpreter, tokeniser)
            continue
        read = before[number]
        if entry is read.profile.entry:
            yield TokenisedEntry(entry=read, phrasings_from=number, reused_from=number)
        elif entry == replace(read.profile.entry, place=entry.place):
            moved = replace(read, profile=replace(read.profile, entry=entry))
            yield TokenisedEntry(entry=moved, phrasings_from=number, reused_from=number)
        else:
            same_phrasings = questions(entry) == questions(read.profile.entry)
            yield _read(entry, interpreter, tokeniser, number if same_phrasings else None)


def _read(
    entry: Entry, interpreter: Interpreter, tokeniser: Tokeniser, phrasings_from: int | None = None
) -> TokenisedEntry:
    """Reads an entry; `phrasings_from` is its number before, if its phrasings are unchanged."""
    profile = build_profile(entry, interpreter)
    queries = [interpreter.read(text) for text in profile.texts.split("\n")]  # the phrasings first
    tokens = [tokeniser.tokens(query) for query in queries]
    phrasings = len(questions(entry))
    words = {word.text for query in queries[:phrasings] for word in query.words if len(word.text) > 1}
    words.update(name for query in queries for name in unknown_places(query, tokeniser.dictionary))
    read = ReadEntry(
        profile=profile,
        phrasings=tuple(squeezed(query.text) for query in queries[:phrasings]),
        names=tuple(sys.intern(word) for word in words if may_be_misspelt(word)),
        english=tuple(key for key in profile.words if key.isascii() and key.isalpha()),
        dependencies="\n".join(dict.fromkeys(_dependencies(entry, queries, interpreter))),
    )
    return TokenisedEntry(
        entry=read,
        phrasings_from=phrasings_from,
        phrasings=tuple(tokens[:phrasings]),
        counter_examples=tuple(tokeniser.tokens(interpreter.read(normalise(text))) for text in entry.not_for),
        texts=joined(tokens),
    )


def unknown_places(query: Query, dictionary: Dictionary) -> Iterator[str]:
    """Names of places that the dictionary does not know: 荻浦, by 荻浦街道 among the words of a text.

    These are two content words of one character each, of which one is rare, before a kind of place.
    """
    content = {query.words[number].start for number in query.content}
    for first, second, kind in zip(query.words, query.words[1:], query.words[2:], strict=False):
        name = first.text + second.text
        if (
            kind.text in _KINDS_OF_PLACE
            and is_han(name)
            and len(name) == _NAME
            and kind.start == first.start + _NAME
            and {first.start, second.start} <= content
            and min(dictionary.frequencies.get(character, 0) for character in name) < _RARE
        ):
            yield name


def may_be_misspelt(word: str) -> bool:
    """Whether spelling repair may find this word: it is written in characters and is not a question word."""
    return not (word.isascii() or is_asking(word))


def _dependencies(entry: Entry, queries: Iterable[Query], interpreter: Interpreter) -> Iterator[str]:
    """The texts of an entry with the keys of their words, and the keys of its subject."""
    checked = (interpreter.read(normalise(question)) for question in (*entry.not_for, *entry.checks))
    for query in (*queries, *checked):
        yield query.text
        yield "".join(query.keys)
    yield from (interpreter.vocabulary.keys[name] for name in entry.subject)


def _depending_on(entries: Sequence[ReadEntry], names: Iterable[str]) -> frozenset[int]:
    """The numbers of the entries with one of these names in their dependencies."""
    names = tuple(names)
    if not names:
        return frozenset()
    everything = "\n\n".join(entry.dependencies for entry in entries)
    starts = list(accumulate((len(entry.dependencies) + 2 for entry in entries), initial=0))
    return frozenset(bisect_right(starts, at) - 1 for name in names for at in occurrences(name, everything))
