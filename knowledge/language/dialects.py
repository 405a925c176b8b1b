"""Dialects as they are typed, translated word by word into Mandarin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.language.normalise import normalise
from knowledge.model.cached import cached_property

# 边 asks nothing in 路边条件 and 身边个人
_ASKS_NOT = "(?<![路身旁这那两一周外里左右东西南北海河江湖岸街手上下前后])"
_WHICH = "边"


@dataclass(frozen=True)
class Dialect:
    """A dictionary to Mandarin; a text is in this dialect if it contains one of the `signs`."""

    words: Mapping[str, str]
    signs: Iterable[str]

    def in_mandarin(self, text: str) -> str:
        """A normalised text with its words in Mandarin if it is in this dialect; any other as it is."""
        if not self._sign.search(text):
            return text
        return self._word.sub(lambda word: self._mandarin[word.group()], text)

    @cached_property
    def _mandarin(self) -> dict[str, str]:
        return {normalise(word): mandarin for word, mandarin in self.words.items()}

    @cached_property
    def _word(self) -> re.Pattern[str]:
        """The longest word at an offset."""
        words = sorted(self._mandarin, key=len, reverse=True)
        return re.compile("|".join(map(_pattern, words)))

    @cached_property
    def _sign(self) -> re.Pattern[str]:
        return re.compile("|".join(_pattern(normalise(sign)) for sign in self.signs))


def _pattern(word: str) -> str:
    return (_ASKS_NOT if word.startswith(_WHICH) else "") + re.escape(word)
