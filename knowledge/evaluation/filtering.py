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
class FilteredRule(Rule):
    """A rule of which only the conflicts that `keeps` lets through are kept."""

    rule: Rule
    keeps: KeepsConflict

    @property
    def name(self) -> str:
        """The name of the rule that is filtered."""
        return self.rule.name

    @property
    def applies(self) -> bool:
        """Whether the rule that is filtered applies."""
        return self.rule.applies

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """The conflicts of the rule that pass."""
        return (found for found in self.rule.conflicts(lookup) if self.keeps(Said(found, self.name)))


@dataclass(frozen=True)
class FilteringChecker(ConflictChecker):
    """A conflict checker that keeps of every rule only the conflicts that `keeps` lets through."""

    keeps: KeepsConflict

    def made_focus_rules(self, asked: QuestionRules) -> tuple[Rule, ...]:
        """The focus rules for a question, filtered."""
        return self._filtered(super().made_focus_rules(asked))

    def made_whole_rules(self, asked: QuestionRules) -> tuple[Rule, ...]:
        """The whole-question rules for a question, filtered."""
        return self._filtered(super().made_whole_rules(asked))

    def _filtered(self, rules: Iterable[Rule]) -> tuple[Rule, ...]:
        return tuple(FilteredRule(rule.query, rule, self.keeps) for rule in rules)


def filtered(derived: Derived, keeps: KeepsConflict) -> Derived:
    """The derived with a checker that keeps only the conflicts that `keeps` lets through."""
    own = derived.ranker.checker
    checker = FilteringChecker(own.language, own.vocabulary, own.home, own.dated, keeps)
    return replace(derived, ranker=replace(derived.ranker, checker=checker))
