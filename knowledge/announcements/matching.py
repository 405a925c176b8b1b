"""Finds current announcements by the words of a question; entries always take precedence.

Unlike an entry, an announcement has no facets by which to decide, so it is shown as what was announced, with
its date, and never counts as the answer to a question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.answering.engine import Engine
from knowledge.files.markup import plain
from knowledge.language.normalise import normalise
from knowledge.language.vocabulary import is_asking
from knowledge.model.announcement import Announcement

_BY_NAME = re.compile(r"通知|公告|通告|告示|\b(?:notice|announcement)s?\b", re.IGNORECASE)
# The same in pinyin, where tongzhi would be read as the more common 同志; xitong zhichi holds none of them.
_SPELT = tuple(
    (re.compile(rf"(?:{first}|\b{first} ){second}(?![a-z])"), name)
    for first, second, name in (
        ("tong", "zhi", "通知"),
        ("gong", "gao", "公告"),
        ("tong", "gao", "通告"),
        ("gao", "shi", "告示"),
    )
)
_LATIN = re.compile(r"[a-zA-Z]")
_WHEN = re.compile(
    r"[今明后昨前]天|[今明]晚|[上下本这]?(?:周|星期|礼拜)[一二三四五六日天末]?|[上下本这]个?月"
    r"|今年|\d+[年月日号点]?"
)
_ENGLISH_IDLE = frozenset({"any", "are", "the", "is", "there", "what", "new", "latest", "recent", "about"})
_ENOUGH = 2 / 3  # of the question's words that an announcement says: one of three may be another's
_MOST = 2
_MOST_OF_ALL = 3


def asks_for_announcements(engine: Engine, question: str) -> bool:
    """Whether a question asks for announcements by that name."""
    return _BY_NAME.search(_in_characters(engine, question)) is not None


def asks_for_any(engine: Engine, question: str) -> bool:
    """Whether a question asks for announcements without naming any subject."""
    return asks_for_announcements(engine, question) and not _words(engine, question)


def fitting(engine: Engine, question: str, current: Sequence[Announcement]) -> tuple[Announcement, ...]:
    """The announcements that contain most of a question's words, best first; the newest if it has none.

    Args:
        current: newest first.
    """
    if asks_for_any(engine, question):
        return tuple(current[:_MOST_OF_ALL])
    words = _words(engine, question)
    shares = [(_share(words, normalise(plain(held.html))), held) for held in current]
    found = [(share, held) for share, held in shares if share >= _ENOUGH]
    found.sort(key=lambda pair: -pair[0])
    return tuple(held for _, held in found[:_MOST])


def _share(words: Sequence[str], text: str) -> float:
    """The share of the words that occur in a text; 0 without any words."""
    return sum(word in text for word in words) / len(words) if words else 0.0


def _words(engine: Engine, question: str) -> tuple[str, ...]:
    """The words of a question that name its subject."""
    query = engine.derived.interpreter.read(normalise(_in_characters(engine, question)))
    return tuple(dict.fromkeys(word.text for word in query.words if _tells(engine, word.text)))


def _in_characters(engine: Engine, question: str) -> str:
    """A question with its pinyin replaced by characters, as the engine reads it."""
    if _LATIN.search(question) is None:
        return question
    text = normalise(question)
    for spelt, name in _SPELT:
        text = spelt.sub(name, text)
    return engine.in_characters(text)


def _tells(engine: Engine, word: str) -> bool:
    if len(word.strip()) < 2 or is_asking(word) or word in _ENGLISH_IDLE:
        return False
    idle = engine.derived.vocabulary.is_stop_word(word)
    return not (idle or _BY_NAME.fullmatch(word) or _WHEN.fullmatch(word))
