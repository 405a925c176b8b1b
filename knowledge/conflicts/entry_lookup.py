"""Entry lookup: what an entry has in common with one question, each thing looked up once."""

from __future__ import annotations

from dataclasses import dataclass, field

from knowledge.conflicts.profile import Profile, subject_share
from knowledge.language.query import Query
from knowledge.language.vocabulary import Mention


@dataclass(frozen=True, slots=True)
class EntryLookup:
    """A profile with a cache for the duration of one question, for what several rules ask of it."""

    profile: Profile
    _known: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)
    _shares: dict[str, float] = field(default_factory=dict, compare=False, repr=False)

    def subject_share(self, query: Query) -> float:
        """The share of the entry's subject terms that a question names, cached."""
        share = self._shares.get(query.text)
        if share is None:
            share = self._shares[query.text] = subject_share(query, self.profile)
        return share

    def tells(self, word: str) -> bool:
        """The same as `Profile.tells`, cached."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self.profile.tells(word)
        return known

    def covers(self, mention: Mention) -> bool:
        """Whether the entry contains a name or another name of the same thing."""
        return not self.profile.senses.isdisjoint(mention.senses) or self.tells(mention.text)
