"""Hints: what is no fault, and yet seldom what staff meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from knowledge.files.faults import Fault, fault
from knowledge.language.replies import read_replies
from knowledge.language.vocabulary import name_key
from knowledge.loading.cut_short import cut_short, one_synonym
from knowledge.loading.overlaps import nested
from knowledge.loading.places import Places
from knowledge.loading.records import keys_of
from knowledge.loading.shapes import nearest
from knowledge.model.base import KnowledgeBase, Lexicon
from knowledge.model.entry import Entry
from knowledge.model.source import CALENDAR_YEAR, Source

_ONLY_A_YEAR = re.compile(f"{CALENDAR_YEAR}年?")


def hints(base: KnowledgeBase, places: Places) -> Iterator[Fault]:
    """What a second look at the files may put right."""
    for entry in base.entries:
        yield from _said_twice(entry, places)
        yield from cut_short(entry, places)
    yield from one_synonym(base.lexicon, places)
    yield from _shared_names(base.lexicon, places)
    yield from nested(base, places)
    yield from _misspelt_kinds(base.lexicon, places)
    yield from _guessed_dates(base.sources.values(), places)


def _said_twice(entry: Entry, places: Places) -> Iterator[Fault]:
    """Phrasings that the entry has already, punctuation and width aside."""
    written = places.texts_in(entry, "phrasings")
    seen: dict[str, int] = {}
    keys = keys_of(replace(entry, phrasings=tuple(text for text, _ in written)))
    lines = (places.in_entry(entry, "question"), *(place for _, place in written))
    for number, key in enumerate(keys):
        first = seen.setdefault(key, number)
        if first != number:
            phrasing, place = written[number - 1]
            yield fault("said_twice", place, phrasing=phrasing, line=lines[first].line)


def _shared_names(lexicon: Lexicon, places: Places) -> Iterator[Fault]:
    """Names that two terms have: one of them is no synonym."""
    terms = {name_key(term.term): term.term for term in reversed(lexicon.terms)}
    for number, term in enumerate(lexicon.terms):
        for index, name in enumerate(term.synonyms):
            first = terms.setdefault(name_key(name), term.term)
            if first != term.term:
                place = places.in_lexicon("terms", number, "synonyms", index)
                yield fault("shared_name", place, name=name, term=term.term, other=first)


def _misspelt_kinds(lexicon: Lexicon, places: Places) -> Iterator[Fault]:
    """Kinds of replies that nearly are one of the program's, which they were to word otherwise."""
    kinds = read_replies().kinds
    for number, reply in enumerate(lexicon.replies):
        near = None if reply.kind in kinds else nearest(reply.kind, kinds)
        if near is not None:
            place = places.in_lexicon("replies", number, "kind")
            yield fault("strange_kind", place, kind=reply.kind, near=near)


def _guessed_dates(sources: Iterable[Source], places: Places) -> Iterator[Fault]:
    """Dates of publication that no document prints like this."""
    for source in sources:
        if _ONLY_A_YEAR.fullmatch(source.published):
            place = places.in_source(source.id, "published")
            yield fault("only_a_year", place, published=source.published)
