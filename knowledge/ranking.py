"""Candidates to matches: how sure it is that an entry answers a question, and why."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from knowledge import asking
from knowledge.candidates import Candidate, Finder, Stretches
from knowledge.conflict import Conflict, Kind
from knowledge.conflicts import Referee
from knowledge.dictionary import Word
from knowledge.interpret import Query, word_keys
from knowledge.profile import Profile, subject_share
from knowledge.trees import Trees, read_trees

CALIBRATION = Path(__file__).parent / "calibration.yaml"
TREES = "trees.json"  # beside the calibration
FEATURES = (
    "similarity",
    "told",
    "told_lead",
    "agreement",
    "subject",
    "coverage",
    "facet",
    "foreign",
    "conflict",
    "counter_example",
    "counter_example_lead",
    "any_counter_example",
    "length",
    "stretches",
)
_COMMENTS = {
    "answer": "higher: fewer answers, right and wrong",
    "clarify": "higher: fewer options offered",
    "sure": "higher: more answers are compared by meaning too, where the semantic channel is on",
    "nearby": "higher: fewer things named as told nearby (similarity)",
    "lead": "higher: more near ties are offered as options",
    "clause": "higher: a clause that names nothing is answered less often beside others (the whole's score)",
}


@dataclass(frozen=True, slots=True)
class Calibration:
    """The trees that tell how sure a match is, and the limits of the bands.

    `anda eval --calibrate` grows the trees from labelled questions.
    """

    trees: Trees
    bands: dict[str, float]

    def probabilities(self, parts: Sequence[dict[str, float]]) -> list[float]:
        """The probability that each match is right, by its parts."""
        rows = np.array([[held[name] for name in self.trees.features] for held in parts], dtype=np.float64)
        return self.trees.probabilities(rows).tolist() if parts else []


def read_calibration(path: Path = CALIBRATION) -> Calibration:
    """The shipped trees and bands."""
    return Calibration(trees=read_trees(path.with_name(TREES)), bands=read_bands(path))


def read_bands(path: Path = CALIBRATION) -> dict[str, float]:
    """The shipped limits of the bands."""
    return dict(yaml.safe_load(path.read_text("utf-8"))["bands"])


def write_bands(bands: Mapping[str, float], path: Path = CALIBRATION) -> None:
    """Keeps the limits, each with a comment saying what raising it does."""
    lines = [
        f"# Band limits of the decision; what a match's probability is, the trees in {TREES} say.",
        "bands:",
        *(f"  {name}: {value}  # {_COMMENTS[name]}" for name, value in bands.items()),
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """An entry with its score and the reasons for it: the score's parts and the conflicts found."""

    profile: Profile
    score: float
    parts: dict[str, float]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True)
class Ranker:
    """Turns candidates into matches, best first."""

    finder: Finder
    profiles: Sequence[Profile]
    referee: Referee
    calibration: Calibration

    def matches(self, stretches: Stretches, whole: Query, focus: Query) -> tuple[Match, ...]:
        """The best matches of a question; `focus` is the stretch of it that asks."""
        found = self.finder.candidates(stretches)
        conflicts = [self._conflicts(self.profiles[c.number], whole, focus) for c in found]
        parts = [
            {**self._parts(candidate, whole, focus), "conflict": float(bool(held))}
            | {"stretches": float(len(stretches.windows)), "length": math.log1p(len(whole.squeezed))}
            for candidate, held in zip(found, conflicts, strict=True)
        ]
        scores = self.calibration.probabilities(parts)
        matches = (
            self._match(self.profiles[candidate.number], score, measured, held)
            for candidate, score, measured, held in zip(found, scores, parts, conflicts, strict=True)
        )
        return tuple(sorted(matches, key=lambda match: -match.score))

    def _conflicts(self, profile: Profile, whole: Query, focus: Query) -> tuple[Conflict, ...]:
        return self.referee.conflicts(focus, profile) + self.referee.refusals(whole, profile)

    @staticmethod
    def _match(
        profile: Profile, score: float, parts: dict[str, float], conflicts: tuple[Conflict, ...]
    ) -> Match:
        """The match; what staff wrote down as a counter-example has no chance."""
        refused = any(conflict.firm and conflict.kind is Kind.COUNTER_EXAMPLE for conflict in conflicts)
        return Match(profile=profile, score=0.0 if refused else score, parts=parts, conflicts=conflicts)

    def _parts(self, candidate: Candidate, whole: Query, focus: Query) -> dict[str, float]:
        profile = self.profiles[candidate.number]
        return {
            "similarity": candidate.similarity,
            "told": candidate.told,
            "told_lead": candidate.told_lead,
            "agreement": candidate.agreement,
            "subject": subject_share(whole, profile),
            "coverage": self.coverage(focus if self._has_content(focus) else whole, profile),
            "facet": asking.facet_fit(focus, profile),
            "foreign": float(min(self.referee.foreign_terms(focus, profile), 2)),
            "counter_example": candidate.counter_example,
            "counter_example_lead": candidate.similarity - candidate.counter_example,
            "any_counter_example": candidate.any_counter_example,
        }

    def coverage(self, query: Query, profile: Profile) -> float:
        """The share of the question's content words that the entry's own texts say; 1 when it has none."""
        told = total = 0.0
        for word, key in zip(query.words, word_keys(query.words), strict=True):
            if not self._carries_content(word, key, query):
                continue
            total += len(word.text)
            mentioned = (m for m in query.mentions if m.start <= word.start and word.end <= m.end)
            if profile.tells(key) or any(s in profile.senses for m in mentioned for s in m.senses):
                told += len(word.text)
        return told / total if total else 1.0

    def _has_content(self, query: Query) -> bool:
        keys = word_keys(query.words)
        return any(self._carries_content(*pair, query) for pair in zip(query.words, keys, strict=True))

    def _carries_content(self, word: Word, key: str, query: Query) -> bool:
        """Function words, numerals and a Latin word in a Chinese sentence carry none."""
        vocabulary = self.referee.vocabulary
        if not word.text.isalpha() or word.tag == "m" or (word.text.isascii() and not query.english):
            return False
        return key not in vocabulary.function_words and key not in vocabulary.modifier_words
