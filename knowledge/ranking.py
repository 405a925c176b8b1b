"""Candidates to matches: how sure it is that an entry answers a question, and why."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from knowledge.conflicts import Conflict, Referee
from knowledge.index import Index
from knowledge.interpret import Query, word_keys
from knowledge.profile import Profile
from knowledge.vocabulary import Role

CALIBRATION = Path(__file__).parent / "calibration.yaml"
FEATURES = ("similarity", "subject", "coverage", "facet", "margin")
_CONSIDERED = 6


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of the logistic model and limits of the bands, as `anda eval --calibrate` set them."""

    weights: dict[str, float]
    bands: dict[str, float]

    def probability(self, parts: dict[str, float]) -> float:
        """The probability that the match is right, by its parts."""
        total = self.weights["bias"] + sum(self.weights[name] * parts[name] for name in FEATURES)
        return 1 / (1 + math.exp(-max(min(total, 40.0), -40.0)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """An entry with its score and the reasons for it: the score's parts and the conflicts found."""

    profile: Profile
    score: float
    parts: dict[str, float]
    conflicts: tuple[Conflict, ...]


def read_calibration(path: Path = CALIBRATION) -> Calibration:
    """The shipped weights and bands."""
    data = yaml.safe_load(path.read_text("utf-8"))
    return Calibration(weights=dict(data["weights"]), bands=dict(data["bands"]))


@dataclass(frozen=True)
class Ranker:
    """Turns the similarities of windows of a question into matches, best first."""

    index: Index
    profiles: Sequence[Profile]
    referee: Referee
    calibration: Calibration

    def matches(self, windows: Sequence[dict[str, float]], whole: Query, focus: Query) -> tuple[Match, ...]:
        """The best matches of a question; `focus` is the stretch of it that asks."""
        best = self._best_by_entry(windows)
        order = np.argsort(-best, kind="stable")[: _CONSIDERED + 1]
        matches = []
        for place, number in enumerate(order[:_CONSIDERED]):
            if best[number] <= 0:
                break
            rival = order[0] if place else (order[1] if len(order) > 1 else order[0])
            margin = float(best[number] - best[rival])
            matches.append(self._match(self.profiles[number], float(best[number]), margin, whole, focus))
        return tuple(sorted(matches, key=lambda match: -match.score))

    def _best_by_entry(self, windows: Sequence[dict[str, float]]) -> NDArray[np.float32]:
        best = np.zeros(len(self.profiles), dtype=np.float32)
        for window in windows:
            np.maximum.at(best, self.index.owners, self.index.similarities(window))
        return best

    def _match(
        self, profile: Profile, similarity: float, margin: float, whole: Query, focus: Query
    ) -> Match:
        parts = {
            "similarity": similarity,
            "subject": subject_share(whole, profile),
            "coverage": self.coverage(focus, profile),
            "facet": float(self.referee.facet_fit(focus, profile)),
            "margin": margin,
        }
        return Match(
            profile=profile,
            score=self.calibration.probability(parts),
            parts=parts,
            conflicts=self.referee.conflicts(focus, profile),
        )

    def coverage(self, query: Query, profile: Profile) -> float:
        """The share of the question's content words that the entry's own texts say."""
        vocabulary = self.referee.vocabulary
        told = total = 0.0
        for word, key in zip(query.words, word_keys(query.words), strict=True):
            if not word.text.isalnum() or key in vocabulary.function_words or key in vocabulary.modifier_words:
                continue
            total += len(word.text)
            mentioned = (m for m in query.mentions if m.start <= word.start and word.end <= m.end)
            if profile.tells(key) or any(s in profile.senses for m in mentioned for s in m.senses):
                told += len(word.text)
        return told / total if total else 0.0


def subject_share(query: Query, profile: Profile) -> float:
    """The share of the entry's subject terms that the question names, by any of their names."""
    if not profile.subject:
        return 0.0
    named = {sense for mention in query.mentions for sense in mention.senses if sense.role is Role.CONCEPT}
    hits = sum(1 for name, senses in profile.subject if name in query.text or senses & named)
    return hits / len(profile.subject)
