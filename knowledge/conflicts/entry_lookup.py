"""Entry lookup: which words of one question the texts of an entry account for."""

from __future__ import annotations

from dataclasses import dataclass, field

from knowledge.conflicts.profile import Profile
from knowledge.language.vocabulary import Mention


@dataclass(frozen=True, slots=True)
class EntryLookup:
    """A profile with a cache for the duration of one question: each word is looked up in its texts once."""

    profile: Profile
    _known: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    def tells(self, word: str) -> bool:
        """The same as `Profile.tells`, cached."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self.profile.tells(word)
        return known

    def covers(self, mention: Mention) -> bool:
        """Whether the entry contains a name or another name of the same thing."""
        return not self.profile.senses.isdisjoint(mention.senses) or self.tells(mention.text)
