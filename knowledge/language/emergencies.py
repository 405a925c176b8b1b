"""Emergencies in everyday words: what reports one, and what only asks about such things.

A need has phrases that report it wherever they stand, phrases that report it unless the message asks about a
policy, a service or a figure, and words that may mean it when the message is nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from knowledge.language.normalise import letters, squeezed
from knowledge.language.phrases import Phrases
from knowledge.language.pinyin import Syllables, spell
from knowledge.language.question_words import ANYTHING, HOW
from knowledge.language.shipped import Shipped
from knowledge.language.signs import PatternPrefilter, Signs, signs_of_source
from knowledge.model.base import Reply

_HAPPENED = re.compile("[了啦咯](?=[,。!;]|$)")
_WHAT_TO_DO = re.compile(f"{HOW}(?:办|弄|整)(?!理)")
_ASKS = re.compile(f"{ANYTHING}|[呢没不吧]$|[吗么?]|有没有|([一-鿿])不\\1|[a-z]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A pattern that is compiled when it is first searched for: of a hundred a message needs a few."""

    pattern: str
    always: bool = False

    @property
    def signs(self) -> Signs:
        """Those of the pattern."""
        return signs_of_source(self.pattern)

    def found_in(self, text: str) -> bool:
        """Whether a text has it."""
        return _compiled(self.pattern).search(text) is not None

    def end_in(self, text: str, start: int) -> int:
        """Where it ends in a text, if it stands at an offset; the offset itself if it does not."""
        found = _compiled(self.pattern).match(text, start)
        return found.end() if found else start


@dataclass(frozen=True, kw_only=True, slots=True)
class Emergency:
    """One kind of need.

    Attributes:
        reply: the reply to a message that reports it.
        perhaps: the reply to a message that is only a word for it; these are its words.
        phrases: what reports it: `always`, or unless the message asks about something.
    """

    reply: Reply
    perhaps: Reply
    phrases: tuple[Phrase, ...]

    def told(self, answer: Mapping[str, str] | None) -> Emergency:
        """The same, with this answer to both, if there is one."""
        if answer is None:
            return self
        reply, perhaps = (replace(reply, answer=dict(answer)) for reply in (self.reply, self.perhaps))
        return replace(self, reply=reply, perhaps=perhaps)


class Emergencies:
    """All kinds of need; of several that a message reports the first counts."""

    def __init__(
        self, kinds: Sequence[Emergency], asks: Sequence[Phrase], past: Sequence[Phrase] = ()
    ) -> None:
        self.kinds = tuple(kinds)
        self._phrases = PatternPrefilter(
            (phrase.signs, (phrase, kind.reply)) for kind in kinds for phrase in kind.phrases
        )
        self._asks = PatternPrefilter((phrase.signs, phrase) for phrase in asks)
        self._past = tuple(past)
        self._alone = {word: kind.perhaps for kind in reversed(self.kinds) for word in kind.perhaps.words}

    def reported(self, text: str) -> Reply | None:
        """The reply to the need that a normalised message reports; None if it reports none."""
        found = [held for held in self._phrases.passed(text) if held[0].found_in(text)]
        if not found:
            return None
        heard = [held for held in found if held[0].always] if self._asked(text) else found
        return heard[0][1] if heard else None

    def named(self, text: str) -> Reply | None:
        """The reply to a normalised message that is only a word for a need; None for any other."""
        return self._alone.get(letters(text))

    def told(self, answers: Mapping[str, Mapping[str, str]]) -> Emergencies:
        """The same, with other answers to some of the kinds."""
        kinds = (kind.told(answers.get(kind.reply.kind)) for kind in self.kinds)
        return Emergencies(tuple(kinds), self._asks.held, self._past)

    def _asked(self, text: str) -> bool:
        """Whether a message asks about a policy, a service or a figure, or tells of the past."""
        if any(phrase.found_in(text) for phrase in self._past):
            return True
        return not _only_tells(text) and any(phrase.found_in(text) for phrase in self._asks.passed(text))


def _only_tells(text: str) -> bool:
    """Whether a message asks nothing but what to do, and tells what has happened."""
    return _HAPPENED.search(text) is not None and _ASKS.search(_WHAT_TO_DO.sub("", text)) is None


def build_emergencies(data: Shipped, phrases: Phrases, syllables: Syllables) -> Emergencies:
    """The emergencies of the shipped file; TypeError or ValueError if they have not the expected shape."""
    kinds = [_emergency(item, phrases, syllables) for item in data["emergencies"].items()]
    asks, past = (tuple(_phrases(data, key, phrases)) for key in ("asks", "past"))
    return Emergencies(kinds, asks, past)


def _emergency(data: Shipped, phrases: Phrases, syllables: Syllables) -> Emergency:
    data.with_keys("kind", "pinyin", "alone", "answer", "perhaps", may=("always", "reports"))
    kind = data["kind"].text()
    words = tuple(map(squeezed, data["alone"].texts()))
    return Emergency(
        reply=Reply(kind=kind, words=(), answer=in_languages(data["answer"])),
        perhaps=Reply(kind=kind, words=words, answer=in_languages(data["perhaps"])),
        phrases=(
            *_phrases(data, "always", phrases, always=True),
            *_phrases(data, "reports", phrases),
            *map(Phrase, _typed(data["pinyin"].texts(), syllables)),
        ),
    )


def _phrases(data: Shipped, key: str, phrases: Phrases, *, always: bool = False) -> Iterator[Phrase]:
    """The phrases that stand under a key, if there are any."""
    for alternative in phrases.alternatives(data.get(key, [])):
        yield Phrase(alternative.pattern, always)


def _typed(words: Iterable[str], syllables: Syllables) -> Iterator[str]:
    """Patterns of these words in pinyin, with or without spaces."""
    for word in words:
        spelt = "[ ']?".join(spell(word, syllables))
        yield f"(?<![a-z]){spelt}(?![a-z])"


def in_languages(data: Shipped) -> dict[str, str]:
    """A sentence in each of its languages."""
    return {language: text.text() for language, text in data.mapping().items()}


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of a phrase, of which there is a limited number."""
    return re.compile(pattern)
