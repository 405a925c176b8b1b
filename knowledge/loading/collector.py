"""Pausing the garbage collector while many objects without reference cycles are created."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused(*, for_good: bool = False) -> Iterator[None]:
    """Disables garbage collection in its body.

    Args:
        for_good: whether all objects alive at the end are exempted from later collections too (`gc.freeze`).
            Only for what a process loads at its start: cycles among frozen objects are never freed,
            including those of unrelated code.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if for_good:
            gc.freeze()
        if enabled:
            gc.enable()
