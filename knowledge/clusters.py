"""Clusters: questions that mean the same, by the tokens the engine itself goes by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.engine import Engine
from knowledge.latin import read_latin
from knowledge.normalise import normalise
from knowledge.tokens import Tokens

ALIKE = 0.5  # mean likeness from which questions are one; higher makes more and smaller clusters
_MOST_ASKED = 5  # questions of a cluster whose nearest entries are looked up

Likeness = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Questions that mean the same, by their numbers in the list they came in, the first one first."""

    numbers: tuple[int, ...]


def clusters(engine: Engine, questions: Sequence[str], alike: float = ALIKE) -> tuple[Cluster, ...]:
    """The clusters of questions, the biggest first; of equal ones that with the earliest question."""
    likeness = _likeness(engine, questions)
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


def nearest(engine: Engine, questions: Sequence[str], most: int) -> tuple[str, ...]:
    """The entries nearest to questions of one cluster, the best first."""
    scores: dict[str, float] = {}
    for question in questions[:_MOST_ASKED]:
        for match in engine.matches(question):
            entry = match.profile.entry.id
            scores[entry] = max(scores.get(entry, 0.0), match.score)
    return tuple(sorted(scores, key=lambda entry: (-scores[entry], entry))[:most])


def _likeness(engine: Engine, questions: Sequence[str]) -> Likeness:
    """How alike each two questions are, from 0 to 1: the cosine of their tokens, rare ones weighing more."""
    index = engine.derived.ranker.finder.phrasings
    held = [_tokens(engine, question) for question in questions]
    columns = {token: number for number, token in enumerate(dict.fromkeys(t for text in held for t in text))}
    weights = np.zeros((len(held), len(columns)), dtype=np.float32)
    for row, text in enumerate(held):
        for token, weight in text.items():
            weights[row, columns[token]] = weight * index.rarity.get(token, index.unseen)
    lengths = np.linalg.norm(weights, axis=1, keepdims=True)
    weights /= np.maximum(lengths, np.float32(1e-6))
    likeness: Likeness = weights @ weights.T
    return likeness


def _tokens(engine: Engine, question: str) -> Tokens:
    derived = engine.derived
    text = read_latin(normalise(question), derived.decoder, derived.english_words, derived.vocabulary)
    return derived.tokeniser.tokens(derived.interpreter.read(derived.repairer.repaired(text)))
