"""Cells: the parts of an answer that is a row of a table, each with the facets that its heading tells."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import NamedTuple

from knowledge.language.cues import Cue
from knowledge.language.headings import Headings
from knowledge.language.normalise import normalise
from knowledge.language.query import Query
from knowledge.language.question_words import GETS, HOW_MUCH, PAYS
from knowledge.model.entry import Entry, Facet

BETWEEN_CELLS = "；"
BEHIND_HEADING = "："

_DAYS = frozenset({Facet.DATE, Facet.TIME})
_HOURS = re.compile(r"\d:\d\d|[上下]午|全天|每天|(?:周|星期|礼拜)[一二三四五六日天末]|\d点|\d月|\d日")


class Cell(NamedTuple):
    """A cell as the answer tells it, behind the heading of its column, and the facets that it tells."""

    column: str
    text: str
    facets: frozenset[Facet]


def cells_of(entry: Entry, headings: Headings) -> tuple[Cell, ...]:
    """The cells of an answer that is made of nothing else, each cited (办理时限：当场；收费：不收费)."""
    columns = tuple(dict.fromkeys(citation.column for citation in entry.citations if citation.column))
    starts = tuple(_starts(entry.answer, columns))
    if not columns or len(starts) < len(columns):
        return ()
    ends = (*(start - len(BETWEEN_CELLS) for start in starts[1:]), len(entry.answer))
    told = (
        (column, entry.answer[start:end]) for column, start, end in zip(columns, starts, ends, strict=True)
    )
    return tuple(Cell(column, text, _told(column, text, headings)) for column, text in told)


def _starts(answer: str, columns: tuple[str, ...]) -> Iterator[int]:
    """Where the cell of each column begins; fewer than there are columns if the answer is made otherwise."""
    place = 0
    for number, column in enumerate(columns):
        before = BETWEEN_CELLS if number else ""
        found = answer.find(before + column + BEHIND_HEADING, place)
        if found < 0 or (not number and found > 0):
            return
        place = found + len(before)
        yield place


def _told(column: str, text: str, headings: Headings) -> frozenset[Facet]:
    """The facets of a heading; its cell decides whether 办理时间 is how long it takes or when it is open."""
    facets = headings.facets(column)
    if Facet.DURATION not in facets or facets.isdisjoint(_DAYS):
        return facets
    hours = _HOURS.search(normalise(text.removeprefix(column)))
    return facets - {Facet.DURATION} if hours else facets - _DAYS


# What a number is of, by its counter: a row tells what it costs apart from how long it takes.
_MONEY = frozenset({Facet.AMOUNT, Facet.FEE})
_DURATION = frozenset({Facet.DURATION})
_OF_MONEY = re.compile(r"[元块钱圆款]|资金")
_OF_TIME = re.compile(r"天|日|工作日|小时|钟头|分钟|个?月|[年周]|星期")
_NOTHING_BEHIND = re.compile(r"[呢啊呀吧的]*(?:[,。?!;]|$)")
# 补领多少钱 asks what the paper costs, 领多少钱 what one is paid
_GETS = re.compile(f"(?<![补申换认核颁签])(?:{GETS}|[贷赔拿]{HOW_MUCH})")
_PAYS = re.compile(PAYS)
# What a cell must say besides: how long something holds is told in years, who is old enough in years of age.
_LONG_TIME = re.compile("年|月")
_AGE = re.compile("岁|年[龄纪]|多大")
_AN_AGE = re.compile(r"\d周?岁")
_WHO_MAY = re.compile(
    "(?:谁|[什啥][么]?样?的?人|啥人|哪[些类种]人|(?:什么|啥)样的)的?人?[都才]?(?:能|可以|有资格|够格)"
)
_WHEN_DONE = re.compile("[才就能会可以]*(?:发|到账|下来|拿到|领到|取到|批|办[好完下]|出结果|出来)")
_HOW = frozenset({Facet.HOW})
_WAYS = frozenset({Facet.HOW, Facet.CONTENT})
_ONLINE = re.compile("网[上络页]|线上|手机|微信|小程序|app")
_PROCEDURE = frozenset({Facet.MATERIALS, Facet.PLACE, Facet.PERSON, Facet.CONTACT, Facet.ELIGIBILITY})


def asked_of_cells(query: Query) -> tuple[Cue, ...]:
    """The cues of a question as a row is asked: for a number of one kind, money that one gets or pays."""
    return tuple(asked_of_a_row(cue, query.text) for cue in query.cues)


def asked_of_a_row(cue: Cue, text: str) -> Cue:
    """One cue of a question as a row is asked; a way to do it online is asked for by name."""
    facets = _narrowed(cue, text)
    online = facets <= _WAYS and _ONLINE.search(text) is not None
    return replace(cue, facets=facets & _HOW if online else facets, hard=cue.hard or online)


def _narrowed(cue: Cue, text: str) -> frozenset[Facet]:
    """The facets of a cue, without those that what is counted, or who pays whom, leaves out."""
    if any(who.start() < cue.end and cue.start < who.end() for who in _WHO_MAY.finditer(text)):
        return frozenset({Facet.ELIGIBILITY})
    if not cue.facets.isdisjoint(_DAYS):
        return _of_a_day(cue, text)
    facets = _counted(cue, text) if cue.numeric else cue.facets
    if not facets >= _MONEY:
        return facets
    gets, pays = _GETS.search(text) is not None, _PAYS.search(text) is not None
    if gets == pays:
        return facets
    return facets - {Facet.FEE if gets else Facet.AMOUNT}


def _of_a_day(cue: Cue, text: str) -> frozenset[Facet]:
    """The facets of a day or an hour: how long it takes where it asks when it is done (啥时候发)."""
    if cue.text.startswith("到"):
        return cue.facets - _DURATION
    done = cue.facets >= _DURATION or _WHEN_DONE.match(text, cue.end)
    return _DURATION if done else cue.facets


def _counted(cue: Cue, text: str) -> frozenset[Facet]:
    """The facets of a number: money or time by its counter, money too where nothing is counted (收多少)."""
    if _OF_TIME.match(cue.counter):
        return cue.facets & _DURATION
    if _OF_MONEY.match(cue.counter) or (
        not (cue.counter or cue.head) and _NOTHING_BEHIND.match(text, cue.end)
    ):
        return cue.facets - _DURATION
    return cue.facets - _DURATION - _MONEY if cue.facets > _MONEY else cue.facets


def tells(cell: Cell, cue: Cue) -> bool:
    """Whether a cell tells what a cue asks of its row: in years if it asks so (管几年, 多大年龄)."""
    if cell.facets.isdisjoint(cue.facets):
        return False
    if long_time := _LONG_TIME.search(cue.counter or cue.text) if cue.facets == _DURATION else None:
        return long_time.group() in cell.text
    return not (Facet.ELIGIBILITY in cue.facets and _AGE.search(cue.text)) or bool(_AN_AGE.search(cell.text))


def cells_asked_for(query: Query, cells: Collection[Cell]) -> tuple[Cell, ...]:
    """The cells that tell what a question asks for, in their order; none where it asks for nothing told."""
    cues = asked_of_cells(query)
    return tuple(cell for cell in cells if any(tells(cell, cue) for cue in cues))


def tells_how(cells: Collection[Cell], cue: Cue) -> bool:
    """Whether a row is the answer to how something is done (怎么办): by what to bring and where to go."""
    told = frozenset(facet for cell in cells for facet in cell.facets)
    return Facet.HOW in cue.facets and not cue.hard and len(told & _PROCEDURE) > 1


def is_understood(cells: Collection[Cell]) -> bool:
    """Whether every heading of a row says what its cell tells, so that what none tells is not in the row."""
    return bool(cells) and all(cell.facets for cell in cells)
