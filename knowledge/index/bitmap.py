"""Bitmaps of the most frequent columns of an index, which replace reading their long posting lists."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.index.arrays import BoolArray, Int32Array, Int64Array

_MOST = 1024  # columns; a row then has 128 bytes
_COMMON = 1 / 128  # of all rows: postings of columns that fewer hold are quickly read
_NONE = -1


@dataclass(frozen=True, slots=True)
class ColumnBitmap:
    """A bit for each row and frequent column: whether the row holds the column.

    Attributes:
        slots: the bit number of each column; -1 for a column without one (columns).
        bits: the bits of the row at each position, eight a byte (rows × bytes).
    """

    slots: Int32Array
    bits: NDArray[np.uint8]

    def covers(self, columns: Int64Array) -> BoolArray:
        """Whether each of these columns has a bit."""
        covered: BoolArray = self.slots.take(columns) != _NONE
        return covered

    def contains(self, positions: Int64Array, columns: Int64Array) -> BoolArray:
        """Whether the row at each position holds each of these columns, which must have a bit.

        Returns:
            A boolean array (positions × columns).
        """
        slots = self.slots.take(columns)
        bits = self.bits.take(positions, axis=0).take(slots >> 3, axis=1)
        contained: BoolArray = (bits & (1 << (slots & 7)).astype(np.uint8)) != 0
        return contained


def build_bitmap(starts: Int64Array, postings: Int32Array, rows: int) -> ColumnBitmap:
    """The bitmap of the most frequent columns, those that more than 1 in 128 rows hold, at most 1,024.

    Args:
        starts: where the postings of each column begin, and the total length last (columns + 1).
        postings: the row positions of all columns, concatenated.
        rows: the number of rows.
    """
    lengths = np.diff(starts)
    order = np.argsort(-lengths, kind="stable")[:_MOST]
    frequent = order[lengths[order] > rows * _COMMON]
    slots = np.full(len(starts), _NONE, dtype=np.int32)
    slots[frequent] = np.arange(len(frequent))
    bits = np.zeros((rows, (len(frequent) + 7) // 8), dtype=np.uint8)
    for slot, column in enumerate(frequent.tolist()):
        holders = postings[starts[column] : starts[column + 1]]
        bits[holders, slot >> 3] |= np.uint8(1 << (slot & 7))
    return ColumnBitmap(slots, bits)
