"""Profiles: the words, senses, facets, counters and limits of an entry's own texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from knowledge.conflicts.cells import Cell
from knowledge.figures.figures import Figure
from knowledge.figures.weekdays import days_of_the_week
from knowledge.language.exclusions import without_exclusions
from knowledge.language.normalise import normalise
from knowledge.language.query import Query
from knowledge.language.vocabulary import Sense
from knowledge.model.base import KnowledgeBase
from knowledge.model.cached import cached_property
from knowledge.model.entry import UNLIMITED, Entry, Facet

AREA = "area"
LACKING = re.compile(r"(?:没有?|无|未)\Z")
_LACKING_ENDS = tuple("没有无未")  # the last characters of what it matches
_OR = "还是"
_DAYS = ("周", "星期", "礼拜")  # beginnings of days of the week


@dataclass(frozen=True, kw_only=True)
class Profile:
    """All that is derived from one entry's texts to compare it with questions.

    Attributes:
        texts: all its texts, normalised, one a line; its own questions come first.
        words: the keys of words that do not occur in `texts` as such, like the stems of English words.
        stated_senses: the senses of its main question, answer and evidence, without its phrasings.
        counter_examples: its `not_for` questions, without spaces and marks.
        not_meant: the limits that these name and no other text of it does (农村 in 农村几号供暖).
        counted_things: the things that its own questions ask the number of.
        item_count: the number of things that the answer lists.
        is_complete: whether the answer lists all there are, without 等.
        cells: the cells of a table that the answer is made of, if it is.
    """

    entry: Entry
    texts: str
    words: frozenset[str]
    senses: frozenset[Sense]
    stated_senses: frozenset[Sense]
    subject: tuple[tuple[str, frozenset[Sense]], ...]
    facets: frozenset[Facet]
    counters: frozenset[str]
    qualifiers: dict[str, frozenset[str]]
    numbered: frozenset[tuple[str, int]]
    counter_examples: frozenset[str]
    not_meant: frozenset[Sense]
    figures: tuple[Figure, ...]
    answer_figures: tuple[Figure, ...]
    turns: frozenset[str]
    counted_things: frozenset[str]
    item_count: int
    is_complete: bool
    cells: tuple[Cell, ...]

    @cached_property
    def own_questions(self) -> tuple[str, ...]:
        """Its own questions, normalised, the main one first."""
        return tuple(self.texts.split("\n")[: len(questions(self.entry))])

    @cached_property
    def inclusive_questions(self) -> tuple[str, ...]:
        """Its own questions, normalised, without what they exclude (低保户以外)."""
        return tuple(map(without_exclusions, self.own_questions))

    @cached_property
    def inclusive_answer(self) -> str:
        """Its answer, normalised, without what it excludes."""
        return without_exclusions(self.answer)

    @property
    def main_question(self) -> str:
        """Its main question, normalised."""
        return self.own_questions[0]

    @cached_property
    def stated_text(self) -> str:
        """Its main question, answer and evidence: what it states, without phrasings that citizens use."""
        return "\n".join((self.main_question, self.answer, *map(normalise, self.entry.evidences)))

    @cached_property
    def answer(self) -> str:
        """Its answer, normalised."""
        return normalise(self.entry.answer)

    def tells(self, word: str) -> bool:
        """Whether one of the entry's texts contains this word, and not only as lacking (没有物业)."""
        return word in self.words or is_affirmed(word, self.texts) or _is_day_of_range(word, self.answer)

    @cached_property
    def states_several(self) -> bool:
        """Whether its answer states several figures of one unit (从100元提高到120元)."""
        units = Counter(figure.unit for figure in self.answer_figures)
        return max(units.values(), default=0) > 1

    @cached_property
    def subject_senses(self) -> frozenset[Sense]:
        """All that its subject terms stand for."""
        return frozenset(sense for _, senses in self.subject for sense in senses)

    @property
    def main_subject(self) -> frozenset[Sense]:
        """What the first of its subject terms stands for, which it is about."""
        return self.subject[0][1] if self.subject else frozenset()

    def is_limited_to(self, senses: Iterable[Sense]) -> bool:
        """Whether one of these senses is a value that it is limited to."""
        return any(sense.name in self.qualifiers.get(sense.group, ()) for sense in senses)

    def groups_apart(self, other: Profile) -> Iterator[str]:
        """The groups of which it is limited to values that exclude all that another entry is limited to."""
        for group, values in self.qualifiers.items():
            if values.isdisjoint(other.qualifiers.get(group, values)):
                yield group

    def subject_beyond(self, groups: Collection[str]) -> frozenset[str]:
        """Its subject terms other than what it is limited to in some groups (二类区 beside 最低工资)."""
        values = frozenset[str]().union(*(self.qualifiers[group] for group in groups))
        return frozenset(name for name, _ in self.subject) - values


def is_affirmed(word: str, texts: str) -> bool:
    """Whether texts contain a word other than behind 没有, 无 or 未, or as one side of a choice with 还是."""
    place = texts.find(word)
    while place >= 0:
        lacks = texts.endswith(_LACKING_ENDS, 0, place) and LACKING.search(texts[max(place - 2, 0) : place])
        if not lacks and not _is_alternative(place, place + len(word), texts):
            return True
        place = texts.find(word, place + 1)
    return False


def _is_day_of_range(word: str, answer: str) -> bool:
    """Whether a word is a day of the week that an answer includes in a range (周三 in 周二至周五)."""
    if not word.startswith(_DAYS):
        return False
    days = days_of_the_week(word)
    return bool(days) and days <= days_of_the_week(answer)


def _is_alternative(start: int, end: int, texts: str) -> bool:
    """Whether a word is one side of a choice (大修还是小修), of which only one can be true."""
    return texts.startswith(_OR, end) or texts.endswith(_OR, 0, start)


def own_texts(entry: Entry) -> tuple[str, ...]:
    """All texts that staff wrote for an entry, its own questions first."""
    english = entry.translations.get("en")
    return (
        *questions(entry),
        entry.answer,
        *entry.subject,
        *entry.evidences,
        *((english.answer,) if english else ()),
    )


def questions(entry: Entry) -> tuple[str, ...]:
    """An entry's own questions: the main one, its phrasings and the English one."""
    english = entry.translations.get("en")
    return (entry.question, *entry.phrasings, *((english.question,) if english else ()))


def named(query: Query, profile: Profile) -> list[str]:
    """The entry's subject terms that a question names, by any name of theirs."""
    text, about = query.text, query.about
    return [name for name, senses in profile.subject if name in text or not senses.isdisjoint(about)]


def subject_share(query: Query, profile: Profile) -> float:
    """The share of the entry's subject terms that a question names; 0 if the entry has none."""
    return len(named(query, profile)) / len(profile.subject) if profile.subject else 0.0


def home_area(base: KnowledgeBase) -> str:
    """The area that most entries are about, so that naming it does not limit a question.

    Where no entry says so, the first that the lexicon lists; empty if there is none.
    """
    areas = Counter(entry.qualifiers[AREA] for entry in base.entries if AREA in entry.qualifiers)
    areas.pop(UNLIMITED, None)
    listed = next(iter(base.lexicon.qualifiers.get(AREA, ())), "")
    return areas.most_common(1)[0][0] if areas else listed
