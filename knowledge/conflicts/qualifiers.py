"""Qualifiers: the areas, groups of people, lines and years that a question names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.facet_rules import tells_growth
from knowledge.conflicts.opening_limits import SETTINGS
from knowledge.conflicts.past_figures import tells_figure_of
from knowledge.conflicts.personal_status import BOTH
from knowledge.conflicts.profile import AREA, Profile
from knowledge.conflicts.range_limits import RangeLimits
from knowledge.conflicts.relative_years import RELATIVE_YEAR, calendar_years, compared, years_stated
from knowledge.conflicts.seasons import MONTH, SEASON, has_month
from knowledge.conflicts.times_of_day import TIME_OF_DAY
from knowledge.conflicts.whereabouts import Whereabouts
from knowledge.language.general import Language
from knowledge.language.query import Query
from knowledge.language.vocabulary import Mention, Role, Vocabulary
from knowledge.model.cached import cached_property
from knowledge.model.entry import UNLIMITED, Facet

_PERIOD = "per_period"  # compared by periods.py
# Groups that answers list without names (周一、三、五), or name in passing (带小孩去).
_LOOSELY_NAMED = frozenset({"weekday", "age_group"})
_THINGS_AND_EVENTS = frozenset({Role.CONCEPT, Role.EVENT})
_BUSES = frozenset({"公交车", "公交", "公车", "公共汽车", "巴士", "大巴", "班车", "车"})
_LINE = re.compile(r"[\d一二三四五六七八九十]路的?$")
_TELL_WHEN = {Facet.TIME, Facet.FREQUENCY}


@dataclass(frozen=True)
class Qualifiers:
    """The values that one question names, to be compared with those that entries are limited to.

    Values of one group exclude one another.

    Attributes:
        home: the area that everybody is assumed to live in.
        year: the calendar year in which the question is asked.
    """

    query: Query
    language: Language
    vocabulary: Vocabulary
    home: str
    year: int

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """Each group of which the question names values that are not the entry's."""
        for group in self.query.qualifiers:
            if group != _PERIOD:
                yield from self._of_group(group, lookup)

    @cached_property
    def ranges(self) -> RangeLimits:
        """The question's figures, to be compared with the ranges that entries are for."""
        return RangeLimits(self.query, self.vocabulary)

    @cached_property
    def whereabouts(self) -> Whereabouts:
        """The areas that the question names, and where it says that somebody lives or is."""
        names = self.vocabulary.lexicon.qualifiers.get(AREA, {})
        return Whereabouts(self.query, self.home, names)

    def names_own_value(self, profile: Profile) -> bool:
        """Whether the question names a value that limits the entry, of a group of the town's own (17路)."""
        return any(
            group not in self.language.qualifiers and values & self.query.qualifiers.get(group, frozenset())
            for group, values in profile.qualifiers.items()
            if group != AREA
        )

    def names_one(self, group: str, values: frozenset[str]) -> bool:
        """Whether the question names one of these values, also within another name (农村 in 农村低保)."""
        if values & self.query.qualifiers.get(group, frozenset()):
            return True
        text = self.query.text
        for other in self._mentions_by_group.get(group, ()):  # 非农户口 does not name 农户
            text = text.replace(other.text, " ")
        return any(name in text for name in self._value_names(group, values))

    def _value_names(self, group: str, values: frozenset[str]) -> Iterator[str]:
        """All names of these values of a group."""
        yield from values
        for values_by_group in (self.language.qualifiers, self.vocabulary.lexicon.qualifiers):
            for value in values:
                yield from values_by_group.get(group, {}).get(value, ())

    @cached_property
    def _mentions_by_group(self) -> dict[str, tuple[Mention, ...]]:
        """The names of values in the question, by group."""
        return {
            group: tuple(m for m in self.query.mentions if any(s.group == group for s in m.senses))
            for group in self.query.qualifiers
        }

    def own(self, group: str, lookup: EntryLookup) -> frozenset[str]:
        """The values of a group that an entry is limited to; by default those assumed for every entry."""
        profile = lookup.profile
        own = profile.qualifiers.get(group, frozenset())
        if group == RELATIVE_YEAR and group not in profile.entry.qualifiers:
            moved = calendar_years(profile.answer)  # whatever a phrasing called that year when it was written
            own = years_stated(profile.figures, self.year) | (frozenset() if moved else own)
        return own or frozenset(self.language.assumed_values(group, profile.facets))

    def _of_group(self, group: str, lookup: EntryLookup) -> Iterator[Conflict]:
        """A conflict if the question names values of a group that the entry neither has nor mentions."""
        own = self.own(group, lookup)
        named = self.query.qualifiers[group]
        if group != AREA and (own & named or (BOTH in own and len(named) > 1)):
            return
        values = self.foreign(group, lookup)
        if not values:
            return
        if own:
            bars = group in SETTINGS or self._limits_one(group, lookup.profile)
            yield Conflict(
                kind=Kind.QUALIFIER,
                word="/".join(sorted(values)),
                severity=Severity.BARRING if bars else Severity.FIRM,
            )
        elif not _tells_when(group, lookup) and (
            _tells_others(group, values, lookup.profile)
            or self._narrows(group, lookup)
            or self._not_meant(group, lookup.profile)
        ):
            yield Conflict(kind=Kind.NARROWING, word="/".join(sorted(values)))

    def foreign(self, group: str, lookup: EntryLookup) -> frozenset[str]:
        """The values of a group that the question names and the entry does not."""
        if lookup.profile.entry.qualifiers.get(group) == UNLIMITED:
            return frozenset()
        if group == AREA:
            foreign = [mention for mention in self.whereabouts.elsewhere if not lookup.covers(mention)]
            return _values(foreign, group) - self.own(group, lookup)
        named = tuple(
            mention
            for mention in self._mentions_by_group[group]
            if not (self.ranges.lies_in_one(mention, lookup) or self._is_of_its_line(mention))
        )
        named = tuple(m for m in named if not self._is_its_time(group, m, lookup))
        if self._compared and tells_growth(lookup):
            named = tuple(mention for mention in named if mention not in self._compared)
        values = _values(named, group)
        if group == RELATIVE_YEAR:
            return values
        if not self._told(group, named, lookup):
            return values
        if not self._limits_one(group, lookup.profile):
            return frozenset()
        values = _values((m for m in named if not self.ranges.is_figure(m)), group)
        return frozenset() if self._asked_about(group, values, lookup) else values

    def _is_its_time(self, group: str, named: Mention, lookup: EntryLookup) -> bool:
        """Whether a year or a month is one of those that the entry tells of without naming it."""
        if group == RELATIVE_YEAR:
            return tells_figure_of(named.text, self.query, lookup)
        return group in {MONTH, SEASON} and has_month(named.text, lookup.profile)

    def _is_of_its_line(self, named: Mention) -> bool:
        """Whether a name says no more than the number of a line before it (5路公交车)."""
        return named.text in _BUSES and _LINE.search(self.query.text[: named.start]) is not None

    def _told(self, group: str, named: Collection[Mention], lookup: EntryLookup) -> bool:
        """Whether an entry names one of these (农村 in 农村公路).

        One that is limited in this group must do so itself: its evidence may go on to what another tells.
        """
        values, profile = _values(named, group), lookup.profile
        if not (_tells_one(group, named, lookup) or any(map(lookup.tells, values))):
            return False
        if group not in profile.qualifiers or any(map(self.ranges.is_figure, named)):
            return True
        names = (*(mention.text for mention in named), *self._value_names(group, values))
        told = (*profile.inclusive_questions, profile.inclusive_answer)
        return any(name in text for name in names for text in told)

    def _limits_one(self, group: str, profile: Profile) -> bool:
        """Whether an entry is limited by a group of the town's own."""
        return group in profile.qualifiers and group not in self.language.qualifiers

    def _asked_about(self, group: str, values: frozenset[str], lookup: EntryLookup) -> bool:
        """Whether the entry's own questions name one of these values; its answer may name others (绕行)."""
        asked = lookup.profile.inclusive_questions
        return any(name in text for name in self._value_names(group, values) for text in asked)

    @cached_property
    def _compared(self) -> tuple[Mention, ...]:
        """The years in the question that another year is compared with (比去年)."""
        return compared(self.query)

    def _narrows(self, group: str, lookup: EntryLookup) -> bool:
        """Whether a value of the group stands right before a cue, or before a word that the entry has.

        Or where something is done (在桦树镇出了几回警).
        """
        query = self.query
        if any(query.text.endswith("在", 0, m.start) for m in self._mentions_by_group[group]):
            return True
        for end in {m.end for m in self._mentions_by_group[group]}:
            possessed = query.text.startswith("的", end)
            following = next((word for word in query.words if word.start == end + possessed), None)
            if following is None or (possessed and any(cue.start == end + 1 for cue in query.cues)):
                return True
            word = following.text
            if len(word) > 1 and not self.vocabulary.is_stop_word(word) and lookup.tells(word):
                return True
        return False

    def _not_meant(self, group: str, profile: Profile) -> bool:
        """Whether a value that only the entry's counter-examples name stands where the question asks.

        农村几号供暖 among them tells 农村几号开始供暖 from an entry that says nothing of villages.
        """
        named = (m for m in self._mentions_by_group[group] if not profile.not_meant.isdisjoint(m.senses))
        asked = {cue.start for cue in self.query.cues if not cue.noun}
        return any(mention.end in asked or mention.end + 1 in asked for mention in named)

    def is_foreign(self, mention: Mention, group: str, lookup: EntryLookup) -> bool:
        """Whether a name stands for a value of the group that is not the entry's."""
        values = _values((mention,), group)
        foreign = not values & self.own(group, lookup)
        return foreign and bool(values & self.foreign(group, lookup))

    def is_abroad(self, residence: Mention, lookup: EntryLookup) -> bool:
        """Whether somebody who lives there asks for another area than the entry's."""
        own = self.own(AREA, lookup)
        foreign = any(self.whereabouts.is_foreign(area, own) for area in _values((residence,), AREA))
        return foreign and self.is_foreign(residence, AREA, lookup)


