"""Cross-validation: what is told of questions by trees that were grown without them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.answering.engine import Engine
from knowledge.evaluation.calibrating import SEEDS, grown, surest
from knowledge.evaluation.lessons import FOLDS, Lessons
from knowledge.evaluation.scorecard import Question
from knowledge.ranking.ranking import FEATURES, Calibration
from knowledge.ranking.trees import compile_trees


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A calibration for each fold of the questions, grown without that fold."""

    folds: tuple[tuple[Question, ...], ...]
    calibrations: tuple[Calibration, ...]

    def engines(self, engine: Engine) -> Iterator[tuple[Engine, tuple[Question, ...]]]:
        """The engine with each calibration, and the questions that its trees have not seen."""
        for calibration, questions in zip(self.calibrations, self.folds, strict=True):
            ranker = replace(engine.derived.ranker, calibration=calibration)
            yield type(engine)(engine.base, replace(engine.derived, ranker=ranker)), questions


def held_out(
    lessons: Lessons,
    questions: Sequence[Question],
    bands: Mapping[str, float],
    features: Sequence[str] = FEATURES,
    seeds: Sequence[int] = SEEDS,
) -> HeldOut:
    """The calibrations of five folds of these questions: every fifth one is in the same."""
    folds = tuple(tuple(questions[fold::FOLDS]) for fold in range(FOLDS))
    return HeldOut(
        folds=folds,
        calibrations=tuple(
            Calibration(
                compile_trees(tuple(features), grown(lessons.without(frozenset(fold)), features, seeds)),
                dict(bands),
            )
            for fold in folds
        ),
    )


def surest_unseen(held: HeldOut, engine: Engine, day: date) -> Iterator[tuple[float, bool]]:
    """As `surest`, by trees that have not seen the question."""
    for unseeing, questions in held.engines(engine):
        yield from surest(unseeing, questions, day)
