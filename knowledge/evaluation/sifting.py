"""A checker of whose conflicts only some are heard: to do without a rule, or to note which have spoken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from knowledge.conflicts.checker import ConflictChecker, QuestionRules, Refusal, Rule, rule_name
from knowledge.conflicts.conflict import Conflict
from knowledge.conflicts.entry_lookup import EntryLookup
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

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """What of it passes."""
        return _passing(self.sieve, self.rule.conflicts(lookup), by=self.rule)


@dataclass(frozen=True)
class SiftedRefusal:
    """A refusal of which only what passes the sieve is heard."""

    refusal: Refusal
    sieve: Sieve

    @property
    def refuses(self) -> bool:
        """Whether the refusal has anything to say."""
        return self.refusal.refuses

    def refusals(self, lookup: EntryLookup) -> tuple[Conflict, ...]:
        """What of it passes."""
        found = self.refusal.refusals(lookup)
        return tuple(_passing(self.sieve, found, by=self.refusal))


@dataclass(frozen=True)
class SiftingChecker(ConflictChecker):
    """A checker that hears of every rule and refusal only what passes a sieve."""

    sieve: Sieve

    def rules_for(self, query: Query, year: int) -> QuestionRules:
        """The question before the rules and refusals, sifted."""
        rules = super().rules_for(query, year)
        return replace(
            rules,
            every_rule=tuple(SiftedRule(rule, self.sieve) for rule in rules.every_rule),
            every_refusal=tuple(SiftedRefusal(refusal, self.sieve) for refusal in rules.every_refusal),
        )


def sifted(derived: Derived, sieve: Sieve) -> Derived:
    """The derived with a checker that hears only what passes a sieve."""
    held = derived.ranker.checker
    checker = SiftingChecker(held.language, held.vocabulary, held.home, held.dated, sieve)
    return replace(derived, ranker=replace(derived.ranker, checker=checker))


def _passing(sieve: Sieve, found: Iterable[Conflict], *, by: Rule | Refusal) -> Iterator[Conflict]:
    return (conflict for conflict in found if sieve(Said(conflict, rule_name(by))))
