"""Whom: 谁 behind a verb is somebody to whom that is done (帮了谁)."""

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
    """Whom one question asks for, to be compared with entries that tell who does something."""

    signs: ClassVar = signs_of(_WHOM)

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """What is done to somebody, of an entry that says nothing of it."""
        if self._done and not self._is_told(lookup):
            yield Conflict(kind=Kind.EVENT, word=self._done)

    @trigger
    def _done(self) -> str:
        """The verb right before 了谁."""
        match = _WHOM.search(self.query.text)
        verbs = (word for word in self.query.words if match and word.end == match.start())
        return next((verb.text for verb in verbs if verb.is_verb), "")

    def _is_told(self, lookup: EntryLookup) -> bool:
        names = (mention for mention in self.query.mentions if mention.text == self._done)
        return lookup.tells(self._done) or any(map(lookup.covers, names))
