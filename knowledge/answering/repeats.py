"""Repeats: questions that ask for the previous answer again, for one of several, or question a figure of it.

再说一遍, 第二个都是什么人, 不是150起吗.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from knowledge.conflicts.profile import Profile
from knowledge.derived.derived import Derived
from knowledge.figures.numerals import small_whole
from knowledge.figures.units import agree
from knowledge.language.dialogue import Context
from knowledge.language.query import Query
from knowledge.ranking.decision import Origin, Part

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
_REFERENCE = re.compile(
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
_ENGLISH_REFERENCE = re.compile(
    r"""
    (?:and[ ]|what[ ]about[ ])?
    the[ ](?:(?P<first>first|former)|(?P<number>second|third)|(?P<last>last|latter))
    (?:[ ]one)?[?.!]*
    """,
    re.VERBOSE,
)
_NUMBERS = {"second": 2, "third": 3}
_NOTHING_ELSE = re.compile(r"[呢啊呀的,?!。]*(?:是?(?:多少|几|什么|啥)?(?:来着)?)[呢啊呀?!。]*")
_SURPRISED = re.compile(r"[这那]么(?:点儿?|[少多低高短长贵慢])|才(?:这么)?(?:点|些)|[这那]个数")
_DOUBT = re.compile(
    r"(?:[你您我]|听人?说|[别人]家?人?说|网上说|上次说|怎么会?|咋|不会|不对|记得|确定|肯定|真的?|难道|应该|明明|不?是|就|只?有|才|[这那]么|[这那]个数|点儿?"
    r"|[少多低高短长贵慢吗么吧呢啊呀嘛对没错的哦,?!。 ])*"
)
_MARKS = ",.?!。 "


class AnswerReference(NamedTuple):
    """A reference to one of several answers.

    Attributes:
        number: which one, from 1; the last one is -1.
        rest: what is asked about it; empty where its answer is asked for again.
    """

    number: int
    rest: str


def asks_to_repeat(text: str) -> bool:
    """Whether a normalised text asks only for the previous answer again (再说一遍)."""
    return _SAY_AGAIN.fullmatch(text) is not None


def answer_reference(text: str) -> AnswerReference | None:
    """The reference of a normalised text to one of several answers (后一个都是什么人); None without one."""
    found = _REFERENCE.fullmatch(text) or _ENGLISH_REFERENCE.fullmatch(text)
    if found is None:
        return None
    rest = found.groupdict().get("rest") or ""
    repeats = _NOTHING_ELSE.fullmatch(rest) or asks_to_repeat(rest)
    return AnswerReference(_number(found), "" if repeats else rest.lstrip(",的"))


def _number(found: re.Match[str]) -> int:
    """The number that a reference gives."""
    if ordinal := found["number"]:
        return _NUMBERS.get(ordinal) or small_whole(ordinal) or 1
    return 1 if found["first"] else -1


def questions_a_figure(query: Query) -> bool:
    """Whether a question only doubts a figure, or is surprised at one (不是150起吗, 这么少)."""
    if not (query.figures or _SURPRISED.search(query.text)):
        return False
    rest = besides_figures(query)
    says_more = rest.strip(_MARKS) or any(figure.unit for figure in query.figures)
    return bool(says_more) and _DOUBT.fullmatch(rest) is not None


def besides_figures(query: Query) -> str:
    """The text of a question without its figures."""
    spans = [(figure.start, figure.end) for figure in query.figures]
    return "".join(c for n, c in enumerate(query.text) if not any(start <= n < end for start, end in spans))


def resolve_reference(text: str, context: Context, derived: Derived) -> tuple[str, Context]:
    """What a text asks, and its context, with a reference to one of several answers resolved.

    后一个都是什么人 becomes 都是什么人, asked after that answer alone. A text that refers to none of them is
    returned as it is.
    """
    reference = answer_reference(text) if context.told_several else None
    if reference is None or not -len(context.entries) <= reference.number <= len(context.entries):
        return text, context
    entry = context.entries[reference.number - 1 if reference.number > 0 else reference.number]
    if entry not in derived.numbers:
        return text, context
    resolved = replace(context, question=derived.entry(entry).question, entries=(entry,))
    return reference.rest or AGAIN, resolved


def repeated_answers(query: Query, context: Context, derived: Derived) -> tuple[Part, ...]:
    """The previous answers that a question asks to repeat, or a figure of which it doubts; none otherwise."""
    if not context.told:
        return ()
    known = [derived.numbers[entry] for entry in context.entries if entry in derived.numbers]
    repeats = asks_to_repeat(query.text)
    return tuple(
        Part.sure(query, derived.profiles[number], Origin.REPETITION)
        for number in known
        if repeats or doubts_figure_of(query, derived.profiles[number])
    )


def doubts_figure_of(query: Query, profile: Profile) -> bool:
    """Whether a question doubts a figure of an answer: all that it states are in a unit of that answer."""
    if query.qualifiers or query.numbered or not questions_a_figure(query):
        return False
    units = [figure.unit for figure in profile.answer_figures]
    return bool(units) and all(any(agree(f.unit, unit) for unit in units) for f in query.figures)
