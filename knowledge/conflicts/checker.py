"""The conflict checker: applies every rule to a question and its candidate entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from knowledge.conflicts.claims import Claims
from knowledge.conflicts.clause_mismatch import ClauseMismatch
from knowledge.conflicts.conflict import Conflict
from knowledge.conflicts.counter_example import CounterExample
from knowledge.conflicts.counting import Counting
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.excluded import Excluded, ExcludedFromCount
from knowledge.conflicts.facet_rules import FacetMismatch, Growth, TurnsOfPhrase
from knowledge.conflicts.limits import Limits
from knowledge.conflicts.limits_in_passing import LimitsInPassing
from knowledge.conflicts.little_overlap import LittleOverlap
from knowledge.conflicts.loose_words import LooseWords
from knowledge.conflicts.membership import Membership
from knowledge.conflicts.missing_sums import MissingSums
from knowledge.conflicts.named_words import NamedWords, classes_of
from knowledge.conflicts.negation import Denial, Negation
from knowledge.conflicts.parts import Ordinals, PartsOfWholes
from knowledge.conflicts.pattern_rule import PatternCheck, PatternRule
from knowledge.conflicts.pattern_rules import PATTERN_RULES, WHOLE_QUESTION_PATTERNS
from knowledge.conflicts.periods import Periods
from knowledge.conflicts.rule import Rule
from knowledge.conflicts.stated_totals import StatedTotals
from knowledge.conflicts.stock_and_flow import StockAndFlow
from knowledge.conflicts.subset_counts import SubsetCounts
from knowledge.language.general import Language, WordClass
from knowledge.language.query import Query
from knowledge.language.signs import PatternPrefilter, Signs
from knowledge.language.vocabulary import Mention, Role, Sense, Vocabulary, is_concept
from knowledge.model.cached import cached_property
from knowledge.model.entry import Facet

MakeRule = Callable[[Query], Rule]


def _signed(rows: Iterable[PatternRule]) -> tuple[tuple[Signs, MakeRule], ...]:
    """What makes the rules of these rows, each with its signs: derived once, when the module is imported."""
    return tuple((row.signs, partial(PatternCheck, pattern_rule=row)) for row in rows)


_FOCUS_PATTERNS = _signed(PATTERN_RULES)
_WHOLE_QUESTION_PATTERNS = _signed(WHOLE_QUESTION_PATTERNS)


@dataclass(frozen=True, kw_only=True)
class QuestionRules:
    """The rules for one question, made when they are first asked for; the same for every entry.

    Attributes:
        checker: makes the rules.
        limits: one of the focus rules, which other modules ask about the question's limits.
        unsigned_too: whether they include rules that the question has no sign of.
    """

    checker: ConflictChecker
    query: Query
    limits: Limits
    unsigned_too: bool = False

    @cached_property
    def all_focus_rules(self) -> tuple[Rule, ...]:
        """Rules about what is asked for, to be checked against the part that asks."""
        return self.checker.made_focus_rules(self)

    @cached_property
    def all_whole_rules(self) -> tuple[Rule, ...]:
        """Rules about anything else that is said, to be checked against the whole question.

        The most serious come first.
        """
        return self.checker.made_whole_rules(self)

    @cached_property
    def focus_rules(self) -> tuple[Rule, ...]:
        """The focus rules that apply to the question."""
        return tuple(rule for rule in self.all_focus_rules if rule.applies)

    @cached_property
    def whole_rules(self) -> tuple[Rule, ...]:
        """The whole-question rules that apply to the question, the most serious first."""
        return tuple(rule for rule in self.all_whole_rules if rule.applies)

    @cached_property
    def terms(self) -> tuple[Mention, ...]:
        """The names of the town's own things in the question."""
        return tuple(mention for mention in self.query.mentions if is_concept(mention.senses))

    def signed(self, prefilter: PatternPrefilter[MakeRule]) -> Iterator[Rule]:
        """Those rules of a prefilter of which the question has a sign."""
        makers = prefilter.held if self.unsigned_too else prefilter.passed(self.query.text)
        return (make(self.query) for make in makers)


