"""bm25s: BM25 worked out beforehand into a sparse matrix, over jieba's words, with its numba backend."""

from __future__ import annotations

from collections.abc import Sequence

import bm25s

from benchmarks.peers.peer import Hit
from benchmarks.peers.text import words


class Sparse:
    """`bm25s.BM25` as its makers use it for speed: Lucene's formula, compiled, warmed up while building."""

    def build(self, texts: Sequence[str]) -> None:
        self._texts = len(texts)
        self._index = bm25s.BM25(backend="numba")
        self._index.index([words(text) for text in texts], show_progress=False)
        self.best(texts[0], 1)  # compiles

    def best(self, question: str, most: int) -> list[Hit]:
        known = [word for word in words(question) if word in self._index.vocab_dict]
        if not known:
            return []
        places, scores = self._index.retrieve(
            [known], k=min(most, self._texts), show_progress=False, n_threads=0
        )
        pairs = zip(places[0].tolist(), scores[0].tolist(), strict=True)
        return [Hit(place, score) for place, score in pairs if score > 0]
