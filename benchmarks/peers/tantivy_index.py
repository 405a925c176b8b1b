"""tantivy: a search engine in Rust, BM25 over what it is given as words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import tantivy
from tantivy import Occur, Query

from benchmarks.peers.peer import Hit
from benchmarks.peers.text import characters, simplified, words


class _Tantivy:
    """An index in memory; words are cut beforehand, and any of the question's may stand in a text."""

    def __init__(self, cut: Callable[[str], list[str]]) -> None:
        self._cut = cut
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
        builder.add_integer_field("number", fast=True)
        self._schema = builder.build()

    def build(self, texts: Sequence[str]) -> None:
        index = tantivy.Index(self._schema)
        writer = index.writer()
        for number, text in enumerate(texts):
            writer.add_document(tantivy.Document(words=" ".join(self._cut(text)), number=number))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def best(self, question: str, most: int) -> list[Hit]:
        wanted = [
            (Occur.Should, Query.term_query(self._schema, "words", word, index_option="freq"))
            for word in self._cut(question)
        ]
        hits = self._searcher.search(Query.boolean_query(wanted), most, count=False).hits
        numbers = self._searcher.fast_field_values("number", [address for _, address in hits])
        return [Hit(int(number or 0), score) for number, (score, _) in zip(numbers, hits, strict=True)]


class Words(_Tantivy):
    """jieba's words."""

    def __init__(self) -> None:
        super().__init__(words)


class SimplifiedWords(_Tantivy):
    """jieba's words of the text in Simplified characters."""

    def __init__(self) -> None:
        super().__init__(lambda text: words(simplified(text)))


class SimplifiedCharacters(_Tantivy):
    """Single characters of the text in Simplified characters."""

    def __init__(self) -> None:
        super().__init__(lambda text: characters(simplified(text)))
