"""The scores of an index's rows for one question: of all of them, or of those alone that come to matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np

from knowledge.index import Index, Places, Sought, Values
from knowledge.rows import Numbers, added, stretches

_PRUNED = 6_000_000  # postings; an index with fewer is quicker added up as a whole
_FIRST_SHARE, _LAST_SHARE = 0.7, 0.01  # of the best score, above which rows are looked at
_FIRST_LOOK, _LAST_LOOK = 1 << 15, 1 << 18  # postings
_FIRST_SCORED, _LAST_SCORED = 1_000, 16_000  # postings of the best rows, whose rows are scored as a whole
_SLACK = 1e-5  # what a sum of single precision may be off by


class Scores(Protocol):
    """How well each row of an index fits a question."""

    def at(self, rows: Places | Numbers) -> Values:
        """The scores of these rows."""

    def two_best(self) -> tuple[float, float]:
        """The best score of any row, and before it the next best; 0 where there is none."""

    def nearest(self, least: int, owners: int) -> Places:
        """The best rows, ascending: so many or more, the best ones of so many entries or more among them.

        All that score anything where there are fewer.
        """


def scores(index: Index, sought: Sequence[Sought]) -> Scores:
    """The scores of an index; that of a row is its best for any of these."""
    if len(index.numbers) < _PRUNED:
        return Everywhere.of(index, sought)
    return Pruned(index, sought)


@dataclass(frozen=True, slots=True)
class Everywhere:
    """The score of every row, added up posting by posting."""

    index: Index
    values: Values

    @classmethod
    def of(cls, index: Index, sought: Sequence[Sought]) -> Everywhere:
        """Adds up."""
        values = index.summed(sought[0])
        for one in sought[1:]:
            np.maximum(values, index.summed(one), out=values)
        return cls(index, values)

    def at(self, rows: Places | Numbers) -> Values:
        """The scores of these rows."""
        return self.values[rows]

    def two_best(self) -> tuple[float, float]:
        """The second and the first of all scores."""
        if not len(self.values):
            return 0.0, 0.0
        first = int(self.values.argmax())
        others = (self.values[:first], self.values[first + 1 :])
        return max(float(held.max(initial=0.0)) for held in others), float(self.values[first])

    def nearest(self, least: int, owners: int) -> Places:
        """The rows above a share of the best score: quicker than putting all in order."""
        best = float(self.values.max(initial=0.0))
        share = _FIRST_SHARE
        while share > _LAST_SHARE and best > 0:
            rows = (self.values >= best * share).nonzero()[0]
            if len(rows) >= least and len(firsts(self.index.owner_of[rows])) >= owners:
                return rows
            share *= share
        return np.flatnonzero(self.values > 0)


@dataclass(frozen=True, slots=True)
class Pruned:
    """The scores of a large index's best rows, found without adding up what most rows hold.

    After MaxScore (Turtle & Flood 1995): columns are taken in the order of how much they can add for each
    posting. As soon as the others together cannot lift a row above those that are wanted, no row that was
    not seen matters; those seen that still may are scored from all that they hold. No more than `_LAST_LOOK`
    postings are taken; a row that shares only what very many rows share may then be missed.
    """

    index: Index
    sought: Sequence[Sought]

    def at(self, rows: Places | Numbers) -> Values:
        """The scores of these rows, from the columns that they hold."""
        best: Values = np.maximum.reduce([_scored(self.index, one, rows) for one in self.sought])
        return best

    def two_best(self) -> tuple[float, float]:
        """The second and the first of the scores of the nearest rows."""
        second, first = sorted((0.0, 0.0, *self.at(self.nearest(2, 2)).tolist()))[-2:]
        return second, first

    def nearest(self, least: int, owners: int) -> Places:
        """The best rows for each that is sought."""
        found = [_nearest(self.index, one, least, owners) for one in self.sought]
        return np.unique(np.concatenate(found))


def _nearest(index: Index, sought: Sought, least: int, owners: int) -> Places:
    """The best rows for one that is sought: a first look tells what it takes, a second finds all."""
    lengths = index.holders[sought.columns]
    known, lengths = lengths > 0, lengths[lengths > 0]
    sought = Sought(sought.columns[known], sought.values[known], sought.alike)
    most = sought.values / index.lightest[sought.columns] if sought.alike else sought.values
    order = np.argsort(lengths / most, kind="stable")  # by what a column may add for each posting
    sought = Sought(sought.columns[order], sought.values[order], sought.alike)
    ends = lengths[order].cumsum()
    rest = np.append(most[order][::-1].cumsum()[::-1], 0.0)  # what all columns from there on may add
    first = int(ends.searchsorted(_FIRST_LOOK)) + 1
    look = _look(index, sought, first)
    rows = look.rows(0.0, _FIRST_SCORED)
    limit = _last_wanted(index.owner_of[rows], _scored(index, sought, rows), least, owners)
    needed = int(np.argmax(rest < limit)) if limit else len(ends)
    columns = min(needed, int(ends.searchsorted(_LAST_LOOK)))
    if columns > first:
        look = _look(index, sought, columns)
    rows = look.rows(limit - _SLACK, _LAST_SCORED)
    return rows[_scored(index, sought, rows) >= max(limit, _SLACK)]


class _Look(NamedTuple):
    """A row for each posting looked at: what it reaches by these columns, and may reach by all."""

    numbers: Places
    reached: Values
    may: Values

    def rows(self, limit: float, most: int) -> Places:
        """The rows that may reach a limit, ascending; of more than so many postings those that reach most."""
        held = self.may >= limit
        numbers, reached = self.numbers[held], self.reached[held]
        if len(reached) > most:
            numbers = numbers[reached >= np.partition(reached, -most)[-most]]
        rows = np.sort(numbers)
        return rows[firsts(rows)]


def _look(index: Index, sought: Sought, columns: int) -> _Look:
    """The rows that hold some of the first columns."""
    postings = [index.postings(column) for column in sought.columns[:columns]]
    numbers = np.concatenate([np.zeros(0, np.int64), *postings])
    values = sought.values.astype(np.float32)
    sums = np.zeros(len(index), dtype=np.float32)
    np.add.at(sums, numbers, values[:columns].repeat(list(map(len, postings))))  # quicker than bincount here
    reached = sums[numbers]
    may = reached + values[columns:].sum()
    if sought.alike:
        shares = 1 / index.norms[numbers]
        reached *= shares
        may *= shares
    return _Look(numbers, reached, may)


def _last_wanted(owners_of: Numbers, scored: Values, least: int, owners: int) -> float:
    """The score of the last of the best rows that is wanted; 0 when there are too few."""
    order = np.argsort(-scored, kind="stable")
    firsts = np.sort(np.unique(owners_of[order], return_index=True)[1])
    if len(order) < least or len(firsts) < owners:
        return 0.0
    return float(scored[order[max(least - 1, int(firsts[owners - 1]))]])


def _scored(index: Index, sought: Sought, rows: Places | Numbers) -> Values:
    """The scores of rows by what each of them holds."""
    values = np.zeros(len(index.weights))
    values[sought.columns] = sought.values
    starts = index.rows.starts[rows]
    lengths = index.rows.starts[rows + 1] - starts
    scored = added(values[index.rows.held[stretches(starts, lengths)]], lengths).astype(np.float32)
    if sought.alike:
        scored /= index.norms[rows]
    return scored


def firsts(numbers: Numbers | Places) -> Places:
    """Where in a row of numbers of which equal ones stand together each begins."""
    changes = np.flatnonzero(numbers[1:] != numbers[:-1]) + 1
    return np.concatenate((np.zeros(min(len(numbers), 1), dtype=np.int64), changes))
