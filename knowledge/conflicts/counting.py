"""Counting: what a question counts, in which counter, and whether the entry counts that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.conflicts.cells import asked_of_a_row, tells
from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.rule import Rule, trigger
from knowledge.figures.numerals import whole
from knowledge.figures.units import CLASSIFIERS, OF_DATES_AND_AGES
from knowledge.language.cues import SHORT_NOUNS, Cue
from knowledge.language.general import Language
from knowledge.language.vocabulary import Vocabulary
from knowledge.model.entry import Facet

IN_PASSING = OF_DATES_AND_AGES | {""}  # units that do not say what is counted
_THINGS = "个"
_COUNTING = frozenset((*CLASSIFIERS, "人", "户", "家", "村"))
_TIMES = frozenset("次场遍趟回届")
_NUMBER = "数"
_PEOPLE = "人"
_HOUSEHOLDS = ("户", "户数")
_OF_PEOPLE = re.compile("(?:[户民员者生童]|孤儿|老人|[病老工]人|干部|老师|教师|家庭|师傅|司机)$")
_FIRMS = ("公司", "企业", "厂家", "集团")  # 哪家公司施工 is answered by any of these words
# 哪5条路; 哪四个字 asks how something is worded
_WHICH_OF = re.compile(
    r"都?(?:是|有)?哪(\d+|[二两三四五六七八九十]+)(?![\d二两三四五六七八九十]*[个句][字话词口])"
)


def _tells_only_times(lookup: EntryLookup) -> bool:
    """Whether all figures of an answer, apart from dates and ages, are numbers of times."""
    units = {figure.unit for figure in lookup.profile.answer_figures}.difference(IN_PASSING)
    return bool(units) and units <= _TIMES


def _units(lookup: EntryLookup) -> set[str]:
    return {figure.unit for figure in lookup.profile.figures}


def _counts_no_heads(counter: str, lookup: EntryLookup, language: Language) -> bool:
    """Whether people or households are asked for and no figure of the entry counts them."""
    alike = language.counted_alike((counter,))
    heads = counter in _HOUSEHOLDS or _PEOPLE in alike
    return heads and alike.isdisjoint(_units(lookup))


def counts_nobody(lookup: EntryLookup, language: Language) -> bool:
    """Whether no figure of an entry counts people or households."""
    return all(_counts_no_heads(counter, lookup, language) for counter in (_PEOPLE, _HOUSEHOLDS[0]))


def _counts_things(lookup: EntryLookup) -> bool:
    """Whether an entry counts things; a number of times tells no number of things (督导组有几个)."""
    return Facet.COUNT in lookup.profile.facets and not _tells_only_times(lookup)


def _counts_nothing(lookup: EntryLookup) -> bool:
    """Whether an entry neither is declared to tell a number of things nor states one (摊位费300元)."""
    profile = lookup.profile
    if Facet.COUNT in profile.facets or profile.counted_things:
        return False
    return _COUNTING.isdisjoint(figure.unit for figure in profile.answer_figures)


@dataclass(frozen=True)
class Counting(Rule):
    """What one question counts, to be compared with what entries count."""

    language: Language
    vocabulary: Vocabulary

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """The counters and counted things that the entry states no number of."""
        for cue in self._cues:
            if self._told_in_a_cell(cue, lookup):
                continue
            yield from self._counter(cue, lookup)
            yield from self._thing(cue, lookup)
        for unit in self._named:
            if unit not in lookup.profile.counters or _counts_no_heads(unit, lookup, self.language):
                yield Conflict(kind=Kind.COUNTER, word=unit)
        for unit in self._checked:
            if unit not in lookup.profile.counters and unit not in _units(lookup):
                yield Conflict(kind=Kind.COUNTER, word=unit)

    @trigger
    def _cues(self) -> tuple[Cue, ...]:
        """The cues that ask for a number of something."""
        return tuple(cue for cue in self.query.cues if cue.counter or cue.head or _WHICH_OF.match(cue.text))

    @trigger
    def _named(self) -> tuple[str, ...]:
        """The nouns for a number of a unit (人数, 户数), if nothing else says what is counted."""
        if _NUMBER not in self.query.text:
            return ()
        if not all(cue.numeric or _NUMBER in cue.text for cue in self.query.cues):
            return ()
        return tuple(
            sorted({unit for family in self.language.counters for unit in family if self._is_named(unit)})
        )

    def _is_named(self, unit: str) -> bool:
        """Whether the question contains this unit and it is a noun for a number."""
        return unit.endswith(_NUMBER) and unit in self.query.text

    @trigger
    def _checked(self) -> tuple[str, ...]:
        """The units of figures in a yes/no question (是不是三十块); an entry must have figures in them."""
        query = self.query
        if not query.yes_no or query.cues:
            return ()
        return tuple(dict.fromkeys(figure.unit for figure in query.figures if figure.unit))

    def _told_in_a_cell(self, cue: Cue, lookup: EntryLookup) -> bool:
        """Whether a row of a table tells it in its own words: 几天 by 当场办结, 多少钱 by 不收费."""
        cells = lookup.profile.cells
        asked = asked_of_a_row(cue, self.query.text) if cells else cue
        return not cue.head and any(tells(cell, asked) for cell in cells)

    def _counter(self, cue: Cue, lookup: EntryLookup) -> Iterator[Conflict]:
        no_heads = _counts_no_heads(cue.counter, lookup, self.language)
        if no_heads or not (
            self._generic(cue)
            or cue.counter in lookup.profile.counters
            or (cue.head and lookup.tells(cue.counter + cue.head))
        ):
            yield Conflict(
                kind=Kind.COUNTER,
                word=cue.counter,
                severity=Severity.BARRING if no_heads and self.query.english else Severity.WEIGHED,
            )
        if cue.counter == _THINGS and not cue.head and not _counts_things(lookup):
            yield Conflict(kind=Kind.COUNTER, word=cue.counter)

    def _thing(self, cue: Cue, lookup: EntryLookup) -> Iterator[Conflict]:
        which = _WHICH_OF.match(cue.text)
        if which and (whole(which[1]) or 0) > lookup.profile.item_count:
            yield Conflict(kind=Kind.COUNTED, word=cue.text)
        if not cue.head or not self._generic(cue):
            return
        if cue.numeric and _OF_PEOPLE.search(cue.head) and counts_nobody(lookup, self.language):
            yield Conflict(kind=Kind.COUNTED, word=cue.head)  # 多少低保户 of a share
            return
        of_things = cue.numeric and cue.counter
        if cue.numeric and self.vocabulary.is_stop_word(cue.head) and _tells_only_times(lookup):
            yield Conflict(kind=Kind.COUNTED, word=cue.head)  # 多少问题 of 督导30次
            return
        counts_times = (
            of_things and _tells_only_times(lookup) and cue.head not in lookup.profile.counted_things
        )
        known = self._counts(cue, lookup) if of_things else self._says(cue.head, lookup)
        no_firm = cue.head in _FIRMS and not any(firm in lookup.profile.answer for firm in _FIRMS)
        of_which = (
            not cue.numeric and cue.head in SHORT_NOUNS and cue.head not in lookup.profile.stated_text
        )  # 什么树
        if (
            counts_times
            or no_firm
            or of_which
            or (not known and (cue.numeric or cue.head in self.vocabulary.senses))
        ):
            yield Conflict(kind=Kind.COUNTED, word=cue.head)

    def _generic(self, cue: Cue) -> bool:
        return not cue.counter or cue.counter in self.language.generic_counters

    def _counts(self, cue: Cue, lookup: EntryLookup) -> bool:
        """Whether one of the entry's own questions counts that thing: 督导30次 does not answer 几个督导组."""
        if cue.counter == _THINGS and _counts_nothing(lookup):
            return False
        if not lookup.profile.counted_things:
            return self._says(cue.head, lookup)
        if self.vocabulary.is_stop_word(cue.head) or cue.head in lookup.profile.counters:
            return True
        if any(cue.head in head or head in cue.head for head in lookup.profile.counted_things):
            return True
        senses = set(self.vocabulary.senses.get(cue.head, ()))
        return any(
            senses.intersection(self.vocabulary.senses.get(head, ()))
            for head in lookup.profile.counted_things
        )

    def _says(self, head: str, lookup: EntryLookup) -> bool:
        if len(head) == 1 and head not in SHORT_NOUNS:  # 水 stands in 洒水
            return head in lookup.profile.counted_things
        if self.vocabulary.is_stop_word(head) or lookup.tells(head) or head in lookup.profile.counters:
            return True
        return any(sense in lookup.profile.senses for sense in self.vocabulary.senses.get(head, ()))
