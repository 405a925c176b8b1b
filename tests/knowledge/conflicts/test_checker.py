"""The checker hears every rule that has something to say, and only these."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from knowledge.conflicts.entry_lookup import EntryLookup
from tests.knowledge.conflicts.checking import conflicts, rules_for
from tests.knowledge.conflicts.test_conflicts import AGREEMENTS, CONFLICTS

ASKED = sorted({str(case.values[0]) for case in (*CONFLICTS, *AGREEMENTS)})


@pytest.mark.parametrize("question", ASKED)
def test_what_says_that_it_has_nothing_to_say_speaks_against_no_entry(
    small_engine: Engine, question: str
) -> None:
    """A rule or refusal that is not heard must not have changed anything."""
    rules = rules_for(small_engine, question)
    for lookup in map(EntryLookup, small_engine.derived.profiles):
        for rule in rules.every_rule:
            assert rule.speaks or not list(rule.conflicts(lookup)), (rule, lookup.profile.entry.id)
        for refusal in rules.every_refusal:
            assert refusal.refuses or not refusal.refusals(lookup), (refusal, lookup.profile.entry.id)


@pytest.mark.parametrize("question", ASKED)
def test_what_the_question_has_no_sign_of_has_nothing_to_say(small_engine: Engine, question: str) -> None:
    rules = rules_for(small_engine, question)
    made = {type(rule) for rule in rules.every_rule}
    for rule in (make(rules.query) for make in small_engine.derived.ranker.checker.otherwise.held):
        assert type(rule) in made or not rule.speaks


def test_a_plain_question_is_heard_by_few_rules(small_engine: Engine) -> None:
    rules = rules_for(small_engine, "游泳馆的门票多少钱")
    assert 0 < len(rules.rules) < len(rules.every_rule) / 2


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        pytest.param("游泳馆办年卡多少钱", Kind.COUNTER_EXAMPLE, id="staff's own counter-example"),
        pytest.param("谁开的", Kind.SUBJECT, id="no word that the entry says"),
    ],
)
def test_only_the_gravest_refusal_is_told(small_engine: Engine, question: str, kind: Kind) -> None:
    checker = small_engine.derived.ranker.checker
    (profile,) = (p for p in small_engine.derived.profiles if p.entry.id == "pool-fee")
    (refused,) = checker.refusals(rules_for(small_engine, question), EntryLookup(profile))
    assert refused.kind is kind
    assert refused in conflicts(small_engine, question, "pool-fee")
