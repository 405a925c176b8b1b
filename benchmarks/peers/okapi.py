"""rank_bm25: Okapi BM25 in pure Python, over jieba's words."""

from __future__ import annotations

from collections.abc import Sequence

from rank_bm25 import BM25Okapi

from benchmarks.peers.peer import Hit
from benchmarks.peers.text import words
from benchmarks.peers.top import top


class Okapi:
    """`BM25Okapi` with its own defaults (k1 1.5, b .75)."""

    def build(self, texts: Sequence[str]) -> None:
        self._index = BM25Okapi([words(text) for text in texts])

    def best(self, question: str, most: int) -> list[Hit]:
        return top(self._index.get_scores(words(question)), most)
