"""Trees grown from labelled questions."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from knowledge.answering.engine import Engine
from knowledge.answering.semantic import SEMANTIC_FEATURES
from knowledge.evaluation.calibrating import EITHER_WAY, FALLING, RISING, grow
from knowledge.evaluation.lessons import answers, labelled, told_by_content, ungrown
from knowledge.evaluation.scorecard import Question
from knowledge.ranking.ranking import FEATURES
from knowledge.ranking.trees import compile_trees
from tests.knowledge.samples import DAY


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
    assert answers(small_engine.derived.entry(entry), a_question("泳池多少钱")) is right


def test_only_single_questions_serve(small_engine: Engine) -> None:
    single = [
        a_question("去泳池游一次要多少钱呢"),
        a_question("青石镇的泳池多少钱", answerable=False),
        a_question("图书馆里有几册书呢", expect="5000册", paragraph=2),
    ]
    others = [a_question("泳池几点开门", "那多少钱"), a_question("泳池多少钱，几点开门", style="compound")]
    held = list(labelled(small_engine, [*single, *others], DAY))
    assert [question for question, _ in held] == single
    assert [sum(labels) for _, (_, labels) in held] == [1, 0, 1]
    assert all(rows.shape == (len(labels), len(FEATURES)) for _, (rows, labels) in held)


def test_a_fixed_reply_serves_for_nothing(small_engine: Engine) -> None:
    assert list(labelled(small_engine, [a_question("你好", answerable=False)], DAY)) == []


def test_the_content_serves_with_its_checks_and_counter_examples(small_engine: Engine) -> None:
    entries = small_engine.base.entries
    bands = small_engine.derived.ranker.calibration.bands
    held = list(told_by_content(small_engine.base, partial(ungrown, bands=bands), DAY))
    right = [sum(labels) for _, (_, labels) in held]
    assert not any(question for question, _ in held)
    assert len(held) <= sum(len(entry.checks) + len(entry.not_for) for entry in entries)
    assert 0 < sum(right) <= sum(len(entry.checks) for entry in entries)
    near = FEATURES.index("counter_example")
    assert all(
        rows[:, near].max() < 0.99 for (_, (rows, _)), found in zip(held, right, strict=True) if not found
    )


def test_every_feature_has_its_direction() -> None:
    directions = [*RISING, *FALLING, *EITHER_WAY]
    assert sorted(directions) == sorted(SEMANTIC_FEATURES)


def test_grown_trees_tell_right_from_wrong_and_keep_their_direction() -> None:
    told = FEATURES.index("told")
    rows = np.random.default_rng(1).random((400, len(FEATURES)))
    trees = compile_trees(FEATURES, grow([(rows, (rows[:, told] > 0.5).astype(np.float64))]))
    shown = np.full((11, len(FEATURES)), 0.5)
    shown[:, told] = np.linspace(0, 1, 11)
    chances = trees.probabilities(shown)
    assert chances[0] < 0.2 < 0.8 < chances[-1]
    assert (np.diff(chances) >= 0).all()
