"""Exclusions: an entry about exactly what a question excludes does not answer it (低保户以外的人报销多少)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.facet_rules import lists_all
from knowledge.conflicts.profile import Profile
from knowledge.conflicts.rule import Rule, trigger
from knowledge.language.query import Query
from knowledge.language.signs import signs_of
from knowledge.language.vocabulary import Mention, Role, Sense
from knowledge.model.cached import cached_property

_BUT = r"(?<![拆清解消废开排免剔切扣])除(?![法以夕夜尘草湿])"
_EXCLUDED = re.compile(
    rf"(?:{_BUT}了(?P<besides>[^,。?!;]{{1,16}}?)(?:[以之]?外|(?=还(?!是)|,|另外|其[他余它]|别的))"
    rf"|{_BUT}[去开]?(?P<but>[^,。?!;]{{1,12}}?)[以之]?外(?![地来面出国])"
    r"|(?P<what>[^,。?!;]{1,16}?)(?:[以之]外|除外))(?P<of>的)?"
)
_JOINS = ("、", "和", "与", "跟", "及")


class LeftOut(NamedTuple):
    """A name that a question excludes.

    Attributes:
        narrows: whether the question is about the remaining ones (低保户以外的人).
        added: whether it asks for something in addition instead (除了低保还给多少).
    """

    mention: Mention
    narrows: bool
    added: bool


def left_out(query: Query) -> tuple[LeftOut, ...]:
    """All names that a question excludes."""
    text = query.text
    matches = _EXCLUDED.finditer(text) if "外" in text or "除了" in text else ()
    return tuple(
        LeftOut(name, narrows=bool(match["of"]), added=not match.group().endswith(("外", "外的")))
        for match in matches
        for name in _names(query, match)
    )


def _names(query: Query, match: re.Match[str]) -> Iterator[Mention]:
    """The names right before the excluding words, and those joined to them by 和, 、 and the like."""
    group = next(name for name in ("besides", "but", "what") if match[name])
    start, end = match.span(group)
    while names := [m for m in query.mentions if m.end == end and m.start >= start]:
        yield from names
        end = min(m.start for m in names)
        if not query.text.endswith(_JOINS, start, end):
            return
        end -= 1


@dataclass(frozen=True)
class Excluded(Rule):
    """What one question excludes, to be compared with what entries are about."""

    signs: ClassVar = signs_of(_EXCLUDED)

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
        limits = (s for s in left.mention.senses if s.role is Role.QUALIFIER)
        return any(named) or any(s.name in profile.qualifiers.get(s.group, ()) for s in limits)


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
        own = frozenset(sense for _, senses in profile.subject for sense in senses)
        for left in self._left_out:
            named = counts and left.mention.text in profile.answer
            if named or not (left.added or own.isdisjoint(left.mention.senses)):
                yield Conflict(kind=Kind.TURN, word=left.mention.text, severity=Severity.BARRING)

    @trigger
    def _left_out(self) -> tuple[LeftOut, ...]:
        return left_out(self.query) if any(cue.numeric for cue in self.query.cues) else ()
