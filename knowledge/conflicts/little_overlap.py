"""Too little overlap: an entry that says hardly a word of the question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.limits import Limits
from knowledge.conflicts.profile import Profile
from knowledge.conflicts.rule import Rule
from knowledge.language.normalise import squeezed
from knowledge.language.vocabulary import Mention
from knowledge.model.cached import cached_property

_FEW = 2  # words in common; a single one may occur in any entry
_LONG_ENOUGH = 3  # characters of a word that tells what a row is about


@dataclass(frozen=True)
class LittleOverlap(Rule):
    """A question has little in common with an entry that says only one of its words (谁开的)."""

    limits: Limits

    @property
    def applies(self) -> bool:
        """Always: any question may have little in common with an entry."""
        return True

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """The whole question, if it names neither the entry's subject nor a value that limits the entry."""
        profile = lookup.profile
        overlaps = self._shares_enough(lookup) or self._names(profile) or lookup.subject_share(self.query)
        if not overlaps and not self.limits.qualifiers.names_own_value(profile):
            yield Conflict(kind=Kind.SUBJECT, word=self.query.text)

    def _shares_enough(self, lookup: EntryLookup) -> bool:
        """Whether the entry says more than one content word of the question."""
        shared = 0
        for key, names in self._words.items():
            if lookup.tells(key) or any(map(lookup.covers, names)):
                shared += 1
                if shared == _FEW:
                    return True
        return False

    def _names(self, profile: Profile) -> bool:
        """Whether a word of the question names a row of a table (居住证 for 居住证申领, or an alias)."""
        if not profile.cells:
            return False
        names = tuple(map(squeezed, profile.own_questions))
        return any(
            word in names or (len(word) >= _LONG_ENOUGH and any(word in name for name in names))
            for word in self._words
        )

    @cached_property
    def _words(self) -> Mapping[str, tuple[Mention, ...]]:
        """The keys of its content words, each with the names that the word belongs to."""
        query = self.query
        words: dict[str, tuple[Mention, ...]] = {}
        for number in query.content:
            key, start = query.keys[number], query.words[number].start
            if key.isalpha():
                named = tuple(m for m in query.mentions if m.start <= start < m.end)
                words[key] = words.get(key, ()) + named
        return words
