"""The rows of a large index that may be the best for a question, found without looking at most postings.

After MaxScore (Turtle & Flood 1995): columns are taken in the order of how much they can add for each
posting. As soon as the others together cannot lift a row to the score that is wanted, no row that was not
met matters. Postings stand in the order of their rows' norms, which divide the scores: of a column only the
front is read, where what it and all behind it add may still be enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from knowledge.index import Index, Places, Sought, Values
from knowledge.rows import Numbers, added

_FIRST = 1 << 13  # postings, by which the first rows are known
_FIRST_ROWS = 600  # postings of the best of them, whose scores tell what it takes
_UNREAD = 0.4  # of what is wanted may stand in columns that are not read
_HEAVIEST = 6  # columns; looked at before the others of those that were not read
_NONE = np.zeros(0, dtype=np.int64)
_MANY = 4 * _FIRST_ROWS
_SLACK = 1e-5  # what sums of single precision may be off by
_EASE = np.float32(_SLACK)


@dataclass(frozen=True, slots=True)
class Search:
    """What one question seeks in an index, by columns in the order of what they may add for each posting.

    `rest[i]` is what the columns from the i-th on may add together.
    """

    index: Index
    sought: Sought
    columns: Places
    values: Values
    lengths: Places
    rest: Values

    @classmethod
    def of(cls, index: Index, sought: Sought) -> Search:
        """Puts the columns in order."""
        lengths = index.starts.take(sought.columns + 1) - index.starts.take(sought.columns)
        order = np.argsort(lengths / sought.values, kind="stable")
        values = sought.values[order].astype(np.float32)
        rest = np.append(values[::-1].cumsum()[::-1], np.float32(0))
        return cls(index, sought, sought.columns[order], values, lengths[order], rest)

    def scores(self, rows: Places) -> Values:
        """The scores of rows, from all the columns that they hold."""
        values = np.zeros(len(self.index.weights))
        values[self.sought.columns] = self.sought.values
        starts = self.index.rows.starts
        lengths = starts.take(rows + 1) - starts.take(rows)
        scored = added(values.take(self.index.rows.held_by(rows)), lengths).astype(np.float32)
        if self.sought.alike:
            scored /= self.index.norms.take(rows)
        return scored

    def rows(self, limit: float, least: int, owners: int) -> Places:
        """The rows that may reach a limit and be among so many of the best, or of so many best owners'.

        Without a limit a first look tells one.
        """
        ends = np.zeros(len(self.columns), dtype=np.int64)
        with lent(self.index) as sums:
            if not limit:
                ends[: int(self.lengths.cumsum().searchsorted(max(_FIRST, len(self.index) // 32))) + 1] = len(self.index)
                limit = self._limit(sums, self._add(sums, ends, 0), ends, least, owners)
            first = int(np.count_nonzero(ends))
            ends[first:] = self._ends(limit * _UNREAD)[first:]
            self._add(sums, ends, first)
            met = np.concatenate([_NONE, *self._postings(self._ends(limit), 0)])
            places = self._sifted(sums, met, ends, limit, least, owners)
        return self.index.by_norm.take(places)

    def _ends(self, limit: float) -> Places:
        """For each column the place from which on it and all behind it add less than a limit."""
        limit = max(limit, _SLACK)
        if self.sought.alike:
            return self.index.ascending.searchsorted(self.rest[:-1] / np.float32(limit), "right")
        return np.where(self.rest[:-1] >= limit, len(self.index), 0)

    def _postings(self, ends: Places, first: int) -> list[Numbers]:
        """The postings of the columns from the first on, each up to its end."""
        found = []
        starts = self.index.starts.take(self.columns[first:]).tolist()
        lengths, every = self.lengths[first:].tolist(), len(self.index)
        for start, length, end in zip(starts, lengths, ends[first:].tolist(), strict=True):
            if not end:
                break
            postings = self.index.numbers[start : start + length]
            found.append(postings if end >= every else postings[: postings.searchsorted(np.int32(end))])
        return found

    def _add(self, sums: Values, ends: Places, first: int) -> Places:
        """Adds up what the columns from the first on have before their ends; these postings."""
        found = self._postings(ends, first)
        numbers = np.concatenate([_NONE, *found])
        values = self.values[first : first + len(found)].repeat(list(map(len, found)))
        np.add.at(sums, numbers, values)  # quicker than bincount here
        return numbers

    def _limit(self, sums: Values, met: Places, ends: Places, least: int, owners: int) -> float:
        """What the last row that is wanted has at least, by some that were met and are among the best."""
        reached = sums.take(met)
        reached /= self._norms(met)
        return self._last(sums, _best(met, reached), ends, least, owners)

    def _last(self, sums: Values, places: Places, ends: Places, least: int, owners: int) -> float:
        """What the last row that is wanted has at least, if it is one of these."""
        unread = self._marked(ends)
        held = self.index.marks.held(places, self.columns[unread])
        held &= places[:, np.newaxis] >= ends[unread]
        scored = (sums.take(places) + held.astype(np.float32) @ self.values[unread]) / self._norms(places)
        return last_wanted(self.index.owner_of[self.index.by_norm[places]], scored, least, owners) - _SLACK

    def _marked(self, ends: Places) -> Places:
        """The columns that were not read to their end and are marked, those that add most in front."""
        unread = (ends < len(self.index)).nonzero()[0]
        unread = unread[self.index.marks.known(self.columns[unread])]
        return unread[np.argsort(-self.values[unread], kind="stable")]

    def _sifted(
        self, sums: Values, met: Places, ends: Places, limit: float, least: int, owners: int
    ) -> Places:
        """Of the places that were met those that may reach a limit, each once."""
        unread = np.float32(limit * _UNREAD)  # for each part of a norm
        norms = self._norms(met)
        reached = sums.take(met)
        keep = (reached >= norms * np.float32(limit - unread) - _EASE).nonzero()[0]
        met = met.take(keep)
        if len(met) > _MANY:
            best = _best(met, reached.take(keep) / norms.take(keep))
            limit = max(limit, self._last(sums, best, ends, least, owners))
        places = _each_once(met)
        norms = self._norms(places)
        may = sums.take(places) + norms * unread
        marked = self._marked(ends)
        for some in ([], marked[:_HEAVIEST], marked[_HEAVIEST:]):
            if len(some):
                lacking = ~self.index.marks.held(places, self.columns[some])
                lacking &= places[:, np.newaxis] >= ends[some]
                may -= lacking.astype(np.float32) @ self.values[some]
            keep = (may >= norms * np.float32(limit) - _EASE).nonzero()[0]
            places, may, norms = places.take(keep), may.take(keep), norms.take(keep)
        return places

    def _norms(self, places: Places) -> Values:
        """What the sums at these places are divided by."""
        if self.sought.alike:
            return self.index.ascending.take(places)
        return np.ones(len(places), dtype=np.float32)


@contextmanager
def lent(index: Index) -> Iterator[Values]:
    """A zero for each row, to add up in: one used before, if no other thread has it."""
    try:
        sums = index.idle.pop()
    except IndexError:
        sums = np.zeros(len(index), dtype=np.float32)
    yield sums
    sums.fill(0)
    index.idle.append(sums)


def _best(places: Places, scored: Values) -> Places:
    """Some of the best places, each once."""
    if len(places) > _FIRST_ROWS:
        places = places[np.argpartition(scored, -_FIRST_ROWS)[-_FIRST_ROWS:]]
    return _each_once(places)


def _each_once(places: Places) -> Places:
    """These places, ascending."""
    places = np.sort(places)
    new = np.ones(len(places), dtype=np.bool_)
    np.not_equal(places[1:], places[:-1], out=new[1:])
    return places[new]


def last_wanted(owners_of: Numbers, scored: Values, least: int, owners: int) -> float:
    """The score of the last of the best rows that is wanted; 0 when there are too few."""
    order = np.argsort(-scored, kind="stable")
    met: set[int] = set()
    for many, owner in enumerate(owners_of[order].tolist(), 1):
        met.add(owner)
        if many >= least and len(met) >= owners:
            return float(scored[order[many - 1]])
    return 0.0


def firsts(numbers: Numbers | Places) -> Places:
    """Where in a row of numbers of which equal ones stand together each begins."""
    changes = np.flatnonzero(numbers[1:] != numbers[:-1]) + 1
    return np.concatenate((np.zeros(min(len(numbers), 1), dtype=np.int64), changes))
