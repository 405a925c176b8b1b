"""How it was before: 原来呢, 提高前是多少 after an answer that tells from what to what something rose."""

from __future__ import annotations

import re

from knowledge.language.dialogue import own_words
from knowledge.language.interpret import Query

_ASKED = re.compile(
    "(?:它|这个)?(?:以前|原来|原先|过去|之前|从前|早先"
    "|(?:没|还没)?(?:提高?|调整?|涨价?|改|增加|上调|降低?)了?(?:之|以)?前)"
    "(?:的?是?(?:多少|几[^,。?!]{0,2}))?[呢啊呀]?(?:,?也?是[^,。?!]{1,6})?[?。!]*"
)
_TOLD = re.compile(r"[从由](?:最[高低])?\d[\d.,]*(?![\d.,月日号点时年:])")  # no span of days


def asks_for_earlier(query: Query) -> bool:
    """Whether a question asks for nothing but how it was before."""
    return _ASKED.fullmatch(own_words(query)) is not None


def tells_earlier(answer: str) -> bool:
    """Whether a normalised answer tells from what something rose or fell."""
    return _TOLD.search(answer) is not None
