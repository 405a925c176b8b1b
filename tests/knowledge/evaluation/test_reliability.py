"""Reliability: what was said beside what came true."""

from __future__ import annotations

import pytest

from knowledge.evaluation.reliability import Bin, expected_error, reliability


def test_matches_of_about_the_same_probability_stand_together() -> None:
    low, high = reliability([(0.125, False), (0.1875, True), (1.0, True)])
    assert low == Bin(matches=2, said=0.15625, right=0.5)
    assert high == Bin(matches=1, said=1.0, right=1.0)


def test_the_error_is_the_mean_gap_by_matches() -> None:
    bins = (Bin(matches=3, said=0.9, right=1.0), Bin(matches=1, said=0.5, right=0.0))
    assert expected_error(bins) == pytest.approx((3 * 0.1 + 0.5) / 4)


def test_nothing_told_is_no_error() -> None:
    assert reliability([]) == ()
    assert expected_error(()) == 0.0
