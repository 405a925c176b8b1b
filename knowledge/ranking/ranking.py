"""Ranks candidates: the probability that each entry answers the question, with features and conflicts."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
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
from knowledge.conflicts.profile import Profile
from knowledge.index.candidates import Candidate, Finder, RetrievalQuery
from knowledge.language.dictionary import Word
from knowledge.language.general import Language
from knowledge.language.query import Query
from knowledge.language.vocabulary import Sense
from knowledge.model.entry import Facet
from knowledge.ranking.trees import Trees, read_trees

CALIBRATION = Path(__file__).parents[1] / "calibration.yaml"
TREES = "trees.json"  # beside the calibration
UNLIKELY = 0.02  # probabilities below this count as this: such entries are never offered
_MULTIPLIERS = tuple("十百千万亿")
# Beside a feature: what changes over 1,778 questions when trees are trained without it (`eval --ablate`).
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
    "windows",  # right -3, wrong +0, false +0
)


class MatchProbability(NamedTuple):
    """The probability that a match is right: without any conflict (`free`), and with one (`contradicted`)."""

    free: float
    contradicted: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The trained model, written by `anda eval --calibrate` from labelled questions.

    Attributes:
        trees: give the probability that a match is right from its features.
        bands: named thresholds of probabilities and similarities, for `decision`.
    """

    trees: Trees
    bands: dict[str, float]

    def probabilities(self, features: Sequence[dict[str, float]]) -> list[float]:
        """The probability that each match is right, given its features (by the names in `FEATURES`)."""
        if not features:
            return []
        probabilities: list[float] = self.trees.probabilities(self._rows(features)).tolist()
        return probabilities

    def probability_pairs(self, features: Sequence[dict[str, float]]) -> Iterator[MatchProbability]:
        """The probability of each match without and with a conflict, given its other features."""
        if not features:
            return iter(())
        scores = self.trees.probabilities_with(self._rows(features), "conflict", 1.0).tolist()
        return map(MatchProbability, scores[: len(features)], scores[len(features) :])

    def _rows(self, features: Sequence[dict[str, float]]) -> NDArray[np.float64]:
        """The features that the trees read (matches × features)."""
        names = self.trees.features
        return np.array([[values[name] for name in names] for values in features], dtype=np.float64)


def read_calibration(path: Path = CALIBRATION) -> Calibration:
    """The shipped trees and bands."""
    return Calibration(trees=read_trees(path.with_name(TREES)), bands=read_bands(path))


def read_bands(path: Path = CALIBRATION) -> dict[str, float]:
    """The shipped thresholds."""
    return dict(yaml.safe_load(path.read_text("utf-8"))["bands"])


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """An entry as an answer to a question.

    Attributes:
        profile: the profile of the entry.
        score: the probability that it is right; 0 if a conflict bars it.
        features: its features by name: those of `FEATURES`, and `words`, the number of content words.
        conflicts: what contradicts it.
    """

    profile: Profile
    score: float
    features: dict[str, float]
    conflicts: tuple[Conflict, ...]


class MeasuredEntry(NamedTuple):
    """A candidate with its features; `conflict` among them is still 0."""

    lookup: EntryLookup
    features: dict[str, float]


@dataclass(frozen=True, kw_only=True, slots=True)
class PreparedQuestion:
    """A question with what is worked out once for all of its candidates.

    Attributes:
        whole: all of it.
        focus: the part that asks.
        content_words: those of the part that asks; of all of it where that part has none.
        features: the features that are the same for every candidate.
    """

    whole: QuestionRules
    focus: QuestionRules
    content_words: Sequence[ContentWord]
    features: dict[str, float]


