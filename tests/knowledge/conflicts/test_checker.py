"""The checker asks every rule that applies, and only these."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.pattern_rules import PATTERN_RULES, WHOLE_QUESTION_PATTERNS
from tests.knowledge.conflicts.checking import conflicts, rules_for
from tests.knowledge.conflicts.test_conflicts import AGREEMENTS, CONFLICTS

ROWS = (*PATTERN_RULES, *WHOLE_QUESTION_PATTERNS)
ASKED = sorted(
    {*(str(case.values[0]) for case in (*CONFLICTS, *AGREEMENTS)), *(row.example.question for row in ROWS)}
)


@pytest.mark.parametrize("question", ASKED)
def test_a_rule_that_does_not_apply_finds_no_conflict(small_engine: Engine, question: str) -> None:
    """A rule that is left out must not have changed anything."""
    rules = rules_for(small_engine, question)
    for lookup in map(EntryLookup, small_engine.derived.profiles):
        for rule in (*rules.all_focus_rules, *rules.all_whole_rules):
            assert rule.applies or not list(rule.conflicts(lookup)), (rule, lookup.profile.entry.id)


@pytest.mark.parametrize("question", ASKED)
def test_a_rule_does_not_apply_to_a_question_without_its_signs(small_engine: Engine, question: str) -> None:
    rules, checker = rules_for(small_engine, question), small_engine.derived.ranker.checker
    for prefilter in (checker.signed_focus_rules, checker.signed_whole_rules):
        passed = set(map(id, prefilter.passed(rules.query.text)))
        left_out = (make for make in prefilter.held if id(make) not in passed)  # rows may share a name
        assert not [rule.name for rule in (make(rules.query) for make in left_out) if rule.applies]


def test_few_rules_apply_to_a_plain_question(small_engine: Engine) -> None:
    rules = rules_for(small_engine, "游泳馆的门票多少钱")
    assert 0 < len(rules.focus_rules) < len(rules.all_focus_rules) / 2


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        pytest.param("游泳馆办年卡多少钱", Kind.COUNTER_EXAMPLE, id="staff's own counter-example"),
        pytest.param("谁开的", Kind.SUBJECT, id="no word that the entry says"),
    ],
)
def test_only_the_first_whole_question_rule_with_a_conflict_counts(
    small_engine: Engine, question: str, kind: Kind
) -> None:
    checker = small_engine.derived.ranker.checker
    (profile,) = (p for p in small_engine.derived.profiles if p.entry.id == "pool-fee")
    (conflict,) = checker.whole_conflicts(rules_for(small_engine, question), EntryLookup(profile))
    assert conflict.kind is kind
    assert conflict in conflicts(small_engine, question, "pool-fee")
