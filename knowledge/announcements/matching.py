"""Finds current announcements by the words of a question; entries always take precedence.

Unlike an entry, an announcement has no facets by which to decide, so it is shown as what was announced, with
date. One that says every word of a question is told first; one that lacks some is mentioned below the rest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from knowledge.answering.engine import Engine
from knowledge.files.markup import plain
from knowledge.language.normalise import normalise
from knowledge.language.query import Query
from knowledge.language.vocabulary import is_asking
from knowledge.model.announcement import Announcement
from knowledge.model.entry import Facet

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
# By what a text is seen to tell things of a kind; of other kinds nothing can be seen.
_MONEY_TOLD = re.compile(r"\d元|[0-9一二两三四五六七八九十]块|免费|收费|不收|[补退]钱")
_WHEN_TOLD = re.compile(r"\d|[一二两三四五六七八九十]点|[今明后]天|[今明][早晚]|周[一二三四五六日末]")
_TOLD_BY: Mapping[Facet, re.Pattern[str]] = {
    Facet.FEE: _MONEY_TOLD,
    Facet.AMOUNT: _MONEY_TOLD,
    Facet.DATE: _WHEN_TOLD,
    Facet.TIME: _WHEN_TOLD,
    Facet.DURATION: _WHEN_TOLD,
    Facet.CONTACT: re.compile(r"\d{5}|电话|热线|联系"),
    Facet.REASON: re.compile(r"因|由于|为了|受"),
}
_OF_MONEY = re.compile(r"钱|费用|收费|花费")  # asks for money without an asking word: 收钱吗
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


def telling(engine: Engine, question: str, found: Sequence[Announcement]) -> tuple[Announcement, ...]:
    """Those of the found announcements that may answer the question, in the same order.

    They say every word of it, and something of the kind that it asks for where that kind can be seen.
    """
    query, words = _read(engine, question), _words(engine, question)
    texts = ((held, normalise(plain(held.html))) for held in found)
    return tuple(held for held, text in texts if _share(words, text) == 1 and _bears_out(query, text))


def _bears_out(query: Query, text: str) -> bool:
    """Whether a text has a figure, or a word, such as each asking word of a question wants."""
    if _OF_MONEY.search(query.text) and not _TOLD_BY[Facet.FEE].search(text):
        return False
    wanted = ([_TOLD_BY.get(facet) for facet in cue.facets] for cue in query.cues)
    return all(any(sign is None or sign.search(text) for sign in signs) for signs in wanted)


def _share(words: Sequence[str], text: str) -> float:
    """The share of the words that occur in a text; 0 without any words."""
    return sum(word in text for word in words) / len(words) if words else 0.0


def _words(engine: Engine, question: str) -> tuple[str, ...]:
    """The words of a question that name its subject."""
    words = (word.text for word in _read(engine, question).words)
    return tuple(dict.fromkeys(word for word in words if _tells(engine, word)))


def _read(engine: Engine, question: str) -> Query:
    return engine.derived.interpreter.read(normalise(_in_characters(engine, question)))


def _in_characters(engine: Engine, question: str) -> str:
    """A question with its pinyin replaced by characters, as the engine reads it."""
    if _LATIN.search(question) is None:
        return question
    text = normalise(question)
    for spelt, name in _SPELT:
        text = spelt.sub(name, text)
    return engine.derived.in_characters(text)


def _tells(engine: Engine, word: str) -> bool:
    if len(word.strip()) < 2 or is_asking(word) or word in _ENGLISH_IDLE:
        return False
    idle = engine.derived.vocabulary.is_stop_word(word)
    return not (idle or _BY_NAME.fullmatch(word) or _WHEN.fullmatch(word))
