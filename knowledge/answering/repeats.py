"""Told again: what was just told is asked for once more, one of it by its place, or called in doubt."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from knowledge.derived.derived import Derived
from knowledge.figures.numerals import small_whole
from knowledge.figures.units import agree
from knowledge.language.dialogue import Context
from knowledge.language.query import Query
from knowledge.ranking.decision import Part

AGAIN = "再说一遍"
_SAY_AGAIN = re.compile(
    r"""
    (?:麻烦|请|你|您|能不能|可不可以|可以|能|帮我|给我|把|刚才|刚刚|那个|没听清楚?|没看清楚?|没记住|[, ])*
    (?:
        (?:再|重新|重复)(?:说|讲|念|发|来|重复|告诉我?|给我)*(?:一?[遍下次回])?  # 再说一遍
      | 没听清楚?|没看清楚?|没记住
      | (?:说的?)?是?(?:多少|什么|啥)来着                              # 是多少来着
      | 说的是(?:多少|什么|啥)
      | (?:please[ ])?(?:say|repeat)(?:[ ]it|[ ]that)?(?:[ ]again)?(?:,?[ ]please)?
    )
    (?:行吗|好吗|可以吗|谢谢|[吧呗吗么啊呀呢嘛,.?!。 ])*
    """,
    re.VERBOSE,
)
_PLACE = re.compile(
    r"""
    (?:那么?|我问的?是|我说的?是|就)?
    (?:
        (?P<first>[前头]|最前|第[一1]|上(?=[面边]))                    # 前一个, 上面那个
      | (?P<last>后|最后|末|下(?=[面边]))                             # 后面那条
      | 第(?P<number>[二三四五六2-6])                               # 第二个
    )
    (?:[面边]|[一那这](?=[个条项])|那一|这一)*的?[那这]?(?:个|条|项)(?:问题|数字|数)?
    (?P<rest>$|[呢是的再都说多几什啥在怎为有来又也还能可,?!。].*)           # 都是什么人
    """,
    re.VERBOSE,
)
_ENGLISH_PLACE = re.compile(
    r"""
    (?:and[ ]|what[ ]about[ ])?
    the[ ](?:(?P<first>first|former)|(?P<number>second|third)|(?P<last>last|latter))
    (?:[ ]one)?[?.!]*
    """,
    re.VERBOSE,
)
_NUMBERS = {"second": 2, "third": 3}
_ASKS_NO_MORE = re.compile(r"[呢啊呀的,?!。]*(?:是?(?:多少|几|什么|啥)?(?:来着)?)[呢啊呀?!。]*")
_SURPRISED = re.compile(r"[这那]么(?:点儿?|[少多低高短长贵慢])|才(?:这么)?(?:点|些)|[这那]个数")
_IN_DOUBT = re.compile(
    r"(?:[你您我]|记得|确定|肯定|真的?|难道|应该|明明|不?是|就|只?有|才|[这那]么|[这那]个数|点儿?"
    r"|[少多低高短长贵慢吗么吧呢啊呀嘛对没错的哦,?!。 ])*"
)
_MARKS = ",.?!。 "
_TOLD = "told"


class AnswerReference(NamedTuple):
    """One of several things that were told: its number, from behind if negative, and what is asked of it."""

    number: int
    rest: str


def asks_to_repeat(text: str) -> bool:
    """Whether a normalised text asks for nothing but what was just said."""
    return _SAY_AGAIN.fullmatch(text) is not None


def answer_reference(text: str) -> AnswerReference | None:
    """The one of several things told that a normalised text speaks of (后一个都是什么人)."""
    found = _PLACE.fullmatch(text) or _ENGLISH_PLACE.fullmatch(text)
    if found is None:
        return None
    held = found.groupdict()
    rest, number = held.get("rest") or "", held["number"]
    at = (_NUMBERS.get(number) or small_whole(number) or 1) if number else 1 if held["first"] else -1
    again = _ASKS_NO_MORE.fullmatch(rest) or asks_to_repeat(rest)
    return AnswerReference(at, "" if again else rest.lstrip(",的"))


def questions_a_figure(query: Query) -> bool:
    """Whether a question says no more than that a figure is another or odd (不是150起吗, 这么少)."""
    spans = [(figure.start, figure.end) for figure in query.figures]
    if not (spans or _SURPRISED.search(query.text)):
        return False
    rest = "".join(c for n, c in enumerate(query.text) if not any(start <= n < end for start, end in spans))
    says_more = rest.strip(_MARKS) or any(figure.unit for figure in query.figures)
    return bool(says_more) and _IN_DOUBT.fullmatch(rest) is not None


def resolve_reference(text: str, context: Context, derived: Derived) -> tuple[str, Context]:
    """A text that speaks of one of the things told by its place, as said of that alone (后一个都是什么人)."""
    place = answer_reference(text) if context.told_several else None
    if place is None or not -len(context.entries) <= place.number <= len(context.entries):
        return text, context
    told = context.entries[place.number - 1 if place.number > 0 else place.number]
    if told not in derived.numbers:
        return text, context
    spoken_of = replace(context, question=derived.entry(told).question, entries=(told,))
    return place.rest or AGAIN, spoken_of


def repeated_answers(query: Query, context: Context, derived: Derived) -> tuple[Part, ...]:
    """The entries just told, where nothing but these is asked for; none where something else is."""
    told = [entry for entry in context.entries if entry in derived.numbers] if context.told else []
    if not asks_to_repeat(query.text):
        told = [entry for entry in told if _is_doubted(query, entry, derived)]
    return tuple(Part.sure(query, derived.profiles[derived.numbers[entry]], by=_TOLD) for entry in told)


def _is_doubted(query: Query, entry: str, derived: Derived) -> bool:
    """Whether a figure of the answer is doubted: one of its kind, and nothing of another kind, is said."""
    if query.qualifiers or query.numbered or not questions_a_figure(query):
        return False
    units = [figure.unit for figure in derived.profiles[derived.numbers[entry]].answer_figures]
    return bool(units) and all(any(agree(f.unit, unit) for unit in units) for f in query.figures)
