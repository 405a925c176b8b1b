"""Where a question asks, and what for."""

from __future__ import annotations

from itertools import pairwise

import pytest

from knowledge.answering.engine import Engine
from knowledge.language.interpret import Interpreter
from knowledge.language.normalise import normalise
from knowledge.language.query import Query
from knowledge.model.entry import Facet


@pytest.fixture(scope="module")
def interpreter(small_engine: Engine) -> Interpreter:
    return small_engine.derived.interpreter


def read(interpreter: Interpreter, text: str) -> Query:
    return interpreter.read(normalise(text))


@pytest.mark.parametrize(
    ("text", "facet"),
    [
        pytest.param("门票多少钱", Facet.FEE, id="how much money"),
        pytest.param("小红帽怎么连系", Facet.CONTACT, id="how to get in touch, misspelt"),
        pytest.param("修了多少公里", Facet.LENGTH, id="how many kilometres"),
        pytest.param("有几所中学", Facet.COUNT, id="how many of a thing"),
        pytest.param("几点开门", Facet.TIME, id="at what time"),
        pytest.param("什么时候开门", Facet.TIME, id="when"),
        pytest.param("图书馆在哪里", Facet.PLACE, id="where"),
        pytest.param("馆长是谁", Facet.PERSON, id="who"),
        pytest.param("为什么收费", Facet.REASON, id="why"),
        pytest.param("电话是多少", Facet.CONTACT, id="whom to ring"),
        pytest.param("要带什么材料", Facet.MATERIALS, id="with what papers"),
        pytest.param("申请条件是什么", Facet.ELIGIBILITY, id="on what conditions"),
        pytest.param("怎么办卡", Facet.HOW, id="how"),
        pytest.param("修了多久", Facet.DURATION, id="how long"),
        pytest.param("每天跑几趟", Facet.FREQUENCY, id="how often"),
        pytest.param("百分之几", Facet.RATE, id="what share"),
        pytest.param("哪些中学", Facet.NAMES, id="which"),
        pytest.param("财政收入多少个亿啊", Facet.AMOUNT, id="how many hundred millions"),
        pytest.param("财政收入增幅是多少", Facet.CHANGE, id="by how much it grew"),
        pytest.param("种树占了地一亩补多少", Facet.AMOUNT, id="what is paid for it"),
        pytest.param("都找谁听的意见", Facet.PERSON, id="who was asked, and not whom to ask"),
        pytest.param("怎么叫志愿者来我厂里一趟", Facet.CONTACT, id="how to have somebody come"),
        pytest.param("哪儿能叫来志愿者", Facet.CONTACT, id="where to get somebody"),
        pytest.param("新学校盖好了没", Facet.STATUS, id="whether it is done"),
        pytest.param("能领到啥时候", Facet.DURATION, id="until when"),
        pytest.param("有多长日子了", Facet.DURATION, id="how many days, in other words"),
        pytest.param("哪几块地方在修", Facet.PLACE, id="which places"),
        pytest.param("how many trees", Facet.COUNT, id="how many in English"),
        pytest.param("where is it", Facet.PLACE, id="where in English"),
        pytest.param("when does it open", Facet.TIME, id="when in English"),
    ],
)
def test_a_question_shows_what_it_asks_for(interpreter: Interpreter, text: str, facet: Facet) -> None:
    query = read(interpreter, text)
    assert query.asks
    assert facet in {facet for cue in query.cues for facet in cue.facets}


@pytest.mark.parametrize(
    ("text", "facet"),
    [
        pytest.param("10路公交多少分钟一班", Facet.FEE, id="a bus and no payment"),
        pytest.param("粮食产量是多少万吨", Facet.FEE, id="a weight and no money"),
        pytest.param("旧设备是咋收拾的", Facet.FEE, id="tidied and no payment"),
    ],
)
def test_a_word_of_another_word_asks_nothing(interpreter: Interpreter, text: str, facet: Facet) -> None:
    assert all(cue.facets != {facet} and not cue.hard for cue in read(interpreter, text).cues)


@pytest.mark.parametrize(
    ("text", "facet"),
    [
        pytest.param("有什么条件", Facet.ELIGIBILITY, id="conditions"),
        pytest.param("有什么手续", Facet.MATERIALS, id="papers"),
        pytest.param("多少户吃低保", Facet.COUNT, id="households"),
        pytest.param("几个人吃低保", Facet.COUNT, id="people"),
        pytest.param("人数是多少", Facet.COUNT, id="people by a noun"),
        pytest.param("有多少亿元项目", Facet.COUNT, id="projects of a size"),
        pytest.param("多少亿元以上的工程", Facet.COUNT, id="works above a size"),
    ],
)
def test_a_special_cue_wins_over_a_general_one(interpreter: Interpreter, text: str, facet: Facet) -> None:
    assert [cue.facets for cue in read(interpreter, text).cues] == [{facet}]


