"""Matches to a decision, in three bands with a rule for the lead."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.model.answer import Status
from knowledge.ranking.decision import decide, log_odds
from tests.knowledge.samples import CALIBRATION, a_match

scores = st.lists(st.floats(0, 1), max_size=8)


@pytest.mark.parametrize(
    ("scored", "status"),
    [
        pytest.param([0.9, 0.1], Status.ANSWERED, id="sure and far ahead"),
        pytest.param([0.6], Status.ANSWERED, id="at the limit and alone"),
        pytest.param([0.599], Status.CLARIFY, id="just below the limit"),
        pytest.param([0.9, 0.89], Status.CLARIFY, id="sure but close together"),
        pytest.param([0.3, 0.25], Status.CLARIFY, id="the middle band"),
        pytest.param([0.2], Status.CLARIFY, id="at its limit"),
        pytest.param([0.199], Status.UNKNOWN, id="just below that"),
        pytest.param([0.0], Status.UNKNOWN, id="no chance"),
        pytest.param([], Status.UNKNOWN, id="no match"),
    ],
)
def test_scores_decide(scored: list[float], status: Status) -> None:
    matches = [a_match(f"e{number}", score) for number, score in enumerate(scored)]
    assert decide(matches, CALIBRATION).status is status


@pytest.mark.parametrize(("similarity", "status"), [(0.5, Status.ANSWERED), (0.6, Status.CLARIFY)])
def test_of_two_equally_likely_the_one_that_is_much_closer_answers(similarity: float, status: Status) -> None:
    best, rival = a_match("best", 0.9, 0.75), a_match("rival", 0.89, similarity)
    assert decide([best, rival], CALIBRATION).status is status


def test_an_answer_is_the_best_match_wherever_it_stands() -> None:
    verdict = decide([a_match("worse", 0.1), a_match("best", 0.9)], CALIBRATION)
    assert [match.profile.entry.id for match in verdict.matches] == ["best"]
    assert verdict.confidence == 0.9


def test_only_what_may_be_meant_is_offered_and_at_most_three() -> None:
    verdict = decide([a_match(f"e{n}", 0.5 - n / 100) for n in range(5)] + [a_match("no", 0.1)], CALIBRATION)
    assert [match.profile.entry.id for match in verdict.matches] == ["e0", "e1", "e2"]


def test_what_is_told_nearby_goes_by_likeness_and_not_by_score() -> None:
    matches = [a_match("far", 0.15, similarity=0.29), a_match("less", 0.1, 0.4), a_match("more", 0.01, 0.8)]
    verdict = decide(matches, CALIBRATION)
    assert verdict.status is Status.UNKNOWN
    assert [match.profile.entry.id for match in verdict.matches] == ["more", "less"]
    assert verdict.confidence == 0.0


def test_what_has_nothing_in_common_with_the_question_is_not_told_nearby() -> None:
    matches = [a_match("idle", 0.05, 0.8, coverage=0.0), a_match("near", 0.01, 0.4)]
    assert [match.profile.entry.id for match in decide(matches, CALIBRATION).matches] == ["near"]


@pytest.mark.parametrize(
    ("subject", "coverage", "told"),
    [
        pytest.param(0.0, 0.49, False, id="one word of several"),
        pytest.param(0.0, 0.5, True, id="half of the words"),
        pytest.param(0.5, 0.1, True, id="a thing that is named"),
    ],
)
def test_what_is_told_nearby_is_about_the_question(subject: float, coverage: float, told: bool) -> None:
    match = a_match("near", 0.01, 0.4, coverage=coverage)
    match = replace(match, features=match.features | {"subject": subject})
    assert bool(decide([match], CALIBRATION).matches) is told


def test_an_entry_that_tells_hardly_a_word_is_not_near() -> None:
    hardly = (Conflict(kind=Kind.SUBJECT, word="区长是谁"),)
    assert not decide([a_match("near", 0.01, 0.4, hardly, coverage=1.0)], CALIBRATION).matches


def test_what_shares_no_word_is_offered_from_a_higher_limit() -> None:
    shared, unshared = a_match("shared", 0.25), a_match("unshared", 0.25, coverage=0.0)
    assert decide([shared], CALIBRATION).status is Status.CLARIFY
    assert decide([unshared], CALIBRATION).status is Status.UNKNOWN


@pytest.mark.parametrize(
    ("kinds", "score", "status"),
    [
        pytest.param([Kind.FACET], 0.4, Status.CLARIFY, id="what is asked for may be misread"),
        pytest.param([Kind.FACET, Kind.ATTRIBUTE], 0.399, Status.UNKNOWN, id="but seldom is"),
        pytest.param([Kind.QUALIFIER], 0.5, Status.UNKNOWN, id="another group or place is not"),
        pytest.param([Kind.FACET, Kind.NUMBERED], 0.5, Status.UNKNOWN, id="nor is one of several"),
    ],
)
def test_what_the_question_seems_to_rule_out_is_offered_if_it_is_likely_all_the_same(
    kinds: list[Kind], score: float, status: Status
) -> None:
    conflicts = tuple(Conflict(kind=kind, word="", severity=Severity.FIRM) for kind in kinds)
    assert decide([a_match("entry", score, 0.9, conflicts)], CALIBRATION).status is status


@pytest.mark.parametrize(
    ("words", "status"),
    [
        pytest.param(2.0, Status.CLARIFY, id="公交多长 asks for a length, and no more is said"),
        pytest.param(9.0, Status.ANSWERED, id="a story may be misread"),
    ],
)
def test_another_facet_is_no_answer_where_little_else_is_said(words: float, status: Status) -> None:
    match = a_match("entry", 0.9, 0.9, (Conflict(kind=Kind.FACET, word="多长"),))
    asked = replace(match, features=match.features | {"words": words})
    assert decide([asked], CALIBRATION).status is status


@pytest.mark.parametrize(
    ("subject", "similarity", "status"),
    [
        pytest.param(0.5, 0.7, Status.ANSWERED, id="all of one subject, and more like it"),
        pytest.param(0.5, 0.89, Status.CLARIFY, id="as like the other"),
        pytest.param(1.0, 0.8, Status.CLARIFY, id="all of the other's subject too"),
    ],
)
def test_of_two_as_sure_the_one_that_is_named_in_full_is_told(
    subject: float, similarity: float, status: Status
) -> None:
    revenue, growth = a_match("revenue", 0.99, 0.95), a_match("growth", 0.985, similarity)
    matches = [
        replace(revenue, features=revenue.features | {"subject": 1.0}),
        replace(growth, features=growth.features | {"subject": subject}),
    ]
    assert decide(matches, CALIBRATION).status is status


@given(scores)
def test_the_order_of_matches_changes_nothing(scored: list[float]) -> None:
    matches = [a_match(f"e{n}", score, similarity=n / 10) for n, score in enumerate(sorted(set(scored)))]
    assert decide(matches, CALIBRATION) == decide(matches[::-1], CALIBRATION)


@given(scores)
def test_an_unknown_is_never_confident_and_options_are_few(scored: list[float]) -> None:
    verdict = decide([a_match(f"e{n}", score) for n, score in enumerate(scored)], CALIBRATION)
    assert len(verdict.matches) <= (1 if verdict.status is Status.ANSWERED else 3)
    assert (verdict.confidence == 0) or verdict.status is not Status.UNKNOWN


@given(st.floats(0, 1), st.floats(0, 1))
def test_log_odds_rise_with_the_probability(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert log_odds(low) <= log_odds(high)
    assert math.isfinite(log_odds(low))
