"""The semantic channel: sentence embeddings for questions that their words leave in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.derived.derived import Derived
from knowledge.ranking.decision import Part, decide
from knowledge.ranking.ranking import CALIBRATION, FEATURES, Calibration, Match, read_bands
from knowledge.ranking.trees import read_trees

SEMANTIC_TREES = "trees_semantic.json"  # beside the calibration
SEMANTIC_FEATURES = (*FEATURES, "meaning", "meaning_lead")

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into unit vectors, a row each: the closer in meaning, the larger their product."""

    @property
    def identity(self) -> str:
        """The model and its version; vectors of different ones cannot be compared."""
        ...

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        ...

    def questions(self, texts: Sequence[str]) -> Vectors:
        """The vectors of questions that citizens typed."""
        ...

    def phrasings(self, texts: Sequence[str]) -> Vectors:
        """The vectors of phrasings that staff wrote."""
        ...


@dataclass(frozen=True, kw_only=True, eq=False)
class Meanings:
    """The vectors of all phrasings, by which decisions are reconsidered.

    Attributes:
        vectors: one for each phrasing, those of an entry together.
        firsts: the row of the first phrasing of each entry.
        numbers: the number of each entry by its id.
        unrelated: the mean product of any two phrasings. It differs between models, so that the nearness of a
            question is scaled from this value (0) to 1.
    """

    embedder: Embedder
    calibration: Calibration
    vectors: Vectors
    firsts: NDArray[np.int64]
    numbers: dict[str, int]
    unrelated: float

    def reconsidered(self, part: Part) -> Part:
        """The part, decided again with the meaning of its sentence unless its words give a sure answer."""
        if part.answered and part.verdict.confidence >= self.calibration.bands["sure"]:
            return part
        matches = self.weighed(part.query.text, part.matches)
        return replace(part, verdict=decide(matches, self.calibration), matches=matches)

    def weighed(self, text: str, matches: Sequence[Match]) -> tuple[Match, ...]:
        """The matches of a question with their nearness in meaning, the most likely first.

        A match with a conflict does not become more likely.
        """
        if not matches:
            return ()
        near = self.nearness(text)
        measured = [
            match.features | self._features(near, self.numbers[match.profile.entry.id]) for match in matches
        ]
        scores = self.calibration.probabilities(measured)
        weighed = (
            replace(match, features=features, score=min(score, match.score) if match.conflicts else score)
            for match, features, score in zip(matches, measured, scores, strict=True)
        )
        return tuple(sorted(weighed, key=lambda match: -match.score))

    def nearness(self, text: str) -> Vectors:
        """The nearness of the nearest phrasing of each entry: 1 for the same meaning, 0 for another."""
        (asked,) = self.embedder.questions([text])
        nearest = np.maximum.reduceat(self.vectors @ asked, self.firsts)
        return (nearest - np.float32(self.unrelated)) / np.float32(max(1 - self.unrelated, 1e-6))

    def over(self, derived: Derived) -> Meanings:
        """The same channel for another version of the content."""
        return meanings_over(self.embedder, derived, self.calibration)

    @staticmethod
    def _features(near: Vectors, number: int) -> dict[str, float]:
        """The nearness of an entry in meaning, and its lead over the nearest other one."""
        others = np.delete(near, number)
        own = float(near[number])
        return {"meaning": own, "meaning_lead": own - float(others.max(initial=0.0))}


def meanings_over(embedder: Embedder, derived: Derived, calibration: Calibration) -> Meanings:
    """The channel for the entries derived from a knowledge base."""
    texts = [profile.own_questions for profile in derived.profiles]
    vectors = embedder.phrasings([text for own in texts for text in own])
    middle = vectors.mean(axis=0) if len(vectors) else np.zeros(embedder.dimensions)
    return Meanings(
        embedder=embedder,
        calibration=calibration,
        vectors=vectors,
        firsts=np.array(list(accumulate(map(len, texts[:-1]), initial=0)), dtype=np.int64),
        numbers={profile.entry.id: number for number, profile in enumerate(derived.profiles)},
        unrelated=float(middle @ middle),
    )


def read_semantic_calibration(path: Path = CALIBRATION) -> Calibration:
    """The trees with the features of meaning; the bands are those of the other trees."""
    return Calibration(trees=read_trees(path.with_name(SEMANTIC_TREES)), bands=read_bands(path))
