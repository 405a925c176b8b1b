"""Weighed tokens of many texts as arrays, so that an index is made without a loop over its postings."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from knowledge.index.tokens import Tokens

Numbers = NDArray[np.int32]
Columns = NDArray[np.uint16] | NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Rows:
    """One row a text, all one behind the other: row i reaches from `starts[i]` to `starts[i + 1]`.

    A row holds the numbers of columns; a column is a token with one of the few weights that it has in texts.
    `columns` numbers every one that was ever met here; some may stand in no row any more.
    """

    columns: dict[tuple[str, float], int]
    held: Columns
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def held_by(self, rows: Numbers | NDArray[np.int64]) -> Columns:
        """The columns of these rows, one row behind the other."""
        starts = self.starts.take(rows)
        return self.held.take(runs(starts, self.starts.take(rows + 1) - starts))


NONE = Rows({}, np.zeros(0, np.uint16), np.zeros(1, np.int64))


class GrowingRows:
    """Rows in the making: texts are numbered as they come, so that their tokens need not be kept."""

    def __init__(self, before: Rows = NONE) -> None:
        self._before = before
        self._columns = dict(before.columns)
        self._pieces: list[range | tuple[array[int], array[int]]] = []  # of new rows: columns, lengths

    def add(self, text: Tokens | range) -> None:
        """One more row; a range stands for rows that are taken over from before.

        Neighbouring ranges become one, neighbouring new rows too: few pieces are quickly put together.
        """
        last = self._pieces[-1] if self._pieces else None
        if isinstance(text, range):
            if isinstance(last, range) and last.stop == text.start:
                self._pieces[-1] = range(last.start, text.stop)
            else:
                self._pieces.append(text)
            return
        if not isinstance(last, tuple):
            last = array("I"), array("q")
            self._pieces.append(last)
        columns = self._columns
        last[0].extend([columns.setdefault(held, len(columns)) for held in text.items()])
        last[1].append(len(text))

    def rows(self) -> Rows:
        """All rows, in their order."""
        before = self._before
        if self._pieces == [range(len(before))]:
            return before
        pieces = [_taken(before, p) if isinstance(p, range) else _made(*p) for p in self._pieces]
        held: Columns = np.concatenate([NONE.held, *(held for held, _ in pieces)], dtype=np.uint32)
        return Rows(
            columns=self._columns,
            held=held.astype(np.uint16) if len(self._columns) <= 1 << 16 else held,
            starts=np.cumsum(np.concatenate([np.zeros(1, np.int64), *(lengths for _, lengths in pieces)])),
        )


def rows_of(texts: Iterable[Tokens | range], before: Rows = NONE) -> Rows:
    """Rows of texts, in their order; a range stands for rows that are taken over from before."""
    growing = GrowingRows(before)
    for text in texts:
        growing.add(text)
    return growing.rows()


Piece = tuple[Columns, NDArray[np.int64]]


def _taken(before: Rows, rows: range) -> Piece:
    lengths = np.diff(before.starts[rows.start : rows.stop + 1])
    return before.held[before.starts[rows.start] : before.starts[rows.stop]], lengths


def _made(columns: array[int], lengths: array[int]) -> Piece:
    return np.frombuffer(columns, np.uint32), np.frombuffer(lengths, np.int64)


def spans(lengths: Iterable[int]) -> list[range]:
    """Ranges of these lengths, one behind the other."""
    ends = list(accumulate(lengths, initial=0))
    return [range(start, end) for start, end in pairwise(ends)]


def runs(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers in runs that begin here and are so long, one behind the other."""
    ends = lengths.cumsum()
    numbers = np.arange(ends[-1] if len(ends) else 0)
    numbers += (starts - ends + lengths).repeat(lengths)
    return numbers


def added(values: NDArray[np.float64], lengths: NDArray[np.int64]) -> NDArray[np.float64]:
    """The sum of each run of values, runs of these lengths standing one behind the other."""
    sums = np.zeros(len(lengths))
    held = np.flatnonzero(lengths)
    if len(held):
        sums[held] = np.add.reduceat(values, (lengths.cumsum() - lengths)[held])
    return sums
