"""From what: from how many to how many (从多少降到多少), and from where something leaves (从岛上开)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import ClassVar

from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.witness import Witness
from knowledge.language.query import Query
from knowledge.language.signs import signs_of
from knowledge.model.cached import cached_property

_TWO = 2
_LEAVES = re.compile(
    "从(?P<place>[^,。?!;从哪几什啥何]{2,8}?)(?:开(?!始|工|展|放|通|设|发|支)|出发|发[车船]|起飞)"
)
_ASKED = re.compile("[从由](?:多少|几)[^,。?!;]{0,8}[到成为至](?:多少|几|了多少)")


@dataclass(frozen=True)
class FromTo:
    """The two figures that one question asks for at once, or where it says that something leaves from."""

    signs: ClassVar = signs_of(_LEAVES, _ASKED)

    query: Query

    def conflicts(self, witness: Witness) -> tuple[Conflict, ...]:
        """Two figures asked for of an entry that has no two of one kind, and another place to leave from."""
        answer, figures = witness.profile.answer, witness.profile.answer_figures
        found = []
        if self._asked and max(Counter(figure.unit for figure in figures).values(), default=0) < _TWO:
            found.append(Conflict(kind=Kind.FACET, word=self._asked.group(), bars=True))
        if self._left and _LEAVES.search(answer) and self._left["place"] not in answer:
            found.append(Conflict(kind=Kind.NAME, word=self._left.group(), bars=True))
        return tuple(found)

    @property
    def speaks(self) -> bool:
        """Whether the question asks for two figures, or says where something leaves from."""
        return self._asked is not None or self._left is not None

    @cached_property
    def _left(self) -> re.Match[str] | None:
        return _LEAVES.search(self.query.text)

    @cached_property
    def _asked(self) -> re.Match[str] | None:
        return _ASKED.search(self.query.text)
