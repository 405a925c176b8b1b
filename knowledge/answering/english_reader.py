"""Reads English questions in Chinese where the knowledge base has no English of its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from knowledge.derived.derived import Derived
from knowledge.language.gloss import Glosser
from knowledge.language.latin import read_latin
from knowledge.language.normalise import is_han, letters, normalise
from knowledge.language.query import is_english
from knowledge.language.spelt_names import spelt_names
from knowledge.model.cached import cached_property
from knowledge.model.lru import LruCache

_KEPT = 64  # texts; each is asked for several times a turn


class EnglishReader:
    """Puts English questions into Chinese, unless entries have English of their own, which is better.

    What it needs is worked out with the first English question, so that others do not wait for it.
    """

    def __init__(self, derived: Derived) -> None:
        self._derived = derived
        self._read: LruCache[str, str | None] = LruCache(_KEPT)

    def in_chinese(self, text: str) -> str | None:
        """A normalised English question in Chinese; None for any other, and for one that is pinyin."""
        if self._derived.translated or not is_english(text):
            return None
        return self._read.get(text, self._in_chinese)

    def _in_chinese(self, text: str) -> str | None:
        derived = self._derived
        if letters(text) in derived.own_words:
            return None
        if not is_english(read_latin(text, derived.decoder, derived.english_words, derived.vocabulary)):
            return None
        return self._glosser.gloss(text)

    @cached_property
    def _glosser(self) -> Glosser:
        derived = self._derived
        columns = derived.ranker.finder.texts.columns
        pairs = (token for token in columns if len(token) == 2 and is_han(token))
        names = spelt_names(pairs, derived.given, derived.tokeniser.syllables)
        language = derived.interpreter.language
        return Glosser(
            english=language.english.with_names(self._names()),
            function_words=language.english_function_words,
            is_told=partial(_is_told, columns),
            spelt=names.find,
        )

    def _names(self) -> Iterator[tuple[str, str]]:
        """The English names of the lexicon, each with its Chinese."""
        lexicon = self._derived.vocabulary.lexicon
        for term in lexicon.terms:
            yield from ((name, normalise(term.term)) for name in term.english)
        for values in lexicon.qualifiers.values():
            for value, names in values.items():
                yield from ((name, normalise(value)) for name in names if name.isascii())


def _is_told(columns: dict[str, tuple[int, ...]], chinese: str) -> bool:
    """Whether texts of an index have all pairs of characters of a word."""
    pairs = [first + second for first, second in pairwise(chinese)] or [chinese]
    return all(pair in columns for pair in pairs if not pair.isascii())
