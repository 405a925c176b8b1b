"""Reads English questions in Chinese where entries have no English of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, pairwise

from knowledge.conflicts.profile import Profile
from knowledge.derived.derived import Derived
from knowledge.language.english_clauses import Words
from knowledge.language.gloss import Gloss, gloss
from knowledge.language.mixed import words_in_chinese
from knowledge.language.normalise import is_han, letters, normalise
from knowledge.language.query import is_english
from knowledge.language.spelt_names import spelt_names
from knowledge.model.answer import Status
from knowledge.model.cached import cached_property
from knowledge.model.lru import LruCache
from knowledge.ranking.decision import Part, offered_if_doubtful

_HAS_A_WORD = re.compile("[a-z]{3}")
_KEPT = 64  # texts; each is asked for several times a turn


class EnglishReader:
    """Puts English questions into Chinese, unless entries have English of their own, which is better.

    Where entries have, it does so once a question was not answered in English: for entries that have none,
    and to bear out what was only offered. What it needs is worked out with the first English question, so
    that others do not wait for it.
    """

    def __init__(self, derived: Derived) -> None:
        self._derived = derived
        self._glosses: LruCache[str, Gloss | None] = LruCache(_KEPT)

    def in_chinese(self, text: str) -> str | None:
        """A normalised English question in Chinese; None for any other, and for one that is pinyin.

        None too where any entry is in English.
        """
        found = None if self._derived.translated else self._gloss(text)
        return found.text if found else None

    def in_chinese_too(self, text: str) -> str | None:
        """The same where any entry is in English."""
        found = self._gloss(text) if self._derived.translated else None
        return found.text if found else None

    def words_in_chinese(self, text: str) -> str:
        """A normalised Chinese question with Chinese for its English words, where entries have it."""
        return words_in_chinese(text, self._words) if self._is_mixed(text) else text

    @staticmethod
    def _is_mixed(text: str) -> bool:
        """Whether a normalised text has both Chinese and what may be an English word."""
        return _HAS_A_WORD.search(text) is not None and any(map(is_han, text))

    def as_typed(self, parts: tuple[Part, ...], text: str) -> tuple[Part, ...]:
        """The parts of a normalised question, as in English if they were read in Chinese.

        What was read word for word must be surer than other answers, or it is offered.
        """
        found = self._gloss(text)
        if found is None or all(part.query.english for part in parts):
            return parts
        return tuple(
            replace(part, typed=text if len(parts) == 1 else found.clauses.get(part.query.text, text))
            for part in offered_if_doubtful(parts, self._derived.ranker.calibration.bands["word_for_word"])
        )

    def _gloss(self, text: str) -> Gloss | None:
        # A sentence in English has a space; hardly a Chinese one has, which is so passed over at once.
        if " " not in text or not is_english(text):
            return None
        return self._glosses.get(text, self._glossed)

    def _glossed(self, text: str) -> Gloss | None:
        derived = self._derived
        if letters(text) in derived.phrasings:
            return None
        return gloss(text, self._words) if is_english(derived.in_characters(text)) else None

    @cached_property
    def _words(self) -> Words:
        derived = self._derived
        columns = derived.ranker.finder.texts.columns
        pairs = (token for token in columns if len(token) == 2 and is_han(token))
        language = derived.interpreter.language
        return Words(
            english=language.english.with_names(self._names()),
            function_words=language.english_function_words,
            is_told=partial(_is_told, columns),
            spelt=spelt_names(pairs, derived.given, derived.tokeniser.syllables).find,
        )

    def _names(self) -> Iterator[tuple[str, str]]:
        """The English names of the lexicon, each with its Chinese."""
        lexicon = self._derived.vocabulary.lexicon
        for term in lexicon.terms:
            yield from ((name, normalise(term.term)) for name in term.english)
        for values in lexicon.qualifiers.values():
            for value, names in values.items():
                yield from ((name, normalise(value)) for name in names if name.isascii())


def bears_out(found: Sequence[Part], parts: Sequence[Part], borne_out: float) -> bool:
    """Whether what was read in Chinese tells more than these parts, which are the question in English.

    It answers what they only offer, with a probability from `borne_out` on. Of entries without English, which
    they cannot find, it may also tell any, or offer it where they offer nothing.
    """
    first = [match.profile for part in found for match in part.verdict.matches[:1]]
    if len(first) < len(found):
        return False
    answers = all(part.answered for part in found)
    offers = [part for part in parts if part.verdict.status is Status.CLARIFY]
    if any(map(_is_translated, first)):
        likely = (part.verdict.matches for part in offers if part.verdict.confidence >= borne_out)
        return answers and {p.entry.id for p in first} <= {m.profile.entry.id for m in chain(*likely)}
    return answers or (not offers and all(part.verdict.status is not Status.UNKNOWN for part in found))


def _is_translated(profile: Profile) -> bool:
    return "en" in profile.entry.translations


def _is_told(columns: dict[str, tuple[int, ...]], chinese: str) -> bool:
    """Whether the texts of an index have all pairs of characters of a word."""
    pairs = [first + second for first, second in pairwise(chinese)] or [chinese]
    return all(pair in columns for pair in pairs if not pair.isascii())
