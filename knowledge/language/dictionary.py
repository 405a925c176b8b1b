"""The words of Chinese: jieba's dictionary, trimmed, with the words of the knowledge base added."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from importlib.resources import files
from typing import NamedTuple

from knowledge.model.lru import LruCache

# Words seen less than four times in jieba's corpus are mostly names; they cost half the time of reading.
_LINE = re.compile(r"^(\S+) ([4-9]|\d{2,}) (\S+)$", re.MULTILINE)
_OWN_FREQUENCY = 3_000  # a word of the knowledge base stays in one piece beside everyday words
OWN_TAG = "kb"
_LONGEST_OWN = 8
_CACHED = 64  # texts, and runs of them
# As jieba splits texts: runs are segmented into words, what stands between them into characters.
_RUN = re.compile(r"([\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+)")
_CHARACTER = re.compile(r"\r\n|.", re.DOTALL)


class Word(NamedTuple):
    """A word of a text with its place in it and jieba's part of speech ("n", "v", "ns", …; "" if unknown)."""

    text: str
    start: int
    end: int
    tag: str

    @property
    def is_verb(self) -> bool:
        """Whether it is a verb, or a noun for doing (整治)."""
        return self.tag.startswith("v")


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A segmenter: word frequencies (0 for mere prefixes of words, as in jieba) and parts of speech.

    `own` is what jieba has for each word of the knowledge base, so that this can be removed again.
    """

    frequencies: dict[str, int]
    tags: dict[str, str]
    total: int
    own: dict[str, tuple[int, str | None]] = field(default_factory=dict)
    _words: LruCache[str, tuple[Word, ...]] = field(
        default_factory=partial(LruCache, _CACHED), init=False, compare=False, repr=False
    )
    _runs: LruCache[str, tuple[str, ...]] = field(
        default_factory=partial(LruCache, _CACHED), init=False, compare=False, repr=False
    )

    def __reduce__(self) -> tuple[type[Dictionary], tuple[object, ...]]:
        """Without the caches; not by __getstate__, which Python 3.11.2 overrides where there are slots."""
        return Dictionary, (self.frequencies, self.tags, self.total, self.own)

    def words(self, text: str) -> tuple[Word, ...]:
        """The segmented text: joined again, its words are the text."""
        return self._words.get(text, self._segmented)

    def _segmented(self, text: str) -> tuple[Word, ...]:
        """The words of a text, run by run: those of a clause mostly are cached, since the whole was read."""
        words, start = [], 0
        for run in _RUN.split(text):
            for piece in self._runs.get(run, self._pieces):
                end = start + len(piece)
                words.append(Word(piece, start, end, self.tags.get(piece, "")))
                start = end
        return tuple(words)

    def _pieces(self, run: str) -> tuple[str, ...]:
        """The words of a run of characters, or each character of what stands between runs."""
        return tuple(self._most_likely(run) if _RUN.match(run) else _CHARACTER.findall(run))

    def _most_likely(self, run: str) -> Iterator[str]:
        """The most likely segmentation; letters and digits that are no words make one together."""
        ends = self._ends(run)
        start, letters = 0, ""
        while start < len(run):
            piece = run[start : ends[start]]
            start = ends[start]
            if len(piece) == 1 and piece.isascii() and piece.isalnum():
                letters += piece
                continue
            if letters:
                yield letters
                letters = ""
            yield piece
        if letters:
            yield letters

    def _ends(self, run: str) -> list[int]:
        """For each offset, where the first word of the most likely segmentation from there ends."""
        total, frequency_of, last = math.log(self.total), self.frequencies.get, len(run)
        chances, ends = [0.0] * (last + 1), [0] * last
        for start in range(last - 1, -1, -1):
            chances[start], ends[start] = chances[start + 1] - total, start + 1
            best = -math.inf
            for end in range(start + 1, last + 1):
                frequency = frequency_of(run[start:end])
                if frequency is None:
                    break
                if frequency:
                    chance = math.log(frequency) - total + chances[end]
                    if chance >= best:  # of equal ones the longest
                        chances[start], ends[start], best = chance, end, chance
        return ends

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


def build_dictionary(own_words: Iterable[tuple[str, bool]]) -> Dictionary:
    """jieba's dictionary with more words; a word marked true is a noun even where jieba has no tag for it."""
    return changed_dictionary(_everyday(), own_words)


def changed_dictionary(before: Dictionary, own_words: Iterable[tuple[str, bool | None]]) -> Dictionary:
    """A copy of a dictionary with other words of the knowledge base; those marked None are removed."""
    made = Dictionary(dict(before.frequencies), dict(before.tags), before.total, dict(before.own))
    for word, is_noun in own_words:
        if word in made.own:
            _remove(made, word)
        if is_noun is not None and 1 < len(word) <= _LONGEST_OWN:
            _add(made, word, is_noun)
    return made


def _everyday() -> Dictionary:
    """jieba's words that are not too rare."""
    frequencies: dict[str, int] = {}
    tags: dict[str, str] = {}
    for word, frequency, tag in _LINE.findall(files("jieba").joinpath("dict.txt").read_text("utf-8")):
        frequencies[word], tags[word] = int(frequency), tag
    total = sum(frequencies.values())
    for word in tags:
        _add_prefixes(frequencies, word)
    return Dictionary(frequencies=frequencies, tags=tags, total=total)


def _add(dictionary: Dictionary, word: str, is_noun: bool) -> None:
    """Adds a word of the knowledge base."""
    frequency, tag = dictionary.frequencies.get(word, 0), dictionary.tags.get(word)
    dictionary.own[word] = (frequency, tag)
    dictionary.frequencies[word] = max(frequency, _OWN_FREQUENCY)
    _add_prefixes(dictionary.frequencies, word)
    if is_noun:
        dictionary.tags.setdefault(word, OWN_TAG)


def _remove(dictionary: Dictionary, word: str) -> None:
    """Restores what jieba has for a word; its prefixes stay, with a frequency of 0."""
    frequency, tag = dictionary.own.pop(word)
    dictionary.frequencies[word] = frequency
    if tag is None:
        dictionary.tags.pop(word, None)


def _add_prefixes(frequencies: dict[str, int], word: str) -> None:
    if len(word) == 2:  # most words are
        frequencies.setdefault(word[0], 0)
        return
    for end in range(1, len(word)):
        frequencies.setdefault(word[:end], 0)
