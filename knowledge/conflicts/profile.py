"""What an entry accounts for: the words, senses, facets, counters and limits that its own texts carry."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from knowledge.conflicts.relative_years import RELATIVE_YEAR, years_asked
from knowledge.figures.figures import Figure
from knowledge.figures.weekdays import days_of_the_week
from knowledge.language.general import Language
from knowledge.language.interpret import Interpreter
from knowledge.language.normalise import normalise, squeezed
from knowledge.language.query import Query
from knowledge.language.vocabulary import Role, Sense, name_key
from knowledge.model.base import KnowledgeBase
from knowledge.model.cached import cached_property
from knowledge.model.entry import Entry, Facet

Held = TypeVar("Held", bound=Hashable)

AREA = "area"
_LACKING = re.compile(r"(?:没有?|无|未)\Z")
_LACKING_ENDS = tuple("没有无未")  # the characters that what it finds can end with
_OR = "还是"
_DAYS = ("周", "星期", "礼拜")  # how the days of the week begin
_SEPARATOR = re.compile(r"[、；;]|(?<![共饱温缓])和(?!谐|平|睦)|以及")
_COUNTERS_OF_ITEMS = frozenset("个项家户所条种处座名位件")
_AND_OTHERS = re.compile(  # 五中等 names a school and others, 中等 alone is a degree
    r"(?<![平同相均高初何])(?<!(?<![\d一二三四五六七八九十])中)等(?![待于级候])"
)


@dataclass(frozen=True, kw_only=True)
class Profile:
    """One entry as decisions see it.

    `texts` holds all its texts, normalised, one a line; `words` the keys of its words that these do not show:
    the stems of Latin ones; `refused` its `not_for` questions, squeezed.
    `items` is how many things the answer lists, `complete` whether it lists them all, without 等.
    """

    entry: Entry
    texts: str
    words: frozenset[str]
    senses: frozenset[Sense]
    told_senses: frozenset[Sense]
    subject: tuple[tuple[str, frozenset[Sense]], ...]
    facets: frozenset[Facet]
    counters: frozenset[str]
    qualifiers: dict[str, frozenset[str]]
    numbered: frozenset[tuple[str, int]]
    refused: frozenset[str]
    figures: tuple[Figure, ...]
    answer_figures: tuple[Figure, ...]
    turns: frozenset[str]
    counted: frozenset[str]
    items: int
    complete: bool

    @property
    def asked(self) -> tuple[str, ...]:
        """Its own questions, normalised."""
        return tuple(self.texts.split("\n")[: len(questions(self.entry))])

    @cached_property
    def told(self) -> str:
        """What it tells, apart from ways of asking for it: its main question, its answer and the evidence."""
        evidence = (normalise(citation.evidence) for citation in self.entry.citations)
        return "\n".join((self.asked[0], self.answer, *evidence))

    @property
    def answer(self) -> str:
        """Its answer, normalised."""
        return normalise(self.entry.answer)

    def tells(self, word: str) -> bool:
        """Whether one of the entry's own texts says this word, and not only that it is lacking (没有物业)."""
        return word in self.words or _affirmed(word, self.texts) or _is_a_day_of(word, self.answer)


def _affirmed(word: str, texts: str) -> bool:
    """Whether a word stands in the texts, not behind what says that it is lacking, nor in a choice."""
    place = texts.find(word)
    while place >= 0:
        lacks = texts.endswith(_LACKING_ENDS, 0, place) and _LACKING.search(texts[max(place - 2, 0) : place])
        if not lacks and not _is_a_side(place, place + len(word), texts):
            return True
        place = texts.find(word, place + 1)
    return False


def _is_a_day_of(word: str, answer: str) -> bool:
    """Whether a word is a day of the week that an answer tells of by a span (周三 by 周二至周五)."""
    if not word.startswith(_DAYS):
        return False
    days = days_of_the_week(word)
    return bool(days) and days <= days_of_the_week(answer)


def _is_a_side(start: int, end: int, texts: str) -> bool:
    """Whether a word is a side of a choice (大修还是小修): one of both is not so."""
    return texts.startswith(_OR, end) or texts.endswith(_OR, 0, start)


@lru_cache(20_000)
def _one(field: str, value: Held) -> Held:
    """The value itself, one object for all profiles in whose field something equal stands."""
    return value


def own_texts(entry: Entry) -> tuple[str, ...]:
    """What staff wrote about an entry, questions first."""
    english = entry.translations.get("en")
    return (
        *questions(entry),
        entry.answer,
        *entry.subject,
        *(citation.evidence for citation in entry.citations),
        *((english.answer,) if english else ()),
    )


