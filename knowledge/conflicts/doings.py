"""Doings: what is said to be done to what is counted, or to all of it, that an entry tells nothing of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.finishing import ALL_DONE, all_done, tells_all_done
from knowledge.conflicts.witness import Witness
from knowledge.language.query import Query
from knowledge.language.question_words import A_NUMBER
from knowledge.language.signs import signs_of
from knowledge.model.cached import cached_property

# What undoes or harms, and other stages of a thing: 村道坏了几公里 is not told by how many were repaired.
_DONE_TO = re.compile(
    "(?P<verb>[坏封堵断塌倒砍伐烧死活枯漏丢撕扔毁关停撤迁搬黄垮亏赔欠退卖拆砸误废剩缺差"
    "谈签选评排录拍买填印住])"
    f"(?:了|过|掉了?)(?:大概|大约|一共|总共)?{A_NUMBER}"
)


@dataclass(frozen=True)
class Doings:
    """What one question says is done, to be compared with what entries tell is done."""

    signs: ClassVar = signs_of(_DONE_TO, ALL_DONE)

    query: Query

    def conflicts(self, witness: Witness) -> Iterator[Conflict]:
        """What an entry does not tell: 砍了多少亩 of what was planted, 全部改造好了 of what goes on."""
        if self._counted and self._counted["verb"] not in witness.profile.told:
            yield Conflict(kind=Kind.EVENT, word=self._counted.group(), bars=True)
        if self._all and not tells_all_done(witness):
            yield Conflict(kind=Kind.EVENT, word=self._all.group(), bars=True)

    @property
    def speaks(self) -> bool:
        """Whether the question says anything of the kind."""
        return bool(self._counted or self._all)

    @cached_property
    def _counted(self) -> re.Match[str] | None:
        """What was done to what it counts, in a verb of one character (砍了多少亩)."""
        return _DONE_TO.search(self.query.text)

    @cached_property
    def _all(self) -> re.Match[str] | None:
        """What it wants confirmed of all of them."""
        return all_done(self.query)
