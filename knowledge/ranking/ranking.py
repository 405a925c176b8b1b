"""Candidates to matches: how sure it is that an entry answers a question, and why."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml
from numpy.typing import NDArray

from knowledge.conflicts.checker import ConflictChecker, QuestionRules
from knowledge.conflicts.conflict import Conflict
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.facet_rules import facet_fit
from knowledge.conflicts.profile import Profile, subject_share
from knowledge.index.candidates import Candidate, Finder, RetrievalQuery
from knowledge.language.dictionary import Word
from knowledge.language.query import Query
from knowledge.language.vocabulary import Sense
from knowledge.ranking.trees import Trees, read_trees

CALIBRATION = Path(__file__).parents[1] / "calibration.yaml"
TREES = "trees.json"  # beside the calibration
UNLIKELY = 0.02  # what is less likely is never offered, and a lead over it is no longer
_MULTIPLIERS = tuple("十百千万亿")
# Beside a measure: what changes over 1,778 questions when the trees grow without it (`anda eval --ablate`).
FEATURES = (
    "similarity",  # right -2, wrong +1, false -5
    "told",  # right -5, wrong +3, false +1
    "told_lead",  # right -11, wrong +1, false -4
    "agreement",  # right -7, wrong +3, false -5
    "subject",  # right +3, wrong -1, false -3
    "coverage",  # right -11, wrong -1, false +4
    "facet",  # right -6, wrong +0, false -3
    "foreign",  # right -3, wrong +1, false -2
    "conflict",  # right -78, wrong +0, false +8
    "counter_example",  # right +4, wrong +0, false -2
    "counter_example_lead",  # right +3, wrong +0, false -3
    "any_counter_example",  # right +5, wrong +1, false -1
    "length",  # right +8, wrong +1, false +2
    "stretches",  # right -3, wrong +0, false +0
)


class MatchProbability(NamedTuple):
    """How sure a match is if nothing speaks against it, and if anything does."""

    free: float
    contradicted: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The trees that tell how sure a match is, and the limits of the bands.

    `anda eval --calibrate` grows the trees from labelled questions.
    """

    trees: Trees
    bands: dict[str, float]

    def probabilities(self, measures: Sequence[dict[str, float]]) -> list[float]:
        """The probability that each match is right, by its measures."""
        chances: list[float] = self.trees.probabilities(self._rows(measures)).tolist() if measures else []
        return chances

    def probability_pairs(self, measures: Sequence[dict[str, float]]) -> Iterator[MatchProbability]:
        """How sure each match may be, by its measures but for what speaks against it."""
        if not measures:
            return iter(())
        scores = self.trees.probabilities_with(self._rows(measures), "conflict", 1.0).tolist()
        return map(MatchProbability, scores[: len(measures)], scores[len(measures) :])

    def _rows(self, measures: Sequence[dict[str, float]]) -> NDArray[np.float64]:
        features = self.trees.features
        return np.array([[held[name] for name in features] for held in measures], dtype=np.float64)


def read_calibration(path: Path = CALIBRATION) -> Calibration:
    """The shipped trees and bands."""
    return Calibration(trees=read_trees(path.with_name(TREES)), bands=read_bands(path))


def read_bands(path: Path = CALIBRATION) -> dict[str, float]:
    """The shipped limits of the bands."""
    return dict(yaml.safe_load(path.read_text("utf-8"))["bands"])


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """An entry with its score and the reasons for it: its measures and the conflicts found."""

    profile: Profile
    score: float
    measures: dict[str, float]
    conflicts: tuple[Conflict, ...]


class MeasuredEntry(NamedTuple):
    """An entry with its measures, as if nothing spoke against it."""

    lookup: EntryLookup
    measures: dict[str, float]


@dataclass(frozen=True, kw_only=True, slots=True)
class PreparedQuestion:
    """A question as it is compared with every candidate.

    `focus` is the part that asks, `said` its content words; `measures` are those that no entry changes.
    """

    whole: QuestionRules
    focus: QuestionRules
    said: Sequence[ContentWord]
    measures: dict[str, float]


