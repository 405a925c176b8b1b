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


class Said(NamedTuple):
    """A conflict, and the name of the rule that found it."""

    conflict: Conflict
    by: str


KeepsConflict = Callable[[Said], bool]


@dataclass(frozen=True)
class SiftedRule(Rule):
    """A rule of which only the conflicts that pass the sieve are kept."""

    rule: Rule
    sieve: KeepsConflict

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

    sieve: KeepsConflict

    def made_focus_rules(self, asked: QuestionRules) -> tuple[Rule, ...]:
        """The focus rules for a question, sifted."""
        return self._sifted(super().made_focus_rules(asked))

    def made_whole_rules(self, asked: QuestionRules) -> tuple[Rule, ...]:
        """The whole-question rules for a question, sifted."""
        return self._sifted(super().made_whole_rules(asked))

    def _sifted(self, rules: Iterable[Rule]) -> tuple[Rule, ...]:
        return tuple(SiftedRule(rule.query, rule, self.sieve) for rule in rules)


def sifted(derived: Derived, sieve: KeepsConflict) -> Derived:
    """The derived with a checker that keeps only the conflicts that pass a sieve."""
    own = derived.ranker.checker
    checker = SiftingChecker(own.language, own.vocabulary, own.home, own.dated, sieve)
    return replace(derived, ranker=replace(derived.ranker, checker=checker))
