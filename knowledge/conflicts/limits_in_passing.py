"""Limits in passing: limits that a question states elsewhere than in the part that asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.conflicts.ages import out_of_age
from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.limits import Limits
from knowledge.conflicts.personal_status import BOTH, PersonalStatus
from knowledge.conflicts.rule import Rule, trigger
from knowledge.conflicts.years import Stated, foreign_years, years
from knowledge.model.cached import cached_property


@dataclass(frozen=True)
class LimitsInPassing(Rule):
    """The limits that one question states in passing, to be compared with those of entries."""

    limits: Limits

    @property
    def name(self) -> str:
        """The name of the more general rule, so that both are disabled together."""
        return self.limits.name

    def conflicts(self, lookup: EntryLookup) -> tuple[Conflict, ...]:
        """The conflicts of the first of these kinds of limit that the entry does not share.

        In this order: a year that is a clause of its own, the area or year that the question opens with, a
        figure outside the entry's ranges, an age, a personal status.
        """
        return (
            foreign_years(self.query, self._lone_years, lookup.profile, self.limits.dated)
            or self.limits.opening_conflicts(lookup)
            or tuple(self.limits.qualifiers.ranges.conflicts(lookup))
            or tuple(out_of_age(self.query, lookup.profile))
            or tuple(self._status_conflicts(lookup))
        )

    @trigger
    def _has_quantities(self) -> bool:
        return bool(self.query.quantities)

    @trigger
    def _names_values(self) -> bool:
        """Whether a value of a group is named at the opening, as a residence or as what somebody is."""
        limits = self.limits
        return bool(self.query.qualifiers) and bool(
            limits.opening.settings or limits.qualifiers.whereabouts.residences or self._status.named_values
        )

    @trigger
    def _names_years(self) -> bool:
        """Whether a calendar year is named at the opening or as a clause of its own."""
        return bool(self.query.figures and (self.limits.opening.calendar_years or self._lone_years))

    def _status_conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """Each personal status mentioned in passing (我爸城里户口,…) that the entry is not for."""
        own, status, qualifiers = lookup.profile.qualifiers, self._status, self.limits.qualifiers
        for group, mention in status.named_values:
            if group not in own or group in status.several or BOTH in own[group]:
                continue
            if not qualifiers.names_one(group, own[group]) and qualifiers.foreign(group, lookup):
                yield Conflict(kind=Kind.QUALIFIER, word=mention.text, severity=Severity.BARRING)

    @cached_property
    def _status(self) -> PersonalStatus:
        return PersonalStatus(self.query, self.limits.vocabulary)

    @cached_property
    def _lone_years(self) -> tuple[Stated, ...]:
        return years(self.query, alone=True)
