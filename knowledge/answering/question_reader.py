"""Reads a normalised text as a question: in characters, corrected, and saying only what it asks."""

from __future__ import annotations

import re

from knowledge.answering.english_reader import EnglishReader
from knowledge.derived.derived import Derived
from knowledge.language.formulas import drop_formulas
from knowledge.language.normalise import letters
from knowledge.language.query import Query
from knowledge.language.rewrites import (
    drop_repetitions,
    drop_unasked_clauses,
    join_counted_whole,
    restore_question_words,
    rewrite_decimals,
    rewrite_either_way,
    rewrite_years,
)
from knowledge.model.lru import LruCache

_ENUMERATOR = re.compile(r"(?<![\d.])[1-9][.、)](?!\d)")


class QuestionReader:
    """Interprets normalised texts against one version of a knowledge base.

    Args:
        kept: how many readings are cached.
    """

    def __init__(self, derived: Derived, english: EnglishReader, kept: int = 0) -> None:
        self._derived = derived
        self._english = english
        self._readings: LruCache[str, Query] = LruCache(kept)

    def read(self, text: str) -> Query:
        """A normalised question, interpreted: pinyin decoded, misspelt names and question words corrected."""
        return self._readings.get(text, self._reading)

    def _reading(self, text: str) -> Query:
        """A normalised question, interpreted; a phrasing of staff needs no correction."""
        interpreter = self._derived.interpreter
        if letters(text) in self._derived.phrasings:
            return interpreter.read(text)
        if chinese := self._english.in_chinese(text):
            return interpreter.read(chinese)
        typed = interpreter.language.in_mandarin(_ENUMERATOR.sub("。", text))
        characters = self._derived.in_characters(typed)
        rewritten = self._rewritten(characters)
        query = interpreter.read(rewritten)
        if query.asks:
            return query
        return interpreter.read(restore_question_words(rewritten, spelt=characters != typed))

    def _rewritten(self, text: str) -> str:
        """A text in characters that says only what it asks, in words of the knowledge base."""
        rewrites = (
            drop_formulas,
            self._derived.repairer.repaired,
            drop_repetitions,
            rewrite_years,
            rewrite_decimals,
            self._derived.town_words.read,
            drop_unasked_clauses,
            join_counted_whole,
            rewrite_either_way,
        )
        for rewrite in rewrites:
            text = rewrite(text)
        return text
