"""Recall, percentiles and the threshold that flatters a peer most."""

from __future__ import annotations

import math

import pytest

from benchmarks.contest.counting import First, best_threshold, percentile, recall
from knowledge.evaluation.scorecard import Grade

RIGHT, WRONG, FALSE, HELD = Grade.RIGHT, Grade.WRONG, Grade.FALSE, Grade.HELD


def a_first(grade: Grade, score: float, lead: float = 0.0) -> First:
    return First(grade=grade, score=score, lead=lead)


def test_recall_counts_questions_with_a_right_entry_among_the_first() -> None:
    ranks = [[True, False], [False, True], [False, False], []]
    assert recall(ranks, 1) == 0.25
    assert recall(ranks, 2) == 0.5
    assert recall([], 1) == 0.0


@pytest.mark.parametrize(
    ("share", "expected"), [(0.5, 3.0), (0.99, 5.0), (0.0, 1.0)], ids=["p50", "p99", "the least"]
)
def test_a_percentile_is_one_of_the_times(share: float, expected: float) -> None:
    assert percentile([5.0, 1.0, 3.0, 2.0, 4.0], share) == expected


def test_there_is_no_percentile_of_nothing() -> None:
    assert math.isnan(percentile([], 0.5))


def test_a_threshold_lets_right_answers_pass_and_stops_before_wrong_ones_cost_more() -> None:
    firsts = [a_first(RIGHT, 9), a_first(RIGHT, 8), a_first(WRONG, 7), a_first(RIGHT, 6), a_first(FALSE, 1)]
    chosen = best_threshold(firsts)
    assert (chosen.by, chosen.least, chosen.worth) == ("score", 8, 2)
    assert chosen.endings == {RIGHT: 2}


def test_a_wrong_answer_is_taken_along_when_more_than_four_right_ones_follow() -> None:
    firsts = [a_first(WRONG, 9), *(a_first(RIGHT, 8 - place) for place in range(5))]
    assert best_threshold(firsts).endings == {WRONG: 1, RIGHT: 5}


def test_the_lead_over_the_second_serves_where_it_tells_more_than_the_score() -> None:
    firsts = [a_first(RIGHT, 1, 0.9), a_first(FALSE, 5, 0.1), a_first(RIGHT, 1, 0.8)]
    chosen = best_threshold(firsts)
    assert (chosen.by, chosen.least, chosen.worth) == ("lead", 0.8, 2)


def test_equal_scores_pass_or_stay_together() -> None:
    firsts = [a_first(RIGHT, 3), a_first(WRONG, 3), a_first(HELD, 3)]
    assert best_threshold(firsts).endings == {}


def test_nothing_is_answered_where_every_answer_would_be_false() -> None:
    chosen = best_threshold([a_first(FALSE, 3), a_first(FALSE, 2)])
    assert chosen.worth == 0 and chosen.least == math.inf
