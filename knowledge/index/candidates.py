"""Retrieval: the entries most similar to a question, each with its retrieval features."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from knowledge.index.arrays import Float32Array, Int32Array
from knowledge.index.index import Index
from knowledge.index.matrix import concat_ranges
from knowledge.index.scores import DenseScores, Scores, group_starts, scores
from knowledge.index.tokens import Tokens

# The trees were trained with these two values; with others they must be trained again.
_CONSIDERED = 8  # entries returned; each costs time to rank
_NEIGHBOURS = 10  # nearest phrasings that vote; higher favours entries with many phrasings
_LEAST = 1e-9  # keeps divisors above zero


@dataclass(frozen=True, kw_only=True, slots=True)
class RetrievalQuery:
    """The tokens of a question.

    Attributes:
        whole: of all of it.
        focus: of the part that asks; equal to `whole` where that is all of it.
        windows: of each part that is compared with phrasings; the most similar one counts.
    """

    whole: Tokens
    focus: Tokens
    windows: Sequence[Tokens]


class Candidate(NamedTuple):
    """A retrieved entry with its retrieval features, each from 0 to 1; leads may be negative.

    A lead is the value of the entry less the best value of any other entry.

    Attributes:
        number: the number of the entry.
        similarity: the cosine similarity of the question to the most similar phrasing.
        idf_coverage: the IDF-weighted share of the question's tokens that the entry's texts contain.
        idf_coverage_lead: the lead in that share, of the part that asks alone.
        agreement: the lead in the share of the ten nearest phrasings, weighted by similarity.
        counter_example: the cosine similarity of the question to the most similar counter-example.
        any_counter_example: the same over the counter-examples of all entries.
    """

    number: int
    similarity: float
    idf_coverage: float
    idf_coverage_lead: float
    agreement: float
    counter_example: float
    any_counter_example: float


@dataclass(frozen=True, slots=True)
class Finder:
    """Retrieves entries by number.

    Attributes:
        phrasings: an index with a row for each phrasing.
        texts: an index with a row for each entry, of all of its texts.
        counter_examples: an index with a row for each counter-example.
        entries: the number of entries.
    """

    phrasings: Index
    texts: Index
    counter_examples: Index
    entries: int

    def candidates(self, query: RetrievalQuery) -> tuple[Candidate, ...]:
        """At most eight entries with the most similar phrasings, best first; none without similarity."""
        windows = _different(query.windows)
        rows, similarities = _cosines(self.phrasings, windows).top(_NEIGHBOURS + 1, _CONSIDERED)
        owners = self.phrasings.owner_of[rows]
        numbers, best = _best_entries(owners, similarities)
        covered, leads = self._coverage(query, numbers)
        counter_examples = _cosines(self.counter_examples, windows)
        any_counter_example = float(counter_examples.best(1).max(initial=0.0))
        features = zip(
            numbers.tolist(),
            best.tolist(),
            covered,
            leads,
            _agreement_leads(owners, similarities, numbers),
            _best_scores(self.counter_examples, counter_examples, numbers),
            strict=True,
        )
        return tuple(
            Candidate(number, similarity, coverage, lead, agreement, counter_example, any_counter_example)
            for number, similarity, coverage, lead, agreement, counter_example in features
        )

    def _coverage(self, query: RetrievalQuery, numbers: Int32Array) -> tuple[list[float], list[float]]:
        """For each entry its coverage of the whole question, and its lead in covering the focus."""
        of_focus = scores(self.texts, [self.texts.coverage_query(query.focus)])
        of_whole = focused = of_focus.at(numbers).tolist()
        if query.focus != query.whole:
            of_whole = scores(self.texts, [self.texts.coverage_query(query.whole)]).at(numbers).tolist()
        return of_whole, _leads(focused, of_focus.best(2, sorted((0.0, 0.0, *focused))[-2]).tolist())

    def most_similar(self, phrasings: Iterable[Tokens], most: int) -> list[int]:
        """At most `most` entries with the phrasings most similar to any of these, best first."""
        similarities = np.maximum.reduce([self.phrasings.similarities(tokens) for tokens in phrasings])
        best = self.phrasings.best_by_entry(similarities, self.entries)
        return [int(number) for number in np.argsort(-best, kind="stable")[:most] if best[number] > 0]


def _different(windows: Sequence[Tokens]) -> list[Tokens]:
    """The windows without those that have the same tokens as one before, which differ in marks alone."""
    return [window for number, window in enumerate(windows) if window not in windows[:number]]


def _cosines(index: Index, windows: Sequence[Tokens]) -> Scores:
    """The cosine similarity of each row of an index to the most similar of these windows."""
    if not len(index):
        return DenseScores(index, np.zeros(0, np.float32))
    return scores(index, [index.cosine_query(window) for window in windows])


def _best_entries(owners: Int32Array, similarities: Float32Array) -> tuple[Int32Array, Float32Array]:
    """The entries with the most similar phrasings, best first, and the similarity of that phrasing.

    Args:
        owners: the entry of each phrasing, equal ones adjacent.
        similarities: the similarity of each phrasing.
    """
    starts = group_starts(owners)
    best = np.maximum.reduceat(similarities, starts) if len(starts) else similarities
    order = np.argsort(-best, kind="stable")[:_CONSIDERED]
    return owners[starts[order]], best[order]


def _best_scores(index: Index, of_rows: Scores, numbers: Int32Array) -> list[float]:
    """The best score of a row of each of these entries; 0 for an entry without any."""
    best = np.zeros(len(numbers), dtype=np.float32)
    starts = index.owner_of.searchsorted(numbers)
    lengths = index.owner_of.searchsorted(numbers, side="right") - starts
    filled = lengths.nonzero()[0]
    if len(filled):
        scored = of_rows.at(concat_ranges(starts, lengths))
        best[filled] = np.maximum.reduceat(scored, (lengths.cumsum() - lengths)[filled])
    values: list[float] = best.tolist()
    return values


def _agreement_leads(owners: Int32Array, similarities: Float32Array, numbers: Int32Array) -> list[float]:
    """The lead of each entry in its share of the nearest phrasings, weighted by similarity."""
    if len(owners) > _NEIGHBOURS:
        nearest = np.argpartition(-similarities, _NEIGHBOURS)[:_NEIGHBOURS]
        owners, similarities = owners[nearest], similarities[nearest]
    votes: dict[int, float] = {}
    for owner, value in zip(owners.tolist(), similarities.tolist(), strict=True):
        votes[owner] = votes.get(owner, 0.0) + value
    total = max(sum(votes.values()), _LEAST)
    shares = {owner: value / total for owner, value in votes.items()}
    return _leads([shares.get(number, 0.0) for number in numbers.tolist()], shares.values())


def _leads(own: Iterable[float], of_all: Iterable[float]) -> list[float]:
    """The lead of each value over the best of all other values."""
    second, best = sorted((0.0, 0.0, *of_all))[-2:]
    return [value - (second if value == best else best) for value in own]
