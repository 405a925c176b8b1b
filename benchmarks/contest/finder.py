"""Finders of the contest: Anda or a peer, over the same questions of the same entries."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from benchmarks.peers.peer import Peer

_TIMED = 10  # texts, the usual first page of a search
_WIDER = 4


class Found(NamedTuple):
    """An entry by its number, with its score."""

    entry: int
    score: float


class Finder(Protocol):
    """Finds entries for a question."""

    def ask(self, question: str) -> object:
        """Answers a question: what a citizen waits for."""

    def entries(self, question: str, most: int) -> list[Found]:
        """The entries that fit best, best first."""


def timed(finder: Finder, question: str, most: int) -> tuple[list[Found], float]:
    """The entries that fit best, and the processor's milliseconds for finding them."""
    started = time.process_time()
    entries = finder.entries(question, most)
    return entries, (time.process_time() - started) * 1000


class Builder(Finder, Protocol):
    """A finder that is yet to be given what it finds."""

    def build(self, texts: Sequence[str], owners: Sequence[int]) -> None:
        """Takes the questions, and the number of the entry that each belongs to, in ascending order."""


class PeerFinder:
    """A peer; the best of an entry's texts speaks for the entry."""

    def __init__(self, peer: Peer) -> None:
        self._peer = peer
        self._owners: Sequence[int] = ()
        self._an_entry = 1  # texts, on average

    def build(self, texts: Sequence[str], owners: Sequence[int]) -> None:
        self._owners = owners
        self._an_entry = max(len(owners) // len(set(owners)), 1)
        self._peer.build(texts)

    def ask(self, question: str) -> object:
        return self._peer.best(question, _TIMED)

    def entries(self, question: str, most: int) -> list[Found]:
        wide = most * self._an_entry
        while True:
            hits = self._peer.best(question, wide)
            best: dict[int, float] = {}
            for hit in hits:
                best.setdefault(self._owners[hit.text], hit.score)
            if len(best) >= most or len(hits) < wide:
                return [Found(*pair) for pair in best.items()][:most]
            wide *= _WIDER