@dataclass(frozen=True)
class Ranker:
    """Turns candidates into matches, best first.

    Conflicts only make a match less sure (ADR 10): what is less sure than `judged_from` even without any is
    not heard, and has no chance. The most similar entry always is: where nothing answers, it is told what
    spoke against it.
    """

    finder: Finder
    profiles: Sequence[Profile]
    checker: ConflictChecker
    calibration: Calibration
    judged_from: float = UNLIKELY

    def matches(self, asking: RetrievalQuery, whole: Query, focus: Query, year: int) -> tuple[Match, ...]:
        """The best matches of a question asked in a year; `focus` is the part of it that asks."""
        asked = self._asked(asking, whole, focus, year)
        found = [self._measured(candidate, asked) for candidate in self.finder.candidates(asking)]
        chances = self.calibration.probability_pairs([one.measures for one in found])
        judged = (
            self._judged(one, chance, asked)
            if one is found[0] or chance.free >= self.judged_from
            else Match(profile=one.lookup.profile, score=0.0, measures=one.measures, conflicts=())
            for one, chance in zip(found, chances, strict=True)
        )
        return tuple(sorted(judged, key=lambda match: -match.score))

    def _asked(self, asking: RetrievalQuery, whole: Query, focus: Query, year: int) -> PreparedQuestion:
        """The question as it is compared with every candidate."""
        said = self._content(whole)
        heard = self.checker.rules_for(whole, year)
        return PreparedQuestion(
            whole=heard,
            focus=heard if focus is whole else self.checker.rules_for(focus, year),
            said=(said if focus is whole else self._content(focus)) or said,
            measures={
                "words": float(len(said)),
                "stretches": float(len(asking.windows)),
                "length": math.log1p(len(whole.squeezed)),
            },
        )

    def _content(self, query: Query) -> tuple[ContentWord, ...]:
        """The content words of a question but for limits that hold for whatever says nothing else (今年)."""
        assumed = self.checker.language.assumed_names
        return tuple(said for said in content_words(query) if said.key not in assumed)

    def _measured(self, candidate: Candidate, asked: PreparedQuestion) -> MeasuredEntry:
        """An entry with its measures but for what speaks against it."""
        profile = self.profiles[candidate.number]
        lookup = EntryLookup(profile)
        measures = {
            "similarity": candidate.similarity,
            "told": candidate.told,
            "told_lead": candidate.told_lead,
            "agreement": candidate.agreement,
            "subject": subject_share(asked.whole.query, profile),
            "coverage": coverage(asked.said, lookup),
            "facet": facet_fit(asked.focus.query, profile),
            "foreign": float(min(self.checker.foreign_terms(asked.focus, lookup), 2)),
            "counter_example": candidate.counter_example,
            "counter_example_lead": candidate.similarity - candidate.counter_example,
            "any_counter_example": candidate.any_counter_example,
            "conflict": 0.0,
        }
        return MeasuredEntry(lookup=lookup, measures=measures | asked.measures)

    def _judged(self, one: MeasuredEntry, chance: MatchProbability, asked: PreparedQuestion) -> Match:
        """The match: as sure as the trees say, with a conflict or without; one that bars leaves no chance."""
        conflicts = (
            *self.checker.focus_conflicts(asked.focus, one.lookup),
            *self.checker.whole_conflicts(asked.whole, one.lookup),
        )
        score = chance.contradicted if conflicts else chance.free
        return Match(
            profile=one.lookup.profile,
            score=0.0 if any(conflict.bars for conflict in conflicts) else score,
            measures=one.measures | {"conflict": float(bool(conflicts))},
            conflicts=conflicts,
        )


class ContentWord(NamedTuple):
    """A content word of a question: its key, how many characters it has, and what it may stand for."""

    key: str
    length: int
    senses: frozenset[Sense]


def content_words(query: Query) -> tuple[ContentWord, ...]:
    """The content words; numerals (百户 in 六百户) and a Latin word in a Chinese sentence are none."""
    return tuple(
        ContentWord(query.keys[number], len(word.text), _senses(query, word))
        for number, word in ((number, query.words[number]) for number in query.content)
        if word.text.isalpha()
        and word.tag != "m"
        and (query.english or not word.text.isascii())
        and not (
            word.text.startswith(_MULTIPLIERS) and any(f.start < word.start < f.end for f in query.figures)
        )
    )


def _senses(query: Query, word: Word) -> frozenset[Sense]:
    """What the names that a word belongs to stand for."""
    names = (m for m in query.mentions if m.start <= word.start and word.end <= m.end)
    return frozenset(sense for mention in names for sense in mention.senses)


def coverage(said: Sequence[ContentWord], lookup: EntryLookup) -> float:
    """The share of a question's content words that the entry's own texts say; 1 when it has none."""
    own = lookup.profile.senses
    told = sum(w.length for w in said if not own.isdisjoint(w.senses) or lookup.tells(w.key))
    return told / sum(word.length for word in said) if said else 1.0
