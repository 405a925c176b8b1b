"""scikit-learn: TF-IDF of characters, compared by cosine."""

from __future__ import annotations

from collections.abc import Sequence

from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.peers.peer import Hit
from benchmarks.peers.top import top


class CharacterTfidf:
    """One and two characters in a row, logarithmic counts; the matrix stands by n-gram, to be quick."""

    def build(self, texts: Sequence[str]) -> None:
        self._vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True)
        self._by_ngram = self._vectorizer.fit_transform(texts).T.tocsr()

    def best(self, question: str, most: int) -> list[Hit]:
        cosines = self._vectorizer.transform([question]) @ self._by_ngram
        hits = top(cosines.data, most)
        return [Hit(int(cosines.indices[hit.text]), hit.score) for hit in hits]
