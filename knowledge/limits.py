"""Limits: another area, group, year, school or day than the entry's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.asking import compares_years, tells_growth
from knowledge.conflict import Conflict, Kind
from knowledge.entry import Facet
from knowledge.figures import Figure
from knowledge.interpret import Query
from knowledge.language import Language
from knowledge.profile import AREA, Profile
from knowledge.spans import Span, is_bound
from knowledge.vocabulary import Mention, Vocabulary
from knowledge.witness import Witness
from knowledge.years import Limit, foreign_years, years

_RELATIVE_YEAR = "relative_year"  # 去年: an entry that says 比去年 still tells this year's figure
_SETTINGS = {AREA, _RELATIVE_YEAR}  # groups whose values hold for all that is said after them
# They limit what is done, and not when it is (早上几点开门).
_WHEN = {"time_of_day", "per_period"}
_TELL_WHEN = {Facet.TIME, Facet.FREQUENCY}
_TELLERS = ("我", "俺", "咱", "i ", "my ", "we ")  # who begins to tell a story sets no limit
_TELLER = 3  # characters
_DATES = ("月", "月份", "日", "号")
_A_MONTH = re.compile(
    r"[一1]月(?=[^,。?!日号份初底]?(?:多少|几|能|给|发|交|得|要|拿|领|收|花|补|挣))"
)  # in a month
_SPANS = ("个月", "个多月")  # 前八个月 is how long, not when


@dataclass(frozen=True)
class Limits:
    """The limits that one question sets, to be compared with those of entries.

    Everybody is at home in `home`; `dated` holds the years that each source names.
    """

    query: Query
    language: Language
    vocabulary: Vocabulary
    home: str
    dated: Mapping[str, frozenset[int]]

    def conflicts(self, witness: Witness) -> Iterator[Conflict]:
        """Every limit of the question that is not the entry's."""
        for group in self.query.qualifiers:
            yield from self._qualifier(group, witness)
        yield from self._numbers(witness)
        yield from self._unstated(witness)
        yield from foreign_years(self._years, witness.profile, self.dated)

    def refusals(self, witness: Witness) -> tuple[Conflict, ...]:
        """What is said besides what asks: a year, how old somebody is, or else the question's beginning."""
        return (
            foreign_years(self._lone_years, witness.profile, self.dated)
            or tuple(self._spans(witness))
            or self.framed(witness)
        )

    def _spans(self, witness: Witness) -> Iterator[Conflict]:
        """A figure outside the entry's span, wherever it is said (我爷八十三了,津贴多少)."""
        for group, values in witness.profile.qualifiers.items():
            own = [span for span in self.vocabulary.spans if span.group == group and span.value in values]
            if not own or self._named_exactly(own):
                continue
            said = [figure for figure in self.query.quantities if any(s.unit == figure.unit for s in own)]
            if said and not any(span.holds(figure) for span in own for figure in said):
                word = self.query.text[said[0].start : said[0].end]
                yield Conflict(kind=Kind.QUALIFIER, word=word, firm=True)

    def _named_exactly(self, own: Sequence[Span]) -> bool:
        """Whether the question names one of these spans by its name (80岁以上的老人)."""
        values = {(span.group, span.value) for span in own}
        figures = {(figure.start, figure.end) for figure in self.query.quantities}
        return any(
            (sense.group, sense.name) in values and (mention.start, mention.end) not in figures
            for mention in self.query.mentions
            for sense in mention.senses
        )

    def framed(self, witness: Witness) -> tuple[Conflict, ...]:
        """Another area or year than the entry's, named where the question begins (广阳区…，有几所).

        It holds for every clause behind it, unless a story begins there (去年我住院了) or the own area is
        named too.
        """
        settings = [held for held in self._framing_settings if self._is_foreign(*held, witness)]
        return (
            *foreign_years(self._framing_years, witness.profile, self.dated),
            *(Conflict(kind=Kind.QUALIFIER, word=m.text, firm=True, bars=True) for m, _ in settings),
        )

    def names(self, profile: Profile) -> bool:
        """Whether the question names a value of a group of the town's own (17路) that limits the entry."""
        return any(
            group not in self.language.qualifiers and values & self.query.qualifiers.get(group, frozenset())
            for group, values in profile.qualifiers.items()
            if group != AREA
        )

    @cached_property
    def _named(self) -> dict[str, tuple[Mention, ...]]:
        """The names of values, by group."""
        return {
            group: tuple(m for m in self.query.mentions if any(s.group == group for s in m.senses))
            for group in self.query.qualifiers
        }

    def _own(self, group: str, witness: Witness) -> frozenset[str]:
        """The values of a group that an entry is limited to, those that every entry is if it says none."""
        return witness.profile.qualifiers.get(group) or frozenset(self.language.assumed.get(group, ()))

    def _qualifier(self, group: str, witness: Witness) -> Iterator[Conflict]:
        """Values of a group that are neither the entry's own nor said by any of its texts."""
        held = self._own(group, witness)
        if group != AREA and held & self.query.qualifiers[group]:
            return
        values = self._foreign_values(group, witness)
        if not values:
            return
        if held:
            bars = group in _SETTINGS
            yield Conflict(kind=Kind.QUALIFIER, word="/".join(sorted(values)), firm=True, bars=bars)
        elif not (group in _WHEN and _TELL_WHEN & witness.profile.facets) and self._narrows(group, witness):
            yield Conflict(kind=Kind.NARROWING, word="/".join(sorted(values)))

    def _foreign_values(self, group: str, witness: Witness) -> frozenset[str]:
        """The values of a group that the question names and the entry does not."""
        if group == AREA:
            foreign = [mention for mention in self._elsewhere if not witness.licenses(mention)]
            return _values(foreign, group) - self._own(group, witness)
        named = self._named[group]
        if self._compared and tells_growth(witness):
            named = tuple(mention for mention in named if mention not in self._compared)
        if group != _RELATIVE_YEAR and any(map(witness.licenses, named)):
            return frozenset()
        return _values(named, group)

    @cached_property
    def _compared(self) -> tuple[Mention, ...]:
        """The years that it compares another with (比去年)."""
        text = self.query.text
        return tuple(m for m in self.query.mentions if compares_years(text[max(m.start - 1, 0) : m.end]))

    @cached_property
    def _elsewhere(self) -> tuple[Mention, ...]:
        """The areas that it names but for the home area.

        That is everybody's, and so is what it lies in when named right before it (廊坊市安次区).
        """
        named = self._named[AREA]
        homes = [m for m in named if any(s.name == self.home for s in m.senses)]
        around = [m for m in named if any(0 <= home.start - m.end <= 1 for home in homes)]
        return tuple(m for m in named if m not in homes and m not in around)

    def _narrows(self, group: str, witness: Witness) -> bool:
        """Whether a value of the group stands right before what the entry tells, or where it is asked."""
        query = self.query
        for end in {m.end for m in self._named[group]}:
            possessed = query.text.startswith("的", end)
            following = next((word for word in query.words if word.start == end + possessed), None)
            if following is None or (possessed and any(cue.start == end + 1 for cue in query.cues)):
                return True
            word = following.text
            if len(word) > 1 and not self.vocabulary.idle(word) and witness.tells(word):
                return True
        return False

    @cached_property
    def _framing_settings(self) -> tuple[tuple[Mention, str], ...]:
        """The areas and relative years named where the question begins, each with its group."""
        named = (
            (mention, next((sense.group for sense in mention.senses if sense.group in _SETTINGS), ""))
            for mention in self.query.mentions
            if self._frames(mention)
        )
        at_home = self.home in self.query.qualifiers.get(AREA, ())
        return tuple((m, group) for m, group in named if group and not (group == AREA and at_home))

    def _frames(self, named: Figure | Mention) -> bool:
        """Whether the question begins with this, and not a story with it."""
        return named.start <= self._begin and not _tells(self.query.text, named.start, named.end)

    @cached_property
    def _begin(self) -> int:
        """Where the first word stands that carries something."""
        return next((self.query.words[number].start for number in self.query.content), 0)

    def _is_foreign(self, mention: Mention, group: str, witness: Witness) -> bool:
        """Whether a name stands for an area or a relative year that is not the entry's."""
        values = _values((mention,), group)
        foreign = not values & self._own(group, witness)
        return foreign and bool(values & self._foreign_values(group, witness))

    def _numbers(self, witness: Witness) -> Iterator[Conflict]:
        """Another school, road or stage than the entry's; none where the entry's own is named beside it."""
        named = self.query.numbered
        shared = {suffix for suffix, _ in named & witness.profile.numbered}
        for suffix, number in sorted(named - witness.profile.numbered):
            if suffix in shared:
                continue
            if any(other == suffix for other, _ in witness.profile.numbered) or not witness.tells(suffix):
                yield Conflict(kind=Kind.NUMBERED, word=f"{number}{suffix}", firm=True)

    @cached_property
    def _dates(self) -> tuple[Limit, ...]:
        """Months, days and years (十月) that the question names, and bounds (五亿以上)."""
        return tuple(self._dated_and_bounded())

    def _dated_and_bounded(self) -> Iterator[Limit]:
        text = self.query.text
        for figure in self.query.figures:
            date = text[figure.start : figure.end]
            if is_bound(figure, text):
                yield figure, Conflict(kind=Kind.NARROWING, word=date)
            lasts = date.endswith(_SPANS) or _A_MONTH.match(text, figure.start)
            if date.endswith(_DATES) and not lasts and not self.query.yes_no:
                yield figure, Conflict(kind=Kind.DATE, word=date)

    def _unstated(self, witness: Witness) -> Sequence[Conflict]:
        """A month, a day or a year that is not the entry's, or a bound that it does not state."""
        if not self._dates:
            return ()
        told = {(figure.value, figure.unit) for figure in witness.profile.figures}
        return [held for figure, held in self._dates if (figure.value, figure.unit) not in told]

    @cached_property
    def _years(self) -> tuple[Limit, ...]:
        return years(self.query, alone=False)

    @cached_property
    def _lone_years(self) -> tuple[Limit, ...]:
        return years(self.query, alone=True)

    @cached_property
    def _framing_years(self) -> tuple[Limit, ...]:
        """The years that the question begins with."""
        return tuple((year, held) for year, held in self._years if self._frames(year))


def _values(mentions: Iterable[Mention], group: str) -> frozenset[str]:
    """The values of a group that names stand for."""
    return frozenset(s.name for mention in mentions for s in mention.senses if s.group == group)


def _tells(text: str, start: int, end: int) -> bool:
    """Whether a story begins around a limit: 我在廊坊打工, 去年我住院了."""
    beside = text[:start] + text[end : end + _TELLER]
    return any(teller in beside for teller in _TELLERS)


def negated(whole: Query, profile: Profile) -> str:
    """What the question says it is not about (我不是低保户) though the entry is; empty if nothing."""
    own = {sense for _, senses in profile.subject for sense in senses} if whole.denied else set()
    for mention in whole.denied:
        limits = any(sense.name in profile.qualifiers.get(sense.group, ()) for sense in mention.senses)
        if limits or own.intersection(mention.senses):
            return mention.text
    return ""
