"""How many of these are of one kind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from knowledge.model.entry import Facet
from tests.knowledge.conflicts.checking import kinds_against
from tests.knowledge.samples import EMPTY

OUTAGE = replace(EMPTY, question="哪些地方停水？", answer="柳溪路、东湖路一带停水，涉及1260户。")


@pytest.mark.parametrize(
    ("asked", "answer", "part"),
    [
        pytest.param("那1260户里柳溪路占多少户", OUTAGE.answer, True, id="of the stated number"),
        pytest.param("1260户当中,东湖路有多少户", OUTAGE.answer, True, id="in other words"),
        pytest.param("1260户里有几户是商户", OUTAGE.answer, True, id="of a kind"),
        pytest.param("1260户有几户是商户", OUTAGE.answer, True, id="of a kind, with no word for among"),
        pytest.param("停了1260户,开饭店的几户", OUTAGE.answer, True, id="of a sort"),
        pytest.param("of the 1260 households, how many were shops", OUTAGE.answer, True, id="in English"),
        pytest.param("how many by the end of august 2031", OUTAGE.answer, False, id="an English date"),
        pytest.param("停水涉及多少户", OUTAGE.answer, False, id="of nothing stated"),
        pytest.param("那1000户里柳溪路占多少户", OUTAGE.answer, False, id="of another number"),
        pytest.param("那1260户里柳溪路占多少户", "停水的1260户，柳溪路有400户。", False, id="told"),
    ],
)
def test_some_of_a_stated_number_are_not_told_by_it(
    small_engine: Engine, asked: str, answer: str, part: bool
) -> None:
    assert (Kind.PART in kinds_against(small_engine, asked, replace(OUTAGE, answer=answer))) is part


FIRMS = replace(
    EMPTY,
    question="新增市场主体多少家？",
    answer="新增市场主体2300家，其中个体户1900家。",
    facets=(Facet.COUNT,),
)


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        pytest.param("新增的市场主体里有多少是合作社", True, id="how many are such"),
        pytest.param("市场主体里合作社有多少家", True, id="how many such there are"),
        pytest.param("市场主体当中外资的几家", True, id="with another word for among"),
        pytest.param("市场主体里个体户有多少家", False, id="a part that it tells"),
        pytest.param("镇里新增了多少市场主体", False, id="in a place"),
        pytest.param("请市场主体中饭补多少钱", False, id="a meal"),
        pytest.param("新增市场主体多少家", False, id="the whole"),
    ],
)
def test_a_whole_tells_no_part_that_it_does_not_name(small_engine: Engine, asked: str, part: bool) -> None:
    assert (Kind.PART in kinds_against(small_engine, asked, FIRMS)) is part


STEPS = replace(
    EMPTY,
    question="惠民实事细分多少个子项？",
    answer="14项惠民实事细分为41个子项，1至8月份推进。",
    facets=(Facet.COUNT,),
)


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        pytest.param("41个子项完成了几个", True, id="those that are done"),
        pytest.param("41个子项完成了多少", True, id="those, without a counter"),
        pytest.param("41个子项验收了几个", True, id="another verb"),
        pytest.param("41个子项推进了几个", False, id="what is done with all of them"),
        pytest.param("41个子项有几个", False, id="an echo"),
        pytest.param("30个子项完成了几个", False, id="another total, which is put right"),
        pytest.param("8月份完成了多少个子项", False, id="no total"),
        pytest.param("41个子项完成了,对吗", False, id="a check"),
    ],
)
def test_those_of_a_stated_total_that_are_done_are_a_part(
    small_engine: Engine, asked: str, part: bool
) -> None:
    assert (Kind.PART in kinds_against(small_engine, asked, STEPS)) is part


BUSES = replace(EMPTY, question="全县有多少辆校车？", answer="全县有校车38辆。", facets=(Facet.COUNT,))


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        pytest.param("38辆校车里有几辆是电动的", True, id="a noun behind the number"),
        pytest.param("校车里有几辆是电动的", True, id="with no number"),
        pytest.param("38辆校车里", False, id="nothing asked"),
        pytest.param("全县里有几辆校车", False, id="in a place"),
    ],
)
def test_some_of_counted_things_are_not_told_by_all(small_engine: Engine, asked: str, part: bool) -> None:
    assert (Kind.PART in kinds_against(small_engine, asked, BUSES)) is part
