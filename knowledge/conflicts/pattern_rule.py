"""PatternCheck: words that ask for or claim something, said against every entry that tells nothing of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.language.query import Query
from knowledge.language.signs import Signs, signs_of
from knowledge.model.cached import cached_property

Told = Callable[[re.Match[str], EntryLookup], bool]


def _anywhere(_found: re.Match[str], _query: Query) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class PatternRule:
    """One way of asking for something, or of saying it, that is told by some entries alone.

    It is part of a snapshot, as its functions must be able to be: they have names.

    Attributes:
        rule: the name of the rule that it belongs to, by which `anda eval --ablate` leaves it out.
        asks: the words of a question.
        told: whether an entry tells what these words ask for.
        kind, firm, bars: the conflict with an entry that does not.
        unless: words with which the question asks for something else, or for both.
        where: whether the words mean this in that question.
    """

    rule: str
    asks: re.Pattern[str]
    told: Told
    kind: Kind
    firm: bool = False
    bars: bool = False
    unless: re.Pattern[str] | None = None
    where: Callable[[re.Match[str], Query], bool] = _anywhere

    @property
    def signs(self) -> Signs:
        """Characters one of which is in every question that asks so."""
        return signs_of(self.asks)

    def found(self, query: Query) -> Iterator[re.Match[str]]:
        """Where a question asks so."""
        if self.unless is None or not self.unless.search(query.text):
            yield from (found for found in self.asks.finditer(query.text) if self.where(found, query))


@dataclass(frozen=True)
class PatternCheck:
    """What one question asks for in one such way, to be compared with what entries tell."""

    way: PatternRule
    query: Query

    @property
    def speaks(self) -> bool:
        """Whether the question asks so."""
        return bool(self._found)

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """The words of which the entry tells nothing."""
        way = self.way
        for found in self._found:
            if not way.told(found, lookup):
                yield Conflict(kind=way.kind, word=found.group(), firm=way.firm, bars=way.bars)

    @property
    def refuses(self) -> bool:
        """Whether the question asks so, be it beside what it asks first."""
        return self.speaks

    def refusals(self, lookup: EntryLookup) -> tuple[Conflict, ...]:
        """The same where a way is heard in all of a question."""
        return tuple(self.conflicts(lookup))

    @cached_property
    def _found(self) -> tuple[re.Match[str], ...]:
        return tuple(self.way.found(self.query))


def told_by(answer: re.Pattern[str]) -> Told:
    """Told where an answer has such words."""
    return partial(_answers, answer)


def not_only(other: re.Pattern[str], own: re.Pattern[str]) -> Told:
    """Told by texts that do not have the one of a pair without the other."""
    return partial(_has_not_only, other, own)


def _answers(words: re.Pattern[str], _found: re.Match[str], lookup: EntryLookup) -> bool:
    return words.search(lookup.profile.answer) is not None


def _has_not_only(
    other: re.Pattern[str], own: re.Pattern[str], _found: re.Match[str], lookup: EntryLookup
) -> bool:
    texts = lookup.profile.texts
    return other.search(texts) is None or own.search(texts) is not None
