"""Measures: how wide is not told by how long, nor the least by the most."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.witness import Witness
from knowledge.language.query import Query
from knowledge.language.signs import signs_of
from knowledge.model.cached import cached_property

_MEASURE = re.compile("多([宽厚深重])(?!要|视|大)|([宽厚深])度?(?:是|有)?(?:多少|几)")
_LEAST = re.compile("最低(?!生活|工资)|最少|下限|不低于|不少于|至少")
_MOST = re.compile("最高(?!人民)|最多|上限|封顶|顶格|不超过|不高于|以内")


@dataclass(frozen=True)
class Measures:
    """What one question wants measured, to be compared with what entries measure."""

    signs: ClassVar = signs_of(_MEASURE, _LEAST, _MOST)

    query: Query

    def conflicts(self, witness: Witness) -> Iterator[Conflict]:
        """Another measure than the entry tells: how wide for how long, the least for the most."""
        for word, measure in self._asked:
            if not witness.tells(measure):
                yield Conflict(kind=Kind.FACET, word=word)
        texts = witness.profile.texts
        for word, end, other in self._ends:
            if other.search(texts) and not end.search(texts):
                yield Conflict(kind=Kind.TURN, word=word)

    @property
    def speaks(self) -> bool:
        """Whether the question wants anything measured so."""
        return bool(self._asked or self._ends)

    @cached_property
    def _asked(self) -> tuple[tuple[str, str], ...]:
        """What it asks for, each with the word that tells it."""
        return tuple((found.group(), found[1] or found[2]) for found in _MEASURE.finditer(self.query.text))

    @cached_property
    def _ends(self) -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
        """The end that it asks for, what tells it, and what tells the other one."""
        text = self.query.text
        least, most = _LEAST.search(text), _MOST.search(text)
        if least and not most:
            return ((least.group(), _LEAST, _MOST),)
        if most and not least:
            return ((most.group(), _MOST, _LEAST),)
        return ()
