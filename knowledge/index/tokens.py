"""A text as weighted tokens: characters, pairs of characters, words, syllables, terms and English stems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, pairwise

from knowledge.language.dictionary import Dictionary
from knowledge.language.pinyin import Syllables
from knowledge.language.query import Query
from knowledge.language.stems import stem
from knowledge.language.vocabulary import Role, Vocabulary
from knowledge.model.lru import LruCache

# What one token of a kind weighs beside a character; measured on public question sets (docs/adr/0003).
# Without characters: right -12, wrong +2, false -1 of 1,778; pairs +0, +6, -2; words +6, +3, +3;
# syllables -3, +2, -4; terms -2, +2, -2; English -15, +1, -9 (`anda eval --ablate`).
CHARACTER, PAIR, WORD, SYLLABLE, TERM, ENGLISH = 1.0, 0.3, 0.3, 0.3, 1.2, 1.5
WHOLE = "w:"  # how the token of a word, or of a number, begins
_CACHED = 10_000  # words
_FUNCTION = 0.2  # a function word counts this much of a content word


Tokens = dict[str, float]


@dataclass(frozen=True, slots=True)
class Tokeniser:
    """Turns read texts into tokens."""

    dictionary: Dictionary
    vocabulary: Vocabulary
    syllables: Syllables
    _of_words: LruCache[str, tuple[tuple[str, float], ...]] = field(
        default_factory=partial(LruCache, _CACHED), init=False, compare=False, repr=False
    )

    def __reduce__(self) -> tuple[type[Tokeniser], tuple[Dictionary, Vocabulary, Syllables]]:
        return Tokeniser, (self.dictionary, self.vocabulary, self.syllables)  # without the cache

    def tokens(self, *read: Query) -> Tokens:
        """Each token of a read text with its weight; a token that occurs twice counts once.

        Several, with marks between them, are as one: no word, no pair and no name goes over a mark.
        """
        weights: Tokens = {}
        cached, compute = self._of_words.get, self._of_word
        for word in chain.from_iterable(query.words for query in read):
            for token, weight in cached(word.text, compute):
                if weights.get(token, 0.0) < weight:
                    weights[token] = weight
        for token in chain.from_iterable(_pairs(query.text) for query in read):
            weights[token] = PAIR
        for mention in chain.from_iterable(query.mentions for query in read):
            for sense in mention.senses:
                if sense.role is Role.CONCEPT:
                    weights["t:" + sense.name] = TERM
        return weights

    def _of_word(self, word: str) -> tuple[tuple[str, float], ...]:
        """The tokens of a word, each with its weight."""
        share = _FUNCTION if word in self.vocabulary.function_words else 1.0
        found = _word_tokens(word, self.dictionary, self.syllables)
        return tuple((token, weight * share) for token, weight in found)


def joined(texts: Iterable[Tokens]) -> Tokens:
    """The tokens of several texts together, each as heavy as where it is heaviest."""
    weights: Tokens = {}
    for text in texts:
        for token, weight in text.items():
            if weights.get(token, 0.0) < weight:
                weights[token] = weight
    return weights


def _word_tokens(text: str, dictionary: Dictionary, syllables: Syllables) -> Iterator[tuple[str, float]]:
    if not text.isalnum():
        return
    if text.isascii():
        if text.isalpha() and len(text) > 1:
            yield "e:" + stem(text), ENGLISH
        elif text.isdecimal():
            yield WHOLE + text, CHARACTER
        return
    for character in text:
        yield character, CHARACTER
        yield "p:" + syllables.of(character), SYLLABLE
    if len(text) > 1:
        yield WHOLE + text, WORD
        for part in dictionary.parts(text):
            yield WHOLE + part, WORD


def _pairs(text: str) -> Iterator[str]:
    for first, second in pairwise(text):
        if first.isalnum() and second.isalnum() and not (first + second).isascii():
            yield first + second
