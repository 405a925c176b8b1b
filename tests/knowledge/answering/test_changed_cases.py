"""A figure after an answer that says which case is meant asks the previous question again with that case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.changed_cases import with_case_marked
from knowledge.answering.engine import Engine
from knowledge.language.dialogue import Context
from knowledge.model.answer import Status
from knowledge.model.entry import Facet
from tests.knowledge.answering.conversations import engine_with, entry_of, talked


@pytest.fixture(scope="module")
def meals_engine(small_engine: Engine) -> Engine:
    """The small town with a price for people of some ages, and what was picked in one year."""
    plain = replace(entry_of(small_engine, "road-length"), citations=(), qualifiers={})
    meal = replace(
        plain,
        id="meal",
        question="老年餐多少钱？",
        phrasings=("老年餐一顿几块", "65岁的老年餐多少钱", "老年餐最多订几份"),
        answer="老年餐60至79岁每餐8元，最多订3份，2小时送到。",
        subject=("老年餐",),
        facets=(Facet.FEE, Facet.AMOUNT, Facet.COUNT),
    )
    peaches = replace(
        plain,
        id="peaches",
        question="2030年的蜜桃产量是多少？",
        phrasings=("2030年蜜桃收了多少",),
        answer="2030年的蜜桃产量12吨。",
        subject=("蜜桃产量",),
        facets=(Facet.AMOUNT,),
    )
    return engine_with(small_engine, meal, peaches)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        pytest.param("80岁呢", Status.ANSWERED, id="held by the bound"),
        pytest.param("50岁呢", Status.UNKNOWN, id="below it"),
    ],
)
def test_a_case_that_a_bound_of_the_answer_holds_is_no_other(
    small_engine: Engine, text: str, status: Status
) -> None:
    ride = replace(
        entry_of(small_engine, "road-length"),
        id="ride",
        question="老人坐班车免费吗？",
        phrasings=("多大年纪坐班车不要钱", "老人坐班车要买票吗"),
        answer="年满70岁的老人坐班车免费。",
        subject=("班车", "老人"),
        facets=(Facet.ELIGIBILITY, Facet.FEE),
        citations=(),
        qualifiers={},
    )
    assert talked(engine_with(small_engine, ride), ["75岁坐班车免费吗", text]).status is status


@pytest.mark.parametrize(
    ("before", "text"),
    [
        pytest.param("老年餐多少钱", "50岁呢", id="an age"),
        pytest.param("老年餐多少钱", "五十岁呢", id="in words"),
        pytest.param("老年餐多少钱", "50岁", id="with nothing behind it"),
        pytest.param("65岁的老年餐多少钱", "50呢", id="without its unit"),
        pytest.param("老年餐多少钱", "20份呢", id="a count"),
        pytest.param("老年餐多少钱", "20份", id="a count with nothing behind it"),
        pytest.param("老年餐多少钱", "5小时呢", id="how long"),
        pytest.param("2030年蜜桃收了多少", "2028年呢", id="a year"),
        pytest.param("2030年蜜桃收了多少", "2028年的呢", id="of a year"),
        pytest.param("2030年蜜桃收了多少", "2028呢", id="a year without its unit"),
        pytest.param("2030年蜜桃收了多少", "2028年？", id="a year with a mark"),
        pytest.param("2030年蜜桃收了多少", "40吨呢", id="a measure that ends in 呢"),
    ],
)
def test_a_figure_that_says_which_case_asks_again(meals_engine: Engine, before: str, text: str) -> None:
    """Given an answer with a figure of that unit, then that of another case is unknown, as after 那."""
    assert talked(meals_engine, [before, text]).status is Status.UNKNOWN


@pytest.mark.parametrize(
    ("before", "text", "entry"),
    [
        pytest.param("老年餐多少钱", "9块？", "meal", id="an amount with a mark"),
        pytest.param("老年餐多少钱", "是9块吧", "meal", id="an amount that is supposed"),
        pytest.param("老年餐多少钱", "不是50岁吗", "meal", id="an age in doubt"),
        pytest.param("老年餐多少钱", "才3份呢", "meal", id="so few"),
        pytest.param("老年餐最多订几份", "20份？", "meal", id="what was asked for in that unit"),
        pytest.param("2030年蜜桃收了多少", "不是2028年吗", "peaches", id="a year in doubt"),
        pytest.param("2030年蜜桃收了多少", "40吨", "peaches", id="a measure"),
        pytest.param("2030年蜜桃收了多少", "2030年呢", "peaches", id="the year that was told"),
        pytest.param("老年餐多少钱", "60岁呢", "meal", id="an age that was told"),
        pytest.param("老年餐多少钱", "3份呢", "meal", id="the count that was told"),
    ],
)
def test_a_figure_to_check_is_met_with_that_of_the_source(
    meals_engine: Engine, before: str, text: str, entry: str
) -> None:
    told = talked(meals_engine, [before, text])
    assert told.entries == (entry,)
    assert told.text.startswith(meals_engine.wording.text("yes_no_lead"))


@pytest.mark.parametrize("text", ["70岁呢", "70岁", "70岁的呢"])
def test_an_age_between_those_told_is_answered(meals_engine: Engine, text: str) -> None:
    assert talked(meals_engine, ["老年餐多少钱", text]).entries == ("meal",)


@pytest.mark.parametrize(
    ("before", "text", "marked"),
    [
        pytest.param("老年餐多少钱", "50岁", "那50岁呢", id="a unit that says which case"),
        pytest.param("65岁的老年餐多少钱", "50呢", "那50岁呢", id="the unit of the case before"),
        pytest.param("老年餐多少钱", "50呢", "那50呢", id="no unit to be had"),
        pytest.param("老年餐多少钱", "50公里呢", "50公里呢", id="of another kind than what was told"),
        pytest.param("老年餐多少钱", "50岁和55岁呢", "50岁和55岁呢", id="more than a figure"),
    ],
)
def test_a_case_is_marked_as_a_follow_up(meals_engine: Engine, before: str, text: str, marked: str) -> None:
    context = Context(question=before, entries=("meal",))
    assert with_case_marked(meals_engine.reader.read(text), context, meals_engine.derived) == marked


def test_a_case_of_several_answers_is_marked_where_none_tells_it(meals_engine: Engine) -> None:
    both = Context(question="老年餐多少钱？2030年蜜桃收了多少？", entries=("meal", "peaches"))
    read, derived = meals_engine.reader.read, meals_engine.derived
    assert with_case_marked(read("2028年呢"), both, derived) == "那2028年呢"
    assert with_case_marked(read("2030年呢"), both, derived) == "2030年呢"
    assert with_case_marked(read("2028年呢"), replace(both, told=False), derived) == "2028年呢"
