"""Builds the profile of an entry from its texts as they are read."""

from __future__ import annotations

import re
import sys
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeVar

from knowledge.conflicts.cells import cells_of
from knowledge.conflicts.profile import LACKING, Profile, is_affirmed, own_texts, questions
from knowledge.conflicts.relative_years import RELATIVE_YEAR, years_asked
from knowledge.figures.figures import Figure
from knowledge.language.general import Language
from knowledge.language.interpret import Interpreter
from knowledge.language.normalise import normalise, squeezed
from knowledge.language.query import Query
from knowledge.language.vocabulary import SUBJECT_ROLES, Role, Sense, name_key
from knowledge.model.entry import UNLIMITED, Entry, Facet

Value = TypeVar("Value", bound=Hashable)

_SEPARATOR = re.compile(r"[、；;]|(?<![共饱温缓])和(?!谐|平|睦)|以及")
_COUNTERS_OF_ITEMS = frozenset("个项家户所条种处座名位件")
_AND_OTHERS = re.compile(  # 五中等: a school and others; 中等 alone: a degree
    r"(?<![平同相均高初何])(?<!(?<![\d一二三四五六七八九十])中)等(?![待于级候])"
)


@lru_cache(20_000)
def _interned(_field: str, value: Value) -> Value:
    """The value itself, or the equal object that another profile has in that field: this saves memory."""
    return value


def build_profile(entry: Entry, interpreter: Interpreter) -> Profile:
    """The profile of an entry."""
    texts = tuple(normalise(text) for text in own_texts(entry))
    lines = "\n".join(texts)
    queries = tuple(interpreter.read(text) for text in texts)
    asked = queries[: len(questions(entry))]
    words = frozenset(
        sys.intern(key)
        for query in queries
        for word, key in zip(query.words, query.keys, strict=True)
        if not LACKING.search(query.text[: word.start]) and (key.isascii() or not is_affirmed(key, lines))
    )
    core = (queries[0], *queries[len(questions(entry)) :])
    senses = frozenset(sense for sense in _senses(queries) if sense.role is not Role.EVENT) | frozenset(
        (*_senses(core), *_events_in(normalise(entry.answer), interpreter.language))
    )
    telling = _telling(entry, queries)
    answer_figures = telling[1].figures
    cells = cells_of(entry, interpreter.headings)
    facets = frozenset(entry.facets) or _asked_facets(asked[:1]).union(*(cell.facets for cell in cells))
    return Profile(
        entry=entry,
        texts=lines,
        words=_interned("words", words),
        senses=_interned("senses", senses),
        stated_senses=_interned("senses", frozenset(_senses(telling))),
        subject=tuple(_subject(entry, interpreter)),
        facets=_interned("facets", facets | _hard_facets(facets, asked)),
        counters=_interned("counters", frozenset(_counters(answer_figures, asked, interpreter.language))),
        qualifiers=_qualifiers(entry, asked),
        numbered=_interned("numbered", frozenset(number for query in queries for number in query.numbered)),
        counter_examples=_interned("counter_examples", frozenset(map(squeezed, entry.not_for))),
        not_meant=_interned("not_meant", _not_meant(entry, queries, interpreter)),
        figures=tuple(figure for query in telling[1:] for figure in query.figures),
        answer_figures=answer_figures,
        turns=_interned("turns", frozenset(name for query in asked[:1] for name, _ in query.turns)),
        counted_things=_interned("counted", _counted(asked)),
        item_count=_items(entry.answer),
        is_complete=_complete(entry, answer_figures),
        cells=cells,
    )


def _not_meant(entry: Entry, queries: Sequence[Query], interpreter: Interpreter) -> frozenset[Sense]:
    """The limits that its counter-examples name and its own texts do not."""
    named = _senses([interpreter.read(normalise(text)) for text in entry.not_for])
    own = frozenset(_senses(queries))
    return frozenset(sense for sense in named if sense.role is Role.QUALIFIER and sense not in own)


def _telling(entry: Entry, queries: Sequence[Query]) -> tuple[Query, ...]:
    """The queries of its main question, answer and evidence."""
    answer = len(questions(entry))
    cited = answer + 1 + len(entry.subject)
    return (queries[0], queries[answer], *queries[cited : cited + len(entry.citations)])


def _counted(asked: Iterable[Query]) -> frozenset[str]:
    """The things that the entry's own questions ask the number of."""
    return frozenset(cue.head for query in asked for cue in query.cues if cue.numeric and cue.head)


def _items(answer: str) -> int:
    return len(_SEPARATOR.findall(answer)) + 1


def _complete(entry: Entry, answer_figures: Iterable[Figure]) -> bool:
    """Whether the answer lists all there are: it has no 等 and no count above the number of things listed."""
    texts = (entry.answer, *entry.evidences)
    counted = [figure.value for figure in answer_figures if figure.unit in _COUNTERS_OF_ITEMS]
    return not any(map(_AND_OTHERS.search, texts)) and max(counted, default=0) <= _items(entry.answer)


def _senses(queries: Iterable[Query]) -> Iterator[Sense]:
    for query in queries:
        for mention in query.mentions:
            yield from mention.senses


def _subject(entry: Entry, interpreter: Interpreter) -> Iterator[tuple[str, frozenset[Sense]]]:
    for name in entry.subject:
        senses = interpreter.vocabulary.senses.get(name_key(name), ())
        yield normalise(name), frozenset(sense for sense in senses if sense.role in SUBJECT_ROLES)


def _events_in(answer: str, language: Language) -> Iterator[Sense]:
    """The events that an answer names, within longer words too (建设 in 建设工程)."""
    events = language.events_by_word
    for match in language.event_words.finditer(answer):
        yield Sense(Role.EVENT, events[match.group()])


def _asked_facets(queries: Iterable[Query]) -> frozenset[Facet]:
    return frozenset(facet for query in queries for facet in query.facets)


def _hard_facets(declared: frozenset[Facet], queries: Iterable[Query]) -> frozenset[Facet]:
    """The facets of hard cues in the entry's own questions that no declared facet answers."""
    cues = (cue for query in queries for cue in query.cues if cue.hard and not cue.facets & declared)
    return frozenset(facet for cue in cues for facet in cue.facets)


def _counters(answer_figures: Iterable[Figure], asked: Iterable[Query], language: Language) -> Iterator[str]:
    units = {figure.unit for figure in answer_figures}
    units |= {cue.counter for query in asked for cue in query.cues if cue.counter}
    for counter in units - {""}:
        if counter not in language.generic_counters:
            yield counter
        for family in language.counters:
            if counter in family:
                yield from family


def _qualifiers(entry: Entry, asked: Sequence[Query]) -> dict[str, frozenset[str]]:
    """The limits that staff declared, those in the main question, and the relative years of all questions."""
    limits = {group: frozenset({value}) for group, value in entry.qualifiers.items()}
    for group, values in asked[0].qualifiers.items():
        limits.setdefault(group, values)
    years = frozenset[str]().union(*map(years_asked, asked))
    if years:
        limits.setdefault(RELATIVE_YEAR, years)
    return {group: values for group, values in limits.items() if UNLIMITED not in values}
