"""An entry before the checker: what its texts tell of one question's words."""

from __future__ import annotations

from dataclasses import dataclass, field

from knowledge.conflicts.profile import Profile
from knowledge.language.vocabulary import Mention


@dataclass(frozen=True, slots=True)
class EntryLookup:
    """An entry's profile as one question is held against it: each word is looked up in its texts once."""

    profile: Profile
    _told: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    def tells(self, word: str) -> bool:
        """As `Profile.tells`."""
        told = self._told.get(word)
        if told is None:
            told = self._told[word] = self.profile.tells(word)
        return told

    def covers(self, mention: Mention) -> bool:
        """Whether the entry accounts for a name: by saying it, or another name of the same thing."""
        return not self.profile.senses.isdisjoint(mention.senses) or self.tells(mention.text)
