"""Why an entry that is about the right thing may still not answer the question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from knowledge.conflicts.claims import Claims
from knowledge.conflicts.clause_mismatch import ClauseMismatch
from knowledge.conflicts.conflict import Conflict
from knowledge.conflicts.counting import Counting
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.excluded import Excluded
from knowledge.conflicts.facet_rules import FacetMismatch, Growth, TurnsOfPhrase
from knowledge.conflicts.limits import Limits
from knowledge.conflicts.loose_words import LooseWords
from knowledge.conflicts.membership import Membership
from knowledge.conflicts.missing_sums import MissingSums
from knowledge.conflicts.named_words import NamedWords, classes_of
from knowledge.conflicts.negation import Denial, Negation
from knowledge.conflicts.parts import Parts
from knowledge.conflicts.pattern_rule import PatternCheck
from knowledge.conflicts.pattern_rules import PATTERN_RULES, WHOLE_QUESTION_PATTERNS
from knowledge.conflicts.periods import Periods
from knowledge.conflicts.recipients import Recipients
from knowledge.conflicts.refused import CounterExample, LittleOverlap
from knowledge.conflicts.roles import Roles
from knowledge.conflicts.stated_totals import StatedTotals
from knowledge.conflicts.stock_and_flow import StockAndFlow
from knowledge.conflicts.subset_counts import SubsetCounts
from knowledge.language.general import Language, WordClass
from knowledge.language.query import Query
from knowledge.language.signs import NO_SIGNS, Sieve
from knowledge.language.vocabulary import Mention, Vocabulary, is_concept
from knowledge.model.cached import cached_property


class Rule(Protocol):
    """One way in which a question may be put that an entry does not answer, read once for all entries."""

    @property
    def speaks(self) -> bool:
        """Whether the question is put so at all."""

    def conflicts(self, lookup: EntryLookup) -> Iterable[Conflict]:
        """What that says against an entry."""


class Refusal(Protocol):
    """Something said in passing that speaks against an entry, however well it tells what is asked."""

    @property
    def refuses(self) -> bool:
        """Whether the question says such a thing at all."""

    def refusals(self, lookup: EntryLookup) -> tuple[Conflict, ...]:
        """What that says against an entry."""


def rule_name(one: Rule | Refusal) -> str:
    """The name by which a rule or refusal can be left out: that of its class, or of its way of asking."""
    return one.way.rule if isinstance(one, PatternCheck) else type(one).__name__


@dataclass(frozen=True, kw_only=True)
class QuestionRules:
    """A question before the checker: what of it may speak against an entry, worked out once for them all.

    `limits` are one of the rules and one of the refusals too.
    """

    query: Query
    limits: Limits
    every_rule: tuple[Rule, ...]
    every_refusal: tuple[Refusal, ...]

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that have anything to say."""
        return tuple(rule for rule in self.every_rule if rule.speaks)

    @cached_property
    def refusals(self) -> tuple[Refusal, ...]:
        """The refusals that have anything to say, the gravest first."""
        return tuple(refusal for refusal in self.every_refusal if refusal.refuses)

    @cached_property
    def terms(self) -> tuple[Mention, ...]:
        """The names of things of this town."""
        return tuple(mention for mention in self.query.mentions if is_concept(mention.senses))


@dataclass(frozen=True)
class ConflictChecker:
    """Finds the conflicts between a question and an entry."""

    language: Language
    vocabulary: Vocabulary
    home: str
    dated: Mapping[str, frozenset[int]]

    @cached_property
    def _classes(self) -> Mapping[str, WordClass]:
        return classes_of(self.language)

    def rules_for(self, query: Query, year: int) -> QuestionRules:
        """The question as it is compared with entries; it is asked in that year of the calendar."""
        return self._rules_for(
            query, year, self.otherwise.passed(query.text), self.anywhere.passed(query.text)
        )

    def all_rules_for(self, query: Query, year: int) -> QuestionRules:
        """The question before every rule, be there a sign of what it looks for or not."""
        return self._rules_for(query, year, self.otherwise.held, self.anywhere.held)

    def _rules_for(
        self,
        query: Query,
        year: int,
        otherwise: Iterable[Callable[[Query], Rule]],
        anywhere: Iterable[Callable[[Query], Refusal]],
    ) -> QuestionRules:
        """The question before the rules that every one is, and these of the others."""
        limits = Limits(query, self.language, self.vocabulary, self.home, self.dated, year)
        parts, excluded = Parts(query), Excluded(query)
        return QuestionRules(
            query=query,
            limits=limits,
            every_rule=(
                FacetMismatch(query),
                Counting(query, self.language, self.vocabulary),
                limits,
                TurnsOfPhrase(query),
                Growth(query),
                parts,
                SubsetCounts(query, self.language),
                excluded,
                *(rule(query) for rule in otherwise),
                NamedWords(query, self.vocabulary, self._classes),
                LooseWords(query, self.vocabulary, self.language.no_places, self.home),
            ),
            every_refusal=(
                CounterExample(query),
                Denial(query),
                excluded,
                limits,
                parts,
                StatedTotals(query, self.language),
                *(refusal(query) for refusal in anywhere),
                LittleOverlap(query, limits),
            ),
        )

    @cached_property
    def otherwise(self) -> Sieve[Callable[[Query], Rule]]:
        """What may be asked the other way round or of something else; each is made where it has a sign."""
        return Sieve(
            (
                (Negation.signs, partial(Negation, vocabulary=self.vocabulary)),
                *((rule.signs, rule) for rule in (Roles, MissingSums, StockAndFlow, Periods, Recipients)),
                (NO_SIGNS, partial(ClauseMismatch, language=self.language)),
                (NO_SIGNS, Claims),
                (Membership.signs, partial(Membership, home=self.home)),
                *((way.signs, partial(PatternCheck, way)) for way in PATTERN_RULES),
            )
        )

    @cached_property
    def anywhere(self) -> Sieve[Callable[[Query], Refusal]]:
        """What may be said in passing that an entry must tell; each is made where it has a sign."""
        return Sieve((way.signs, partial(PatternCheck, way)) for way in WHOLE_QUESTION_PATTERNS)

    def conflicts(self, rules: QuestionRules, lookup: EntryLookup) -> tuple[Conflict, ...]:
        """Every conflict of the rules: one does not rule the entry out, nor does none make it the answer."""
        found = (conflict for rule in rules.rules for conflict in rule.conflicts(lookup))
        return tuple(dict.fromkeys(found))

    def refusals(self, rules: QuestionRules, lookup: EntryLookup) -> tuple[Conflict, ...]:
        """The gravest of what speaks against the question as typed, weighed like any other conflicts."""
        every = (refusal.refusals(lookup) for refusal in rules.refusals)
        return next(filter(None, every), ())

    @staticmethod
    def foreign_terms(rules: QuestionRules, lookup: EntryLookup) -> int:
        """How many terms the question names that the entry never does."""
        return sum(not lookup.covers(mention) for mention in rules.terms)
