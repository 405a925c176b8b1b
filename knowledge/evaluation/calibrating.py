"""Calibration: the trees of the decision, grown from lessons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np

from knowledge.answering.engine import Engine
from knowledge.answering.semantic import SEMANTIC_FEATURES
from knowledge.evaluation.lessons import Example, Lessons, answers, single
from knowledge.evaluation.scorecard import Question
from knowledge.ranking.ranking import FEATURES
from knowledge.ranking.trees import Branch

_TREES = 100
SEEDS = (1, 2, 3)  # three growths averaged: one alone depends on chance

# What more of each feature can only do to the probability; the rest may go either way. It keeps the trees
# from learning that likeness speaks against a match because of a few odd questions.
RISING = frozenset(
    {
        "similarity",
        "told",
        "told_lead",
        "agreement",
        "subject",
        "coverage",
        "facet",
        "counter_example_lead",
        "meaning",
        "meaning_lead",
    }
)
FALLING = frozenset({"foreign", "conflict", "counter_example", "any_counter_example"})
EITHER_WAY = frozenset({"length", "windows"})
_GROWTH = {
    "objective": "binary",
    "learning_rate": 0.1,
    "num_leaves": 16,
    "min_data_in_leaf": 10,
    "lambda_l2": 1.0,
    "feature_fraction_bynode": 0.5,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}


def surest(engine: Engine, questions: Iterable[Question], day: date) -> Iterator[tuple[float, bool]]:
    """The probability of each single question's best match, asked on a day, and whether it is right."""
    for question in questions:
        if single(question):
            for match in engine.matches(question.turns[0], day)[:1]:
                yield match.score, question.answerable and answers(match.profile.entry, question)


def grown(held: Lessons, features: Sequence[str] = FEATURES, seeds: Sequence[int] = SEEDS) -> list[Branch]:
    """The trees that grow from lessons; ImportError as below."""
    half = (example for _, example in held.half)
    return grow((example for _, example in held.whole), half, features, seeds)


def grow(
    examples: Iterable[Example],
    half: Iterable[Example] = (),
    features: Sequence[str] = FEATURES,
    seeds: Sequence[int] = SEEDS,
) -> list[Branch]:
    """Boosted trees (Friedman 2001) by LightGBM, as nested branches.

    Args:
        examples: what to learn from.
        half: more of that, which counts half.
        features: those that the trees may look at.
        seeds: what each growth draws on; they are averaged.

    Raises:
        ImportError: LightGBM is not installed; only growing needs it.
    """
    import lightgbm

    held = [
        (rows, labels, weight) for some, weight in ((examples, 1.0), (half, 0.5)) for rows, labels in some
    ]
    columns = [SEMANTIC_FEATURES.index(name) for name in features]
    data = lightgbm.Dataset(
        np.concatenate([rows[:, columns] for rows, _, _ in held]),
        np.concatenate([labels for _, labels, _ in held]),
        weight=np.concatenate([np.full(len(labels), weight) for _, labels, weight in held]),
        params={"verbose": -1},
    )
    settings = {**_GROWTH, "monotone_constraints": [_direction(name) for name in features]}
    return [
        _branch(tree["tree_structure"], len(seeds))
        for seed in seeds
        for tree in lightgbm.train({**settings, "seed": seed}, data, _TREES).dump_model()["tree_info"]
    ]


def _direction(name: str) -> int:
    return int(name in RISING) - int(name in FALLING)


def _branch(node: dict[str, Any], growths: int) -> Branch:
    """A node of LightGBM's dump, its leaves shared out; limits stay whole, for they lie near values seen."""
    if "leaf_value" in node:
        return round(float(node["leaf_value"]) / growths, 6)
    return [
        int(node["split_feature"]),
        float(node["threshold"]),
        _branch(node["left_child"], growths),
        _branch(node["right_child"], growths),
    ]
