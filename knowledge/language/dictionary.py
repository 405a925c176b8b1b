"""The words of Chinese: jieba's dictionary, trimmed, with the words of the knowledge base added."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from typing import NamedTuple, TypeVar

Cut = TypeVar("Cut")

# Words seen less than four times in jieba's corpus are mostly names; they cost half the time of reading.
_LINE = re.compile(r"^(\S+) ([4-9]|\d{2,}) (\S+)$", re.MULTILINE)
_OWN_FREQUENCY = 3_000  # a word of the knowledge base stays in one piece beside everyday words
OWN_TAG = "kb"
_LONGEST_OWN = 8
_MOST_RECENT = 64  # texts, and stretches of them
# As jieba parts texts: what is cut by its words, around it every character alone.
_STRETCH = re.compile(r"([\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+)")
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
    """Word frequencies (prefixes of words count 0, as jieba wants them) and parts of speech.

    `own` holds what jieba has for each word of the knowledge base, so that it can be taken out again.
    """

    frequencies: dict[str, int]
    tags: dict[str, str]
    total: int
    own: dict[str, tuple[int, str | None]] = field(default_factory=dict)
    _recent: dict[str, tuple[Word, ...]] = field(default_factory=dict, compare=False, repr=False)
    _stretches: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    def __reduce__(self) -> tuple[type[Dictionary], tuple[object, ...]]:
        """Without what was cut; no __getstate__, which Python 3.11.2 overrides where there are slots."""
        return Dictionary, (self.frequencies, self.tags, self.total, self.own)

    def words(self, text: str) -> tuple[Word, ...]:
        """The text cut into words; joined again they are the text. What was cut just now is not cut again."""
        if (recent := self._recent.get(text)) is not None:
            return recent
        words, start = [], 0
        for stretch in _STRETCH.split(text):
            for piece in self._pieces(stretch):
                end = start + len(piece)
                words.append(Word(piece, start, end, self.tags.get(piece, "")))
                start = end
        return _remember(self._recent, text, tuple(words))

    def _pieces(self, stretch: str) -> tuple[str, ...]:
        """The words of a stretch: of a clause mostly those that were cut just now, beside other clauses."""
        if (recent := self._stretches.get(stretch)) is not None:
            return recent
        cut = self._row(stretch) if _STRETCH.match(stretch) else _CHARACTER.findall(stretch)
        return _remember(self._stretches, stretch, tuple(cut))

    def _row(self, stretch: str) -> Iterator[str]:
        """The most likely row of words; letters and digits that are none by themselves make one together."""
        ends = self._ends(stretch)
        start, letters = 0, ""
        while start < len(stretch):
            piece = stretch[start : ends[start]]
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

    def _ends(self, stretch: str) -> list[int]:
        """Where the first word of the most likely row from each place ends, as jieba finds it."""
        whole, frequency_of, last = math.log(self.total), self.frequencies.get, len(stretch)
        chances, ends = [0.0] * (last + 1), [0] * last
        for start in range(last - 1, -1, -1):
            chances[start], ends[start] = chances[start + 1] - whole, start + 1
            best = -math.inf
            for end in range(start + 1, last + 1):
                frequency = frequency_of(stretch[start:end])
                if frequency is None:
                    break
                if frequency:
                    chance = math.log(frequency) - whole + chances[end]
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


def _remember(recent: dict[str, Cut], text: str, cut: Cut) -> Cut:
    """What was cut; once there is too much of it, what was cut before is forgotten."""
    if len(recent) >= _MOST_RECENT:
        recent.clear()
    recent[text] = cut
    return cut


def build_dictionary(own_words: Iterable[tuple[str, bool]]) -> Dictionary:
    """jieba's dictionary with more words; a word marked true is a noun here whatever jieba holds."""
    return changed_dictionary(_everyday(), own_words)


def changed_dictionary(before: Dictionary, own_words: Iterable[tuple[str, bool | None]]) -> Dictionary:
    """A dictionary of its own with other words of the knowledge base; those marked None are taken out."""
    made = Dictionary(dict(before.frequencies), dict(before.tags), before.total, dict(before.own))
    for word, is_noun in own_words:
        if word in made.own:
            _take_out(made, word)
        if is_noun is not None and 1 < len(word) <= _LONGEST_OWN:
            _put_in(made, word, is_noun)
    return made


def _everyday() -> Dictionary:
    """jieba's words that are not too rare."""
    frequencies: dict[str, int] = {}
    tags: dict[str, str] = {}
    for word, frequency, tag in _LINE.findall(files("jieba").joinpath("dict.txt").read_text("utf-8")):
        frequencies[word], tags[word] = int(frequency), tag
    total = sum(frequencies.values())
    for word in tags:
        _hold_beginnings(frequencies, word)
    return Dictionary(frequencies=frequencies, tags=tags, total=total)


def _put_in(held: Dictionary, word: str, is_noun: bool) -> None:
    frequency, tag = held.frequencies.get(word, 0), held.tags.get(word)
    held.own[word] = (frequency, tag)
    held.frequencies[word] = max(frequency, _OWN_FREQUENCY)
    _hold_beginnings(held.frequencies, word)
    if is_noun:
        held.tags.setdefault(word, OWN_TAG)


def _take_out(held: Dictionary, word: str) -> None:
    """What jieba holds comes back; the word and its beginnings stay with 0, which says nothing."""
    frequency, tag = held.own.pop(word)
    held.frequencies[word] = frequency
    if tag is None:
        held.tags.pop(word, None)


def _hold_beginnings(frequencies: dict[str, int], word: str) -> None:
    if len(word) == 2:  # most are
        frequencies.setdefault(word[0], 0)
        return
    for end in range(1, len(word)):
        frequencies.setdefault(word[:end], 0)
