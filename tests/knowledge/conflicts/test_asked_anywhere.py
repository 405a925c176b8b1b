"""How people ask for what services in any town tell: fees, hours, places, limits."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.language.normalise import normalise
from knowledge.model.entry import Facet

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


@pytest.mark.parametrize(("question", "facet"), ASKED)
def test_what_is_asked_for_is_read(small_engine: Engine, question: str, facet: Facet) -> None:
    cues = small_engine.derived.interpreter.read(normalise(question)).cues
    assert facet in {asked for cue in cues for asked in cue.facets}


@pytest.mark.parametrize("question", NO_TURN)
def test_a_plain_question_turns_to_nothing_else(small_engine: Engine, question: str) -> None:
    assert small_engine.derived.interpreter.read(normalise(question)).turns == ()
