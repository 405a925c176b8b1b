"""Which of an index's most common columns each row holds: a bit each, so that their postings need no look."""

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
    """`bits[p]` tells of the row at place p, `slots[c]` which of its bits stands for column c: -1, none."""

    slots: Int32Array
    bits: NDArray[np.uint8]

    def known(self, columns: Int64Array) -> BoolArray:
        """Which of these columns have a bit."""
        known: BoolArray = self.slots.take(columns) != _NONE
        return known

    def held(self, places: Int64Array, columns: Int64Array) -> BoolArray:
        """For each of these places which of these columns, all with a bit, its row holds."""
        slots = self.slots.take(columns)
        bits = self.bits.take(places, axis=0).take(slots >> 3, axis=1)
        held: BoolArray = (bits & (1 << (slots & 7)).astype(np.uint8)) != 0
        return held


def build_bitmap(starts: Int64Array, numbers: Int32Array, rows: int) -> ColumnBitmap:
    """The marks of the columns whose postings are these: of the most common ones, if they are common."""
    lengths = np.diff(starts)
    order = np.argsort(-lengths, kind="stable")[:_MOST]
    marked = order[lengths[order] > rows * _COMMON]
    slots = np.full(len(starts), _NONE, dtype=np.int32)
    slots[marked] = np.arange(len(marked))
    bits = np.zeros((rows, (len(marked) + 7) // 8), dtype=np.uint8)
    for slot, column in enumerate(marked.tolist()):
        held = numbers[starts[column] : starts[column + 1]]
        bits[held, slot >> 3] |= np.uint8(1 << (slot & 7))
    return ColumnBitmap(slots, bits)
