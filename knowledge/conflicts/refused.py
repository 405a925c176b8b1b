"""What speaks against an entry whatever is asked: staff's counter-example, or that it tells hardly a word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.limits import Limits
from knowledge.conflicts.profile import subject_share
from knowledge.language.query import Query
from knowledge.language.vocabulary import Mention
from knowledge.model.cached import cached_property

_FEW = 2  # words; fewer may be said of anything


@dataclass(frozen=True)
class CounterExample:
    """One question as typed, which staff may have written down as not to be answered by an entry."""

    query: Query
    refuses = True

    def refusals(self, lookup: EntryLookup) -> tuple[Conflict, ...]:
        """The question, if it is among the entry's `not_for`."""
        refused = lookup.profile.counter_examples
        if not (refused and self.query.squeezed in refused):
            return ()
        return (Conflict(kind=Kind.COUNTER_EXAMPLE, word=self.query.text, firm=True, bars=True),)


@dataclass(frozen=True)
class LittleOverlap:
    """The words of one question; an entry that says only one of them tells little (谁开的)."""

    query: Query
    limits: Limits
    refuses = True

    def refusals(self, lookup: EntryLookup) -> tuple[Conflict, ...]:
        """The question, if it names neither what the entry is about nor what limits it, nor is told."""
        profile = lookup.profile
        told = self._tells_enough(lookup) or subject_share(self.query, profile)
        if told or self.limits.qualifiers.names_own_value(profile):
            return ()
        return (Conflict(kind=Kind.SUBJECT, word=self.query.text),)

    def _tells_enough(self, lookup: EntryLookup) -> bool:
        """Whether the entry says more than one word of the question."""
        told = 0
        for key, names in self._words.items():
            if lookup.tells(key) or any(map(lookup.covers, names)):
                told += 1
                if told == _FEW:
                    return True
        return False

    @cached_property
    def _words(self) -> Mapping[str, tuple[Mention, ...]]:
        """The keys of its content words, each with the names that the word belongs to."""
        query = self.query
        words: dict[str, tuple[Mention, ...]] = {}
        for number in query.content:
            key, place = query.keys[number], query.words[number].start
            if key.isalpha():
                named = tuple(m for m in query.mentions if m.start <= place < m.end)
                words[key] = words.get(key, ()) + named
        return words
