"""Options picked by typing instead of pressing a button: 2, 第二个, 后一个, 增长的那个, 对, 都要, 都不是."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from knowledge.figures.numerals import small_whole
from knowledge.language.normalise import letters, normalise
from knowledge.model.answer import Option

_PICK = re.compile(
    r"那?(?:我?(?:要|选|选择))?(?:第|选项)?([0-9]{1,2}|[零一两二三四五六七八九十])"
    r"(?:个|条|项|号)?呢?[。.、,)]?"
)
_FIRST = re.compile(r"那?(?:前|上|头|最前|最上)(?:面|边)?(?:的|一)?(?:那|这)?(?:个|条|项)呢?")
_LAST = re.compile(r"那?(?:后|下|最后|最下|末|最末)(?:面|边)?(?:的|一)?(?:那|这)?(?:个|条|项)呢?")
_YES = re.compile(
    r"(?:对|是|嗯|恩|没错|可以|yes|yeah|yep|right)(?:对|是|嗯|的|啊|呀|呢|了|就是)*|(?:就|正)?是(?:这|那)个"
)
_ALL = re.compile(
    r"(?:我|两个|三个|几个|这些|这几个)*(?:都|全|全都)(?:想?要|想问|想知道|想看|看看|看|问|说说)"
    r"|全部|全要|both|all(?: of them)?"
)
_NONE = re.compile(r"(?:都|全)?不是|none of (?:these|them)")
_DESCRIBED = re.compile(
    r"(?:我?(?:要|选|问的?是|说的?是))?(?:那个)?(.{2,}?)(?:的[那这]?|[那这])[个条项]|那个(.{2,})的"
)


class Pick(Enum):
    """A pick that is not one of the options."""

    NONE = "none of these"
    OUT_OF_RANGE = "no such option"


def _squeezed(text: str) -> str:
    return "".join(normalise(text).split()).rstrip("。.!~ ")


def _number(text: str) -> int | None:
    """The number that a text consists of, as people type one to pick an option; None for other texts."""
    found = _PICK.fullmatch(_squeezed(text))
    if not found:
        return None
    return small_whole(found[1])


def is_number(text: str) -> bool:
    """Whether a text is only a number, as if to pick an option."""
    return _number(text) is not None


def picked(text: str, options: Sequence[Option]) -> tuple[Option, ...] | Pick | None:
    """The options that a text picks by number, position or description; None if it picks nothing."""
    plain = _squeezed(text)
    if _NONE.fullmatch(normalise(text).rstrip("。.! ")):
        return Pick.NONE
    if not options:
        return None
    if (number := _number(text)) is not None:
        return _numbered(number, options)
    if _ALL.fullmatch(plain):
        return tuple(options)
    if _FIRST.fullmatch(plain):
        return (options[0],)
    if _LAST.fullmatch(plain):
        return (options[-1],)
    if len(options) == 1 and _YES.fullmatch(plain):
        return (options[0],)
    return _described(plain, options)


def _numbered(number: int, options: Sequence[Option]) -> tuple[Option, ...] | Pick:
    if number == 0:
        return Pick.NONE
    return (options[number - 1],) if number <= len(options) else Pick.OUT_OF_RANGE


def _described(plain: str, options: Sequence[Option]) -> tuple[Option, ...] | None:
    """The only option whose question contains a description (增长的那个); None unless there is just one."""
    found = _DESCRIBED.fullmatch(plain)
    if not found:
        return None
    described = letters(found[1] or found[2])
    matching = tuple(
        option for option in options if described and described in letters(normalise(option.question))
    )
    return matching if len(matching) == 1 else None
