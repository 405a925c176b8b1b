"""Exclusions: an entry about exactly what a question excludes does not answer it (低保户以外的人报销多少)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.facet_rules import lists_all
from knowledge.conflicts.profile import Profile
from knowledge.conflicts.rule import Rule, trigger
from knowledge.language.exclusions import EXCLUSION, Exclusion
from knowledge.language.query import Query
from knowledge.language.signs import signs_of
from knowledge.language.vocabulary import Mention, Sense
from knowledge.model.cached import cached_property

_JOINS = ("、", "和", "与", "跟", "及")


class LeftOut(NamedTuple):
    """A name that a question excludes, and how: so that the rest remains, or in addition to it."""

    mention: Mention
    narrows: bool
    added: bool


def left_out(query: Query) -> tuple[LeftOut, ...]:
    """All names that a question excludes."""
    return tuple(
        LeftOut(name, narrows=excluded.narrows, added=excluded.added)
        for excluded in query.exclusions
        for name in _names(query, excluded)
    )


def _names(query: Query, excluded: Exclusion) -> Iterator[Mention]:
    """The names right before the excluding words, and those joined to them by 和, 、 and the like."""
    start, end = excluded.start, excluded.end
    while names := [m for m in query.mentions if m.end == end and m.start >= start]:
        yield from names
        end = min(m.start for m in names)
        if not query.text.endswith(_JOINS, start, end):
            return
        end -= 1


@dataclass(frozen=True)
class Excluded(Rule):
    """What one question excludes, to be compared with what entries are about."""

    signs: ClassVar = signs_of(EXCLUSION)

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """Each excluded thing that the entry is about, unless the entry lists all there are."""
        if lists_all(lookup):
            return
        for left in self._left_out:
            if self._is_about(left, lookup.profile):
                yield Conflict(kind=Kind.TURN, word=left.mention.text, severity=Severity.BARRING)

    @trigger
    def _left_out(self) -> tuple[LeftOut, ...]:
        return left_out(self.query)

    @cached_property
    def _besides(self) -> frozenset[Sense]:
        """The senses of all that the question names and does not exclude."""
        excluded = {left.mention for left in self._left_out}
        return frozenset(s for m in self.query.mentions if m not in excluded for s in m.senses)

    def _is_about(self, left: LeftOut, profile: Profile) -> bool:
        """Whether an entry is about what is excluded, and nothing else unless that narrows the question."""
        named = [
            name == left.mention.text or not senses.isdisjoint(left.mention.senses)
            for name, senses in profile.subject
        ]
        if not left.narrows:
            others = (senses for (_, senses), own in zip(profile.subject, named, strict=True) if not own)
            return any(named) and not any(map(self._besides.intersection, others))
        return any(named) or profile.is_limited_to(left.mention.senses)


@dataclass(frozen=True)
class ExcludedFromCount(Rule):
    """What one question excludes from a number that it asks for (景村以外改建了几所)."""

    @property
    def name(self) -> str:
        """The name of the more general rule, so that both are disabled together."""
        return Excluded.__name__

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """Each excluded thing that the entry's number includes, alone or with others."""
        profile = lookup.profile
        counts = any(cue.counter for cue in self.query.cues)
        for left in self._left_out:
            named = counts and left.mention.text in profile.answer
            if named or not (left.added or profile.subject_senses.isdisjoint(left.mention.senses)):
                yield Conflict(kind=Kind.TURN, word=left.mention.text, severity=Severity.BARRING)

    @trigger
    def _left_out(self) -> tuple[LeftOut, ...]:
        return left_out(self.query) if any(cue.numeric for cue in self.query.cues) else ()
