"""How people ask for what services in any town tell: fees, hours, places, limits."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.language.normalise import normalise
from knowledge.model.entry import Facet

ASKED = [
    pytest.param("停车证一年多少", Facet.FEE, id="a fee is a number"),
    pytest.param("柳溪路长多少", Facet.LENGTH, id="how long a road is"),
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
    pytest.param("停车费咋算的", Facet.FEE, id="how a fee comes to what it is"),
    pytest.param("超期的钱怎么算", Facet.FEE, id="how money does"),
    pytest.param("停车怎么个收法", Facet.FEE, id="how it is collected"),
    pytest.param("坐船是不是不用花钱", Facet.FEE, id="whether money is spent"),
    pytest.param("坐船花不花钱", Facet.FEE, id="whether money is spent or not"),
    pytest.param("补助的发放标准如何规定", Facet.AMOUNT, id="how much is set"),
    pytest.param("缴费标准是什么", Facet.AMOUNT, id="what is to be paid"),
    pytest.param("进行到第几个环节了", Facet.STATUS, id="which stage by its number"),
    pytest.param("贫困学生有哪些助学政策", Facet.CONTENT, id="which measures"),
    pytest.param("都有哪些招儿", Facet.HOW, id="which ways"),
    pytest.param("那人叫嘛", Facet.NAMES, id="what somebody is called in Tianjin"),
    pytest.param("哪俩水厂在扩建", Facet.NAMES, id="which two"),
    pytest.param("到哪里找服务中心", Facet.PLACE, id="where to look"),
    pytest.param("常住人口有多少万", Facet.COUNT, id="how many people live there"),
    pytest.param("分哪几个时候洒水", Facet.TIME, id="at which times"),
    pytest.param("挂失先拨哪个号码", Facet.CONTACT, id="which number to call"),
    pytest.param("how many percent joined", Facet.RATE, id="a share in somebody's English"),
]

NO_TURN = [
    pytest.param("最晚几点能进", id="the latest hour"),
    pytest.param("最低生活保障多少", id="a name that holds a superlative"),
    pytest.param("每个月多少", id="a month has no other one"),
    pytest.param("报停以后还得交多少", id="behind something that was done"),
    pytest.param("孩子上哪所小学", id="a school and no size"),
    pytest.param("最高罚三千吗", id="the limit of a fine"),
    pytest.param("最晚啥日子必须登记", id="the latest day"),
    pytest.param("最晚什么点还能去", id="the latest time"),
    pytest.param("我比较关心时事,门票多少", id="rather"),
    pytest.param("我比较想知道门票多少", id="would rather know"),
    pytest.param("进行到第几个环节了", id="a stage is no rank"),
]


NOT_ASKED = [
    pytest.param("幼儿园怎么收费", Facet.HOW, id="a fee is no way"),
    pytest.param("考官为何人", Facet.REASON, id="who is not why"),
    pytest.param("休渔的几个月里哪类船能出海", Facet.DURATION, id="months that are known"),
    pytest.param("路修到哪里了", Facet.PERSON, id="how far it is"),
]

TURNED = [
    pytest.param("哪路车收车最晚", id="the latest of several"),
    pytest.param("财政收入比较去年怎么样", id="compared with a year"),
    pytest.param("全国排第几", id="a rank"),
]


@pytest.mark.parametrize(("question", "facet"), ASKED)
def test_what_is_asked_for_is_read(small_engine: Engine, question: str, facet: Facet) -> None:
    cues = small_engine.derived.interpreter.read(normalise(question)).cues
    assert facet in {asked for cue in cues for asked in cue.facets}


@pytest.mark.parametrize("question", NO_TURN)
def test_a_plain_question_turns_to_nothing_else(small_engine: Engine, question: str) -> None:
    assert small_engine.derived.interpreter.read(normalise(question)).turns == ()


@pytest.mark.parametrize(("question", "facet"), NOT_ASKED)
def test_what_only_looks_like_it_is_not_asked_for(small_engine: Engine, question: str, facet: Facet) -> None:
    cues = small_engine.derived.interpreter.read(normalise(question)).cues
    assert facet not in {asked for cue in cues for asked in cue.facets}


@pytest.mark.parametrize("question", TURNED)
def test_a_comparison_is_noticed(small_engine: Engine, question: str) -> None:
    assert "comparison" in dict(small_engine.derived.interpreter.read(normalise(question)).turns)
