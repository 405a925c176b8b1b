"""The shipped calibration is whole and in order."""

from __future__ import annotations

import math

import pytest
import yaml

from knowledge.ranking.ranking import CALIBRATION, FEATURES, Calibration, read_calibration

BANDS = {
    *("answer", "clarify", "unshared", "contradicted", "sure", "nearby", "related", "lead", "clause"),
    *("closer", "closest", "alike", "asked_so", "carried", "named", "word_for_word", "borne_out"),
    *("by_figure", "confirmed"),
}


@pytest.fixture(scope="module")
def shipped() -> Calibration:
    return read_calibration()


def test_the_trees_read_the_features_that_matches_have(shipped: Calibration) -> None:
    assert shipped.trees.features == FEATURES
    assert len(shipped.trees.leaf_values)


def test_the_file_holds_the_bands_and_nothing_else() -> None:
    held = yaml.safe_load(CALIBRATION.read_text("utf-8"))
    assert set(held) == {"bands"}
    assert set(held["bands"]) == BANDS


def test_the_bands_are_in_order(shipped: Calibration) -> None:
    bands = shipped.bands
    assert all(isinstance(limit, int | float) and math.isfinite(limit) for limit in bands.values())
    assert 0 < bands["clarify"] < bands["answer"] <= bands["sure"] <= 1
    assert bands["clarify"] <= bands["unshared"] <= bands["contradicted"] < bands["answer"]
    assert all(
        0 < bands[share] < 1
        for share in ("nearby", "related", "closer", "closest", "alike", "carried", "named")
    )
    assert bands["lead"] >= 0


def test_every_limit_says_what_raising_it_does() -> None:
    lines = [line for line in CALIBRATION.read_text("utf-8").splitlines() if line.startswith("  ")]
    assert len(lines) == len(BANDS)
    assert all(": " in line.partition("#")[2] for line in lines)
