"""What is left out: an entry about nothing else does not answer (低保户以外的人报销多少)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.facet_rules import lists_all
from knowledge.conflicts.profile import Profile
from knowledge.conflicts.rule import Rule, trigger
from knowledge.language.query import Query
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
    """A name of what is left out; it `narrows` what is asked about if that is the rest (低保户以外的人).

    Of what is only `added` to (除了低保还给多少) there may be more.
    """

    mention: Mention
    narrows: bool
    added: bool


def left_out(query: Query) -> tuple[LeftOut, ...]:
    """All that a question leaves out."""
    text = query.text
    found = _EXCLUDED.finditer(text) if "外" in text or "除了" in text else ()
    return tuple(
        LeftOut(name, narrows=bool(match["of"]), added=not match.group().endswith(("外", "外的")))
        for match in found
        for name in _names(query, match)
    )


def _names(query: Query, match: re.Match[str]) -> Iterator[Mention]:
    """The names that end right before what leaves them out, and those joined to them."""
    group = next(name for name in ("besides", "but", "what") if match[name])
    start, end = match.span(group)
    while held := [m for m in query.mentions if m.end == end and m.start >= start]:
        yield from held
        end = min(m.start for m in held)
        if not query.text.endswith(_JOINS, start, end):
            return
        end -= 1


@dataclass(frozen=True)
class Excluded(Rule):
    """What one question leaves out, to be compared with what entries are about."""

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """A thing left out that the entry is about, unless it is one of those that the entry lists."""
        if lists_all(lookup):
            return
        for left in self._left_out:
            if self._is_about(left, lookup.profile):
                yield Conflict(kind=Kind.TURN, word=left.mention.text, firm=True, bars=True)

    @trigger
    def _left_out(self) -> tuple[LeftOut, ...]:
        return left_out(self.query)

    @cached_property
    def _besides(self) -> frozenset[Sense]:
        """All that the question names and does not leave out."""
        left = {held.mention for held in self._left_out}
        return frozenset(s for m in self.query.mentions if m not in left for s in m.senses)

    def _is_about(self, left: LeftOut, profile: Profile) -> bool:
        """Whether an entry is about what is left out: nothing else, where that does not narrow the rest."""
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
    """What one question leaves out of a number that it asks for (景村以外改建了几所)."""

    @property
    def name(self) -> str:
        """The name of the rule for what is left out in general: both are left out together."""
        return Excluded.__name__

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """Each thing left out that the entry's number includes, alone or with others."""
        profile = lookup.profile
        counts = any(cue.counter for cue in self.query.cues)
        own = frozenset(sense for _, senses in profile.subject for sense in senses)
        for left in self._left_out:
            named = counts and left.mention.text in profile.answer
            if named or not (left.added or own.isdisjoint(left.mention.senses)):
                yield Conflict(kind=Kind.TURN, word=left.mention.text, firm=True, bars=True)

    @trigger
    def _left_out(self) -> tuple[LeftOut, ...]:
        return left_out(self.query) if any(cue.numeric for cue in self.query.cues) else ()
