"""A conflict checker that keeps only some conflicts: to leave out a rule, or to note which found any."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from knowledge.conflicts.checker import ConflictChecker, QuestionRules
from knowledge.conflicts.conflict import Conflict
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.rule import Rule
from knowledge.derived.derived import Derived
from knowledge.language.query import Query


class Said(NamedTuple):
    """A conflict, and the name of the rule that found it."""

    conflict: Conflict
    by: str


PatternPrefilter = Callable[[Said], bool]


@dataclass(frozen=True)
class SiftedRule(Rule):
    """A rule of which only the conflicts that pass the sieve are kept."""

    rule: Rule
    sieve: PatternPrefilter

    @property
    def name(self) -> str:
        """The name of the rule that is sifted."""
        return self.rule.name

    @property
    def applies(self) -> bool:
        """Whether the rule that is sifted applies."""
        return self.rule.applies

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """The conflicts of the rule that pass."""
        return (found for found in self.rule.conflicts(lookup) if self.sieve(Said(found, self.name)))


@dataclass(frozen=True)
class SiftingChecker(ConflictChecker):
    """A conflict checker that keeps of every rule only the conflicts that pass a sieve."""

    sieve: PatternPrefilter

    def rules_for(self, query: Query, year: int) -> QuestionRules:
        """The rules for the question, sifted."""
        rules = super().rules_for(query, year)
        return replace(
            rules,
            all_focus_rules=tuple(self._sifted(rules.all_focus_rules)),
            all_whole_rules=tuple(self._sifted(rules.all_whole_rules)),
        )

    def _sifted(self, rules: Iterable[Rule]) -> Iterator[Rule]:
        return (SiftedRule(rule.query, rule, self.sieve) for rule in rules)


def sifted(derived: Derived, sieve: PatternPrefilter) -> Derived:
    """The derived with a checker that keeps only the conflicts that pass a sieve."""
    own = derived.ranker.checker
    checker = SiftingChecker(own.language, own.vocabulary, own.home, own.dated, sieve)
    return replace(derived, ranker=replace(derived.ranker, checker=checker))
