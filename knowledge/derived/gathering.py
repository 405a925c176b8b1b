"""What entries say, put into rows as they are read: their tokens as they come would fill the memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from knowledge.derived.reading import ReadEntry, Reading
from knowledge.index.candidates import Finder
from knowledge.index.index import renewed
from knowledge.index.rows import NONE, GrowingRows, Numbers, spans


class Gathering:
    """Entries as read, one after the other; `held` are all of them, `anew` the numbers of those that are new.

    Of the entries `before`, the rows that they have in the finder before are taken over.
    """

    def __init__(self, before: Sequence[ReadEntry], finder: Finder | None) -> None:
        self.held: list[ReadEntry] = []
        self.anew: list[int] = []
        self._before = finder
        self._asked = spans(len(entry.asked) for entry in before)
        self._refused = spans(len(entry.profile.entry.not_for) for entry in before)
        self._phrasings = GrowingRows(finder.phrasings.rows if finder else NONE)
        self._texts = GrowingRows(finder.texts.rows if finder else NONE)
        self._counter_examples = GrowingRows(finder.counter_examples.rows if finder else NONE)

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
            phrasings=renewed(
                self._phrasings.rows(),
                _owners(len(entry.asked) for entry in self.held),
                before.phrasings if before else None,
            ),
            texts=renewed(
                self._texts.rows(), _owners(1 for _ in self.held), before.texts if before else None
            ),
            counter_examples=renewed(
                self._counter_examples.rows(), _owners(refused), before.counter_examples if before else None
            ),
            entries=len(self.held),
        )


def _owners(texts: Iterable[int]) -> Numbers:
    """The number of each entry as often as it has texts."""
    counts = list(texts)
    return np.repeat(np.arange(len(counts), dtype=np.int32), counts)
