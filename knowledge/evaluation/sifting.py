"""A referee of whose conflicts only some are heard: to do without a rule, or to note which have spoken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from knowledge.conflicts.conflict import Conflict
from knowledge.conflicts.referee import Hearing, Referee, Refusal, Rule, name_of
from knowledge.conflicts.witness import Witness
from knowledge.derived.derived import Derived
from knowledge.language.query import Query


class Said(NamedTuple):
    """A conflict, and the name of the rule or refusal that found it."""

    conflict: Conflict
    by: str


Sieve = Callable[[Said], bool]


@dataclass(frozen=True)
class SiftedRule:
    """A rule of which only what passes the sieve is heard."""

    rule: Rule
    sieve: Sieve

    @property
    def speaks(self) -> bool:
        """Whether the rule has anything to say."""
        return self.rule.speaks

    def conflicts(self, witness: Witness) -> Iterator[Conflict]:
        """What of it passes."""
        return _passing(self.sieve, self.rule.conflicts(witness), by=self.rule)


@dataclass(frozen=True)
class SiftedRefusal:
    """A refusal of which only what passes the sieve is heard."""

    refusal: Refusal
    sieve: Sieve

    @property
    def refuses(self) -> bool:
        """Whether the refusal has anything to say."""
        return self.refusal.refuses

    def refusals(self, witness: Witness) -> tuple[Conflict, ...]:
        """What of it passes."""
        found = self.refusal.refusals(witness)
        return tuple(_passing(self.sieve, found, by=self.refusal))


@dataclass(frozen=True)
class SiftingReferee(Referee):
    """A referee that hears of every rule and refusal only what passes a sieve."""

    sieve: Sieve

    def hear(self, query: Query, year: int) -> Hearing:
        """The question before the rules and refusals, sifted."""
        heard = super().hear(query, year)
        return replace(
            heard,
            every_rule=tuple(SiftedRule(rule, self.sieve) for rule in heard.every_rule),
            every_refusal=tuple(SiftedRefusal(refusal, self.sieve) for refusal in heard.every_refusal),
        )


def sifted(derived: Derived, sieve: Sieve) -> Derived:
    """The derived with a referee that hears only what passes a sieve."""
    held = derived.ranker.referee
    referee = SiftingReferee(held.language, held.vocabulary, held.home, held.dated, sieve)
    return replace(derived, ranker=replace(derived.ranker, referee=referee))


def _passing(sieve: Sieve, found: Iterable[Conflict], *, by: Rule | Refusal) -> Iterator[Conflict]:
    return (conflict for conflict in found if sieve(Said(conflict, name_of(by))))
