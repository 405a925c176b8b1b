"""Money paid and money got: what something costs is not what is given for it (装电梯花多少, 装电梯补多少)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.witness import Witness
from knowledge.language.query import Query
from knowledge.language.signs import signs_of
from knowledge.model.cached import cached_property

_HOW_MUCH = r"(?:是|要|得|了|的|到|个)*(?:多少|几)个?(?:钱|[块元毛]|[百千万亿]|(?=[^一-鿿]|$|[啊呀呢吧哦]))"
_PAYS = re.compile(
    "(?:花费?|掏|付|出|耗资|交|缴|收费?|买|卖|租金?|租|造价|成本|票价|价格|价钱|单价)" + _HOW_MUCH
)
_GETS = re.compile("(?:补[贴助]?|奖励?|发放?|领取?|给予?|拨|救助|资助|报销?|赔偿?)" + _HOW_MUCH)
_PAID = re.compile("[交缴付收掏花价租费票买卖]|元/|押金|自付|个人出")
_GOT = re.compile(
    "补[贴助偿]|津贴|奖|救助|资助|助学金|报销|待遇|领|发放|发给|给予|拨付|[每按]月发|赔偿|低保|养老金|退休金"
)
_MONEY = "元"


@dataclass(frozen=True)
class Money:
    """Which way money goes in one question, to be compared with entries."""

    signs: ClassVar = signs_of(_PAYS, _GETS)

    query: Query

    def conflicts(self, witness: Witness) -> tuple[Conflict, ...]:
        """A cost asked for where the entry tells what is given, or what is given where it tells a cost."""
        if not self._asked or not _tells_a_sum(witness):
            return ()
        word, pays = self._asked
        told, other = (_PAID, _GOT) if pays else (_GOT, _PAID)
        texts = witness.profile.texts
        another = other.search(texts) is not None and told.search(texts) is None
        return (Conflict(kind=Kind.FACET, word=word),) if another else ()

    @property
    def speaks(self) -> bool:
        """Whether the question says which way money goes."""
        return self._asked is not None

    @cached_property
    def _asked(self) -> tuple[str, bool] | None:
        """The words that ask for a sum, and whether it is one that is paid; none where both are said."""
        text = self.query.text
        paid, got = _PAYS.search(text), _GETS.search(text)
        if paid and not got and not _GOT.search(text):
            return paid.group(), True
        if got and not paid and not _PAID.search(text):
            return got.group(), False
        return None


def _tells_a_sum(witness: Witness) -> bool:
    return any(figure.unit == _MONEY for figure in witness.profile.answer_figures)
