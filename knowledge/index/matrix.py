"""Weighed tokens of many texts as arrays, so that an index is made without a loop over its postings."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np

from knowledge.index.arrays import ColumnArray, Float64Array, Int32Array, Int64Array
from knowledge.index.tokens import Tokens


@dataclass(frozen=True, slots=True)
class TokenMatrix:
    """One row a text, all one behind the other: row i reaches from `starts[i]` to `starts[i + 1]`.

    A row holds the numbers of columns; a column is a token with one of the few weights that it has in texts.
    `columns` numbers every one that was ever met here; some may stand in no row any more.
    """

    columns: dict[tuple[str, float], int]
    held: ColumnArray
    starts: Int64Array

    def __len__(self) -> int:
        return len(self.starts) - 1

    def held_by(self, rows: Int32Array | Int64Array) -> ColumnArray:
        """The columns of these rows, one row behind the other."""
        starts = self.starts.take(rows)
        return self.held.take(concat_ranges(starts, self.starts.take(rows + 1) - starts))


EMPTY_MATRIX = TokenMatrix({}, np.zeros(0, np.uint16), np.zeros(1, np.int64))


class TokenMatrixBuilder:
    """Rows in the making: texts are numbered as they come, so that their tokens need not be kept."""

    def __init__(self, before: TokenMatrix = EMPTY_MATRIX) -> None:
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

    def rows(self) -> TokenMatrix:
        """All rows, in their order."""
        before = self._before
        if self._pieces == [range(len(before))]:
            return before
        pieces = [_taken(before, p) if isinstance(p, range) else _made(*p) for p in self._pieces]
        held: ColumnArray = np.concatenate(
            [EMPTY_MATRIX.held, *(held for held, _ in pieces)], dtype=np.uint32
        )
        return TokenMatrix(
            columns=self._columns,
            held=held.astype(np.uint16) if len(self._columns) <= 1 << 16 else held,
            starts=np.cumsum(np.concatenate([np.zeros(1, np.int64), *(lengths for _, lengths in pieces)])),
        )


def build_matrix(texts: Iterable[Tokens | range], before: TokenMatrix = EMPTY_MATRIX) -> TokenMatrix:
    """Rows of texts, in their order; a range stands for rows that are taken over from before."""
    growing = TokenMatrixBuilder(before)
    for text in texts:
        growing.add(text)
    return growing.rows()


Piece = tuple[ColumnArray, Int64Array]


def _taken(before: TokenMatrix, rows: range) -> Piece:
    lengths = np.diff(before.starts[rows.start : rows.stop + 1])
    return before.held[before.starts[rows.start] : before.starts[rows.stop]], lengths


def _made(columns: array[int], lengths: array[int]) -> Piece:
    return np.frombuffer(columns, np.uint32), np.frombuffer(lengths, np.int64)


def consecutive_ranges(lengths: Iterable[int]) -> list[range]:
    """Ranges of these lengths, one behind the other."""
    ends = list(accumulate(lengths, initial=0))
    return [range(start, end) for start, end in pairwise(ends)]


def concat_ranges(starts: Int64Array, lengths: Int64Array) -> Int64Array:
    """The numbers in runs that begin here and are so long, one behind the other."""
    ends = lengths.cumsum()
    numbers = np.arange(ends[-1] if len(ends) else 0)
    numbers += (starts - ends + lengths).repeat(lengths)
    return numbers


def segment_sums(values: Float64Array, lengths: Int64Array) -> Float64Array:
    """The sum of each run of values, runs of these lengths standing one behind the other."""
    sums = np.zeros(len(lengths))
    held = np.flatnonzero(lengths)
    if len(held):
        sums[held] = np.add.reduceat(values, (lengths.cumsum() - lengths)[held])
    return sums
