"""Calibration: the trees of the decision, grown from labelled questions."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.answer import Answer, Status
from knowledge.base import KnowledgeBase
from knowledge.derived import derive
from knowledge.engine import Engine
from knowledge.entry import Entry
from knowledge.evaluation import Question, Verdict, grade
from knowledge.ranking import FEATURES, Calibration
from knowledge.semantic import SEMANTIC_FEATURES, Embedder, meanings_over
from knowledge.trees import Branch, planted

_SEVERAL = {"compound", "multi"}  # styles of which no single entry is the answer
_ANSWERS = {Verdict.RIGHT, Verdict.PARTIAL}
_TREES = 100
_SEEDS = (1, 2, 3)  # three growths averaged: one alone depends on chance

# What more of each feature can only do to the probability; the rest may go either way. It keeps the trees
# from learning that likeness speaks against a match because of a few odd questions.
RISING = frozenset(FEATURES[:7]) | {"counter_example_lead", "meaning", "meaning_lead"}
FALLING = frozenset({"foreign", "conflict", "counter_example", "any_counter_example"})
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

_FOLDS = 5

Rows = NDArray[np.float64]
Example = tuple[Rows, Rows]  # a question's matches × features, and a 1 for each match that is right


def examples(engine: Engine, questions: Iterable[Question]) -> Iterator[Example]:
    """An example for each single question that has matches."""
    for question in questions:
        if len(question.turns) == 1 and question.style not in _SEVERAL:
            right = partial(answers, question=question)
            yield from _example(engine, question.turns[0], right if question.answerable else _none)


def surest(engine: Engine, questions: Iterable[Question]) -> Iterator[tuple[float, bool]]:
    """The probability of each single question's best match, and whether it is a right answer."""
    for question in questions:
        if len(question.turns) == 1 and question.style not in _SEVERAL:
            for match in engine.matches(question.turns[0])[:1]:
                yield match.score, question.answerable and answers(match.profile.entry, question)


def content_examples(base: KnowledgeBase, untaught: Callable[[KnowledgeBase], Engine]) -> Iterator[Example]:
    """Examples from the entries' own checks, and from their counter-examples.

    A counter-example is put to an engine that has not read it, a fifth of them at a time; `untaught` makes
    the engines.
    """
    for fold in range(_FOLDS):
        engine = untaught(_without(base, fold))
        for number, entry in enumerate(base.entries):
            for text in _in_fold(entry.not_for, number, fold):
                yield from _example(engine, text, _none)
            for text in _in_fold(entry.checks, number, fold):
                yield from _example(engine, text, partial(operator.eq, engine.entry(entry.id)))


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


def ungrown(base: KnowledgeBase, bands: Mapping[str, float], embedder: Embedder | None = None) -> Engine:
    """An engine before any tree has grown: it measures matches and cannot tell how sure they are.

    So every question is undecided, and with an embedder its meaning is measured too.
    """
    derived = derive(base, calibration=Calibration(planted(FEATURES, ()), dict(bands)))
    if embedder is None:
        return Engine(base, derived)
    calibration = Calibration(planted(SEMANTIC_FEATURES, ()), dict(bands))
    return Engine(base, derived, meanings=meanings_over(embedder, derived, calibration))


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
    return texts[(fold - number) % _FOLDS :: _FOLDS]


def _none(_: Entry) -> bool:
    return False


def _example(engine: Engine, text: str, right: Callable[[Entry], bool]) -> Iterator[Example]:
    features = SEMANTIC_FEATURES if engine.meanings else FEATURES
    matches = [match for match in engine.matches(text) if set(features) <= set(match.parts)]
    if matches:
        rows = [[match.parts[name] for name in features] for match in matches]
        yield np.array(rows), np.array([float(right(match.profile.entry)) for match in matches])


def answers(entry: Entry, question: Question) -> bool:
    """Whether an entry, by itself, is a right answer to a labelled question."""
    answer = Answer(status=Status.ANSWERED, text=entry.answer, citations=entry.citations)
    return grade(question, answer) in _ANSWERS


def grow(
    examples: Iterable[Example], half: Iterable[Example] = (), features: Sequence[str] = FEATURES
) -> list[Branch]:
    """Boosted trees (Friedman 2001) by LightGBM, as nested branches.

    Args:
        examples: what to learn from.
        half: more of that, which counts half.
        features: what the columns of the examples hold.

    Raises:
        ImportError: LightGBM is not installed; only growing needs it.
    """
    import lightgbm

    held = [
        (rows, labels, weight) for some, weight in ((examples, 1.0), (half, 0.5)) for rows, labels in some
    ]
    data = lightgbm.Dataset(
        np.concatenate([rows for rows, _, _ in held]),
        np.concatenate([labels for _, labels, _ in held]),
        weight=np.concatenate([np.full(len(labels), weight) for _, labels, weight in held]),
        params={"verbose": -1},
    )
    settings = {**_GROWTH, "monotone_constraints": [_direction(name) for name in features]}
    return [
        _branch(tree["tree_structure"])
        for seed in _SEEDS
        for tree in lightgbm.train({**settings, "seed": seed}, data, _TREES).dump_model()["tree_info"]
    ]


def _direction(name: str) -> int:
    return int(name in RISING) - int(name in FALLING)


def _branch(node: dict[str, Any]) -> Branch:
    """A node of LightGBM's dump. Limits are kept whole: they lie very close to values seen."""
    if "leaf_value" in node:
        return round(float(node["leaf_value"]) / len(_SEEDS), 6)
    return [
        int(node["split_feature"]),
        float(node["threshold"]),
        _branch(node["left_child"]),
        _branch(node["right_child"]),
    ]
