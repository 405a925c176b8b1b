"""A text as weighted tokens: characters, pairs of characters, words, syllables, terms and English stems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from knowledge.dictionary import Dictionary, Word
from knowledge.interpret import Query
from knowledge.pinyin import Syllables
from knowledge.vocabulary import Role, Vocabulary, stem

# What one token of a kind weighs beside a character; measured on public question sets (docs/adr/0003).
# Without characters: right -20, wrong -2, false -16 of 1,778 (`anda eval --ablate`).
CHARACTER, PAIR, WORD, SYLLABLE, TERM, ENGLISH = 1.0, 0.3, 0.3, 0.3, 1.2, 1.5
_FUNCTION = 0.2  # a function word counts this much of a content word


Tokens = dict[str, float]


@dataclass(frozen=True, slots=True)
class Tokeniser:
    """Turns read texts into tokens."""

    dictionary: Dictionary
    vocabulary: Vocabulary
    syllables: Syllables

    def tokens(self, query: Query) -> Tokens:
        """Each token of a read text with its weight; a token that occurs twice counts once."""
        weights: Tokens = {}
        for word in query.words:
            share = _FUNCTION if word.text in self.vocabulary.function_words else 1.0
            for token, weight in _word_tokens(word, self.dictionary, self.syllables):
                if weights.get(token, 0.0) < weight * share:
                    weights[token] = weight * share
        for token in _pairs(query.text):
            weights[token] = PAIR
        for mention in query.mentions:
            for sense in mention.senses:
                if sense.role is Role.CONCEPT:
                    weights["t:" + sense.name] = TERM
        return weights


def joined(texts: Iterable[Tokens]) -> Tokens:
    """The tokens of several texts together, each as heavy as where it is heaviest."""
    weights: Tokens = {}
    for text in texts:
        for token, weight in text.items():
            if weights.get(token, 0.0) < weight:
                weights[token] = weight
    return weights


def _word_tokens(word: Word, dictionary: Dictionary, syllables: Syllables) -> Iterator[tuple[str, float]]:
    text = word.text
    if not text.isalnum():
        return
    if text.isascii():
        if text.isalpha() and len(text) > 1:
            yield "e:" + stem(text), ENGLISH
        elif text.isdecimal():
            yield "w:" + text, CHARACTER
        return
    for character in text:
        yield character, CHARACTER
        yield "p:" + syllables.of(character), SYLLABLE
    if len(text) > 1:
        yield "w:" + text, WORD
        for part in dictionary.parts(text):
            yield "w:" + part, WORD


def _pairs(text: str) -> Iterator[str]:
    for first, second in pairwise(text):
        if first.isalnum() and second.isalnum() and not (first + second).isascii():
            yield first + second
