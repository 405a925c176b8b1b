"""Fixed replies: emergencies anywhere in a message, greetings and thanks only as the whole of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.language.normalise import letters, normalise, squeezed
from knowledge.language.signs import PatternPrefilter, signs_of
from knowledge.model.base import Lexicon, Reply

_LONGEST = 30  # a longer message is a question, whatever it greets with


@dataclass(frozen=True, slots=True)
class Replies:
    """The fixed replies of a lexicon.

    Attributes:
        emergency: patterns that may match anywhere in a message, each with its reply, by their signs.
        whole: the reply to each message that is nothing else, by its letters; the first one listed wins.
    """

    emergency: PatternPrefilter[tuple[re.Pattern[str], Reply]]
    whole: dict[str, Reply]

    def find(self, text: str) -> Reply | None:
        """The fixed reply to a normalised message, emergencies first; None if it has none.

        Without it: right +0, wrong +0, false +0 of 1,778, and no greeting in return.
        """
        if reply := self.emergency_in(text):
            return reply
        plain = letters(text) if len(text) <= 2 * _LONGEST else ""
        return self.whole.get(plain) if plain and len(plain) <= _LONGEST else None

    def emergency_in(self, text: str) -> Reply | None:
        """The reply to the emergency that a normalised message reports; None if it reports none."""
        may_be = self.emergency.passed(text)
        return next((reply for pattern, reply in may_be if pattern.search(text)), None)


def build_replies(lexicon: Lexicon) -> Replies:
    """The replies of a lexicon."""
    whole: dict[str, Reply] = {}
    for reply in lexicon.replies:
        for word in filter(squeezed, reply.words):
            whole.setdefault(squeezed(word), reply)
    emergency = ((pattern, reply) for reply in lexicon.emergency for pattern in _any_of(reply.words))
    signed = ((signs_of(pattern), (pattern, reply)) for pattern, reply in emergency)
    return Replies(emergency=PatternPrefilter(signed), whole=whole)


def _any_of(words: tuple[str, ...]) -> Iterator[re.Pattern[str]]:
    """Patterns for any of these words; English ones match whole words only, apart since that is slower."""
    normalised = [normalise(word) for word in words if squeezed(word)]
    if english := [re.escape(word) for word in normalised if word.isascii()]:
        yield re.compile(rf"(?<![a-z0-9])(?:{'|'.join(english)})(?![a-z0-9])")
    if chinese := [re.escape(word) for word in normalised if not word.isascii()]:
        yield re.compile("|".join(chinese))