def _values(mentions: Iterable[Mention], group: str) -> frozenset[str]:
    """The values of a group that these names stand for."""
    return frozenset(s.name for mention in mentions for s in mention.senses if s.group == group)


def _tells_one(group: str, named: Iterable[Mention], lookup: EntryLookup) -> bool:
    """Whether an entry contains one of these names, or another name of the same thing.

    Where it states a value of the group, what all values share is not enough: 月卡 and 年卡 are words for one
    attribute, 博士 and 硕士 are both at the university.
    """
    profile = lookup.profile
    if not _stated(group, profile):
        return any(map(lookup.covers, named))
    return any(
        lookup.tells(mention.text)
        or any(
            s in profile.senses for s in mention.senses if s.role in _THINGS_AND_EVENTS or s.group == group
        )
        for mention in named
    )


def _stated(group: str, profile: Profile) -> frozenset[str]:
    """The values of a group that an entry states."""
    return frozenset(sense.name for sense in profile.stated_senses if sense.group == group)


def _tells_others(group: str, values: frozenset[str], profile: Profile) -> bool:
    """Whether an entry states other values of a group and not these (水产摊480元，肉摊350元 of a 花摊)."""
    stated = _stated(group, profile)
    return group not in _LOOSELY_NAMED and bool(stated) and values.isdisjoint(stated)


def _tells_when(group: str, lookup: EntryLookup) -> bool:
    """Whether a time of day does not limit an entry because this tells a time (早上几点开门)."""
    return group == TIME_OF_DAY and not _TELL_WHEN.isdisjoint(lookup.profile.facets)
