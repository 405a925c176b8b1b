"""The garbage collector, which only costs time while a million small objects without cycles are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused(*, for_good: bool = False) -> Iterator[None]:
    """Nothing is collected meanwhile; what is loaded for good is not looked at later either.

    For good is only what a process starts with: whatever is frozen keeps its cycles for ever, those of
    others too that were alive at that moment.
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
