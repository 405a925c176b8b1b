"""Which common columns a row holds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.index import bitmap
from knowledge.index.bitmap import build_bitmap

ROWS = 40
COLUMNS = st.lists(st.sets(st.integers(0, ROWS - 1), min_size=1), min_size=1, max_size=20)


@given(COLUMNS)
def test_marks_tell_what_the_postings_tell(columns: list[set[int]]) -> None:
    starts = np.cumsum([0, *map(len, columns)])
    numbers = np.array([place for held in columns for place in sorted(held)], dtype=np.int32)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bitmap, "_COMMON", 0.25)
        patch.setattr(bitmap, "_MOST", 9)
        held = build_bitmap(starts, numbers, ROWS)
    known = np.flatnonzero(held.covers(np.arange(len(columns))))
    assert all(len(columns[column]) > ROWS / 4 for column in known)
    assert len(known) == min(sum(len(column) > ROWS / 4 for column in columns), 9)
    told = held.contains(np.arange(ROWS), known)
    assert told.tolist() == [[place in columns[column] for column in known] for place in range(ROWS)]
