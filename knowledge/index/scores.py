"""Scores of the rows of an index for one question: dense, or of the best rows alone (pruned)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import NamedTuple, Protocol

import numpy as np

from knowledge.index.arrays import BoolArray, Float32Array, Float64Array, Int32Array, Int64Array
from knowledge.index.index import Index, QueryVector
from knowledge.index.pruning import PrunedSearch, TopK

_PRUNED = 1_000_000  # postings; below this, dense scoring is faster
_FIRST_SHARE, _LAST_SHARE = 0.7, 0.01  # of the best score: thresholds for the rows to return, tried in turn
_SLACK = 1e-5  # rounding error of sums in single precision


class TopRows(NamedTuple):
    """Row numbers, ascending, and their scores."""

    rows: Int64Array
    scores: Float32Array


class Scores(Protocol):
    """The score of each row of an index for one question."""

    def at(self, rows: Int64Array | Int32Array) -> Float32Array:
        """The scores of these rows."""

    def top(self, least: int, owners: int, limit: float = 0.0) -> TopRows:
        """The best rows, and possibly more.

        Args:
            least: at least this many rows are returned, and
            owners: among them the best rows of at least this many entries; all rows with a positive score
                if there are fewer.
            limit: rows with a lower score may be left out.
        """

    def best(self, count: int, limit: float = 0.0) -> Float32Array:
        """The best scores, at most `count` and in no order; those below `limit` may be left out."""


def scores(index: Index, queries: Sequence[QueryVector]) -> Scores:
    """The scores of an index; the score of a row is its highest for any of these query vectors."""
    if len(index.postings) < _PRUNED:
        return DenseScores.of(index, queries)
    return PrunedScores.of(index, queries)


@dataclass(frozen=True, slots=True)
class DenseScores:
    """The scores of all rows, accumulated posting by posting."""

    index: Index
    values: Float32Array

    @classmethod
    def of(cls, index: Index, queries: Sequence[QueryVector]) -> DenseScores:
        """The scores of all rows."""
        return cls(index, index.score_all(*queries))

    @classmethod
    def best_of(
        cls, index: Index, sums: Sequence[Float64Array], norms: Float32Array | None = None
    ) -> DenseScores:
        """The scores of all rows: the highest of several sums each, divided by the norms if there are any."""
        values = reduce(np.maximum, sums).astype(np.float32)
        return cls(index, values if norms is None else values / norms)

    def at(self, rows: Int64Array | Int32Array) -> Float32Array:
        """The scores of these rows."""
        return self.values[rows]

    def top(self, least: int, owners: int, limit: float = 0.0) -> TopRows:
        """The rows above a share of the best score, which is faster than sorting all."""
        best = float(self.values.max(initial=0.0))
        share = _FIRST_SHARE
        while share > _LAST_SHARE and best > 0:
            rows = (self.values >= best * share).nonzero()[0]
            if len(rows) >= least and np.count_nonzero(_is_first(self.index.owner_of[rows])) >= owners:
                return TopRows(rows, self.values[rows])
            share *= share
        rows = (self.values > 0).nonzero()[0]
        return TopRows(rows, self.values[rows])

    def best(self, count: int, limit: float = 0.0) -> Float32Array:
        """The best scores."""
        return _largest(self.values, count)


@dataclass(frozen=True, slots=True)
class PrunedScores:
    """The scores of a large index, whose best rows are found without scoring most of the others."""

    index: Index
    searches: Sequence[PrunedSearch]

    @classmethod
    def of(cls, index: Index, queries: Sequence[QueryVector]) -> PrunedScores:
        """Prepares a search for each query vector; nothing is scored yet."""
        return cls(index, [PrunedSearch.of(index, query) for query in queries])

    def at(self, rows: Int64Array | Int32Array) -> Float32Array:
        """The scores of these rows, computed from the columns that they hold."""
        best: Float32Array = np.maximum.reduce([search.scores(rows) for search in self.searches])
        return best

    def top(self, least: int, owners: int, limit: float = 0.0) -> TopRows:
        """The best rows for any of the query vectors; each search raises the limit of the next."""
        top = TopK(least, owners)
        rows, scored = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        for search in self.searches:
            rows = np.unique(np.concatenate((rows, search.rows(max(limit - _SLACK, 0.0), top))))
            scored = self.at(rows)
            limit = max(limit, top.last(self.index.owner_of[rows], scored))
        enough = scored >= max(limit - _SLACK, _SLACK)
        return TopRows(rows[enough], scored[enough])

    def best(self, count: int, limit: float = 0.0) -> Float32Array:
        """The best scores."""
        return _largest(self.top(count, count, limit).scores, count)


def _largest(values: Float32Array, count: int) -> Float32Array:
    """The largest of these values, in no order; all of them if there are no more than `count`."""
    return np.partition(values, -count)[-count:] if len(values) > count else values


def group_starts(numbers: Int32Array | Int64Array) -> Int64Array:
    """The positions at which a new value begins, in an array in which equal values are adjacent."""
    return _is_first(numbers).nonzero()[0]


def _is_first(numbers: Int32Array | Int64Array) -> BoolArray:
    """Whether each value differs from the one before it."""
    first = np.empty(len(numbers), dtype=np.bool_)
    first[:1] = True
    np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
    return first
