"""What entries say, put into rows as they are read: their tokens as they come would fill the memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from knowledge.derived.reading import ReadEntry, Reading
from knowledge.index.arrays import Int32Array
from knowledge.index.candidates import Finder
from knowledge.index.index import reuse_or_build
from knowledge.index.matrix import EMPTY_MATRIX, TokenMatrixBuilder, consecutive_ranges


class Gathering:
    """Entries as read, one after the other; `held` are all of them, `anew` the numbers of those that are new.

    Of the entries `before`, the rows that they have in the finder before are taken over.
    """

    def __init__(self, before: Sequence[ReadEntry], finder: Finder | None) -> None:
        self.held: list[ReadEntry] = []
        self.anew: list[int] = []
        self._before = finder
        self._asked = consecutive_ranges(len(entry.asked) for entry in before)
        self._refused = consecutive_ranges(len(entry.profile.entry.not_for) for entry in before)
        self._phrasings = TokenMatrixBuilder(finder.phrasings.rows if finder else EMPTY_MATRIX)
        self._texts = TokenMatrixBuilder(finder.texts.rows if finder else EMPTY_MATRIX)
        self._counter_examples = TokenMatrixBuilder(finder.counter_examples.rows if finder else EMPTY_MATRIX)

    def add(self, read: Reading) -> None:
        """One more entry."""
        told = read.told
        for text in read.phrasings if read.asked is None else (self._asked[read.asked],):
            self._phrasings.add(text)
        self._texts.add(read.texts if told is None else range(told, told + 1))
        for text in read.counter_examples if told is None else (self._refused[told],):
            self._counter_examples.add(text)
        if told is None:
            self.anew.append(len(self.held))
        self.held.append(read.entry)

    def finder(self) -> Finder:
        """The finder over all that was read."""
        before = self._before
        refused = (len(entry.profile.entry.not_for) for entry in self.held)
        return Finder(
            phrasings=reuse_or_build(
                self._phrasings.rows(),
                _owners(len(entry.asked) for entry in self.held),
                before.phrasings if before else None,
            ),
            texts=reuse_or_build(
                self._texts.rows(), _owners(1 for _ in self.held), before.texts if before else None
            ),
            counter_examples=reuse_or_build(
                self._counter_examples.rows(), _owners(refused), before.counter_examples if before else None
            ),
            entries=len(self.held),
        )


def _owners(texts: Iterable[int]) -> Int32Array:
    """The number of each entry as often as it has texts."""
    counts = list(texts)
    return np.repeat(np.arange(len(counts), dtype=np.int32), counts)
