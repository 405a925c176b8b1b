"""Fixed replies: emergencies anywhere in a message, greetings and thanks only as the whole of it.

Those of `replies.yaml` are the same for every town; a town's lexicon adds to them or words one otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from knowledge.language.courtesies import Courtesies, build_courtesies
from knowledge.language.emergencies import Emergencies, build_emergencies
from knowledge.language.general import Loader
from knowledge.language.normalise import letters, normalise, squeezed
from knowledge.language.phrases import Phrases
from knowledge.language.pinyin import build_syllables
from knowledge.language.question_words import PIECES
from knowledge.language.shipped import Shipped
from knowledge.language.signs import PatternPrefilter, signs_of
from knowledge.model.base import Lexicon, Reply

FILE = Path(__file__).parent / "replies.yaml"
_LONGEST = 30  # a longer message is a question, whatever it greets with


@dataclass(frozen=True, slots=True)
class Replies:
    """The fixed replies of a town, and those of the program.

    Attributes:
        emergency: patterns of the town that may match anywhere in a message, each with its reply, by signs.
        whole: the town's reply to each message that is nothing else, by its letters; the first listed wins.
        emergencies: what reports an emergency in any town.
        courtesies: what greets, thanks or scolds in any town.
    """

    emergency: PatternPrefilter[tuple[re.Pattern[str], Reply]]
    whole: dict[str, Reply]
    emergencies: Emergencies
    courtesies: Courtesies

    def find(self, text: str, is_asked: Callable[[str], bool] = lambda _: False) -> Reply | None:
        """The fixed reply to a normalised message, emergencies first; None if it has none.

        `is_asked` tells of the letters of a message whether it asks for something in this town (热线电话),
        so that it is no courtesy; an emergency it stays.

        Without it: right +0, wrong +0, false +0 of 1,778, and no greeting in return.
        """
        plain = letters(text) if len(text) <= 2 * _LONGEST else ""
        if reply := self._of_town(text) or (self.whole.get(plain) if len(plain) <= _LONGEST else None):
            return reply
        if reply := self.emergencies.reported(text) or self.emergencies.named(text):
            return reply
        courtesy = self.courtesies.find(text)
        return None if courtesy and is_asked(plain) else courtesy

    def emergency_in(self, text: str) -> Reply | None:
        """The reply to the emergency that a normalised message reports; None if it reports none."""
        return self._of_town(text) or self.emergencies.reported(text)

    def _of_town(self, text: str) -> Reply | None:
        may_be = self.emergency.passed(text)
        return next((reply for pattern, reply in may_be if pattern.search(text)), None)


@dataclass(frozen=True, slots=True)
class ShippedReplies:
    """The replies of the program, before a town words them."""

    emergencies: Emergencies
    courtesies: Courtesies

    @property
    def kinds(self) -> tuple[str, ...]:
        """What each is called, emergencies first."""
        needs = (kind.reply.kind for kind in self.emergencies.kinds)
        return (*needs, *(kind.reply.kind for kind in self.courtesies.kinds))


@lru_cache(maxsize=1)
def read_replies() -> ShippedReplies:
    """The shipped replies; TypeError or ValueError if the file has not the expected shape."""
    data = Shipped(yaml.load(FILE.read_text("utf-8"), Loader=Loader))  # noqa: S506 - a safe one
    data.with_keys("pieces", "asks", "past", "emergencies", "fillers", "courtesies")
    phrases = Phrases(data["pieces"], PIECES)
    return ShippedReplies(
        build_emergencies(data, phrases, build_syllables()), build_courtesies(data, phrases)
    )


def build_replies(lexicon: Lexicon) -> Replies:
    """The replies of a lexicon, and the shipped ones in its words."""
    whole: dict[str, Reply] = {}
    for reply in lexicon.replies:
        for word in filter(squeezed, reply.words):
            whole.setdefault(squeezed(word), reply)
    emergency = ((pattern, reply) for reply in lexicon.emergency for pattern in _any_of(reply.words))
    signed = ((signs_of(pattern), (pattern, reply)) for pattern, reply in emergency)
    shipped = read_replies()
    answers = {reply.kind: reply.answer for reply in reversed((*lexicon.emergency, *lexicon.replies))}
    return Replies(
        emergency=PatternPrefilter(signed),
        whole=whole,
        emergencies=shipped.emergencies.told(answers),
        courtesies=shipped.courtesies.told(answers),
    )


def no_replies() -> Replies:
    """None at all, not even to an emergency: for measuring what they are worth."""
    return Replies(
        emergency=PatternPrefilter(()),
        whole={},
        emergencies=Emergencies((), ()),
        courtesies=Courtesies((), ()),
    )


def _any_of(words: tuple[str, ...]) -> Iterator[re.Pattern[str]]:
    """Patterns for any of these words; English ones match whole words only, apart since that is slower."""
    normalised = [normalise(word) for word in words if squeezed(word)]
    if english := [re.escape(word) for word in normalised if word.isascii()]:
        yield re.compile(rf"(?<![a-z0-9])(?:{'|'.join(english)})(?![a-z0-9])")
    if chinese := [re.escape(word) for word in normalised if not word.isascii()]:
        yield re.compile("|".join(chinese))
