"""What the answer just told holds besides: how it was before (原来呢), another of its figures (末班呢)."""

from __future__ import annotations

import re

from knowledge.figures.figures import figures
from knowledge.language.dialogue import TRAILING, own_words
from knowledge.language.interpret import Query
from knowledge.language.question_words import EARLIER

_ASKED = re.compile(
    f"(?:它|这个)?(?:{EARLIER}"
    "|(?:没|还没)?(?:提高?|调整?|涨价?|改|增加|上调|降低?)了?(?:之|以)?前)"
    "(?:的?是?(?:多少|几[^,。?!]{0,2}))?[呢啊呀]?(?:,?也?是[^,。?!]{1,6})?[?。!]*"
)
_CLAUSE = re.compile("[^,;。]+")
_SHORTEST = 2  # characters
_TOLD = re.compile(r"[从由](?:最[高低])?\d[\d.,]*(?![\d.,月日号点时年:])")  # no span of days


def asks_for_earlier(query: Query) -> bool:
    """Whether a question asks for nothing but how it was before."""
    return _ASKED.fullmatch(own_words(query)) is not None


def tells_besides(query: Query, answer: str) -> bool:
    """Whether a question is for nothing but a word (末班呢) that an answer says beside a figure."""
    word = own_words(query).rstrip(TRAILING)
    limits = query.qualifiers or query.numbered or query.cues or query.yes_no
    if limits or not query.asks or len(word) < _SHORTEST:
        return False
    return any(word in clause and figures(clause) for clause in _CLAUSE.findall(answer))


def tells_earlier(answer: str) -> bool:
    """Whether a normalised answer tells from what something rose or fell."""
    return _TOLD.search(answer) is not None