@pytest.mark.parametrize("text", ["为什么收费", "馆长是谁", "电话是多少", "要带什么材料", "什么时候开门"])
def test_what_no_other_facet_can_answer_is_hard(interpreter: Interpreter, text: str) -> None:
    assert any(cue.hard for cue in read(interpreter, text).cues)


@pytest.mark.parametrize(
    ("text", "counter", "head"),
    [
        pytest.param("有几所中学", "所", "中学", id="a counter and a noun"),
        pytest.param("修了多少公里", "公里", "", id="a unit"),
        pytest.param("有多少个图书馆", "个", "图书馆", id="the general counter"),
        pytest.param("有多少百万元", "元", "", id="a unit after a multiplier"),
        pytest.param("有多少人家", "", "人家", id="a counter that begins a longer noun is none"),
        pytest.param("有几个的图书馆", "个", "图书馆", id="a particle between"),
        pytest.param("有几个人", "个人", "", id="people, not things"),
        pytest.param("有几个千万元的工程", "个", "工程", id="things of a size"),
        pytest.param("有多少亿元以上的项目", "", "项目", id="of a size without a counter"),
        pytest.param("要多少票子", "", "", id="a word for money"),
        pytest.param("多少", "", "", id="neither"),
    ],
)
def test_a_number_is_asked_of_something(interpreter: Interpreter, text: str, counter: str, head: str) -> None:
    [cue] = [cue for cue in read(interpreter, text).cues if cue.numeric]
    assert (cue.counter, cue.head) == (counter, head)


@pytest.mark.parametrize(
    ("text", "head"),
    [
        pytest.param("哪些中学", "中学", id="which schools"),
        pytest.param("which 图书馆", "图书馆", id="a space between"),
        pytest.param("哪些在扩建", "", id="no noun follows"),
    ],
)
def test_a_determiner_stands_before_what_is_asked(interpreter: Interpreter, text: str, head: str) -> None:
    assert read(interpreter, text).cues[0].head == head


@pytest.mark.parametrize("text", ["公园有几棵柳树", "公园有多少棵柳树", "公园有几只白鹭"])
def test_a_counter_outside_the_table_does_not_hide_the_noun(interpreter: Interpreter, text: str) -> None:
    assert read(interpreter, text).cues[0].head == text[-2:]


@pytest.mark.parametrize(
    "text",
    [
        "前几天听邻居说",
        "这几天老下雨",
        "过几天去",
        "没几天就到了",
        "头几天",
        "咱哥几个",
        "剩不下几个",
        "几十户",
        "换了十几公里",
        "好几家",
    ],
)
def test_some_is_no_question(interpreter: Interpreter, text: str) -> None:
    assert not read(interpreter, text).cues


@pytest.mark.parametrize(
    "text", ["开过几次会", "我们几天能拿到", "一共几个", "要住几个月", "干了几年", "修了几公里"]
)
def test_how_many_is_one(interpreter: Interpreter, text: str) -> None:
    assert read(interpreter, text).cues


@pytest.mark.parametrize(
    ("text", "asking"),
    [
        pytest.param("游泳馆的门票多少钱一次", ["门票", "多少钱"], id="how much, and money"),
        pytest.param("每天早上几点几分开门", ["几点", "几"], id="how many, and at what hour"),
        pytest.param("修了多少公里", ["多少公里"], id="how many, and of what"),
    ],
)
def test_cues_that_overlap_are_one(interpreter: Interpreter, text: str, asking: list[str]) -> None:
    cues = read(interpreter, text).cues
    assert [cue.text for cue in cues] == asking
    assert all(first.end <= second.start for first, second in pairwise(cues))


def test_from_how_much_to_how_much_asks_for_the_rise_and_for_one_figure(interpreter: Interpreter) -> None:
    rise, figure = read(interpreter, "从多少提高到多少").cues
    assert (rise.text, rise.numeric) == ("从多少提高到多少", False)
    assert (figure.text, figure.start, figure.numeric) == ("多少", 6, True)


@pytest.mark.parametrize(
    ("text", "counter"),
    [
        pytest.param("how many people watched the films", "people", id="people"),
        pytest.param("how many of the local villagers came", "villagers", id="behind others"),
        pytest.param("the number of households", "households", id="a number of them"),
        pytest.param("how many bus lines are there", "", id="a thing"),
        pytest.param("how much is it for people", "", id="how much"),
    ],
)
def test_how_many_counts_the_first_plural_behind_it(
    interpreter: Interpreter, text: str, counter: str
) -> None:
    assert "".join(cue.counter for cue in read(interpreter, text).cues) == counter