def questions(entry: Entry) -> tuple[str, ...]:
    """The ways of asking for an entry, in every language."""
    english = entry.translations.get("en")
    return (entry.question, *entry.phrasings, *((english.question,) if english else ()))


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
        if not _LACKING.search(query.text[: word.start]) and (key.isascii() or not _affirmed(key, lines))
    )
    core = (queries[0], *queries[len(questions(entry)) :])
    senses = frozenset(sense for sense in _senses(queries) if sense.role is not Role.EVENT) | frozenset(
        (*_senses(core), *_done(normalise(entry.answer), interpreter.language))
    )
    telling = _telling(entry, queries)
    answer_figures = telling[1].figures
    told = frozenset(entry.facets) or _asked_facets(asked[:1])
    return Profile(
        entry=entry,
        texts=lines,
        words=_one("words", words),
        senses=_one("senses", senses),
        told_senses=_one("senses", frozenset(_senses(telling))),
        subject=tuple(_subject(entry, interpreter)),
        facets=_one("facets", told | _hard_facets(told, asked)),
        counters=_one("counters", frozenset(_counters(answer_figures, asked, interpreter.language))),
        qualifiers=_qualifiers(entry, asked),
        numbered=_one("numbered", frozenset(number for query in queries for number in query.numbered)),
        refused=_one("refused", frozenset(map(squeezed, entry.not_for))),
        figures=tuple(figure for query in telling[1:] for figure in query.figures),
        answer_figures=answer_figures,
        turns=_one("turns", frozenset(name for query in asked[:1] for name, _ in query.turns)),
        counted=_one("counted", _counted(asked)),
        items=_items(entry.answer),
        complete=_complete(entry, answer_figures),
    )


def _telling(entry: Entry, queries: Sequence[Query]) -> tuple[Query, ...]:
    """Of its texts those that tell something: its main question, its answer and the evidence."""
    answer = len(questions(entry))
    cited = answer + 1 + len(entry.subject)
    return (queries[0], queries[answer], *queries[cited : cited + len(entry.citations)])


def _counted(asked: Iterable[Query]) -> frozenset[str]:
    """The things that the entry's own questions ask the number of."""
    return frozenset(cue.head for query in asked for cue in query.cues if cue.numeric and cue.head)


def _items(answer: str) -> int:
    return len(_SEPARATOR.findall(answer)) + 1


def _complete(entry: Entry, answer_figures: Iterable[Figure]) -> bool:
    """Whether the answer lists all that there are: no 等, and no count above the things listed."""
    told = (entry.answer, *(citation.evidence for citation in entry.citations))
    counted = [figure.value for figure in answer_figures if figure.unit in _COUNTERS_OF_ITEMS]
    return not any(map(_AND_OTHERS.search, told)) and max(counted, default=0) <= _items(entry.answer)


def _senses(queries: Iterable[Query]) -> Iterator[Sense]:
    for query in queries:
        for mention in query.mentions:
            yield from mention.senses


def _subject(entry: Entry, interpreter: Interpreter) -> Iterator[tuple[str, frozenset[Sense]]]:
    for name in entry.subject:
        senses = interpreter.vocabulary.senses.get(name_key(name), ())
        yield normalise(name), frozenset(sense for sense in senses if sense.role is Role.CONCEPT)


def _done(answer: str, language: Language) -> Iterator[Sense]:
    """What an answer says that is done, within longer words too (建设 in 建设工程)."""
    events = language.events_by_word
    for match in language.event_words.finditer(answer):
        yield Sense(Role.EVENT, events[match.group()])


def _asked_facets(queries: Iterable[Query]) -> frozenset[Facet]:
    return frozenset(facet for query in queries for cue in query.cues for facet in cue.facets)


def _hard_facets(told: frozenset[Facet], queries: Iterable[Query]) -> frozenset[Facet]:
    """What the entry's own questions ask for by a hard cue, where no facet that staff declared meets it."""
    cues = (cue for query in queries for cue in query.cues if cue.hard and not cue.facets & told)
    return frozenset(facet for cue in cues for facet in cue.facets)


def _counters(answer_figures: Iterable[Figure], asked: Iterable[Query], language: Language) -> Iterator[str]:
    told = {figure.unit for figure in answer_figures}
    told |= {cue.counter for query in asked for cue in query.cues if cue.counter}
    for counter in told - {""}:
        if counter not in language.generic_counters:
            yield counter
        for family in language.counters:
            if counter in family:
                yield from family


def _qualifiers(entry: Entry, asked: Sequence[Query]) -> dict[str, frozenset[str]]:
    """The limits that staff declared, those its own question names, and the years of all of them."""
    limits = {group: frozenset({value}) for group, value in entry.qualifiers.items()}
    for group, values in asked[0].qualifiers.items():
        limits.setdefault(group, values)
    years = frozenset[str]().union(*map(years_asked, asked))
    return limits if RELATIVE_YEAR in limits or not years else limits | {RELATIVE_YEAR: years}


def named(query: Query, profile: Profile) -> list[str]:
    """The entry's subject terms that the question names, by any of their names."""
    text, things = query.text, query.things
    return [name for name, senses in profile.subject if name in text or not senses.isdisjoint(things)]


def subject_share(query: Query, profile: Profile) -> float:
    """The share of the entry's subject terms that the question names."""
    return len(named(query, profile)) / len(profile.subject) if profile.subject else 0.0


def home_area(base: KnowledgeBase) -> str:
    """The area most entries are about: naming it limits a question to nothing."""
    areas = Counter(entry.qualifiers[AREA] for entry in base.entries if AREA in entry.qualifiers)
    return areas.most_common(1)[0][0] if areas else ""
