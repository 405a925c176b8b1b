"""Calibration: the trees of the decision, grown from labelled questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.answer import Answer, Status
from knowledge.engine import Engine
from knowledge.entry import Entry
from knowledge.evaluation import Question, Verdict, grade
from knowledge.ranking import FEATURES
from knowledge.trees import Branch

_SEVERAL = {"compound", "multi"}  # styles of which no single entry is the answer
_ANSWERS = {Verdict.RIGHT, Verdict.PARTIAL}
_TREES = 200

# What more of each feature can only do to the probability; the rest may go either way. It keeps the trees
# from learning that likeness speaks against a match because of a few odd questions.
RISING = frozenset(FEATURES[:7]) | {"counter_example_lead"}
FALLING = frozenset({"foreign", "conflict", "counter_example", "any_counter_example"})
_GROWTH = {
    "objective": "binary",
    "learning_rate": 0.05,
    "num_leaves": 16,
    "min_data_in_leaf": 10,
    "lambda_l2": 1.0,
    "feature_fraction_bynode": 0.5,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}

Rows = NDArray[np.float64]


def examples(engine: Engine, questions: Iterable[Question]) -> Iterator[tuple[Rows, Rows]]:
    """For each single question, its matches' features and a 1 for each that is a right answer."""
    for question in questions:
        if len(question.turns) > 1 or question.style in _SEVERAL:
            continue
        matches = [match for match in engine.matches(question.turns[0]) if set(FEATURES) <= set(match.parts)]
        rows = [[match.parts[name] for name in FEATURES] for match in matches]
        right = [question.answerable and answers(match.profile.entry, question) for match in matches]
        yield np.array(rows, dtype=np.float64).reshape(-1, len(FEATURES)), np.array(right, dtype=np.float64)


def answers(entry: Entry, question: Question) -> bool:
    """Whether an entry, by itself, is a right answer to a labelled question."""
    answer = Answer(status=Status.ANSWERED, text=entry.answer, citations=entry.citations)
    return grade(question, answer) in _ANSWERS


def grow(rows: Rows, labels: Rows) -> list[Branch]:
    """Boosted trees (Friedman 2001) by LightGBM, as nested branches.

    Args:
        rows: examples × features.
        labels: 1 where the match is right, else 0.

    Raises:
        ImportError: LightGBM is not installed; only growing needs it.
    """
    import lightgbm

    settings = {**_GROWTH, "monotone_constraints": [_direction(name) for name in FEATURES]}
    grown = lightgbm.train(settings, lightgbm.Dataset(rows, labels, params={"verbose": -1}), _TREES)
    return [_branch(tree["tree_structure"]) for tree in grown.dump_model()["tree_info"]]


def _direction(name: str) -> int:
    return int(name in RISING) - int(name in FALLING)


def _branch(node: dict[str, Any]) -> Branch:
    """A node of LightGBM's dump. Limits are kept whole: they lie very close to values seen."""
    if "leaf_value" in node:
        return round(float(node["leaf_value"]), 6)
    return [
        int(node["split_feature"]),
        float(node["threshold"]),
        _branch(node["left_child"]),
        _branch(node["right_child"]),
    ]


def stacked(held: Sequence[tuple[Rows, Rows]]) -> tuple[Rows, Rows]:
    """The examples of several questions, one below the other."""
    return np.concatenate([rows for rows, _ in held]), np.concatenate([labels for _, labels in held])
