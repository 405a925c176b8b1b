"""From what and to what: two figures (从多少降到多少), a level (降到多少), a sum, a place (从岛上开)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import ClassVar

from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.witness import Witness
from knowledge.language.query import Query
from knowledge.language.question_words import A_NUMBER
from knowledge.language.signs import signs_of
from knowledge.model.cached import cached_property

_TWO = 2
_CHANGES = "(?:[涨降跌升减增]|提高|下降|上升|增[加长]|减少|[多少]收?)"
_REACHED = re.compile(
    f"(?:[涨降跌升减增提]|下降|上升|增[加长]|减少)到了?{A_NUMBER}"
)  # 降到多少: a level, and no rise or fall
_REACHES = re.compile("[到至达为]")
_RISEN = re.compile(f"{_CHANGES}了{A_NUMBER}(?:个?[万亿]|钱|元|块)")  # 涨了多少个亿: no share of it
_BY_MONEY = re.compile(f"{_CHANGES}了?[^,。;%]{{0,3}}?\\d[\\d.]*[万亿]?元")
_LEAVES = re.compile(
    "从(?P<place>[^,。?!;从哪几什啥何]{2,8}?)(?:开(?!始|工|展|放|通|设|发|支)|出发|发[车船]|起飞)"
)
_ASKED = re.compile(f"[从由]{A_NUMBER}[^,。?!;]{{0,8}}[到成为至](?:{A_NUMBER}|了多少)")


@dataclass(frozen=True)
class FromTo:
    """What one question asks for or says of an end: two figures, a level, a sum, where something leaves."""

    signs: ClassVar = signs_of(_LEAVES, _REACHED, _RISEN, _ASKED)

    query: Query

    def conflicts(self, witness: Witness) -> tuple[Conflict, ...]:
        """What an entry does not tell: two figures of one kind, a level, a rise in money, that place."""
        answer, figures = witness.profile.answer, witness.profile.answer_figures
        found = []
        if self._asked and max(Counter(figure.unit for figure in figures).values(), default=0) < _TWO:
            found.append(Conflict(kind=Kind.FACET, word=self._asked.group(), bars=True))
        if self._reached and not _REACHES.search(answer):
            found.append(Conflict(kind=Kind.TURN, word=self._reached.group(), bars=True))
        if self._risen and not _BY_MONEY.search(answer):
            found.append(Conflict(kind=Kind.TURN, word=self._risen.group(), bars=True))
        if self._left and _LEAVES.search(answer) and self._left["place"] not in answer:
            found.append(Conflict(kind=Kind.NAME, word=self._left.group(), bars=True))
        return tuple(found)

    @property
    def speaks(self) -> bool:
        """Whether the question asks for two figures, or says where something leaves from."""
        return any((self._asked, self._reached, self._risen, self._left))

    @cached_property
    def _reached(self) -> re.Match[str] | None:
        return _REACHED.search(self.query.text)

    @cached_property
    def _risen(self) -> re.Match[str] | None:
        return _RISEN.search(self.query.text)

    @cached_property
    def _left(self) -> re.Match[str] | None:
        return _LEAVES.search(self.query.text)

    @cached_property
    def _asked(self) -> re.Match[str] | None:
        return _ASKED.search(self.query.text)
