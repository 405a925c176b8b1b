"""Limits: a question for another area, group, year, school or day than the entry's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.conflicts.dates import dates, unstated
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.numbered_names import other_numbers
from knowledge.conflicts.opening_limits import OpeningLimits
from knowledge.conflicts.qualifiers import Qualifiers
from knowledge.conflicts.rule import Rule, trigger
from knowledge.conflicts.times_of_day import hours_asked, unknown_hour
from knowledge.conflicts.years import Stated, foreign_years, years
from knowledge.language.general import Language
from knowledge.language.vocabulary import Mention, Role, Vocabulary
from knowledge.model.cached import cached_property


@dataclass(frozen=True)
class Limits(Rule):
    """The limits that one question sets, to be compared with those of entries.

    Attributes:
        home: the area that everybody is assumed to live in.
        dated: the calendar years that each source names.
        year: the calendar year in which the question is asked.
    """

    language: Language
    vocabulary: Vocabulary
    home: str
    dated: Mapping[str, frozenset[int]]
    year: int

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """Each limit of the question that the entry does not share."""
        yield from self.qualifiers.conflicts(lookup)
        yield from unknown_hour(self._hours_asked, lookup.profile)
        yield from other_numbers(self.query, lookup)
        yield from unstated(self._dates, lookup.profile)
        yield from foreign_years(self.query, self._years, lookup.profile, self.dated)

    @trigger
    def _names_limits(self) -> bool:
        """Whether the question names a value of a group, or a number that belongs to a name (十四中)."""
        return bool(self.query.qualifiers or self.query.numbered)

    @trigger
    def _hours_asked(self) -> tuple[Mention, ...]:
        return hours_asked(self.query)

    @trigger
    def _dates(self) -> tuple[Stated, ...]:
        return tuple(dates(self.query))

    @trigger
    def _years(self) -> tuple[Stated, ...]:
        return years(self.query, alone=False)

    def opening_conflicts(self, lookup: EntryLookup) -> tuple[Conflict, ...]:
        """Each foreign area or year that holds for the whole question.

        The question opens with it (广阳区…，有几所), and no story begins there (去年我住院了), nor is the
        home area named too; or somebody lives in that area.
        """
        opening, qualifiers = self.opening, self.qualifiers
        settings = [m for m, group in opening.settings if qualifiers.is_foreign(m, group, lookup)]
        residences = [m for m in qualifiers.whereabouts.residences if qualifiers.is_abroad(m, lookup)]
        named = dict.fromkeys(mention.text for mention in (*settings, *residences))
        return (
            *foreign_years(self.query, opening.calendar_years, lookup.profile, self.dated),
            *(Conflict(kind=Kind.QUALIFIER, word=word, severity=Severity.BARRING) for word in named),
        )

    def excludes(self, lookup: EntryLookup) -> bool:
        """Whether the entry is limited to other values than one that the question begins with."""
        own = lookup.profile.qualifiers
        return any(
            group in own and self.qualifiers.is_foreign(mention, group, lookup)
            for mention in self.opening.names
            for group in {sense.group for sense in mention.senses if sense.role is Role.QUALIFIER}
        )

    @cached_property
    def qualifiers(self) -> Qualifiers:
        """The values that the question names of groups whose values exclude one another."""
        return Qualifiers(self.query, self.language, self.vocabulary, self.home, self.year)

    @cached_property
    def opening(self) -> OpeningLimits:
        """The area and the year that the question opens with."""
        return OpeningLimits(self.query, self.qualifiers.whereabouts)
