"""Weights fitted to labelled questions."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.calibrating import answers, calibrated, fit
from knowledge.engine import Engine
from knowledge.evaluation import Question
from knowledge.ranking import FEATURES


def a_question(
    *turns: str, expect: str = "12元", paragraph: int = 1, style: str = "plain", answerable: bool = True
) -> Question:
    """A labelled question to the sample town."""
    return Question(
        id="q",
        turns=turns,
        style=style,
        answerable=answerable,
        expect=((expect,),) if answerable else (),
        forbid=(),
        paragraphs=frozenset({paragraph}) if answerable else frozenset(),
    )


def test_a_feature_that_comes_with_right_matches_weighs_for_them() -> None:
    bias, helpful, idle = fit(
        np.array([[1.0, 1.0], [1.0, 0.0], [0.0, 1.0], [0.0, 0.0]] * 30), np.array([1, 1, 0, 0] * 30)
    )
    assert helpful > 1
    assert idle == pytest.approx(0.0, abs=1e-6)
    assert bias == pytest.approx(-helpful / 2)


def test_without_a_feature_that_tells_the_bias_is_the_share_of_right_ones() -> None:
    bias, weight = fit(np.zeros((100, 1)), np.array([1.0] * 80 + [0.0] * 20))
    assert bias == pytest.approx(np.log(4))
    assert weight == 0.0


def test_a_feature_that_tells_everything_stays_bounded() -> None:
    weights = fit(np.array([[1.0], [0.0]] * 50), np.array([1.0, 0.0] * 50))
    assert np.isfinite(weights).all()
    assert weights[1] < 10


@pytest.mark.parametrize(
    ("entry", "right"),
    [
        pytest.param("pool-fee", True, id="the expected figure and paragraph"),
        pytest.param("pool-hours", False, id="another figure"),
    ],
)
def test_an_entry_answers_a_question_by_figure_and_paragraph(
    small_engine: Engine, entry: str, right: bool
) -> None:
    assert answers(small_engine.base.entry(entry), a_question("泳池多少钱")) is right


def test_only_single_questions_serve(small_engine: Engine) -> None:
    single = [
        a_question("去泳池游一次要多少钱呢"),
        a_question("青石镇的泳池多少钱", answerable=False),
        a_question("图书馆里有几册书呢", expect="5000册", paragraph=2),
    ]
    others = [a_question("泳池几点开门", "那多少钱"), a_question("泳池多少钱，几点开门", style="compound")]
    calibration, used = calibrated(small_engine, [*single, *others])
    assert used == len(single)
    assert calibration == calibrated(small_engine, single)[0]
    assert set(calibration.weights) == {"bias", *FEATURES}
    assert calibration.bands == small_engine.derived.ranker.calibration.bands
