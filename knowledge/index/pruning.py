"""The rows of a large index that may be the best for a question, found without looking at most postings.

After MaxScore (Turtle & Flood 1995): columns are taken in the order of how much they can add for each
posting. As soon as the others together cannot lift a row to the score that is wanted, no row that was not
met matters. Postings stand in the order of their rows' norms, which divide the scores, so that of a column
only the front is read: rows to which what it and all behind it add may still be enough. Whether a row that
was met holds common columns that were not read, its marks tell. Nothing is lost on the way.
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

_FIRST, _FIRST_SHARE = 1 << 13, 1 / 32  # postings, of all rows: so much is read before anything is known
_BEST = 600  # postings of the best rows that were met, which tell what it takes
_MANY = 4 * _BEST  # postings that may matter: worth another look at what it takes
_UNREAD = 0.4  # of what it takes, what may stand in columns that are not read
_HEAVIEST = 6  # columns that were not read: rows are asked for them before the others
_SLACK = 1e-5  # what sums of single precision may be off by
_NOWHERE = np.zeros(0, dtype=np.int64)


class TopK(NamedTuple):
    """How many of the best rows, or more: the best ones of so many owners among them."""

    rows: int
    owners: int

    def last(self, owners_of: Int32Array, scored: Float32Array) -> float:
        """The score of the last of these rows that is wanted; 0 when there are too few."""
        order = np.argsort(-scored, kind="stable")
        met: set[int] = set()
        for many, owner in enumerate(owners_of[order].tolist(), 1):
            met.add(owner)
            if many >= self.rows and len(met) >= self.owners:
                return float(scored[order[many - 1]])
        return 0.0


@dataclass(frozen=True, slots=True)
class PrunedSearch:
    """What a question seeks in an index, its columns in the order of what they may add for each posting.

    `rest[i]` is what the columns from the i-th on may add together.
    """

    index: Index
    sought: QueryVector
    columns: Int64Array
    values: Float32Array
    lengths: Int64Array
    rest: Float32Array

    @classmethod
    def of(cls, index: Index, sought: QueryVector) -> PrunedSearch:
        """Puts the columns in order."""
        lengths = index.starts.take(sought.columns + 1) - index.starts.take(sought.columns)
        order = np.argsort(lengths / sought.values, kind="stable")
        values = sought.values[order].astype(np.float32)
        return cls(index, sought, sought.columns[order], values, lengths[order], values[::-1].cumsum()[::-1])

    def scores(self, rows: Int64Array | Int32Array) -> Float32Array:
        """The scores of rows, from all the columns that they hold."""
        values = np.zeros(len(self.index.weights))
        values[self.sought.columns] = self.sought.values
        starts = self.index.rows.starts
        lengths = starts.take(rows + 1) - starts.take(rows)
        scored = segment_sums(values.take(self.index.rows.held_by(rows)), lengths).astype(np.float32)
        if self.sought.alike:
            scored /= self.index.norms.take(rows)
        return scored

    def rows(self, limit: float, wanted: TopK) -> Int64Array:
        """The rows that may reach a limit and be wanted; without a limit a first look tells one."""
        with _lent(self.index) as sums:
            look = _Look(self, sums)
            if not limit:
                look.read(look.beginning())
                limit = look.reached(look.met(0.0), wanted)
            limit = max(limit, _SLACK)
            look.read(look.fronts(limit * _UNREAD))
            places = look.sifted(look.met(limit), limit, wanted)
        return self.index.by_norm.take(places).astype(np.int64)


class _Look:
    """What was read for one search: the sums of all rows so far, and how far each column was read."""

    def __init__(self, search: PrunedSearch, sums: Float32Array) -> None:
        self._search = search
        self._index = search.index
        self._sums = sums
        self._ends = np.zeros(len(search.columns), dtype=np.int64)

    def beginning(self) -> Int64Array:
        """The first columns to their ends, and none of the others."""
        first = max(_FIRST, int(len(self._index) * _FIRST_SHARE))
        before = self._search.lengths.cumsum() - self._search.lengths
        return np.where(before < first, len(self._index), 0).astype(np.int64)

    def fronts(self, limit: float) -> Int64Array:
        """For each column the place from which on it and all behind it add less than a limit."""
        rest = self._search.rest
        if self._search.sought.alike and limit:
            return self._index.ascending.searchsorted(rest / np.float32(limit), "right")
        return np.where(rest >= limit, len(self._index), 0)

    def read(self, ends: Int64Array) -> None:
        """Adds up the columns to these ends; what was begun was read to its end."""
        first = int(np.count_nonzero(self._ends))
        found = self._postings(first, ends[first:])
        values = self._search.values[first : first + len(found)]
        np.add.at(self._sums, _joined(found), values.repeat([len(held) for held in found]))
        self._ends[first:] = ends[first:]

    def met(self, limit: float) -> Int64Array:
        """Of what was read the postings of rows that, met there first, may reach a limit."""
        return _joined(self._postings(0, np.minimum(self._ends, self.fronts(limit))))

    def _postings(self, first: int, ends: Int64Array) -> list[Int32Array]:
        """The postings of the columns from the first on, each up to its end; behind one without, none has."""
        search, every = self._search, len(self._index)
        starts = self._index.starts.take(search.columns[first:]).tolist()
        found = []
        for start, length, end in zip(starts, search.lengths[first:].tolist(), ends.tolist(), strict=True):
            if not end:
                break
            held = self._index.numbers[start : start + length]
            found.append(held if end == every else held[: held.searchsorted(np.int32(end))])
        return found

    def reached(self, met: Int64Array, wanted: TopK) -> float:
        """What the last row that is wanted scores at least, by the best of those that were met."""
        scored: Float32Array = self._sums.take(met) / self._norms(met)
        if len(met) > _BEST:
            met = met[np.argpartition(scored, -_BEST)[-_BEST:]]
        places = _each_once(met)
        marked = self._marked()
        held = self._index.marks.held(places, self._search.columns[marked])
        held &= places[:, np.newaxis] >= self._ends[marked]
        sums: Float32Array = self._sums.take(places) + held.astype(np.float32) @ self._search.values[marked]
        owners = self._index.owner_of[self._index.by_norm.take(places)]
        scored = sums / self._norms(places)
        return wanted.last(owners, scored) - _SLACK

    def sifted(self, met: Int64Array, limit: float, wanted: TopK) -> Int64Array:
        """Of the places that were met those that may reach a limit, each once.

        What was not read is less than a share of the limit for every row, and then less what its marks
        do not show.
        """
        unread = limit * _UNREAD
        held = (self._sums.take(met) >= self._norms(met) * np.float32(limit - unread - _SLACK)).nonzero()[0]
        met = met.take(held)
        if len(met) > _MANY:
            limit = max(limit, self.reached(met, wanted))
        places = _each_once(met)
        norms = self._norms(places)
        may = self._sums.take(places) + norms * np.float32(unread)
        marked = self._marked()
        for some in (marked[:0], marked[:_HEAVIEST], marked[_HEAVIEST:]):
            may -= self._lacking(places, some)
            held = (may >= norms * np.float32(limit - _SLACK)).nonzero()[0]
            places, may, norms = places.take(held), may.take(held), norms.take(held)
        return places

    def _lacking(self, places: Int64Array, some: Int64Array) -> Float32Array:
        """What rows lack by not holding some of the columns that were not read for them."""
        lacking = ~self._index.marks.held(places, self._search.columns[some])
        lacking &= places[:, np.newaxis] >= self._ends[some]
        lost: Float32Array = lacking.astype(np.float32) @ self._search.values[some]
        return lost

    def _marked(self) -> Int64Array:
        """The columns that were not read to their end and have marks, those that add most in front."""
        unread = (self._ends < len(self._index)).nonzero()[0]
        marked = unread[self._index.marks.known(self._search.columns[unread])]
        return marked[np.argsort(-self._search.values[marked], kind="stable")]

    def _norms(self, places: Int64Array) -> Float32Array:
        """What the sums at these places are divided by."""
        if self._search.sought.alike:
            return self._index.ascending.take(places)
        return np.ones(len(places), dtype=np.float32)


@contextmanager
def _lent(index: Index) -> Iterator[Float32Array]:
    """A zero for each row, to add up in: one used before, if no other thread has it."""
    try:
        sums = index.idle.pop()
    except IndexError:
        sums = np.zeros(len(index), dtype=np.float32)
    yield sums
    sums.fill(0)
    index.idle.append(sums)


def _joined(postings: list[Int32Array]) -> Int64Array:
    return np.concatenate([_NOWHERE, *postings])


def _each_once(places: Int64Array) -> Int64Array:
    """These places, ascending."""
    places = np.sort(places)
    new = np.ones(len(places), dtype=np.bool_)
    np.not_equal(places[1:], places[:-1], out=new[1:])
    return places[new]
