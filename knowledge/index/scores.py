"""The scores of an index's rows for one question: of all of them, or of those alone that come to matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np

from knowledge.index.index import Index, Places, Sought, Values
from knowledge.index.marks import Flags
from knowledge.index.pruning import Search, Wanted
from knowledge.index.rows import Numbers

_PRUNED = 1_000_000  # postings; an index with fewer is quicker added up as a whole
_FIRST_SHARE, _LAST_SHARE = 0.7, 0.01  # of the best score, above which rows are looked at
_SLACK = 1e-5  # what sums of single precision may be off by


class Nearest(NamedTuple):
    """Rows, ascending, and their scores."""

    rows: Places
    scores: Values


class Scores(Protocol):
    """How well each row of an index fits a question."""

    def at(self, rows: Places | Numbers) -> Values:
        """The scores of these rows."""

    def nearest(self, least: int, owners: int, limit: float = 0.0) -> Nearest:
        """The best rows: so many or more, the best ones of so many entries or more among them.

        All that score anything where there are fewer. Rows below a limit may be left out.
        """


def scores(index: Index, sought: Sequence[Sought]) -> Scores:
    """The scores of an index; that of a row is its best for any of these."""
    if len(index.numbers) < _PRUNED:
        return Everywhere.of(index, sought)
    return Pruned.of(index, sought)


@dataclass(frozen=True, slots=True)
class Everywhere:
    """The score of every row, added up posting by posting."""

    index: Index
    values: Values

    @classmethod
    def of(cls, index: Index, sought: Sequence[Sought]) -> Everywhere:
        """The scores of all rows, each the best for any of what is sought."""
        return cls(index, index.summed(*sought))

    def at(self, rows: Places | Numbers) -> Values:
        """The scores of these rows."""
        return self.values[rows]

    def nearest(self, least: int, owners: int, limit: float = 0.0) -> Nearest:
        """The rows above a share of the best score: quicker than putting all in order."""
        best = float(self.values.max(initial=0.0))
        share = _FIRST_SHARE
        while share > _LAST_SHARE and best > 0:
            rows = (self.values >= best * share).nonzero()[0]
            if len(rows) >= least and np.count_nonzero(_begins(self.index.owner_of[rows])) >= owners:
                return Nearest(rows, self.values[rows])
            share *= share
        rows = (self.values > 0).nonzero()[0]
        return Nearest(rows, self.values[rows])


@dataclass(frozen=True, slots=True)
class Pruned:
    """The scores of a large index's best rows, found without adding up what most rows hold."""

    index: Index
    searches: Sequence[Search]

    @classmethod
    def of(cls, index: Index, sought: Sequence[Sought]) -> Pruned:
        """A search for each of what is sought; rows are found when they are asked for."""
        return cls(index, [Search.of(index, one) for one in sought])

    def at(self, rows: Places | Numbers) -> Values:
        """The scores of these rows, from the columns that they hold."""
        best: Values = np.maximum.reduce([search.scores(rows) for search in self.searches])
        return best

    def nearest(self, least: int, owners: int, limit: float = 0.0) -> Nearest:
        """The best rows for each that is sought; what one has found is the least for those behind it."""
        wanted = Wanted(least, owners)
        rows, held = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        for search in self.searches:
            rows = np.unique(np.concatenate((rows, search.rows(max(limit - _SLACK, 0.0), wanted))))
            held = self.at(rows)
            limit = max(limit, wanted.last(self.index.owner_of[rows], held))
        near = held >= max(limit - _SLACK, _SLACK)
        return Nearest(rows[near], held[near])


def firsts(numbers: Numbers | Places) -> Places:
    """Where in a row of numbers of which equal ones stand together each begins."""
    return _begins(numbers).nonzero()[0]


def _begins(numbers: Numbers | Places) -> Flags:
    """Whether a number is another one than that before it."""
    begins = np.empty(len(numbers), dtype=np.bool_)
    begins[:1] = True
    np.not_equal(numbers[1:], numbers[:-1], out=begins[1:])
    return begins
