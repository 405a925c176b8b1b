"""Numbers asked for in a period of time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.periods import Periods
from knowledge.conflicts.profile_builder import build_profile
from knowledge.model.entry import Facet
from tests.knowledge.conflicts.checking import kinds_against, read, rules_for
from tests.knowledge.samples import EMPTY

TOTAL = replace(EMPTY, question="放了多少场电影？", answer="一共放了1800场电影。", facets=(Facet.COUNT,))
DAILY = replace(EMPTY, question="洒水车每天洒几遍？", answer="每天洒3遍水。", facets=(Facet.FREQUENCY,))
FEE = replace(EMPTY, question="停车证多少钱？", answer="停车证200元。", facets=(Facet.FEE, Facet.AMOUNT))
RATED = replace(EMPTY, question="失业金多少？", answer="失业金1680元/月。", facets=(Facet.AMOUNT,))


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("一年放多少场电影", id="a year"),
        pytest.param("每个月放几场电影", id="every month"),
        pytest.param("三年放了多少场电影", id="some years"),
        pytest.param("一个星期放几场电影", id="a week"),
        pytest.param("昨天放了多少场电影", id="what happened yesterday"),
        pytest.param("八月份一个月放了多少场电影", id="one month"),
        pytest.param("第一年放了多少场电影", id="the first year"),
    ],
)
def test_a_total_tells_nothing_of_a_period(small_engine: Engine, asked: str) -> None:
    assert Kind.PERIOD in kinds_against(small_engine, asked, TOTAL)


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("放了多少场电影", id="no period"),
        pytest.param("一年级放了多少场电影", id="a form at school"),
        pytest.param("有一天听说放电影,放了多少场", id="a day in a story"),
        pytest.param("昨天我看新闻,放了多少场电影", id="the day of the news"),
        pytest.param("我住了十年了,放了多少场电影", id="how long it has been"),
        pytest.param("三月放了多少场电影", id="a month of the calendar"),
    ],
)
def test_what_is_no_period_is_no_conflict(small_engine: Engine, asked: str) -> None:
    assert Kind.PERIOD not in kinds_against(small_engine, asked, TOTAL)


@pytest.mark.parametrize(
    ("asked", "another"),
    [
        pytest.param("洒水车一天洒几遍", False, id="its own by another word"),
        pytest.param("洒水车每日洒几遍", False, id="its own"),
        pytest.param("洒水车一周洒几遍", True, id="another"),
        pytest.param("洒水车一晚上洒几遍", True, id="a part of the day"),
        pytest.param("洒水车三天洒几遍", True, id="several"),
        pytest.param("洒水车隔天洒几遍", True, id="every second"),
        pytest.param("洒水车俩月洒几遍", True, id="a pair"),
    ],
)
def test_another_period_than_the_entrys(small_engine: Engine, asked: str, another: bool) -> None:
    assert (Kind.PERIOD in kinds_against(small_engine, asked, DAILY)) is another


def test_a_fee_may_be_due_in_any_period(small_engine: Engine) -> None:
    assert Kind.PERIOD not in kinds_against(small_engine, "停车证一年多少钱", FEE)


def test_a_rate_names_its_period(small_engine: Engine) -> None:
    assert Kind.PERIOD not in kinds_against(small_engine, "失业金一个月多少", RATED)
    assert Kind.PERIOD in kinds_against(small_engine, "失业金一年多少", RATED)


def test_how_often_in_another_period_is_never_told(small_engine: Engine) -> None:
    checker, profile = (
        small_engine.derived.ranker.checker,
        build_profile(DAILY, small_engine.derived.interpreter),
    )
    found = checker.focus_conflicts(rules_for(small_engine, "洒水车两天洒几遍"), EntryLookup(profile))
    assert any(conflict.kind is Kind.PERIOD and conflict.bars for conflict in found)


def test_a_price_for_an_hour_tells_that_of_two(small_engine: Engine) -> None:
    hourly = replace(FEE, question="停车一小时多少钱？", answer="停车每小时4元。")
    assert Kind.PERIOD not in kinds_against(small_engine, "停车停俩小时多少钱", hourly)


def test_a_period_in_which_citizens_ask_is_not_told(small_engine: Engine) -> None:
    asked = replace(TOTAL, phrasings=("一年放多少场电影",))
    assert Kind.PERIOD in kinds_against(small_engine, "一年放多少场电影呀", asked)


@pytest.mark.parametrize("asked", ["2026年放了多少场电影", "26年放了多少场电影"])
def test_a_year_of_the_calendar_is_no_period(small_engine: Engine, asked: str) -> None:
    assert not Periods(read(small_engine, asked)).applies
