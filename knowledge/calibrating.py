"""Calibration: the weights of the decision, fitted to labelled questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from knowledge.answer import Answer, Status
from knowledge.engine import Engine
from knowledge.entry import Entry
from knowledge.evaluation import Question, Verdict, grade
from knowledge.ranking import FEATURES, Calibration

_RIDGE = 5.0  # keeps rare features from growing without bound
_ROUNDS = 50
_CONVERGED = 1e-8
_ANSWERS = {Verdict.RIGHT, Verdict.PARTIAL}


def calibrated(engine: Engine, questions: Iterable[Question]) -> tuple[Calibration, int]:
    """The engine's calibration with weights fitted anew, and the number of questions that served.

    Only single questions serve, and only matches without a conflict: those are the ones whose score
    decides. The bands stay as they are.
    """
    rows: list[list[float]] = []
    labels: list[float] = []
    used = 0
    for question in questions:
        if len(question.turns) > 1 or question.style == "compound":
            continue
        used += 1
        for row, label in _examples(engine, question):
            rows.append(row)
            labels.append(label)
    weights = fit(np.array(rows), np.array(labels))
    named = dict(zip(("bias", *FEATURES), (round(float(weight), 3) for weight in weights), strict=True))
    return Calibration(weights=named, bands=engine.derived.ranker.calibration.bands), used


def _examples(engine: Engine, question: Question) -> Iterator[tuple[list[float], float]]:
    for match in engine.matches(question.turns[0]):
        if not match.conflicts:
            right = question.answerable and answers(match.profile.entry, question)
            yield [match.parts[name] for name in FEATURES], float(right)


def answers(entry: Entry, question: Question) -> bool:
    """Whether an entry, by itself, is a right answer to a labelled question."""
    answer = Answer(status=Status.ANSWERED, text=entry.answer, citations=entry.citations)
    return grade(question, answer) in _ANSWERS


def fit(rows: NDArray[np.float64], labels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logistic regression with a ridge, by Newton's method; the first weight is the bias.

    Args:
        rows: examples × features.
        labels: 1 where the match is right, else 0.
    """
    design = np.column_stack([np.ones(len(rows)), rows])
    ridge = np.eye(design.shape[1]) * _RIDGE
    ridge[0, 0] = 0.0
    weights = np.zeros(design.shape[1])
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (chance - labels) + ridge @ weights
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + ridge
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < _CONVERGED:
            break
    return weights
