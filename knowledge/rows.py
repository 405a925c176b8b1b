"""Weighed tokens of many texts as arrays, so that an index is made without a loop over its postings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Sized
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise

import numpy as np
from numpy.typing import NDArray

from knowledge.tokens import Tokens

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


NONE = Rows({}, np.zeros(0, np.uint16), np.zeros(1, np.int64))


def rows_of(texts: Iterable[Tokens | range], before: Rows = NONE) -> Rows:
    """Rows of texts, in their order; a range stands for rows that are taken over from before."""
    joined = _joined(texts)
    if joined == [range(len(before))]:
        return before
    columns = dict(before.columns)
    pieces = [
        _taken(before, piece) if isinstance(piece, range) else _numbered(piece, columns) for piece in joined
    ]
    lengths = [np.zeros(1, np.int64), *(lengths for _, lengths in pieces)]
    return Rows(
        columns=columns,
        held=np.concatenate([NONE.held, *(held for held, _ in pieces)], dtype=_type(columns), casting="unsafe"),
        starts=np.cumsum(np.concatenate(lengths)),
    )


def _type(columns: Sized) -> type[np.uint16] | type[np.uint32]:
    """The smallest type that holds the numbers of all columns."""
    return np.uint16 if len(columns) <= 1 << 16 else np.uint32


Piece = tuple[Columns, NDArray[np.int64]]


def _joined(texts: Iterable[Tokens | range]) -> Sequence[list[Tokens] | range]:
    """Neighbouring ranges as one, neighbouring new texts as one list: few pieces are quickly put together."""
    joined: list[list[Tokens] | range] = []
    for text in texts:
        last = joined[-1] if joined else None
        if isinstance(text, range) and isinstance(last, range) and last.stop == text.start:
            joined[-1] = range(last.start, text.stop)
        elif isinstance(text, range):
            joined.append(text)
        elif isinstance(last, list):
            last.append(text)
        else:
            joined.append([text])
    return joined


def _taken(before: Rows, rows: range) -> Piece:
    lengths = np.diff(before.starts[rows.start : rows.stop + 1])
    return before.held[before.starts[rows.start] : before.starts[rows.stop]], lengths


def _numbered(texts: Sequence[Tokens], columns: dict[tuple[str, float], int]) -> Piece:
    """New rows; a token with a weight not met before gets the next number."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    numbers = (columns.setdefault(held, len(columns)) for held in chain.from_iterable(t.items() for t in texts))
    return np.fromiter(numbers, np.uint32, int(lengths.sum())), lengths


def spans(lengths: Iterable[int]) -> list[range]:
    """Stretches of these lengths, one behind the other."""
    ends = list(accumulate(lengths, initial=0))
    return [range(start, end) for start, end in pairwise(ends)]


def stretches(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers in stretches that begin here and are so long, one behind the other."""
    ends = lengths.cumsum()
    numbers = np.arange(ends[-1] if len(ends) else 0)
    numbers += (starts - ends + lengths).repeat(lengths)
    return numbers


def added(values: NDArray[np.float64], lengths: NDArray[np.int64]) -> NDArray[np.float64]:
    """The sum of each stretch of values, stretches of these lengths standing one behind the other."""
    sums = np.zeros(len(lengths))
    held = np.flatnonzero(lengths)
    if len(held):
        sums[held] = np.add.reduceat(values, (lengths.cumsum() - lengths)[held])
    return sums
