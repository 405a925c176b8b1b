"""Courtesies: messages that greet, thank, scold or ask who answers, made of pieces in any order.

早上好啊, 你好,谢谢,再见: a message is a courtesy if it consists of such pieces and of fillers alone, so
that a greeting before a question stays a question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.language.emergencies import Phrase, in_languages
from knowledge.language.normalise import letters, squeezed
from knowledge.language.phrases import Phrases
from knowledge.language.shipped import Shipped
from knowledge.language.signs import PatternPrefilter
from knowledge.model.base import Reply

_LONGEST = 30  # letters; a longer message is a question, whatever it greets with
_MARKS = re.compile(r"[\W_]*")


@dataclass(frozen=True, slots=True)
class Courtesy:
    """One kind of courtesy: the reply, whose words are such a message alone, and pieces of longer ones."""

    reply: Reply
    forms: tuple[Phrase, ...]


class Courtesies:
    """All kinds of courtesies; of several in a message the first counts."""

    def __init__(self, kinds: Sequence[Courtesy], fillers: Sequence[Phrase]) -> None:
        self.kinds = tuple(kinds)
        self._fillers = tuple(fillers)
        self._words = {word: kind.reply for kind in reversed(self.kinds) for word in kind.reply.words}
        pieces = [(phrase, rank) for rank, kind in enumerate(self.kinds) for phrase in kind.forms]
        pieces += [(phrase, len(self.kinds)) for phrase in self._fillers]
        self._pieces = PatternPrefilter((piece[0].signs, piece) for piece in pieces)

    def find(self, text: str) -> Reply | None:
        """The reply to a normalised message that is nothing but courtesies; None for any other."""
        plain = letters(text) if len(text) <= 2 * _LONGEST else ""
        if not plain or len(plain) > _LONGEST:
            return None
        return self._words.get(plain) or self._composed(text)

    def told(self, answers: Mapping[str, Mapping[str, str]]) -> Courtesies:
        """The same, with other answers to some of the kinds."""
        kinds = (
            replace(kind, reply=replace(kind.reply, answer=dict(answers[kind.reply.kind])))
            if kind.reply.kind in answers
            else kind
            for kind in self.kinds
        )
        return Courtesies(tuple(kinds), self._fillers)

    def _composed(self, text: str) -> Reply | None:
        """The reply to a message that consists of pieces."""
        ranks = _read(text, 0, self._pieces.passed(text), set())
        first = min(ranks or (), default=len(self.kinds))
        return self.kinds[first].reply if first < len(self.kinds) else None


def build_courtesies(data: Shipped, phrases: Phrases) -> Courtesies:
    """The courtesies of the shipped file; TypeError or ValueError if they have not the expected shape."""
    kinds = [_courtesy(item, phrases) for item in data["courtesies"].items()]
    return Courtesies(kinds, _forms(data["fillers"], phrases))


def _courtesy(data: Shipped, phrases: Phrases) -> Courtesy:
    data.with_keys("kind", "words", "answer", may=("forms",))
    words = tuple(map(squeezed, data["words"].texts()))
    reply = Reply(kind=data["kind"].text(), words=words, answer=in_languages(data["answer"]))
    return Courtesy(reply, _forms(data.get("forms", []), phrases))


def _forms(data: Shipped, phrases: Phrases) -> tuple[Phrase, ...]:
    return tuple(Phrase(alternative.pattern) for alternative in phrases.alternatives(data))


def _read(
    text: str, start: int, pieces: Sequence[tuple[Phrase, int]], dead: set[int]
) -> tuple[int, ...] | None:
    """The ranks of pieces that a text consists of from an offset, the longest first; None if it has others.

    `dead` are the offsets from which it was found to have others.
    """
    marks = _MARKS.match(text, start)
    start = marks.end() if marks else start
    if start == len(text):
        return ()
    if start in dead:
        return None
    ends = ((phrase.end_in(text, start), rank) for phrase, rank in pieces)
    for end, rank in sorted(
        ((end, rank) for end, rank in ends if end > start), key=lambda one: (-one[0], one[1])
    ):
        if (rest := _read(text, end, pieces, dead)) is not None:
            return (rank, *rest)
    dead.add(start)
    return None
