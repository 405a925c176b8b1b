"""Stated totals: a question states a total and asks for a part of it (131辆公交,跑县城的是多少辆)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.conflicts.counting import IN_PASSING
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.rule import Rule, trigger
from knowledge.figures.bounds import is_bound
from knowledge.figures.figures import Figure
from knowledge.figures.units import MONEY
from knowledge.language.cues import Cue
from knowledge.language.general import Language
from knowledge.language.question_words import HEDGES

_SAYS_NOTHING = frozenset(  # words that may describe any number
    {
        *HEDGES,
        *("现在", "已经", "到底", "里头", "里面", "其中", "当中"),
        *"的是有占都共又还了到花在上里个那这些把被给能会要",
    }
)
_NOT_COUNTED = IN_PASSING | {"%"}
_LEAST = 10  # a smaller number may be anything if its counter is not repeated
_LARGE = 100_000_000  # from here on a number without a unit is money (21.86亿)
_PUBLIC = 100_000  # yuan; a smaller sum is the asker's own and no total (我交2000元,补多少)


_DESCRIBES = re.compile("(?:整|长|宽|高|重|大小|左右)的")  # 12米整的船
_SIZES = frozenset({"米", "厘米", "度", "岁", "平方米", "马力"})  # units: 12米的船


@dataclass(frozen=True)
class StatedTotals(Rule):
    """The totals that one question states before it asks, a stretch later, for a part of them."""

    language: Language

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """The first part that an entry does not mention behind the total, if it states the total."""
        for stated, part in self._totals:
            restated = [figure for figure in lookup.profile.answer_figures if figure.value == stated.value]
            if restated and not any(
                _mentions_after(part, figure, lookup.profile.answer) for figure in restated
            ):
                yield Conflict(kind=Kind.PART, word=part, severity=Severity.BARRING)
                return

    @trigger
    def _totals(self) -> tuple[tuple[Figure, str], ...]:
        """The totals, each with the words that describe the part."""
        query = self.query
        if query.yes_no or not query.figures:
            return ()
        return tuple(
            (figure, part)
            for cue in query.cues
            if len(part := self._words_before(cue)) > 1
            for figure in query.figures
            if figure.end <= self._stretch_of(cue) and self._asks_in_unit_of(cue, figure)
            if not (_describes(figure, query.text) or is_bound(figure, query.text))
        )

    def _stretch_of(self, cue: Cue) -> int:
        """The offset at which the stretch of a cue begins."""
        return next((start for start, _ in self.query.stretches_with((cue,))), cue.start)

    def _words_before(self, cue: Cue) -> str:
        """The words of a stretch before its cue; those that may describe any number leave a blank."""
        begins = self._stretch_of(cue)
        words = (word.text for word in self.query.words if begins <= word.start < cue.start)
        return "".join(" " if word in _SAYS_NOTHING else word for word in words).strip()

    def _asks_in_unit_of(self, cue: Cue, figure: Figure) -> bool:
        """Whether a cue asks in the unit of a figure; it may be left out if the figure counts things."""
        if figure.unit in ("", MONEY):
            return figure.value >= (_PUBLIC if figure.unit else _LARGE) and not cue.counter
        if cue.counter or cue.head:
            return figure.unit == cue.counter and figure.value > 1
        counted = any(figure.unit in family for family in self.language.counters)
        return counted and figure.unit not in _NOT_COUNTED and figure.value >= _LEAST


def _describes(figure: Figure, text: str) -> bool:
    """Whether a figure says what kind of thing is meant."""
    return _DESCRIBES.match(text, figure.end) is not None or (
        figure.unit in _SIZES and text.startswith("的", figure.end)
    )


def _mentions_after(part: str, figure: Figure, answer: str) -> bool:
    """Whether two adjacent characters of the part occur behind the figure in its sentence of the answer."""
    rest = answer[figure.end :].partition("。")[0]
    pairs = (part[at : at + 2] for at in range(len(part) - 1))
    return any(pair in rest for pair in pairs if " " not in pair)
