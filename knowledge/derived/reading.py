"""Entries as read: what is worked out from each by itself, kept as long as nothing it rests on changes."""

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
from knowledge.language.interpret import Interpreter
from knowledge.language.normalise import normalise, squeezed
from knowledge.language.query import Query
from knowledge.language.vocabulary import is_asking
from knowledge.model.entry import Entry


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadEntry:
    """An entry as read.

    Attributes:
        asked: its ways of being asked for, squeezed.
        names: words of these that may be misspelt or typed as pinyin.
        english: the English words it says, by their stems.
        reach: all that its reading rests on, as typed and by keys; a name that is not in it changes nothing.
    """

    profile: Profile
    asked: tuple[str, ...]
    names: tuple[str, ...]
    english: tuple[str, ...]
    reach: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """An entry as read, with its tokens where they are new.

    `asked` and `told` are the number that it had in the version before, where its phrasings and all that
    was written for it have the same tokens as there.
    """

    entry: ReadEntry
    asked: int | None = None
    told: int | None = None
    phrasings: tuple[Tokens, ...] = ()
    counter_examples: tuple[Tokens, ...] = ()
    texts: Tokens = field(default_factory=dict)


def readings(
    entries: Iterable[Entry],
    interpreter: Interpreter,
    tokeniser: Tokeniser,
    before: Sequence[ReadEntry],
    changed: Iterable[str],
) -> Iterator[Reading]:
    """Every entry as read; those of the version before that say the same, and no changed name, stay so."""
    touched = _reached(before, changed)
    known = {held.profile.entry.id: number for number, held in enumerate(before)}
    for entry in entries:
        number = known.get(entry.id)
        if number is None or number in touched:
            yield _read(entry, interpreter, tokeniser)
            continue
        held = before[number]
        if entry is held.profile.entry:
            yield Reading(entry=held, asked=number, told=number)
        elif entry == replace(held.profile.entry, place=entry.place):
            moved = replace(held, profile=replace(held.profile, entry=entry))
            yield Reading(entry=moved, asked=number, told=number)
        else:
            same_words = questions(entry) == questions(held.profile.entry)
            yield _read(entry, interpreter, tokeniser, number if same_words else None)


def _read(entry: Entry, interpreter: Interpreter, tokeniser: Tokeniser, asked: int | None = None) -> Reading:
    profile = build_profile(entry, interpreter)
    queries = [interpreter.read(text) for text in profile.texts.split("\n")]
    said = [tokeniser.tokens(query) for query in queries]
    asking = len(questions(entry))
    words = {word.text for query in queries[:asking] for word in query.words if len(word.text) > 1}
    held = ReadEntry(
        profile=profile,
        asked=tuple(squeezed(query.text) for query in queries[:asking]),
        names=tuple(sys.intern(word) for word in words if may_be_misspelt(word)),
        english=tuple(key for key in profile.words if key.isascii() and key.isalpha()),
        reach="\n".join(dict.fromkeys(_reach(entry, queries, interpreter))),
    )
    return Reading(
        entry=held,
        asked=asked,
        phrasings=tuple(said[:asking]),
        counter_examples=tuple(tokeniser.tokens(interpreter.read(normalise(text))) for text in entry.not_for),
        texts=joined(said),
    )


def may_be_misspelt(word: str) -> bool:
    """Whether a word is looked for by its sound and shape: it stands in characters and asks nothing."""
    return not (word.isascii() or is_asking(word))


def _reach(entry: Entry, queries: Iterable[Query], interpreter: Interpreter) -> Iterator[str]:
    checked = (interpreter.read(normalise(question)) for question in (*entry.not_for, *entry.checks))
    for query in (*queries, *checked):
        yield query.text
        yield "".join(query.keys)
    yield from (interpreter.vocabulary.keys[name] for name in entry.subject)


def _reached(held: Sequence[ReadEntry], names: Iterable[str]) -> frozenset[int]:
    """The numbers of the entries whose reach holds one of these names."""
    names = tuple(names)
    if not names:
        return frozenset()
    everything = "\n\n".join(entry.reach for entry in held)
    starts = list(accumulate((len(entry.reach) + 2 for entry in held), initial=0))
    return frozenset(bisect_right(starts, at) - 1 for name in names for at in occurrences(name, everything))
