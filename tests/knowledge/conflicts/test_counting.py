"""What is counted, and whether an entry counts that."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from knowledge.model.entry import Facet
from tests.knowledge.conflicts.checking import kinds_against
from tests.knowledge.samples import EMPTY


@pytest.mark.parametrize(
    ("asked", "agrees"),
    [
        pytest.param("修了多少座桥梁", True, id="what its question counts"),
        pytest.param("修了多少个公园", False, id="a thing that it only mentions"),
    ],
)
def test_only_what_its_own_questions_count_is_counted(small_engine: Engine, asked: str, agrees: bool) -> None:
    entry = replace(EMPTY, question="公园里修了多少座桥梁？", answer="公园里修了3座桥梁。")
    assert (Kind.COUNTED not in kinds_against(small_engine, asked, entry)) is agrees


STEPS = replace(EMPTY, question="子项有多少个？", answer="子项有41个，1至8月份推进。", facets=(Facet.COUNT,))


@pytest.mark.parametrize(
    ("asked", "claimed"),
    [
        pytest.param("子项建了两年,对不对", True, id="how long it took"),
        pytest.param("子项花了80天,是吗", True, id="in days"),
        pytest.param("8月子项推进了41个,对不对", False, id="when it was"),
    ],
)
def test_how_long_something_took_is_a_claim(small_engine: Engine, asked: str, claimed: bool) -> None:
    assert (Kind.COUNTER in kinds_against(small_engine, asked, STEPS)) is claimed


def test_people_are_told_by_a_number_of_them_in_english_too(small_engine: Engine) -> None:
    films = replace(EMPTY, question="放了多少场电影？", answer="电影放了1800场。", facets=(Facet.COUNT,))
    aided = replace(films, question="救助了多少人？", answer="救助了395人。")
    assert Kind.COUNTER in kinds_against(small_engine, "how many people watched the films", films)
    assert Kind.COUNTER not in kinds_against(small_engine, "how many people got aid", aided)


def test_how_many_there_are_is_not_told_by_how_often(small_engine: Engine) -> None:
    visits = replace(
        EMPTY, question="督导组检查了多少次？", answer="督导组检查了30次。", facets=(Facet.COUNT,)
    )
    assert Kind.COUNTER in kinds_against(small_engine, "督导组有几个", visits)
    assert Kind.COUNTER not in kinds_against(
        small_engine, "督导组有几个", replace(visits, answer="督导组有5个。")
    )


INSPECTED = replace(
    EMPTY, question="检查了多少次？", answer="检查了30余次。", facets=(Facet.COUNT, Facet.FREQUENCY)
)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        pytest.param("检查发现了多少问题", False, id="what was found"),
        pytest.param("检查去了几个村", False, id="where they went"),
        pytest.param("检查了多少次", True, id="how many times"),
    ],
)
def test_times_tell_no_number_of_things(small_engine: Engine, asked: str, told: bool) -> None:
    kinds = kinds_against(small_engine, asked, INSPECTED)
    assert kinds.isdisjoint({Kind.COUNTED, Kind.COUNTER}) is told


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        pytest.param("公园种的是柳树。", True, id="told"),
        pytest.param("公园绿化了3亩。", False, id="not told"),
    ],
)
def test_which_trees_is_told_by_who_speaks_of_trees(small_engine: Engine, answer: str, told: bool) -> None:
    park = replace(EMPTY, question="公园怎么绿化？", answer=answer, facets=(Facet.CONTENT,))
    assert (Kind.COUNTED not in kinds_against(small_engine, "公园种什么树", park)) is told


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        pytest.param("每次洒水30分钟。", True, id="each time"),
        pytest.param("洒水坚持了1年。", False, id="in all"),
    ],
)
def test_how_long_it_takes_once_is_told_of_each_time(small_engine: Engine, answer: str, told: bool) -> None:
    sprinkled = replace(EMPTY, question="洒水多久？", answer=answer, facets=(Facet.DURATION,))
    assert (Kind.TURN not in kinds_against(small_engine, "洒水一次要多久", sprinkled)) is told


def test_how_many_there_are_is_asked_by_a_noun_too(small_engine: Engine) -> None:
    fee = replace(EMPTY, question="公园停车多少钱？", answer="每小时3元。", facets=(Facet.FEE,))
    assert Kind.FACET in kinds_against(small_engine, "公园停车数量", fee)
    assert Kind.FACET not in kinds_against(small_engine, "公园停车金额", fee)


SHARE = replace(EMPTY, question="孤儿看病报销多少？", answer="孤儿看病报销80%。", facets=(Facet.RATE,))
HELPED = replace(EMPTY, question="救助了多少人？", answer="救助了孤儿395人。", facets=(Facet.COUNT,))


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("一共有多少孤儿", id="by what they are"),
        pytest.param("看病的人里有多少是孤儿", id="among others"),
    ],
)
def test_people_are_counted_by_a_number_of_people(small_engine: Engine, asked: str) -> None:
    assert Kind.COUNTED in kinds_against(small_engine, asked, SHARE)
    assert Kind.COUNTED not in kinds_against(small_engine, asked, HELPED)


def test_what_money_is_for_is_not_counted(small_engine: Engine) -> None:
    allowance = replace(EMPTY, question="高龄津贴多少钱？", answer="高龄津贴每月60元。", facets=(Facet.FEE,))
    assert Kind.COUNTED not in kinds_against(small_engine, "能领多少敬老钱", allowance)
    assert Kind.COUNTED in kinds_against(small_engine, "能领多少图书", allowance)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        pytest.param("洒水用多少水", False, id="what is used"),
        pytest.param("洒水洒多少遍", True, id="how often"),
        pytest.param("洒水多少", True, id="nothing that is counted"),
    ],
)
def test_what_is_used_up_is_not_told_by_how_often(small_engine: Engine, asked: str, told: bool) -> None:
    water = replace(EMPTY, question="每天洒水几遍？", answer="每天洒水3遍。", facets=(Facet.FREQUENCY,))
    assert (Kind.COUNTED not in kinds_against(small_engine, asked, water)) is told


def test_what_its_own_questions_say_is_used_is_told(small_engine: Engine) -> None:
    tons = replace(EMPTY, question="洒水用多少水？", answer="洒水一天用80吨水。", facets=(Facet.AMOUNT,))
    assert Kind.COUNTED not in kinds_against(small_engine, "洒水一天用多少水", tons)


@pytest.mark.parametrize(
    ("asked", "checked"),
    [
        pytest.param("是不是五项", True, id="things"),
        pytest.param("是不是五遍", False, id="what it counts"),
        pytest.param("是不是五周后", True, id="when it is"),
        pytest.param("是不是五周年", True, id="how old it is"),
    ],
)
def test_a_figure_is_checked_in_its_unit(small_engine: Engine, asked: str, checked: bool) -> None:
    water = replace(EMPTY, question="每天洒水几遍？", answer="每天洒水3遍。", facets=(Facet.FREQUENCY,))
    assert (Kind.COUNTER in kinds_against(small_engine, asked, water)) is checked


def test_how_many_things_there_are_is_not_told_by_how_often(small_engine: Engine) -> None:
    water = replace(EMPTY, question="每天洒水几遍？", answer="每天洒水3遍。", facets=(Facet.FREQUENCY,))
    assert Kind.COUNTED in kinds_against(small_engine, "洒水有几个司机", water)
