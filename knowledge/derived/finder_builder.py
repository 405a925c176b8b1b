"""Builds the finder's token matrices entry by entry, so that all tokens never stand in memory at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import is_

import numpy as np

from knowledge.derived.read_entries import ReadEntry, TokenisedEntry
from knowledge.index.arrays import Int32Array
from knowledge.index.candidates import Finder, stack_of
from knowledge.index.index import Index, reuse_or_build
from knowledge.index.matrix import EMPTY_MATRIX, TokenMatrixBuilder, consecutive_ranges
from knowledge.index.stack import IndexStack
from knowledge.index.tokens import Tokens


class FinderBuilder:
    """Collects tokenised entries and builds the finder over them.

    The matrix rows of entries that did not change are copied from the finder of the previous version.

    Args:
        before: the entries of the previous version, in its order; empty without one.
        finder: the finder of the previous version; None without one.

    Attributes:
        entries: all entries added so far; an entry's number is its position here.
        new_entries: the numbers of those that were not taken over from the previous version.
    """

    def __init__(self, before: Sequence[ReadEntry], finder: Finder | None) -> None:
        self.entries: list[ReadEntry] = []
        self.new_entries: list[int] = []
        self._before = finder
        self._phrasing_ranges = consecutive_ranges(len(entry.phrasings) for entry in before)
        self._counter_example_ranges = consecutive_ranges(
            len(entry.profile.entry.not_for) for entry in before
        )
        self._phrasings = TokenMatrixBuilder(finder.phrasings.matrix if finder else EMPTY_MATRIX)
        self._texts = TokenMatrixBuilder(finder.texts.matrix if finder else EMPTY_MATRIX)
        self._counter_examples = TokenMatrixBuilder(
            finder.counter_examples.matrix if finder else EMPTY_MATRIX
        )

    def add(self, tokenised: TokenisedEntry) -> None:
        """Adds an entry."""
        reused = tokenised.reused_from
        for text in self._phrasing_rows(tokenised):
            self._phrasings.add(text)
        self._texts.add(tokenised.texts if reused is None else range(reused, reused + 1))
        for text in tokenised.counter_examples if reused is None else (self._counter_example_ranges[reused],):
            self._counter_examples.add(text)
        if reused is None:
            self.new_entries.append(len(self.entries))
        self.entries.append(tokenised.entry)

    def _phrasing_rows(self, tokenised: TokenisedEntry) -> Sequence[Tokens | range]:
        """The phrasings of an entry: their tokens, or the range of their rows in the previous version."""
        if tokenised.phrasings_from is None:
            return tokenised.phrasings
        return (self._phrasing_ranges[tokenised.phrasings_from],)

    def finder(self) -> Finder:
        """The finder over all entries added."""
        before = self._before
        phrasings = _owners(len(entry.phrasings) for entry in self.entries)
        texts = _owners(1 for _ in self.entries)
        counter_examples = _owners(len(entry.profile.entry.not_for) for entry in self.entries)
        indexes = (
            reuse_or_build(self._phrasings.rows(), phrasings, before.phrasings if before else None),
            reuse_or_build(self._texts.rows(), texts, before.texts if before else None),
            reuse_or_build(
                self._counter_examples.rows(), counter_examples, before.counter_examples if before else None
            ),
        )
        return Finder(*indexes, entries=len(self.entries), stack=self._stack(*indexes))

    def _stack(self, *indexes: Index) -> IndexStack | None:
        """The stack of these indexes; that of the previous version if it had the same."""
        before = self._before
        known = (before.phrasings, before.texts, before.counter_examples) if before else ()
        if before and all(map(is_, indexes, known)):
            return before.stack
        return stack_of(*indexes)


def _owners(texts: Iterable[int]) -> Int32Array:
    """The entry of each text, given the number of texts of each entry."""
    counts = list(texts)
    return np.repeat(np.arange(len(counts), dtype=np.int32), counts)
