"""Candidates to matches: how sure it is that an entry answers a question, and why."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from knowledge import asking
from knowledge.candidates import Candidate, Finder, Stretches
from knowledge.conflict import Conflict
from knowledge.conflicts import Referee
from knowledge.dictionary import Word
from knowledge.interpret import Query, word_keys
from knowledge.profile import Profile, subject_share

CALIBRATION = Path(__file__).parent / "calibration.yaml"
FEATURES = ("similarity", "told", "told_lead", "agreement", "subject", "coverage", "facet", "foreign")
_COMMENTS = {
    "bias": "lower: everything is less sure",
    "similarity": "higher: likeness to a phrasing counts for more (0 to 1)",
    "told": "higher: saying more of the whole question counts for more (0 to 1)",
    "told_lead": "higher: saying more of what is asked than any other entry counts for more (-1 to 1)",
    "agreement": "higher: holding more of the nearest phrasings than the next counts for more (-1 to 1)",
    "subject": "higher: naming the subject terms counts for more (share of them)",
    "coverage": "higher: words the entry never says cost more (share that it says)",
    "facet": "higher: telling just what is asked counts for more (-1, 0, 0.3, 1)",
    "foreign": "lower: terms that belong to other entries cost more (0 to 2)",
    "answer": "higher: fewer answers, right and wrong",
    "clarify": "higher: fewer options offered",
    "nearby": "higher: fewer things named as told nearby (similarity)",
    "lead": "higher: more near ties are offered as options",
    "vetoed": "higher: entries with a conflict stay nearer to an answer (factor)",
}


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


def write_calibration(calibration: Calibration, path: Path = CALIBRATION) -> None:
    """Keeps weights and bands, each with a comment saying what raising it does."""
    lines = ["# Weights and band limits of the decision. The weights are written by `anda eval --calibrate`."]
    for section, values in (("weights", calibration.weights), ("bands", calibration.bands)):
        lines.append(f"{section}:")
        lines += [f"  {name}: {value}  # {_COMMENTS[name]}" for name, value in values.items()]
    path.write_text("\n".join(lines) + "\n", "utf-8")


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
        return tuple(sorted((self._match(c, whole, focus) for c in found), key=lambda match: -match.score))

    def _match(self, candidate: Candidate, whole: Query, focus: Query) -> Match:
        profile = self.profiles[candidate.number]
        conflicts = self.referee.conflicts(focus, profile) + self.referee.refusals(whole, profile)
        parts = {
            "similarity": candidate.similarity,
            "told": candidate.told,
            "told_lead": candidate.told_lead,
            "agreement": candidate.agreement,
            "subject": subject_share(whole, profile),
            "coverage": self.coverage(focus, profile)
            if self._has_content(focus)
            else self.coverage(whole, profile),
            "facet": asking.facet_fit(focus, profile),
            "foreign": float(min(self.referee.foreign_terms(focus, profile), 2)),
        }
        score = self.calibration.probability(parts)
        if conflicts:
            score *= self.calibration.bands["vetoed"]
        return Match(profile=profile, score=score, parts=parts, conflicts=conflicts)

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
