"""Clusters of questions that mean the same, by their tokens and the matches that the engine finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from knowledge.answering.engine import Engine
from knowledge.language.normalise import normalise

# Mean similarity from which questions are in one cluster; higher makes more and smaller clusters. House
# questions on entries taken out of the knowledge base (three halves, 910 questions): with a quarter of it
# from the matches, 86 % of the pairs put together belong together, and 48 % of those that do are; with half
# and .5, 74 % and 46 %; by tokens alone, 86 % and 36 %.
ALIKE = 0.4
_SHARE_OF_MATCHES = 0.25
_MOST_ASKED = 5  # questions of a cluster that are matched with entries

Likeness = NDArray[np.float32]
_Request = tuple[tuple[str, ...], date, float]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Questions that mean the same, by their indices in the list given, in ascending order."""

    numbers: tuple[int, ...]


# The latest clusters of each engine: staff turn page after page of them.
_latest: WeakKeyDictionary[Engine, tuple[_Request, tuple[Cluster, ...]]] = WeakKeyDictionary()


def clusters(
    engine: Engine, questions: tuple[str, ...], today: date, alike: float = ALIKE
) -> tuple[Cluster, ...]:
    """The clusters of questions, the largest first; of equal ones that with the earliest question.

    All questions are treated as if they were asked today.
    """
    request = (questions, today, alike)
    latest = _latest.get(engine)
    if latest is None or latest[0] != request:
        latest = _latest[engine] = request, _clusters(engine, *request)
    return latest[1]


def _clusters(engine: Engine, questions: Sequence[str], today: date, alike: float) -> tuple[Cluster, ...]:
    likeness = _likeness(engine, questions, today)
    groups: list[list[int]] = []
    for number in range(len(questions)):
        near = [float(likeness[number, group].mean()) for group in groups]
        best = max(range(len(near)), key=near.__getitem__, default=None)
        if best is not None and near[best] >= alike:
            groups[best].append(number)
        else:
            groups.append([number])
    ordered = sorted(groups, key=lambda group: (-len(group), group[0]))
    return tuple(Cluster(tuple(group)) for group in ordered)


def nearest(engine: Engine, questions: Sequence[str], today: date, most: int) -> tuple[str, ...]:
    """The entries most similar to the questions of a cluster, which none of them answers, the best first."""
    likeness: dict[str, float] = {}
    for question in questions[:_MOST_ASKED]:
        for match in engine.matches(question, today):
            entry = match.profile.entry.id
            likeness[entry] = max(likeness.get(entry, 0.0), match.features["similarity"])
    return tuple(sorted(likeness, key=lambda entry: (-likeness[entry], entry))[:most])


def _likeness(engine: Engine, questions: Sequence[str], today: date) -> Likeness:
    """The similarity of each two questions, from 0 to 1: of their tokens and of their matches."""
    index, tokens = engine.derived.ranker.finder.phrasings, engine.derived.tokeniser.tokens
    weighted = [
        {token: weight * index.rarity(token) for token, weight in of_question.items()}
        for of_question in (tokens(engine.reader.read(normalise(question))) for question in questions)
    ]
    near = [{m.profile.entry.id: m.score for m in engine.matches(question, today)} for question in questions]
    return (1 - _SHARE_OF_MATCHES) * _cosines(weighted) + _SHARE_OF_MATCHES * _cosines(near)


def _cosines(vectors: Sequence[dict[str, float]]) -> Likeness:
    """The cosine of each two sparse vectors."""
    columns = {name: number for number, name in enumerate(dict.fromkeys(n for row in vectors for n in row))}
    weights = np.zeros((len(vectors), len(columns)), dtype=np.float32)
    for row, values in enumerate(vectors):
        for name, value in values.items():
            weights[row, columns[name]] = value
    weights /= np.maximum(np.linalg.norm(weights, axis=1, keepdims=True), np.float32(1e-6))
    cosines: Likeness = weights @ weights.T
    return cosines
