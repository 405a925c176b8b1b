"""SQLite FTS5: the full-text search that comes with Python, with the trigram tokenizer."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from benchmarks.peers.peer import Hit

_LONG = 3  # characters: what is shorter has no trigram and is looked for as it is


class Trigrams:
    """A table in memory, ranked by its bm25(); any of the question's trigrams may stand in a text."""

    def build(self, texts: Sequence[str]) -> None:
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.execute("CREATE VIRTUAL TABLE texts USING fts5(text, tokenize='trigram')")
        self._database.executemany("INSERT INTO texts (rowid, text) VALUES (?, ?)", enumerate(texts))
        self._database.execute("INSERT INTO texts (texts) VALUES ('optimize')")
        self._database.commit()

    def best(self, question: str, most: int) -> list[Hit]:
        if len(question) < _LONG:
            rows = self._database.execute(
                "SELECT rowid, 1.0 / length(text) FROM texts WHERE text LIKE '%' || ? || '%'"
                " ORDER BY length(text), rowid LIMIT ?",
                (question, most),
            )
        else:
            trigrams = {question[at : at + _LONG] for at in range(len(question) - _LONG + 1)}
            wanted = " OR ".join('"' + trigram.replace('"', '""') + '"' for trigram in sorted(trigrams))
            rows = self._database.execute(
                "SELECT rowid, -rank FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?", (wanted, most)
            )
        return [Hit(number, score) for number, score in rows]
