"""The scores of an index's rows for one question: of all of them, or of those alone that come to matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np

from knowledge.index.arrays import BoolArray, Float32Array, Int32Array, Int64Array
from knowledge.index.index import Index, QueryVector
from knowledge.index.pruning import PrunedSearch, TopK

_PRUNED = 1_000_000  # postings; an index with fewer is quicker added up as a whole
_FIRST_SHARE, _LAST_SHARE = 0.7, 0.01  # of the best score, above which rows are looked at
_SLACK = 1e-5  # what sums of single precision may be off by


class TopRows(NamedTuple):
    """Rows, ascending, and their scores."""

    rows: Int64Array
    scores: Float32Array


class Scores(Protocol):
    """How well each row of an index fits a question."""

    def at(self, rows: Int64Array | Int32Array) -> Float32Array:
        """The scores of these rows."""

    def nearest(self, least: int, owners: int, limit: float = 0.0) -> TopRows:
        """The best rows: so many or more, the best ones of so many entries or more among them.

        All that score anything where there are fewer. Rows below a limit may be left out.
        """


def scores(index: Index, sought: Sequence[QueryVector]) -> Scores:
    """The scores of an index; that of a row is its best for any of these."""
    if len(index.numbers) < _PRUNED:
        return DenseScores.of(index, sought)
    return PrunedScores.of(index, sought)


@dataclass(frozen=True, slots=True)
class DenseScores:
    """The score of every row, added up posting by posting."""

    index: Index
    values: Float32Array

    @classmethod
    def of(cls, index: Index, sought: Sequence[QueryVector]) -> DenseScores:
        """The scores of all rows, each the best for any of what is sought."""
        return cls(index, index.score_all(*sought))

    def at(self, rows: Int64Array | Int32Array) -> Float32Array:
        """The scores of these rows."""
        return self.values[rows]

    def nearest(self, least: int, owners: int, limit: float = 0.0) -> TopRows:
        """The rows above a share of the best score: quicker than putting all in order."""
        best = float(self.values.max(initial=0.0))
        share = _FIRST_SHARE
        while share > _LAST_SHARE and best > 0:
            rows = (self.values >= best * share).nonzero()[0]
            if len(rows) >= least and np.count_nonzero(_begins(self.index.owner_of[rows])) >= owners:
                return TopRows(rows, self.values[rows])
            share *= share
        rows = (self.values > 0).nonzero()[0]
        return TopRows(rows, self.values[rows])


@dataclass(frozen=True, slots=True)
class PrunedScores:
    """The scores of a large index's best rows, found without adding up what most rows hold."""

    index: Index
    searches: Sequence[PrunedSearch]

    @classmethod
    def of(cls, index: Index, sought: Sequence[QueryVector]) -> PrunedScores:
        """A search for each of what is sought; rows are found when they are asked for."""
        return cls(index, [PrunedSearch.of(index, one) for one in sought])

    def at(self, rows: Int64Array | Int32Array) -> Float32Array:
        """The scores of these rows, from the columns that they hold."""
        best: Float32Array = np.maximum.reduce([search.scores(rows) for search in self.searches])
        return best

    def nearest(self, least: int, owners: int, limit: float = 0.0) -> TopRows:
        """The best rows for each that is sought; what one has found is the least for those behind it."""
        wanted = TopK(least, owners)
        rows, held = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        for search in self.searches:
            rows = np.unique(np.concatenate((rows, search.rows(max(limit - _SLACK, 0.0), wanted))))
            held = self.at(rows)
            limit = max(limit, wanted.last(self.index.owner_of[rows], held))
        near = held >= max(limit - _SLACK, _SLACK)
        return TopRows(rows[near], held[near])


def group_starts(numbers: Int32Array | Int64Array) -> Int64Array:
    """Where in a row of numbers of which equal ones stand together each begins."""
    return _begins(numbers).nonzero()[0]


def _begins(numbers: Int32Array | Int64Array) -> BoolArray:
    """Whether a number is another one than that before it."""
    begins = np.empty(len(numbers), dtype=np.bool_)
    begins[:1] = True
    np.not_equal(numbers[1:], numbers[:-1], out=begins[1:])
    return begins
