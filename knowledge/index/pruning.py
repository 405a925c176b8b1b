"""Top-k retrieval from a large index without reading most postings; the result is exact.

After MaxScore (Turtle & Flood 1995): columns are read in descending order of value per posting. Once the
remaining columns together cannot lift a row to the required score, rows not met so far are out. Postings are
ordered by the norms of their rows, which divide cosine scores, so that only a prefix of each column is read:
the rows for which this column and the remaining ones may still suffice. Whether a row that was met holds
frequent columns that were not read is looked up in the bitmap of the index.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from knowledge.index.arrays import Float32Array, Int32Array, Int64Array
from knowledge.index.index import Index, QueryVector
from knowledge.index.matrix import segment_sums

_FIRST, _FIRST_SHARE = 1 << 13, 1 / 32  # postings read to estimate a first limit: this many, of all rows
_BEST = 600  # postings of the best rows met, by which the limit is estimated
_MANY = 4 * _BEST  # candidate postings from which on the limit is estimated again
_UNREAD = 0.4  # of the limit: the score that may be missed by not reading columns
_HEAVIEST = 6  # unread columns that are looked up in the bitmap before the others
_SLACK = 1e-5  # rounding error of sums in single precision
_NOWHERE = np.zeros(0, dtype=np.int64)


class TopK(NamedTuple):
    """What to find: at least `rows` rows, among them the best rows of at least `owners` entries."""

    rows: int
    owners: int

    def last(self, owners_of: Int32Array, scored: Float32Array) -> float:
        """The score of the last row needed to satisfy this; 0 if there are too few rows.

        Args:
            owners_of: the entry of each row.
            scored: the score of each row.
        """
        order = np.argsort(-scored, kind="stable")
        seen: set[int] = set()
        for count, owner in enumerate(owners_of[order].tolist(), 1):
            seen.add(owner)
            if count >= self.rows and len(seen) >= self.owners:
                return float(scored[order[count - 1]])
        return 0.0


@dataclass(frozen=True, slots=True)
class PrunedSearch:
    """A query vector with its columns in descending order of value per posting.

    Attributes:
        values: what each column adds to the score of a row that holds it.
        lengths: the number of postings of each column.
        suffix_bounds: the most that the i-th column and those after it can add to a score together.
    """

    index: Index
    query: QueryVector
    columns: Int64Array
    values: Float32Array
    lengths: Int64Array
    suffix_bounds: Float32Array

    @classmethod
    def of(cls, index: Index, query: QueryVector) -> PrunedSearch:
        """Orders the columns of a query vector."""
        lengths = index.starts.take(query.columns + 1) - index.starts.take(query.columns)
        order = np.argsort(lengths / query.values, kind="stable")
        values = query.values[order].astype(np.float32)
        return cls(index, query, query.columns[order], values, lengths[order], values[::-1].cumsum()[::-1])

    def scores(self, rows: Int64Array | Int32Array) -> Float32Array:
        """The exact scores of these rows."""
        values = np.zeros(len(self.index.weights))
        values[self.query.columns] = self.query.values
        starts = self.index.matrix.starts
        lengths = starts.take(rows + 1) - starts.take(rows)
        scored = segment_sums(values.take(self.index.matrix.columns_of(rows)), lengths).astype(np.float32)
        if self.query.is_cosine:
            scored /= self.index.norms.take(rows)
        return scored

    def rows(self, limit: float, top: TopK) -> Int64Array:
        """The rows that may be among the top; none of which the score is certainly below `limit`.

        Without a limit (0), one is estimated from the best columns.
        """
        with _borrowed_buffer(self.index) as sums:
            partial = _PartialScores(self, sums)
            if not limit:
                partial.read(partial.first_ends())
                limit = partial.lower_bound(partial.met(0.0), top)
            limit = max(limit, _SLACK)
            partial.read(partial.prefix_ends(limit * _UNREAD))
            positions = partial.filtered(partial.met(limit), limit, top)
        return self.index.by_norm.take(positions).astype(np.int64)


class _PartialScores:
    """The state of one search: the sums of all rows so far, and how far each column was read.

    The sums are by position, and not divided by norms. `_ends` is the position up to which each column was
    read, in the order of the search.
    """

    def __init__(self, search: PrunedSearch, sums: Float32Array) -> None:
        self._search = search
        self._index = search.index
        self._sums = sums
        self._ends = np.zeros(len(search.columns), dtype=np.int64)

    def first_ends(self) -> Int64Array:
        """Ends that read the first columns completely and none of the others."""
        first = max(_FIRST, int(len(self._index) * _FIRST_SHARE))
        before = self._search.lengths.cumsum() - self._search.lengths
        return np.where(before < first, len(self._index), 0).astype(np.int64)

    def prefix_ends(self, limit: float) -> Int64Array:
        """For each column, the position from which on it and the columns after it add less than a limit."""
        bounds = self._search.suffix_bounds
        if self._search.query.is_cosine and limit:
            return self._index.sorted_norms.searchsorted(bounds / np.float32(limit), "right")
        return np.where(bounds >= limit, len(self._index), 0)

    def read(self, ends: Int64Array) -> None:
        """Accumulates the columns up to these ends; columns begun earlier are complete."""
        first = int(np.count_nonzero(self._ends))
        found = self._postings(first, ends[first:])
        values = self._search.values[first : first + len(found)]
        np.add.at(self._sums, _concatenated(found), values.repeat([len(postings) for postings in found]))
        self._ends[first:] = ends[first:]

    def met(self, limit: float) -> Int64Array:
        """The positions read so far of rows that may reach a limit; a position may occur several times."""
        return _concatenated(self._postings(0, np.minimum(self._ends, self.prefix_ends(limit))))

    def _postings(self, first: int, ends: Int64Array) -> list[Int32Array]:
        """The postings of the columns from number `first` on, each up to its end; stops at an end of 0."""
        search, every = self._search, len(self._index)
        starts = self._index.starts.take(search.columns[first:]).tolist()
        found = []
        for start, length, end in zip(starts, search.lengths[first:].tolist(), ends.tolist(), strict=True):
            if not end:
                break
            postings = self._index.postings[start : start + length]
            complete = end == every
            found.append(postings if complete else postings[: postings.searchsorted(np.int32(end))])
        return found

    def lower_bound(self, met: Int64Array, top: TopK) -> float:
        """A lower bound of the score of the last row needed, from the best rows met so far."""
        scored: Float32Array = self._sums.take(met) / self._norms(met)
        if len(met) > _BEST:
            met = met[np.argpartition(scored, -_BEST)[-_BEST:]]
        positions = _unique(met)
        unread = self._unread_in_bitmap()
        contained = self._index.bitmap.contains(positions, self._search.columns[unread])
        contained &= positions[:, np.newaxis] >= self._ends[unread]
        missed = contained.astype(np.float32) @ self._search.values[unread]
        sums: Float32Array = self._sums.take(positions) + missed
        owners = self._index.owner_of[self._index.by_norm.take(positions)]
        scored = sums / self._norms(positions)
        return top.last(owners, scored) - _SLACK

    def filtered(self, met: Int64Array, limit: float, top: TopK) -> Int64Array:
        """The positions among those met that may reach a limit, each once.

        The upper bound of a row is its sum so far plus the share of the limit that unread columns may add
        at most, less the frequent unread columns that the bitmap says it does not hold.
        """
        missed = limit * _UNREAD
        enough = (self._sums.take(met) >= self._norms(met) * np.float32(limit - missed - _SLACK)).nonzero()[0]
        met = met.take(enough)
        if len(met) > _MANY:
            limit = max(limit, self.lower_bound(met, top))
        positions = _unique(met)
        norms = self._norms(positions)
        bounds = self._sums.take(positions) + norms * np.float32(missed)
        unread = self._unread_in_bitmap()
        for columns in (unread[:0], unread[:_HEAVIEST], unread[_HEAVIEST:]):
            bounds -= self._not_held(positions, columns)
            enough = (bounds >= norms * np.float32(limit - _SLACK)).nonzero()[0]
            positions, bounds, norms = positions.take(enough), bounds.take(enough), norms.take(enough)
        return positions

    def _not_held(self, positions: Int64Array, columns: Int64Array) -> Float32Array:
        """The total value of those of the unread columns that the row at each position does not hold."""
        absent = ~self._index.bitmap.contains(positions, self._search.columns[columns])
        absent &= positions[:, np.newaxis] >= self._ends[columns]
        lost: Float32Array = absent.astype(np.float32) @ self._search.values[columns]
        return lost

    def _unread_in_bitmap(self) -> Int64Array:
        """The columns of the bitmap that were not read completely, those of the highest value first."""
        unread = (self._ends < len(self._index)).nonzero()[0]
        covered = unread[self._index.bitmap.covers(self._search.columns[unread])]
        return covered[np.argsort(-self._search.values[covered], kind="stable")]

    def _norms(self, positions: Int64Array) -> Float32Array:
        """The divisor of the sum at each position: the norm of the row, or 1 where scores are plain sums."""
        if self._search.query.is_cosine:
            return self._index.sorted_norms.take(positions)
        return np.ones(len(positions), dtype=np.float32)


@contextmanager
def _borrowed_buffer(index: Index) -> Iterator[Float32Array]:
    """A zeroed score buffer (rows), reused unless another thread has it; it is given back afterwards."""
    try:
        sums = index.buffers.pop()
    except IndexError:
        sums = np.zeros(len(index), dtype=np.float32)
    yield sums
    sums.fill(0)
    index.buffers.append(sums)


def _concatenated(postings: list[Int32Array]) -> Int64Array:
    return np.concatenate([_NOWHERE, *postings])


def _unique(positions: Int64Array) -> Int64Array:
    """The distinct positions, ascending."""
    positions = np.sort(positions)
    new = np.ones(len(positions), dtype=np.bool_)
    np.not_equal(positions[1:], positions[:-1], out=new[1:])
    return positions[new]
