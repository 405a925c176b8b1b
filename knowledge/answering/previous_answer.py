"""Follow-ups that the previous answer itself answers: an earlier value (原来呢), another figure (末班呢)."""

from __future__ import annotations

import re

from knowledge.figures.figures import figures
from knowledge.language.clauses import ANSWER_CLAUSE
from knowledge.language.dialogue import TRAILING, without_connectives
from knowledge.language.query import Query
from knowledge.language.question_words import EARLIER

_BEFORE = re.compile(
    f"(?:它|这个)?(?:{EARLIER}"
    "|(?:没|还没)?(?:提高?|调整?|涨价?|改|增加|上调|降低?)了?(?:之|以)?前)"
    "(?:的?又?是?(?:多少|几[^,。?!]{0,2}))?[呢啊呀]?(?:,?也?是[^,。?!]{1,6})?[?。!]*"
)
_SHORTEST = 2  # characters
_YEAR_BEFORE = re.compile("[头前上]一?年(?:的?是?(?:多少|几[^,。?!]{0,2}))?[呢啊呀]?[?。!]*")
_OF_THE_YEAR_BEFORE = re.compile(r"(?<![比较])(?:上一?年|去年|前一年)(?!同期|增|相比)[^,。;\d]{0,3}\d")
_EARLIER_VALUE = re.compile(r"[从由](?:最[高低])?\d[\d.,]*(?![\d.,月日号点时年:])")  # not a range of days


def tells_detail(query: Query, answer: str) -> bool:
    """Whether a question is only a word (末班呢) that stands beside a figure in an answer."""
    word = without_connectives(query).rstrip(TRAILING)
    limits = query.qualifiers or query.numbered or query.cues or query.yes_no
    if limits or not query.asks or len(word) < _SHORTEST:
        return False
    return any(word in clause and figures(clause) for clause in ANSWER_CLAUSE.findall(answer))


def tells_earlier_value(query: Query, answer: str) -> bool:
    """Whether a question asks only for an earlier value, and a normalised answer tells it.

    For 原来呢, the value that something rose or fell from (从100元提高到120元); for 头一年呢, that of
    the year before (上年39.2公里).
    """
    words = without_connectives(query)
    if _YEAR_BEFORE.fullmatch(words):
        return _OF_THE_YEAR_BEFORE.search(answer) is not None
    return bool(_BEFORE.fullmatch(words) and _EARLIER_VALUE.search(answer))
