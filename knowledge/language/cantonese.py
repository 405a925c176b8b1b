"""Cantonese as people type it, put in the Mandarin that staff write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.language.normalise import normalise
from knowledge.model.cached import cached_property

# 路边条件 and 身边个人 have no 边 that asks
_ASKS_NOT = "(?<![路身旁这那两一周外里左右东西南北海河江湖岸街手上下前后])"
_WHICH = "边"


@dataclass(frozen=True)
class Cantonese:
    """Words with their Mandarin, and the `signs` one of which shows that a text is Cantonese at all."""

    words: Mapping[str, str]
    signs: Iterable[str]

    def in_mandarin(self, text: str) -> str:
        """A normalised text with its Cantonese words in Mandarin; any other text as it is."""
        if not self._sign.search(text):
            return text
        return self._word.sub(lambda word: self._mandarin[word.group()], text)

    @cached_property
    def _mandarin(self) -> dict[str, str]:
        return {normalise(word): mandarin for word, mandarin in self.words.items()}

    @cached_property
    def _word(self) -> re.Pattern[str]:
        """The longest of the words that begins at a place."""
        words = sorted(self._mandarin, key=len, reverse=True)
        return re.compile("|".join(map(_pattern, words)))

    @cached_property
    def _sign(self) -> re.Pattern[str]:
        return re.compile("|".join(_pattern(normalise(sign)) for sign in self.signs))


def _pattern(word: str) -> str:
    return (_ASKS_NOT if word.startswith(_WHICH) else "") + re.escape(word)
