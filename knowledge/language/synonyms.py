"""Synonyms: a question read in the words of the town's own entries (居民身份证 as 身份证)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from knowledge.language.dictionary import Dictionary
from knowledge.model.cached import cached_property


@dataclass(frozen=True)
class TownWords:
    """For each word that no entry has, the word of the same meaning that entries have."""

    words: Mapping[str, str]
    dictionary: Dictionary

    def read(self, text: str) -> str:
        """A normalised text in the words of the entries; only whole words are changed.

        Without it: right -13, wrong +0, false -2 of 9,827.
        """
        if not self.words or self._word.search(text) is None:
            return text
        words = self.dictionary.words(text)
        starts, ends = {word.start for word in words}, {word.end for word in words}

        def own(match: re.Match[str]) -> str:
            is_whole = match.start() in starts and match.end() in ends
            return self.words[match.group()] if is_whole else match.group()

        return self._word.sub(own, text)

    @cached_property
    def _word(self) -> re.Pattern[str]:
        """The longest word at an offset."""
        return re.compile("|".join(map(re.escape, sorted(self.words, key=len, reverse=True))))


def build_town_words(
    synonyms: Iterable[tuple[str, ...]], has: Callable[[str], bool], dictionary: Dictionary
) -> TownWords:
    """The words that change: of each line of synonyms those that no entry has, if entries have another.

    Args:
        has: whether entries have a pair of characters. A word is taken to be theirs if they have all of its
            pairs, so that a long one may be taken for theirs although only its parts are: it stays then.
    """
    return TownWords(dict(_changes(synonyms, has)), dictionary)


def _changes(synonyms: Iterable[tuple[str, ...]], has: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    for line in synonyms:
        theirs = [word for word in line if all(map(has, _pairs(word)))]
        if theirs:
            yield from ((word, theirs[0]) for word in line if word not in theirs)


def _pairs(word: str) -> Iterator[str]:
    """The pairs of characters of a word; a single character is one by itself."""
    return ("".join(pair) for pair in pairwise(word)) if len(word) > 1 else iter((word,))
