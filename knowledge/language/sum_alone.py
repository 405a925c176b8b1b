"""A sum alone: a follow-up that asks for money and says nothing of what it is for (钱是多少, 能领多少钱)."""

from __future__ import annotations

import re

from knowledge.language.dialogue import TRAILING, own_words
from knowledge.language.query import Query

_PAID = (
    "(?:[发给领拿补付交花投拨掏出收缴报用能要得可以会应该共都是有了过到的]"
    "|大概|大约|[一总]共|具体|到底|[每一个][人户家月年])*"
)
_MONEY_ALONE = re.compile(
    rf"{_PAID}(?:(?:钱|款|金额|费用|价钱?|数额){_PAID}(?:多少|几[百千万亿]*[元块]?)"
    rf"|(?:多少|几)(?:个?钱|(?:[百千万亿]*[元块]钱?|[百千万亿]+))){_PAID}"
)


def asks_for_money_alone(query: Query) -> bool:
    """Whether a question asks for a sum and nothing else."""
    return _MONEY_ALONE.fullmatch(own_words(query).rstrip(TRAILING)) is not None
