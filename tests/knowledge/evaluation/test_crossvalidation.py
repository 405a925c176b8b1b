"""Cross-validation: no trees see the questions that they are tried on."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.evaluation.crossvalidation import held_out, surest_unseen
from knowledge.evaluation.lessons import FOLDS, Lessons, lessons
from knowledge.evaluation.scorecard import Question
from tests.knowledge.samples import DAY

BANDS = {
    "answer": 0.6,
    "clarify": 0.2,
    "unshared": 0.3,
    "contradicted": 0.4,
    "nearby": 0.3,
    "lead": 0.5,
    "closer": 0.1,
    "closest": 0.2,
    "clause": 0.3,
    "related": 0.5,
}
QUESTIONS = tuple(
    Question(
        id=f"q{number}",
        style="plain",
        turns=(turn,),
        answerable=True,
        paragraphs=frozenset({1}),
        expect=((expect,),),
    )
    for number, (turn, expect) in enumerate(
        [
            ("泳池多少钱", "12元"),
            ("去游一次要交几块", "12元"),
            ("泳池早上几点开", "8点"),
            ("游泳馆啥时候开门", "8点"),
            ("游泳的票价", "12元"),
            ("泳池几点能进", "8点"),
        ]
    )
)


@pytest.fixture(scope="module")
def taught(small_engine: Engine) -> Lessons:
    return lessons(small_engine.base, BANDS, QUESTIONS, DAY)


def test_lessons_without_questions_hold_nothing_of_them(taught: Lessons) -> None:
    gone = frozenset(QUESTIONS[:2])
    fewer = taught.without(gone)
    for before, after in ((taught.whole, fewer.whole), (taught.half, fewer.half)):
        assert any(question in gone for question, _ in before)
        assert not any(question in gone for question, _ in after)
        assert len(after) == sum(question not in gone for question, _ in before)


def test_the_content_teaches_whatever_questions_are_left_out(taught: Lessons) -> None:
    content = [example for question, example in taught.half if question is None]
    assert content
    assert len(taught.without(frozenset(QUESTIONS)).half) == len(content)


def test_every_question_is_in_one_fold_and_asked_once(taught: Lessons, small_engine: Engine) -> None:
    held = held_out(taught, QUESTIONS, BANDS)
    assert len(held.folds) == len(held.calibrations) == FOLDS
    assert sorted(question.id for fold in held.folds for question in fold) == [q.id for q in QUESTIONS]
    assert len(list(surest_unseen(held, small_engine, DAY))) == len(QUESTIONS)
    for engine, _ in held.engines(small_engine):
        assert engine.derived.ranker.calibration is not small_engine.derived.ranker.calibration
