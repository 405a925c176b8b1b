"""Recipients: 谁 behind a verb asks to whom that was done (帮了谁)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.rule import Rule, trigger
from knowledge.language.signs import signs_of

_WHOM = re.compile("(?:了|过)(?:谁|哪位|什么人|哪些人)(?=[^一-鿿]|$|[啊呀呢吧])")


@dataclass(frozen=True)
class Recipients(Rule):
    """The action whose recipient one question asks for, to be compared with what entries tell."""

    signs: ClassVar = signs_of(_WHOM)

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """The action, if the entry does not mention it."""
        if self._done and not self._is_told(lookup):
            yield Conflict(kind=Kind.EVENT, word=self._done)

    @trigger
    def _done(self) -> str:
        """The verb right before 了谁; empty if there is none."""
        match = _WHOM.search(self.query.text)
        verbs = (word for word in self.query.words if match and word.end == match.start())
        return next((verb.text for verb in verbs if verb.is_verb), "")

    def _is_told(self, lookup: EntryLookup) -> bool:
        names = (mention for mention in self.query.mentions if mention.text == self._done)
        return lookup.tells(self._done) or any(map(lookup.covers, names))
