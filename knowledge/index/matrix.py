"""Sparse matrices of texts × weighted tokens, built as arrays rather than posting by posting."""

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
    """A sparse binary matrix in CSR layout: a row for each text, a column for each (token, weight) pair.

    A token has only a few different weights in texts, so each pair is a column of its own.

    Attributes:
        columns: the number of each column; columns of earlier versions stay, even if no row holds them.
        indices: the columns of all rows, concatenated in row order.
        starts: where each row begins in `indices`, and the total length last (rows + 1).
    """

    columns: dict[tuple[str, float], int]
    indices: ColumnArray
    starts: Int64Array

    def __len__(self) -> int:
        return len(self.starts) - 1

    def columns_of(self, rows: Int32Array | Int64Array) -> ColumnArray:
        """The columns of these rows, concatenated in the order of `rows`."""
        starts = self.starts.take(rows)
        return self.indices.take(concat_ranges(starts, self.starts.take(rows + 1) - starts))


EMPTY_MATRIX = TokenMatrix({}, np.zeros(0, np.uint16), np.zeros(1, np.int64))


class TokenMatrixBuilder:
    """Builds a matrix text by text; only column numbers are kept, not the tokens themselves.

    Args:
        before: the matrix of the previous version, from which rows may be copied and whose column numbers
            are kept.
    """

    def __init__(self, before: TokenMatrix = EMPTY_MATRIX) -> None:
        self._before = before
        self._columns = dict(before.columns)
        self._pieces: list[range | tuple[array[int], array[int]]] = []  # of new rows: columns, lengths

    def add(self, text: Tokens | range) -> None:
        """Appends a row for a text, or copies a range of rows of the previous matrix.

        Adjacent ranges are merged, and so are adjacent new rows: few pieces are concatenated faster.
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
        last[0].extend([columns.setdefault(weighted, len(columns)) for weighted in text.items()])
        last[1].append(len(text))

    def rows(self) -> TokenMatrix:
        """The matrix of all rows added; the previous matrix itself if all of its rows and no others were."""
        before = self._before
        if self._pieces == [range(len(before))]:
            return before
        pieces = [_copied(before, p) if isinstance(p, range) else _new(*p) for p in self._pieces]
        indices: ColumnArray = np.concatenate(
            [EMPTY_MATRIX.indices, *(columns for columns, _ in pieces)], dtype=np.uint32
        )
        return TokenMatrix(
            columns=self._columns,
            indices=indices.astype(np.uint16) if len(self._columns) <= 1 << 16 else indices,
            starts=np.cumsum(np.concatenate([np.zeros(1, np.int64), *(lengths for _, lengths in pieces)])),
        )


def build_matrix(texts: Iterable[Tokens | range], before: TokenMatrix = EMPTY_MATRIX) -> TokenMatrix:
    """The matrix of texts, in their order; a range copies those rows of the matrix `before`."""
    growing = TokenMatrixBuilder(before)
    for text in texts:
        growing.add(text)
    return growing.rows()


_Piece = tuple[ColumnArray, Int64Array]  # columns of some rows, and the length of each row


def _copied(before: TokenMatrix, rows: range) -> _Piece:
    lengths = np.diff(before.starts[rows.start : rows.stop + 1])
    return before.indices[before.starts[rows.start] : before.starts[rows.stop]], lengths


def _new(columns: array[int], lengths: array[int]) -> _Piece:
    return np.frombuffer(columns, np.uint32), np.frombuffer(lengths, np.int64)


def consecutive_ranges(lengths: Iterable[int]) -> list[range]:
    """Consecutive ranges from 0 with these lengths: 2, 3 -> range(0, 2), range(2, 5)."""
    ends = list(accumulate(lengths, initial=0))
    return [range(start, end) for start, end in pairwise(ends)]


def concat_ranges(starts: Int64Array, lengths: Int64Array) -> Int64Array:
    """The concatenation of `range(start, start + length)` for each pair of these arrays (int64)."""
    ends = lengths.cumsum()
    numbers = np.arange(ends[-1] if len(ends) else 0)
    numbers += (starts - ends + lengths).repeat(lengths)
    return numbers


def segment_sums(values: Float64Array, lengths: Int64Array) -> Float64Array:
    """The sum of each of the consecutive segments with these lengths; 0 for an empty segment (float64)."""
    sums = np.zeros(len(lengths))
    filled = np.flatnonzero(lengths)
    if len(filled):
        sums[filled] = np.add.reduceat(values, (lengths.cumsum() - lengths)[filled])
    return sums
