"""rapidfuzz: likeness of whole strings, compared with every text in turn."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rapidfuzz import fuzz, process, utils

from benchmarks.peers.peer import Hit


class _Fuzzy:
    """The texts, stripped of punctuation and case as rapidfuzz's own processor does it."""

    def __init__(self, scorer: Callable[..., float]) -> None:
        self._scorer = scorer
        self._texts: list[str] = []

    def build(self, texts: Sequence[str]) -> None:
        self._texts = [utils.default_process(text) for text in texts]

    def best(self, question: str, most: int) -> list[Hit]:
        asked = utils.default_process(question)
        matches = process.extract(asked, self._texts, scorer=self._scorer, limit=most)
        return [Hit(place, score) for _, score, place in matches if score > 0]


class Ratio(_Fuzzy):
    """`fuzz.ratio`: the normalised edit distance."""

    def __init__(self) -> None:
        super().__init__(fuzz.ratio)


class WRatio(_Fuzzy):
    """`fuzz.WRatio`: the best of several ratios, with partial ones for texts of unlike length."""

    def __init__(self) -> None:
        super().__init__(fuzz.WRatio)
