"""Why an entry that is about the right thing may still not answer the question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from knowledge import asking
from knowledge.conflict import Conflict, Kind
from knowledge.counting import Counting
from knowledge.interpret import Query
from knowledge.language import Language
from knowledge.limits import Limits, negated
from knowledge.loose_words import LooseWords
from knowledge.profile import Profile, subject_share
from knowledge.vocabulary import Vocabulary, is_concept

_FEW = 2  # words; fewer may be said of anything


@dataclass(frozen=True)
class Referee:
    """Finds the conflicts between a question and an entry."""

    language: Language
    vocabulary: Vocabulary
    home: str
    dated: Mapping[str, frozenset[int]]

    @cached_property
    def _counting(self) -> Counting:
        return Counting(self.language, self.vocabulary)

    @cached_property
    def _limits(self) -> Limits:
        return Limits(self.language, self.vocabulary, self.home, self.dated)

    @cached_property
    def _loose_words(self) -> LooseWords:
        return LooseWords(self.language, self.vocabulary, self.home)

    def conflicts(self, query: Query, profile: Profile) -> tuple[Conflict, ...]:
        """Every conflict; none means that the entry may answer."""
        found = (
            *asking.facets(query, profile),
            *self._counting.conflicts(query, profile),
            *self._limits.conflicts(query, profile),
            *asking.turns(query, profile),
            *self._loose_words.conflicts(query, profile),
        )
        return tuple(dict.fromkeys(found))

    def refusals(self, whole: Query, profile: Profile) -> tuple[Conflict, ...]:
        """What speaks against the question as typed: staff's `not_for`, or a word said in passing."""
        if profile.refused and whole.squeezed in profile.refused:
            return (Conflict(kind=Kind.COUNTER_EXAMPLE, word=whole.text, firm=True, bars=True),)
        if word := negated(whole, profile):
            return (Conflict(kind=Kind.QUALIFIER, word=word, firm=True),)
        if years := tuple(self._limits.years(whole, profile, alone=True)):
            return years
        if frame := self.framed(whole, profile):
            return frame
        if not subject_share(whole, profile) and self._hardly_told(whole, profile):
            return (Conflict(kind=Kind.SUBJECT, word=whole.text),)
        return ()

    def framed(self, whole: Query, profile: Profile) -> tuple[Conflict, ...]:
        """What the beginning of a question says against an entry, though it stands in another clause."""
        return tuple(self._limits.framed(whole, profile))

    @staticmethod
    def _hardly_told(whole: Query, profile: Profile) -> bool:
        """Whether the entry says no more than one word of the question: 谁开的 may be asked of anything."""
        telling: set[str] = set()
        for number in whole.content:
            key = whole.keys[number]
            if key.isalpha() and (profile.tells(key) or _named(whole, whole.words[number].start, profile)):
                telling.add(key)
                if len(telling) == _FEW:
                    return False
        return True

    @staticmethod
    def foreign_terms(query: Query, profile: Profile) -> int:
        """How many terms the question names that the entry never does."""
        return sum(is_concept(mention.senses) and not profile.licenses(mention) for mention in query.mentions)


def _named(query: Query, place: int, profile: Profile) -> bool:
    """Whether a place in the question belongs to a name that the entry accounts for."""
    return any(m.start <= place < m.end and profile.licenses(m) for m in query.mentions)
