"""The stems of English words, by which these are compared."""

from __future__ import annotations

import threading
from functools import lru_cache

import snowballstemmer


class _Stemmer(threading.local):
    """A stemmer for each thread, since it is not thread-safe."""

    def __init__(self) -> None:
        self.english = snowballstemmer.stemmer("english")


_stemmer = _Stemmer()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of an English word, by which words are compared."""
    stemmed: str = _stemmer.english.stemWord(word.removesuffix("'s"))
    return stemmed
