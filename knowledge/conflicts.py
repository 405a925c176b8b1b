"""Why an entry that is about the right thing may still not answer the question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from knowledge.dictionary import Word
from knowledge.entry import Facet
from knowledge.interpret import Cue, Query, word_keys
from knowledge.language import Language, WordClass
from knowledge.profile import AREA, Profile
from knowledge.vocabulary import Mention, Role, Vocabulary

_NAME_TAGS = ("ns", "nr", "nt", "nrt", "nrfg", "nz")
_MODIFIER_TAGS = ("n", "b", "a", "j", "vn", "kb")
_NUMBERS = {Facet.COUNT, Facet.AMOUNT, Facet.RATE, Facet.LENGTH, Facet.AREA, Facet.FREQUENCY, Facet.DURATION}

# Facets that tell nearly the same: an entry with the right one satisfies a cue for the left one.
_ALLIED = {
    Facet.NAMES: {Facet.CONTENT, Facet.PLACE, Facet.PERSON},
    Facet.CONTENT: {Facet.NAMES, Facet.HOW, Facet.STATUS},
    Facet.HOW: {Facet.CONTENT, Facet.STATUS, Facet.NAMES},
    Facet.STATUS: {Facet.CONTENT, Facet.CHANGE, Facet.HOW},
    Facet.DATE: {Facet.TIME},
    Facet.TIME: {Facet.DATE},
    Facet.FEE: set(),
}


class Kind(StrEnum):
    """What stands between the question and the entry."""

    FACET = "facet"
    COUNTER = "counter"
    COUNTED = "counted"
    ATTRIBUTE = "attribute"
    EVENT = "event"
    OPERATOR = "operator"
    QUALIFIER = "qualifier"
    NARROWING = "narrowing"
    NUMBERED = "numbered"
    NAME = "name"
    MODIFIER = "modifier"
    COUNTER_EXAMPLE = "counter_example"


@dataclass(frozen=True, kw_only=True, slots=True)
class Conflict:
    """One reason, with the word of the question that gives it."""

    kind: Kind
    word: str


@dataclass(frozen=True)
class Referee:
    """Finds the conflicts between a question and an entry."""

    language: Language
    vocabulary: Vocabulary
    home: str

    def conflicts(self, query: Query, profile: Profile) -> tuple[Conflict, ...]:
        """Every conflict; none means that the entry may answer."""
        found = (
            *self._facets(query, profile),
            *self._numbers(query, profile),
            *self._mentions(query, profile),
            *self._qualifiers(query, profile),
            *self._numbered(query, profile),
            *self._loose_words(query, profile),
        )
        return tuple(dict.fromkeys(found))

    def facet_fit(self, query: Query, profile: Profile) -> int:
        """1 when a cue is satisfied, -1 when none of the cues is, 0 when the question has no cue."""
        if not query.cues:
            return 0
        return 1 if any(satisfied(cue, profile) for cue in query.cues) else -1

    def _facets(self, query: Query, profile: Profile) -> Iterator[Conflict]:
        unmet = [cue for cue in query.cues if not satisfied(cue, profile)]
        all_unmet = len(unmet) == len(query.cues)
        for cue in unmet:
            if cue.hard or (all_unmet and cue.numeric):
                yield Conflict(kind=Kind.FACET, word=cue.text)

    def _numbers(self, query: Query, profile: Profile) -> Iterator[Conflict]:
        for cue in query.cues:
            if not cue.numeric:
                continue
            generic = not cue.counter or cue.counter in self.language.generic_counters
            if not generic and cue.counter not in profile.counters and not profile.tells(cue.counter + cue.head):
                yield Conflict(kind=Kind.COUNTER, word=cue.counter)
            if cue.head and generic and not self._idle(cue.head) and not self._counted(cue.head, profile):
                yield Conflict(kind=Kind.COUNTED, word=cue.head)

    def _counted(self, head: str, profile: Profile) -> bool:
        if profile.tells(head) or head in profile.counters:
            return True
        return any(sense in profile.senses for sense in self.vocabulary.senses.get(head, ()))

    def _mentions(self, query: Query, profile: Profile) -> Iterator[Conflict]:
        kinds = {Role.ATTRIBUTE: Kind.ATTRIBUTE, Role.EVENT: Kind.EVENT, Role.OPERATOR: Kind.OPERATOR}
        for mention in query.mentions:
            if self._licensed(mention, profile):
                continue
            for sense in mention.senses:
                if sense.role in kinds:
                    yield Conflict(kind=kinds[sense.role], word=mention.text)

    def _licensed(self, mention: Mention, profile: Profile) -> bool:
        return profile.tells(mention.text) or any(sense in profile.senses for sense in mention.senses)

    def _qualifiers(self, query: Query, profile: Profile) -> Iterator[Conflict]:
        """Values named that are neither the entry's own nor said by any of its texts."""
        for group, values in query.qualifiers.items():
            if (group == AREA and self.home in values) or self._says_value(query, profile, group):
                continue
            held = profile.qualifiers.get(group) or frozenset(self.language.assumed.get(group, ()))
            if not held & values:
                kind = Kind.QUALIFIER if held else Kind.NARROWING
                yield Conflict(kind=kind, word="/".join(sorted(values)))

    def _says_value(self, query: Query, profile: Profile, group: str) -> bool:
        return any(
            self._licensed(mention, profile)
            for mention in query.mentions
            for sense in mention.senses
            if sense.role is Role.QUALIFIER and sense.group == group
        )

    def _numbered(self, query: Query, profile: Profile) -> Iterator[Conflict]:
        for suffix, number in query.numbered - profile.numbered:
            if any(other == suffix for other, _ in profile.numbered) or not profile.tells(suffix):
                yield Conflict(kind=Kind.NUMBERED, word=f"{number}{suffix}")

    def _loose_words(self, query: Query, profile: Profile) -> Iterator[Conflict]:
        """Names the entry does not know, and modifiers right before a word that it does know."""
        mentioned = {place for m in query.mentions for place in range(m.start, m.end)}
        keys = word_keys(query.words)
        for number, (word, key) in enumerate(zip(query.words, keys, strict=True)):
            if self._idle(key) or profile.tells(word.text) or key in profile.words:
                continue
            if key in profile.foreign:
                yield Conflict(kind=Kind.COUNTER_EXAMPLE, word=word.text)
            elif word.start in mentioned or len(word.text) < 2:
                continue
            elif word.tag in _NAME_TAGS and not self._at_home(word):
                yield Conflict(kind=Kind.NAME, word=word.text)
            elif word.tag.startswith(_MODIFIER_TAGS) and self._modifies_known(query.words[number + 1 :], profile):
                yield Conflict(kind=Kind.MODIFIER, word=word.text)

    def _at_home(self, word: Word) -> bool:
        return word.text in self.home

    def _modifies_known(self, following: tuple[Word, ...], profile: Profile) -> bool:
        rest = following[1:] if following and following[0].text == "的" else following
        if not rest or self._idle(rest[0].text) or not rest[0].tag.startswith(("n", "kb", "v", "j")):
            return False
        return len(rest[0].text) > 1 and profile.tells(rest[0].text)

    def _idle(self, key: str) -> bool:
        return key in self.vocabulary.function_words or key in self.vocabulary.modifier_words


def satisfied(cue: Cue, profile: Profile) -> bool:
    """Whether the entry tells what the cue asks for."""
    told = profile.facets
    if cue.facets & told or (cue.numeric and _NUMBERS & told):
        return True
    if not cue.hard and any(_ALLIED.get(facet, set()) & told for facet in cue.facets):
        return True
    return not cue.numeric and len(cue.text) > 1 and cue.text in profile.texts


__all__ = ["Conflict", "Kind", "Referee", "WordClass", "satisfied"]
