"""The semantic channel: sentences compared by their meaning where their words leave a question in doubt."""

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
    """Turns texts into vectors of length 1, a row each: the nearer in meaning, the larger their product."""

    @property
    def identity(self) -> str:
        """The model and its version; vectors of two identities cannot be compared."""
        ...

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""
        ...

    def questions(self, texts: Sequence[str]) -> Vectors:
        """What citizens typed."""
        ...

    def phrasings(self, texts: Sequence[str]) -> Vectors:
        """What staff wrote down as ways of asking."""
        ...


@dataclass(frozen=True, kw_only=True, eq=False)
class Meanings:
    """The vectors of all phrasings, those of an entry together, and what they do to a decision.

    Attributes:
        vectors: one for each phrasing.
        firsts: the first phrasing of each entry.
        numbers: the number of each entry by its id.
        unrelated: the mean product of any two phrasings. Models differ in what they call far: the nearness of
            a question is told as a share of the way from here to 1.
    """

    embedder: Embedder
    calibration: Calibration
    vectors: Vectors
    firsts: NDArray[np.int64]
    numbers: dict[str, int]
    unrelated: float

    def reconsidered(self, part: Part) -> Part:
        """The part; decided once more with what its sentence means unless its words are sure of an answer."""
        if part.answered and part.verdict.confidence >= self.calibration.bands["sure"]:
            return part
        matches = self.weighed(part.query.text, part.matches)
        return replace(part, verdict=decide(matches, self.calibration), matches=matches)

    def weighed(self, text: str, matches: Sequence[Match]) -> tuple[Match, ...]:
        """The matches of a question with their nearness in meaning, the surest first.

        It makes no match surer that something contradicts.
        """
        if not matches:
            return ()
        near = self.nearness(text)
        held = [
            match.measures | self._measures(near, self.numbers[match.profile.entry.id]) for match in matches
        ]
        scores = self.calibration.probabilities(held)
        weighed = (
            replace(match, measures=measures, score=min(score, match.score) if match.conflicts else score)
            for match, measures, score in zip(matches, held, scores, strict=True)
        )
        return tuple(sorted(weighed, key=lambda match: -match.score))

    def nearness(self, text: str) -> Vectors:
        """How near each entry's nearest phrasing is: 1 the same, 0 like any other phrasing."""
        (asked,) = self.embedder.questions([text])
        nearest = np.maximum.reduceat(self.vectors @ asked, self.firsts)
        return (nearest - np.float32(self.unrelated)) / np.float32(max(1 - self.unrelated, 1e-6))

    def over(self, derived: Derived) -> Meanings:
        """The same for another version of the content."""
        return meanings_over(self.embedder, derived, self.calibration)

    @staticmethod
    def _measures(near: Vectors, number: int) -> dict[str, float]:
        """How near an entry is in meaning, and how much nearer than any other."""
        others = np.delete(near, number)
        own = float(near[number])
        return {"meaning": own, "meaning_lead": own - float(others.max(initial=0.0))}


def meanings_over(embedder: Embedder, derived: Derived, calibration: Calibration) -> Meanings:
    """The meanings of everything that was derived from a knowledge base."""
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
    """The trees that read meanings too; the bands are those of the other trees."""
    return Calibration(trees=read_trees(path.with_name(SEMANTIC_TREES)), bands=read_bands(path))
