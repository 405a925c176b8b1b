"""The shipped calibration file is whole and in order."""

from __future__ import annotations

import math

import pytest
import yaml

from knowledge.ranking import CALIBRATION, FEATURES, Calibration, read_calibration

BANDS = {"answer", "clarify", "nearby", "lead", "vetoed"}


@pytest.fixture(scope="module")
def shipped() -> Calibration:
    return read_calibration()


def test_every_feature_has_a_weight_and_nothing_else_has() -> None:
    held = yaml.safe_load(CALIBRATION.read_text("utf-8"))
    assert set(held) == {"weights", "bands"}
    assert set(held["weights"]) == {"bias", *FEATURES}
    assert set(held["bands"]) == BANDS


def test_every_number_is_a_number(shipped: Calibration) -> None:
    numbers = [*shipped.weights.values(), *shipped.bands.values()]
    assert all(isinstance(number, int | float) and math.isfinite(number) for number in numbers)


def test_the_bands_are_in_order(shipped: Calibration) -> None:
    bands = shipped.bands
    assert 0 < bands["clarify"] < bands["answer"] < 1
    assert 0 < bands["nearby"] < 1
    assert bands["lead"] >= 0


def test_a_conflict_keeps_every_match_below_an_answer(shipped: Calibration) -> None:
    assert shipped.bands["vetoed"] < shipped.bands["answer"]


@pytest.mark.parametrize("feature", ["told", "told_lead", "agreement", "subject", "coverage", "facet"])
def test_what_speaks_for_a_match_raises_its_score(shipped: Calibration, feature: str) -> None:
    assert shipped.weights[feature] > 0


def test_terms_of_other_entries_lower_the_score(shipped: Calibration) -> None:
    assert shipped.weights["foreign"] < 0


def test_every_number_says_what_raising_it_does() -> None:
    lines = [line for line in CALIBRATION.read_text("utf-8").splitlines() if line.startswith("  ")]
    assert len(lines) == len(BANDS) + len(FEATURES) + 1
    assert all(": " in line.partition("#")[2] for line in lines)
