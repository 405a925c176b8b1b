"""Lessons: what the trees of the decision learn from, worked out from labelled questions and the content."""

from __future__ import annotations

import operator
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import numpy as np
from numpy.typing import NDArray

from knowledge.answering.engine import Engine
from knowledge.answering.semantic import SEMANTIC_FEATURES, Embedder, meanings_over
from knowledge.derived.derived import Derived, derive
from knowledge.evaluation.scorecard import Grade, Question, grade
from knowledge.model.answer import Answer, Status
from knowledge.model.base import KnowledgeBase
from knowledge.model.entry import Entry
from knowledge.ranking.ranking import FEATURES, Calibration
from knowledge.ranking.trees import compile_trees

FOLDS = 5  # what trees or engines have not seen is held out in so many parts, one at a time
_SEVERAL = {"compound", "multi"}  # styles of which no single entry is the answer
_ANSWERS = {Grade.RIGHT, Grade.PARTIAL}
_THINNED = (4, 8)  # of so many phrasings, one is kept

Rows = NDArray[np.float64]
Example = tuple[Rows, Rows]  # a question's matches × features, and a 1 for each match that is right
Lesson = tuple[Question | None, Example]  # an example and the labelled question that it is of, if any
Change = Callable[[Derived], Derived]
Town = tuple[KnowledgeBase, Sequence[Question]]  # a knowledge base and labelled questions to it


@dataclass(frozen=True, kw_only=True, slots=True)
class Lessons:
    """Examples to grow trees from; those of `half` count half."""

    whole: tuple[Lesson, ...]
    half: tuple[Lesson, ...]

    def without(self, questions: Container[Question | None]) -> Lessons:
        """The lessons as if these questions had never been labelled."""
        return Lessons(
            whole=tuple(lesson for lesson in self.whole if lesson[0] not in questions),
            half=tuple(lesson for lesson in self.half if lesson[0] not in questions),
        )


def unchanged(derived: Derived) -> Derived:
    """What is derived, as it is."""
    return derived


def lessons(
    base: KnowledgeBase,
    bands: Mapping[str, float],
    questions: Sequence[Question],
    day: date,
    change: Change = unchanged,
    embedder: Embedder | None = None,
    others: Iterable[Town] = (),
) -> Lessons:
    """The lessons of questions asked on a day; `change` is made to whatever is derived from content.

    The same questions put to a thinner knowledge base, and those of other towns, keep the trees fit for a
    town that has just begun. With an embedder, meanings are lessons too.
    """
    before = _treeless(base, bands)
    untaught = partial(ungrown, bands=bands, change=change, before=before, embedder=embedder)
    half = [*told_by_content(base, untaught, day)]
    for step in _THINNED:
        half += labelled(untaught(thinned(base, step)), questions, day)
    for other, asked in others:
        stranger = partial(ungrown, bands=bands, change=change, embedder=embedder)
        half += (*labelled(stranger(other), asked, day), *told_by_content(other, stranger, day))
    whole = labelled(untaught(base), questions, day)
    return Lessons(whole=tuple(whole), half=tuple(half))


def single(question: Question) -> bool:
    """Whether one entry, by itself, could be the answer: one turn, and one thing asked."""
    return len(question.turns) == 1 and question.style not in _SEVERAL


def labelled(engine: Engine, questions: Iterable[Question], day: date) -> Iterator[Lesson]:
    """A lesson of each single question, asked on a day, that has matches."""
    for question in filter(single, questions):
        right = partial(answers, question=question) if question.answerable else _none
        yield from _lesson(engine, question.turns[0], day, right, question)


def told_by_content(
    base: KnowledgeBase, untaught: Callable[[KnowledgeBase], Engine], day: date
) -> Iterator[Lesson]:
    """Lessons of the entries' own checks, and of their counter-examples.

    A counter-example is put to an engine that has not read it, a fifth of them at a time; `untaught` makes
    the engines.
    """
    for fold in range(FOLDS):
        engine = untaught(_without(base, fold))
        for number, entry in enumerate(base.entries):
            for text in _in_fold(entry.not_for, number, fold):
                yield from _lesson(engine, text, day, _none)
            for text in _in_fold(entry.checks, number, fold):
                yield from _lesson(engine, text, day, partial(operator.eq, engine.entry(entry.id)))


def thinned(base: KnowledgeBase, step: int) -> KnowledgeBase:
    """The knowledge base with one of every `step` phrasings and counter-examples, as a new town has it."""
    entries = tuple(
        replace(
            entry,
            phrasings=entry.phrasings[number % step :: step],
            not_for=entry.not_for[number % step :: step],
        )
        for number, entry in enumerate(base.entries)
    )
    return replace(base, entries=entries)


def ungrown(
    base: KnowledgeBase,
    bands: Mapping[str, float],
    change: Change = unchanged,
    before: Derived | None = None,
    embedder: Embedder | None = None,
) -> Engine:
    """An engine before any tree has grown: it measures matches and cannot tell how sure they are.

    So every question is undecided, and with an embedder its meaning is measured too. With what was derived
    from much the same content before, the engine is there sooner.
    """
    derived = change(_treeless(base, bands, before))
    if embedder is None:
        return Engine(base, derived)
    calibration = Calibration(compile_trees(SEMANTIC_FEATURES, ()), dict(bands))
    return Engine(base, derived, meanings=meanings_over(embedder, derived, calibration))


def _treeless(base: KnowledgeBase, bands: Mapping[str, float], before: Derived | None = None) -> Derived:
    return derive(base, Calibration(compile_trees(FEATURES, ()), dict(bands)), before)


def _without(base: KnowledgeBase, fold: int) -> KnowledgeBase:
    """The knowledge base as if the counter-examples of a fold had never been written down."""
    entries = tuple(
        replace(
            entry, not_for=tuple(t for t in entry.not_for if t not in _in_fold(entry.not_for, number, fold))
        )
        for number, entry in enumerate(base.entries)
    )
    return replace(base, entries=entries)


def _in_fold(texts: Sequence[str], number: int, fold: int) -> Sequence[str]:
    return texts[(fold - number) % FOLDS :: FOLDS]


def _none(_: Entry) -> bool:
    return False


def _lesson(
    engine: Engine, text: str, day: date, right: Callable[[Entry], bool], question: Question | None = None
) -> Iterator[Lesson]:
    """The lesson of a text that is asked on a day, if it has matches that are measured."""
    features = SEMANTIC_FEATURES if engine.meanings else FEATURES
    matches = [match for match in engine.matches(text, day) if set(features) <= set(match.features)]
    if matches:
        rows = [[match.features[name] for name in features] for match in matches]
        labels = [float(right(match.profile.entry)) for match in matches]
        yield question, (np.array(rows), np.array(labels))


def answers(entry: Entry, question: Question) -> bool:
    """Whether an entry, by itself, is a right answer to a labelled question."""
    answer = Answer(status=Status.ANSWERED, text=entry.answer, citations=entry.citations)
    return grade(question, answer) in _ANSWERS
