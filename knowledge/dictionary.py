"""The words of Chinese: jieba's dictionary, trimmed, with the words of the knowledge base added."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files

import jieba

_RAREST = 4  # words seen less often in jieba's corpus are mostly names; they cost half the start-up time
_OWN_FREQUENCY = 3_000  # a word of the knowledge base stays in one piece beside everyday words
_OWN_TAG = "kb"
_LONGEST_OWN = 8
_MOST_RECENT = 64

jieba.setLogLevel(logging.ERROR)


@dataclass(frozen=True, kw_only=True, slots=True)
class Word:
    """A word of a text with its place in it and jieba's part of speech ("n", "v", "ns", …; "" if unknown)."""

    text: str
    start: int
    end: int
    tag: str


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Word frequencies (prefixes of words count 0, as jieba wants them) and parts of speech."""

    frequencies: dict[str, int]
    tags: dict[str, str]
    total: int
    _tokenizer: list[jieba.Tokenizer] = field(default_factory=list, compare=False, repr=False)
    _recent: dict[str, tuple[Word, ...]] = field(default_factory=dict, compare=False, repr=False)

    def __reduce__(self) -> tuple[type[Dictionary], tuple[dict[str, int], dict[str, str], int]]:
        """Without the tokenizer; no __getstate__, which Python 3.11.2 overrides where there are slots."""
        return Dictionary, (self.frequencies, self.tags, self.total)

    @property
    def tokenizer(self) -> jieba.Tokenizer:
        """jieba's tokenizer over this dictionary; it reads no file and shares no state."""
        if not self._tokenizer:
            tokenizer = jieba.Tokenizer()
            tokenizer.FREQ, tokenizer.total, tokenizer.initialized = self.frequencies, self.total, True
            self._tokenizer.append(tokenizer)
        return self._tokenizer[0]

    def words(self, text: str) -> tuple[Word, ...]:
        """The text cut into words; joined again they are the text. What was cut just now is not cut again."""
        if text in self._recent:
            return self._recent[text]
        words, start = [], 0
        for piece in self.tokenizer.cut(text, HMM=False):
            end = start + len(piece)
            words.append(Word(text=piece, start=start, end=end, tag=self.tags.get(piece, "")))
            start = end
        if len(self._recent) >= _MOST_RECENT:
            self._recent.clear()
        self._recent[text] = tuple(words)
        return self._recent[text]

    def parts(self, word: str) -> Iterator[str]:
        """The shorter words inside a word, as jieba's search mode finds them."""
        for size in (2, 3):
            if len(word) > size:
                for start in range(len(word) - size + 1):
                    if self.frequencies.get(word[start : start + size]):
                        yield word[start : start + size]

    def commonness(self, word: str) -> float:
        """The natural logarithm of the word's share in jieba's corpus; unknown words count as seen once."""
        return math.log(max(self.frequencies.get(word, 0), 1) / self.total)


def build(own_words: Iterable[tuple[str, bool]]) -> Dictionary:
    """jieba's dictionary with more words; a word marked true is a noun here whatever jieba holds."""
    frequencies: dict[str, int] = {}
    tags: dict[str, str] = {}
    for line in files("jieba").joinpath("dict.txt").read_text("utf-8").splitlines():
        word, frequency, tag = line.split()
        if int(frequency) >= _RAREST:
            frequencies[word], tags[word] = int(frequency), tag
    total = sum(frequencies.values())
    for word, is_noun in own_words:
        if 1 < len(word) <= _LONGEST_OWN:
            frequencies[word] = max(frequencies.get(word, 0), _OWN_FREQUENCY)
            if is_noun:
                tags.setdefault(word, _OWN_TAG)
    for word in list(frequencies):
        for end in range(1, len(word)):
            frequencies.setdefault(word[:end], 0)
    return Dictionary(frequencies=frequencies, tags=tags, total=total)