@dataclass(frozen=True)
class ConflictChecker:
    """Finds the conflicts between a question and an entry.

    Attributes:
        home: the area that everybody is assumed to live in.
        dated: the calendar years that each source names.
    """

    language: Language
    vocabulary: Vocabulary
    home: str
    dated: Mapping[str, frozenset[int]]

    @cached_property
    def _classes(self) -> Mapping[str, WordClass]:
        return classes_of(self.language)

    @cached_property
    def general_facets(self) -> Mapping[Sense, Facet]:
        """The facet of each attribute that says no more than that (期限, 费用)."""
        general = (attribute for attribute in self.language.attributes if attribute.general)
        return {Sense(Role.ATTRIBUTE, a.name): a.facet for a in general if a.facet is not None}

    def limits_for(self, query: Query, year: int) -> Limits:
        """The limits that a question sets, asked in that calendar year."""
        return Limits(query, self.language, self.vocabulary, self.home, self.dated, year)

    def rules_for(self, query: Query, year: int) -> QuestionRules:
        """The rules for a question asked in that calendar year, without those it has no sign of."""
        return QuestionRules(checker=self, query=query, limits=self.limits_for(query, year))

    def all_rules_for(self, query: Query, year: int) -> QuestionRules:
        """Every rule for a question, whether or not it has a sign of what the rule looks for."""
        limits = self.limits_for(query, year)
        return QuestionRules(checker=self, query=query, limits=limits, unsigned_too=True)

    def made_focus_rules(self, asked: QuestionRules) -> tuple[Rule, ...]:
        """The focus rules for a question."""
        query = asked.query
        return (
            FacetMismatch(query),
            Counting(query, self.language, self.vocabulary),
            asked.limits,
            TurnsOfPhrase(query),
            *asked.signed(self.signed_focus_rules),
            NamedWords(query, self.vocabulary, self._classes),
            LooseWords(query, self.vocabulary, self.language.no_places, self.home),
        )

    def made_whole_rules(self, asked: QuestionRules) -> tuple[Rule, ...]:
        """The whole-question rules for a question, the most serious first."""
        query, limits = asked.query, asked.limits
        return (
            CounterExample(query),
            Denial(query),
            ExcludedFromCount(query),
            LimitsInPassing(query, limits),
            PartsOfWholes(query),
            StatedTotals(query, self.language),
            *asked.signed(self.signed_whole_rules),
            LittleOverlap(query, limits),
        )

    @cached_property
    def signed_focus_rules(self) -> PatternPrefilter[MakeRule]:
        """The focus rules that are made only for a question with one of their signs."""
        return PatternPrefilter(
            (
                *((rule.signs, rule) for rule in (Growth, Ordinals)),
                (SubsetCounts.signs, partial(SubsetCounts, language=self.language)),
                (Excluded.signs, Excluded),
                (Negation.signs, partial(Negation, vocabulary=self.vocabulary)),
                *((rule.signs, rule) for rule in (MissingSums, StockAndFlow, Periods)),
                (ClauseMismatch.signs, partial(ClauseMismatch, language=self.language)),
                (Claims.signs, Claims),
                (Membership.signs, partial(Membership, home=self.home)),
                *_FOCUS_PATTERNS,
            )
        )

    @cached_property
    def signed_whole_rules(self) -> PatternPrefilter[MakeRule]:
        """The whole-question rules that are made only for a question with one of their signs."""
        return PatternPrefilter(_WHOLE_QUESTION_PATTERNS)

    def focus_conflicts(self, rules: QuestionRules, lookup: EntryLookup) -> tuple[Conflict, ...]:
        """Every conflict that a focus rule finds, each once, in the order of the rules.

        They are weighed: one conflict need not rule the entry out, and having none does not make it right.
        """
        every = (conflict for rule in rules.focus_rules for conflict in rule.conflicts(lookup))
        return tuple(dict.fromkeys(every))

    def whole_conflicts(self, rules: QuestionRules, lookup: EntryLookup) -> tuple[Conflict, ...]:
        """The conflicts of the first whole-question rule that finds any, weighed like any others."""
        every = (tuple(rule.conflicts(lookup)) for rule in rules.whole_rules)
        return next(filter(None, every), ())

    @staticmethod
    def foreign_terms(rules: QuestionRules, lookup: EntryLookup) -> int:
        """How many of the town's own things the question names that the entry does not."""
        return sum(not lookup.covers(mention) for mention in rules.terms)
