"""Candidates: the entries that share most with a question, each with how much by several measures."""

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

# The trees were grown on what these two measure; with other numbers they must be grown anew.
_CONSIDERED = 8  # entries; higher: more are judged, which costs time
_NEIGHBOURS = 10  # phrasings; higher: entries with many phrasings agree with more of the nearest
_LEAST = 1e-9  # in place of nothing, where it is divided by


@dataclass(frozen=True, kw_only=True, slots=True)
class RetrievalQuery:
    """A question's tokens: all of it, the part that asks, and each window whose likeness counts."""

    whole: Tokens
    focus: Tokens
    windows: Sequence[Tokens]


class Candidate(NamedTuple):
    """An entry by its number; all measures are shares, the leads less those of the best other entry.

    Attributes:
        similarity: how alike the question is to the entry's most similar phrasing.
        told: how much of the whole question the entry's own texts say, by the rarity of the tokens.
        told_lead: how much more of the part that asks its texts say than any other entry's.
        agreement: how many of the ten nearest phrasings are the entry's, by likeness; a lead too.
        counter_example: how alike the question is to the entry's most similar counter-example.
        any_counter_example: the same for the counter-examples of all entries.
    """

    number: int
    similarity: float
    told: float
    told_lead: float
    agreement: float
    counter_example: float
    any_counter_example: float


@dataclass(frozen=True, slots=True)
class Finder:
    """Knows every phrasing and counter-example by the number of its entry.

    Row k of `texts` is all that entry k says.
    """

    phrasings: Index
    texts: Index
    counter_examples: Index
    entries: int

    def candidates(self, asking: RetrievalQuery) -> tuple[Candidate, ...]:
        """The entries with the most similar phrasings, best first; none that shares nothing."""
        near = _likeness(self.phrasings, asking)
        rows, likeness = near.nearest(_NEIGHBOURS + 1, _CONSIDERED)
        owners = self.phrasings.owner_of[rows]
        numbers, similarity = _best(owners, likeness)
        told, leads = self._told(asking, numbers)
        counter_examples = _likeness(self.counter_examples, asking)
        any_counter_example = float(counter_examples.nearest(1, 1).scores.max(initial=0.0))
        measures = zip(
            numbers.tolist(),
            similarity.tolist(),
            told,
            leads,
            _agreement_leads(owners, likeness, numbers),
            _by_entry(self.counter_examples, counter_examples, numbers),
            strict=True,
        )
        return tuple(
            Candidate(number, alike, said, lead, agreed, counter_example, any_counter_example)
            for number, alike, said, lead, agreed, counter_example in measures
        )

    def _told(self, asking: RetrievalQuery, numbers: Int32Array) -> tuple[list[float], list[float]]:
        """What each of these entries' texts say of the question, and the lead in saying what it asks."""
        said = scores(self.texts, [self.texts.coverage_query(asking.focus)])
        told = asked = said.at(numbers).tolist()
        if asking.focus is not asking.whole:
            told = scores(self.texts, [self.texts.coverage_query(asking.whole)]).at(numbers).tolist()
        return told, _leads(asked, _two_best(said, sorted((0.0, 0.0, *asked))[-2]))

    def alike(self, phrasings: Iterable[Tokens], most: int) -> list[int]:
        """The entries with the phrasings most like any of these, best first."""
        near = np.maximum.reduce([self.phrasings.similarities(tokens) for tokens in phrasings])
        best = self.phrasings.best_by_entry(near, self.entries)
        return [int(number) for number in np.argsort(-best, kind="stable")[:most] if best[number] > 0]


def _likeness(index: Index, asking: RetrievalQuery) -> Scores:
    """How alike each text of an index is to the window that is most like it."""
    if not len(index):
        return DenseScores(index, np.zeros(0, np.float32))
    return scores(index, [index.cosine_query(window) for window in asking.windows])


def _best(owners: Int32Array, likeness: Float32Array) -> tuple[Int32Array, Float32Array]:
    """The best entries of these phrasings' owners, and how alike each one's most similar phrasing is."""
    starts = group_starts(owners)
    similarity = np.maximum.reduceat(likeness, starts) if len(starts) else likeness
    order = np.argsort(-similarity, kind="stable")[:_CONSIDERED]
    return owners[starts[order]], similarity[order]


def _by_entry(index: Index, held: Scores, numbers: Int32Array) -> list[float]:
    """The best score of each of these entries' texts; 0 for an entry without any."""
    best = np.zeros(len(numbers), dtype=np.float32)
    starts = index.owner_of.searchsorted(numbers)
    lengths = index.owner_of.searchsorted(numbers, side="right") - starts
    some = lengths.nonzero()[0]
    if len(some):
        scored = held.at(concat_ranges(starts, lengths))
        best[some] = np.maximum.reduceat(scored, (lengths.cumsum() - lengths)[some])
    measured: list[float] = best.tolist()
    return measured


def _agreement_leads(owners: Int32Array, likeness: Float32Array, numbers: Int32Array) -> list[float]:
    """What each entry has more of the nearest phrasings than any other: one odd one means no entry."""
    if len(owners) > _NEIGHBOURS:
        nearest = np.argpartition(-likeness, _NEIGHBOURS)[:_NEIGHBOURS]
        owners, likeness = owners[nearest], likeness[nearest]
    held: dict[int, float] = {}
    for owner, value in zip(owners.tolist(), likeness.tolist(), strict=True):
        held[owner] = held.get(owner, 0.0) + value
    whole = max(sum(held.values()), _LEAST)
    shares = {owner: value / whole for owner, value in held.items()}
    return _leads([shares.get(number, 0.0) for number in numbers.tolist()], shares.values())


def _two_best(held: Scores, known: float) -> list[float]:
    """The two best scores of all rows, the second of which is no less than what is known."""
    best = held.nearest(2, 2, known).scores
    two: list[float] = (np.partition(best, -2)[-2:] if len(best) > 2 else best).tolist()
    return two


def _leads(own: Iterable[float], of_all: Iterable[float]) -> list[float]:
    """What each of these has more than the best of all others."""
    second, best = sorted((0.0, 0.0, *of_all))[-2:]
    return [one - (second if one == best else best) for one in own]
