"""From how many to how many: a rise or fall alone tells neither (下降80%, 从多少降到多少)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.witness import Witness
from knowledge.language.query import Query

_ASKED = re.compile("[从由](?:多少|几)[^,。?!;]{0,8}[到成为至](?:多少|几|了多少)")


@dataclass(frozen=True)
class FromTo:
    """The two figures that one question asks for at once, to be compared with those of entries."""

    query: Query

    def conflicts(self, witness: Witness) -> tuple[Conflict, ...]:
        """Two figures asked for of an entry that has no two of one kind."""
        units = Counter(figure.unit for figure in witness.profile.answer_figures)
        if not self._asked or max(units.values(), default=0) > 1:
            return ()
        return (Conflict(kind=Kind.FACET, word=self._asked.group(), bars=True),)

    @property
    def speaks(self) -> bool:
        """Whether the question asks for two figures."""
        return self._asked is not None

    @cached_property
    def _asked(self) -> re.Match[str] | None:
        return _ASKED.search(self.query.text)
