"""Limits: another area, group, year, school or day than the entry's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.conflicts.ages import out_of_age
from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.dates import dates, unstated
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.numbered_names import other_numbers
from knowledge.conflicts.opening_limits import OpeningLimits
from knowledge.conflicts.personal_status import BOTH, PersonalStatus
from knowledge.conflicts.qualifiers import Qualifiers
from knowledge.conflicts.times_of_day import asks_the_hour, unknown_hour
from knowledge.conflicts.years import Stated, foreign_years, years
from knowledge.language.general import Language
from knowledge.language.query import Query
from knowledge.language.vocabulary import Vocabulary
from knowledge.model.cached import cached_property


@dataclass(frozen=True)
class Limits:
    """The limits that one question sets, to be compared with those of entries.

    Everybody is at home in `home` and asks in `year`; `dated` holds the years that each source names.
    """

    query: Query
    language: Language
    vocabulary: Vocabulary
    home: str
    dated: Mapping[str, frozenset[int]]
    year: int

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """Every limit of the question that is not the entry's."""
        yield from self.qualifiers.conflicts(lookup)
        yield from unknown_hour(self.query, lookup.profile)
        yield from other_numbers(self.query, lookup)
        yield from unstated(self._dates, lookup.profile)
        yield from foreign_years(self._years, lookup.profile, self.dated)

    def refusals(self, lookup: EntryLookup) -> tuple[Conflict, ...]:
        """What is said besides what asks: a year, how old somebody is, or else the question's beginning."""
        return (
            foreign_years(self._lone_years, lookup.profile, self.dated)
            or self.framed(lookup)
            or tuple(self.qualifiers.ranges.conflicts(lookup))
            or tuple(out_of_age(self.query, lookup.profile))
            or tuple(self._standing(lookup))
        )

    @cached_property
    def speaks(self) -> bool:
        """Whether the question sets any limit where it asks."""
        query = self.query
        named = query.qualifiers or query.numbered or self._dates or self._years
        return bool(named) or asks_the_hour(query)

    @cached_property
    def refuses(self) -> bool:
        """Whether it sets any besides what asks."""
        query, opening = self.query, self._opening
        residences = self.qualifiers.whereabouts.residences
        said = query.qualifiers and (opening.settings or residences or self._stated.said)
        stated = query.figures and (opening.years or self._lone_years)
        return bool(said or stated or query.quantities)

    def framed(self, lookup: EntryLookup) -> tuple[Conflict, ...]:
        """Another area or year than the entry's, for which the question is in every clause.

        It begins with it (广阳区…，有几所), unless a story begins there (去年我住院了) or the own area is
        named too; or somebody lives in that area.
        """
        opening, qualifiers = self._opening, self.qualifiers
        settings = [m for m, group in opening.settings if qualifiers.is_foreign(m, group, lookup)]
        residences = [m for m in qualifiers.whereabouts.residences if qualifiers.is_abroad(m, lookup)]
        named = dict.fromkeys(mention.text for mention in (*settings, *residences))
        return (
            *foreign_years(opening.years, lookup.profile, self.dated),
            *(Conflict(kind=Kind.QUALIFIER, word=word, firm=True, bars=True) for word in named),
        )

    def _standing(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """What somebody is said to be in passing that is not the entry's (我爸城里户口,…)."""
        own, stated = lookup.profile.qualifiers, self._stated
        for group, mention in stated.said:
            if group not in own or group in stated.several or BOTH in own[group]:
                continue
            if not self.qualifiers.names_one(group, own[group]) and self.qualifiers.foreign(group, lookup):
                yield Conflict(kind=Kind.QUALIFIER, word=mention.text, firm=True, bars=True)

    @cached_property
    def qualifiers(self) -> Qualifiers:
        """The values that it names of groups that exclude one another."""
        return Qualifiers(self.query, self.language, self.vocabulary, self.home, self.year)

    @cached_property
    def _opening(self) -> OpeningLimits:
        return OpeningLimits(self.query, self.qualifiers.whereabouts)

    @cached_property
    def _stated(self) -> PersonalStatus:
        return PersonalStatus(self.query, self.vocabulary)

    @cached_property
    def _dates(self) -> tuple[Stated, ...]:
        return tuple(dates(self.query))

    @cached_property
    def _years(self) -> tuple[Stated, ...]:
        return years(self.query, alone=False)

    @cached_property
    def _lone_years(self) -> tuple[Stated, ...]:
        return years(self.query, alone=True)