@dataclass(frozen=True)
class Ranker:
    """Turns candidates into matches, best first.

    Conflicts only lower the probability of a match (ADR 10). They are not looked for where it is below
    `checked_from` even without one; the score is then 0. They always are for the most similar entry, so that
    it can be explained what contradicts it where nothing answers.
    """

    finder: Finder
    profiles: Sequence[Profile]
    checker: ConflictChecker
    calibration: Calibration
    checked_from: float = UNLIKELY

    def matches(self, tokens: RetrievalQuery, whole: Query, focus: Query, year: int) -> tuple[Match, ...]:
        """The matches of a question, best first.

        Args:
            tokens: the tokens of the question.
            whole: all of the question.
            focus: the part of it that asks.
            year: the year in which it is asked.
        """
        question = self._prepared(tokens, whole, focus, year)
        measured = [self._measured(candidate, question) for candidate in self.finder.candidates(tokens)]
        probabilities = self.calibration.probability_pairs([entry.features for entry in measured])
        matches = (
            self._checked(entry, probability, question)
            if entry is measured[0] or probability.free >= self.checked_from
            else Match(profile=entry.lookup.profile, score=0.0, features=entry.features, conflicts=())
            for entry, probability in zip(measured, probabilities, strict=True)
        )
        return tuple(sorted(matches, key=lambda match: -match.score))

    def _prepared(self, tokens: RetrievalQuery, whole: Query, focus: Query, year: int) -> PreparedQuestion:
        """Works out what is the same for every candidate."""
        words = self._content_words(whole)
        heard = self.checker.rules_for(whole, year)
        return PreparedQuestion(
            whole=heard,
            focus=heard if focus is whole else self.checker.rules_for(focus, year),
            content_words=words if focus is whole else self._focus_words(focus) or words,
            features={
                "words": float(len(words)),
                "windows": float(len(tokens.windows)),
                "length": math.log1p(len(whole.squeezed)),
            },
        )

    def _focus_words(self, focus: Query) -> tuple[ContentWord, ...]:
        """The content words of what asks; none where they say of nothing what is asked (收费吗)."""
        words = self._content_words(focus)
        return words if any(not (word.facets or word.in_passing) for word in words) else ()

    def _content_words(self, query: Query) -> tuple[ContentWord, ...]:
        """The content words without limits that hold unless a text says otherwise (今年)."""
        language = self.checker.language
        words = content_words(query, self.checker.general_facets, language)
        return tuple(word for word in words if word.key not in language.assumed_names)

    def _measured(self, candidate: Candidate, question: PreparedQuestion) -> MeasuredEntry:
        """Works out the features of a candidate except conflicts."""
        profile = self.profiles[candidate.number]
        lookup = EntryLookup(profile)
        features = {
            "similarity": candidate.similarity,
            "told": candidate.idf_coverage,
            "told_lead": candidate.idf_coverage_lead,
            "agreement": candidate.agreement,
            "subject": lookup.subject_share(question.whole.query),
            "coverage": coverage(question.content_words, lookup),
            "facet": facet_fit(question.focus.query, profile),
            "foreign": float(min(self.checker.foreign_terms(question.focus, lookup), 2)),
            "counter_example": candidate.counter_example,
            "counter_example_lead": candidate.similarity - candidate.counter_example,
            "any_counter_example": candidate.any_counter_example,
            "conflict": 0.0,
        }
        return MeasuredEntry(lookup=lookup, features=features | question.features)

    def _checked(
        self, entry: MeasuredEntry, probability: MatchProbability, question: PreparedQuestion
    ) -> Match:
        """The match with its conflicts and the probability that follows; 0 if one of them bars it."""
        conflicts = (
            *self.checker.focus_conflicts(question.focus, entry.lookup),
            *self.checker.whole_conflicts(question.whole, entry.lookup),
        )
        score = probability.contradicted if conflicts else probability.free
        return Match(
            profile=entry.lookup.profile,
            score=0.0 if any(conflict.bars for conflict in conflicts) else score,
            features=entry.features | {"conflict": float(bool(conflicts))},
            conflicts=conflicts,
        )


class ContentWord(NamedTuple):
    """A content word of a question: its key, its length in characters, and the senses it may have.

    Attributes:
        facets: those that it says no more than (期限, 费用); an entry with one of them tells it.
        in_passing: whether people say it in passing (上班, 岁数): an entry need not tell it.
    """

    key: str
    length: int
    senses: frozenset[Sense]
    facets: frozenset[Facet]
    in_passing: bool


def content_words(query: Query, facets: Mapping[Sense, Facet], language: Language) -> tuple[ContentWord, ...]:
    """The content words, without numerals (百户 in 六百户) and Latin words in a Chinese sentence."""
    return tuple(
        ContentWord(
            key=query.keys[number],
            length=len(word.text),
            senses=senses,
            facets=frozenset(facets[sense] for sense in senses if sense in facets),
            in_passing=word.text in language.in_passing or _runs_out_of_a_cue(word, query),
        )
        for number, word in ((number, query.words[number]) for number in query.content)
        for senses in [_senses(query, word)]
        if word.text.isalpha()
        and word.tag != "m"
        and (query.english or not word.text.isascii() or query.is_unknown(word))
        and not (
            word.text.startswith(_MULTIPLIERS) and any(f.start < word.start < f.end for f in query.figures)
        )
    )


def _runs_out_of_a_cue(word: Word, query: Query) -> bool:
    """Whether a word begins within what asks and ends behind it (路上 in 哪条路上), so that it is none."""
    return any(cue.start < word.start < cue.end < word.end for cue in query.cues if not cue.noun)


def _senses(query: Query, word: Word) -> frozenset[Sense]:
    """The senses of all names that contain a word."""
    names = (m for m in query.mentions if m.start <= word.start and word.end <= m.end)
    return frozenset(sense for mention in names for sense in mention.senses)


def coverage(words: Sequence[ContentWord], lookup: EntryLookup) -> float:
    """The share of content words, by length, that an entry's texts contain or mean; 1 without any words.

    What is said in passing counts only where it is told.
    """
    own, facets = lookup.profile.senses, lookup.profile.facets
    told = other = 0
    for word in words:
        if not (own.isdisjoint(word.senses) and facets.isdisjoint(word.facets)) or lookup.tells(word.key):
            told += word.length
        elif not word.in_passing:
            other += word.length
    return told / (told + other) if told or other else float(not words)
