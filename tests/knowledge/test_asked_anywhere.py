"""How people ask for what services in any town tell: fees, hours, places, limits."""

from __future__ import annotations

import pytest

from knowledge.conflict import Kind
from knowledge.engine import Engine
from knowledge.entry import Facet
from knowledge.normalise import normalise
from tests.knowledge.test_conflicts import conflicts

ASKED = [
    pytest.param("停车证一年多少", Facet.FEE, id="a fee is a number"),
    pytest.param("按什么价走", Facet.FEE, id="which price"),
    pytest.param("能给几个钱", Facet.AMOUNT, id="money by the piece"),
    pytest.param("在哪条路几号", Facet.PLACE, id="a number in a street"),
    pytest.param("去几号窗口办", Facet.PLACE, id="a window"),
    pytest.param("病房在几楼", Facet.PLACE, id="a floor"),
    pytest.param("找哪个部门", Facet.PLACE, id="a department"),
    pytest.param("得星期几去", Facet.TIME, id="a weekday"),
    pytest.param("哪几天能去", Facet.DATE, id="which days"),
    pytest.param("免费日定在什么日期", Facet.DATE, id="which date"),
    pytest.param("什么时段让看", Facet.TIME, id="a spell of the day"),
    pytest.param("多会儿能拿到", Facet.DURATION, id="when it is handed over"),
    pytest.param("打几折", Facet.RATE, id="a share of the price"),
]

NO_TURN = [
    pytest.param("最晚几点能进", id="the latest hour"),
    pytest.param("最低生活保障多少", id="a name that holds a superlative"),
    pytest.param("每个月多少", id="a month has no other one"),
    pytest.param("报停以后还得交多少", id="behind something that was done"),
    pytest.param("孩子上哪所小学", id="a school and no size"),
    pytest.param("最高罚三千吗", id="the limit of a fine"),
]

AGREE = [
    pytest.param("游泳馆最晚几点开门", "pool-hours", Kind.ATTRIBUTE, id="a deadline of what tells hours"),
    pytest.param("游泳馆早上几点开门", "pool-hours", Kind.NARROWING, id="a time of day of what tells hours"),
    pytest.param("游泳馆怎么收费", "pool-fee", Kind.ATTRIBUTE, id="a price is what a fee tells"),
    pytest.param("我的司机在外面,游泳馆多少钱", "pool-fee", Kind.ATTRIBUTE, id="somebody named in passing"),
    pytest.param(
        "二中的扩建完工了吗", "schools-extended", Kind.EVENT, id="whether it is done, of what tells a state"
    ),
    pytest.param("一月给多少高龄津贴", "allowance-sum", Kind.DATE, id="a month and no January"),
]


@pytest.mark.parametrize(("question", "facet"), ASKED)
def test_what_is_asked_for_is_read(small_engine: Engine, question: str, facet: Facet) -> None:
    cues = small_engine.derived.interpreter.read(normalise(question)).cues
    assert facet in {asked for cue in cues for asked in cue.facets}


@pytest.mark.parametrize("question", NO_TURN)
def test_a_plain_question_turns_to_nothing_else(small_engine: Engine, question: str) -> None:
    assert small_engine.derived.interpreter.read(normalise(question)).turns == ()


@pytest.mark.parametrize(("question", "entry", "kind"), AGREE)
def test_what_says_no_more_than_the_entry_tells_is_in_no_conflict(
    small_engine: Engine, question: str, entry: str, kind: Kind
) -> None:
    assert kind not in {conflict.kind for conflict in conflicts(small_engine, question, entry)}


def test_an_attribute_beside_what_asks_is_asked_for(small_engine: Engine) -> None:
    found = {conflict.kind for conflict in conflicts(small_engine, "游泳馆的司机是谁", "pool-fee")}
    assert Kind.ATTRIBUTE in found


def test_whether_it_is_done_is_no_question_of_what_tells_no_state(small_engine: Engine) -> None:
    found = {conflict.kind for conflict in conflicts(small_engine, "公园完工了吗", "park-trees")}
    assert Kind.EVENT in found


def test_a_weekday_still_narrows_what_tells_hours(small_engine: Engine) -> None:
    found = {conflict.kind for conflict in conflicts(small_engine, "游泳馆周末开门吗", "pool-hours")}
    assert Kind.NARROWING in found
