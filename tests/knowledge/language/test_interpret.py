"""What a question asks: words, facets, limits, parts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.engine import Engine
from knowledge.language.interpret import Interpreter, Query, is_english, number_value, word_keys
from knowledge.language.normalise import normalise
from knowledge.model.entry import Facet


@pytest.fixture(scope="module")
def interpreter(small_engine: Engine) -> Interpreter:
    return small_engine.derived.interpreter


def read(interpreter: Interpreter, text: str) -> Query:
    return interpreter.read(normalise(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("12", 12, id="digits"),
        pytest.param("十", 10, id="ten"),
        pytest.param("十二", 12, id="twelve"),
        pytest.param("二十", 20, id="twenty"),
        pytest.param("一百二十三", 123, id="hundreds"),
        pytest.param("一一二", 112, id="digit by digit"),
        pytest.param("两百", 200, id="two by its other name"),
        pytest.param("〇", 0, id="zero"),
        pytest.param("千", -1, id="a thousand is beyond it"),
        pytest.param("中", -1, id="no numeral"),
        pytest.param("9" * 30, 999_999_999, id="more digits than any name has"),
    ],
)
def test_numerals_of_names_have_a_value(text: str, value: int) -> None:
    assert number_value(text) == value


@given(st.integers(min_value=1, max_value=99))
def test_every_number_below_a_hundred_is_read_back(number: int) -> None:
    digits = " 一二三四五六七八九"
    tens, ones = divmod(number, 10)
    text = ("" if tens < 2 else digits[tens]) + ("十" if tens else "") + (digits[ones] if ones else "")
    assert number_value(text) == number


@pytest.mark.parametrize(
    ("text", "numbered"),
    [
        pytest.param("第十二中学在哪", {("中", 12)}, id="a school in numerals"),
        pytest.param("12中在哪", {("中", 12)}, id="in digits"),
        pytest.param("二中、五中", {("中", 2), ("中", 5)}, id="two of them"),
        pytest.param("112国道", {("国", 112)}, id="a road"),
        pytest.param("十个游泳馆", set(), id="a number that counts"),
    ],
)
def test_numbers_in_names_are_told_apart(
    interpreter: Interpreter, text: str, numbered: set[tuple[str, int]]
) -> None:
    assert read(interpreter, text).numbered == numbered


@pytest.mark.parametrize(
    ("text", "facet"),
    [
        pytest.param("门票多少钱", Facet.FEE, id="how much money"),
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


@pytest.mark.parametrize("text", ["从多少提高到多少", "游泳馆的门票多少钱一次", "每天早上几点几分开门"])
def test_cues_that_overlap_are_one(interpreter: Interpreter, text: str) -> None:
    cues = read(interpreter, text).cues
    assert all(first.end <= second.start for first, second in pairwise(cues)) or (
        sum(cue.numeric for cue in cues) <= 1
    )


@pytest.mark.parametrize(
    ("text", "yes_no"),
    [
        pytest.param("门票是不是12元", True, id="is it or not"),
        pytest.param("图书馆开门吗？", True, id="a particle at the end"),
        pytest.param("is the pool open", True, id="an English verb in front"),
        pytest.param("门票多少钱", False, id="how much"),
        pytest.param("新图书馆开始建了没有啊", True, id="a particle behind the particle"),
        pytest.param("救助了395人对不", True, id="right or not"),
        pytest.param("门票12元，是这个数不", True, id="that number or not"),
        pytest.param("改造了31户？", True, id="a figure with a question mark"),
        pytest.param("开了三十几回吧", True, id="a number that is not asked for"),
        pytest.param("司机叫什么", False, id="a question word that ends like a particle"),
        pytest.param("报道里有没有说是谁写的", False, id="whether in front of who"),
        pytest.param("封顶也是3万不", False, id="a verb that is no check"),
        pytest.param("上心不", False, id="another verb without its second half"),
    ],
)
def test_a_question_for_a_yes_is_known(interpreter: Interpreter, text: str, yes_no: bool) -> None:
    assert read(interpreter, text).yes_no is yes_no


@pytest.mark.parametrize(
    ("text", "english"),
    [
        pytest.param("how much is the pool", True, id="English"),
        pytest.param("门票多少钱", False, id="Chinese"),
        pytest.param("wifi怎么连", False, id="a Latin name in Chinese"),
        pytest.param("12345", False, id="digits"),
    ],
)
def test_the_language_is_told_by_the_letters(text: str, english: bool) -> None:
    assert is_english(text) is english


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        pytest.param("门票多少钱？图书馆在哪？", ["门票多少钱", "图书馆在哪"], id="two sentences"),
        pytest.param("门票多少钱，图书馆在哪", ["门票多少钱", "图书馆在哪"], id="a comma"),
        pytest.param("游泳馆、图书馆在哪", ["游泳馆", "图书馆在哪"], id="an enumeration comma"),
        pytest.param("门票多少钱", ["门票多少钱"], id="one clause"),
        pytest.param("我们去了 门票多少钱", ["我们去了", "门票多少钱"], id="a space between clauses"),
        pytest.param("食堂是10:50开饭吗", ["食堂是10:50开饭吗"], id="the colon of a time of day"),
        pytest.param("请问:几点开饭", ["请问", "几点开饭"], id="a colon between clauses"),
        pytest.param("？？", ["??"], id="nothing but marks"),
    ],
)
def test_a_question_is_cut_into_clauses(interpreter: Interpreter, text: str, clauses: list[str]) -> None:
    assert [clause.text for clause in interpreter.clauses(read(interpreter, text))] == clauses


def test_english_clauses_part_before_a_question_word(interpreter: Interpreter) -> None:
    query = read(interpreter, "how much is the pool and where is the library")
    assert len(interpreter.clauses(query)) == 2


def test_values_are_gathered_by_their_group(interpreter: Interpreter) -> None:
    query = read(interpreter, "青石镇农村的高龄津贴")
    assert query.qualifiers["area"] == {"青石镇"}
    assert query.qualifiers["residence"] == {"农村"}


@pytest.mark.parametrize(
    ("text", "turn"),
    [
        pytest.param("其中多少是女的", "part_of", id="part of a total"),
        pytest.param("平均每户多少", "each", id="a mean"),
        pytest.param("除了这些还有呢", "remainder", id="the rest"),
        pytest.param("比去年多吗", "comparison", id="a comparison"),
        pytest.param("明年还会修吗", "future", id="what is to come"),
    ],
)
def test_a_turn_of_phrase_that_asks_for_more_is_noticed(
    interpreter: Interpreter, text: str, turn: str
) -> None:
    assert turn in dict(read(interpreter, text).turns)


@pytest.mark.parametrize("text", ["旧楼拆除了吗", "路障清除了吗", "合同解除了没有"])
def test_a_verb_that_ends_in_chu_asks_for_no_remainder(interpreter: Interpreter, text: str) -> None:
    assert "remainder" not in dict(read(interpreter, text).turns)


def test_what_anything_is_done_with_carries_nothing(interpreter: Interpreter) -> None:
    done, those = read(interpreter, "弄完了几户"), read(interpreter, "干完的有几户")
    assert not any("完" in done.words[number].text for number in done.content)
    assert any("完" in those.words[number].text for number in those.content)


def test_grown_ups_and_adults_are_one(interpreter: Interpreter) -> None:
    assert read(interpreter, "大人多少钱").qualifiers == read(interpreter, "成人多少钱").qualifiers


def test_word_keys_stem_english_and_keep_chinese(interpreter: Interpreter) -> None:
    assert word_keys(read(interpreter, "图书馆 opens").words)[::2] == ("图书馆", "open")


@given(st.text(max_size=40))
def test_no_text_is_too_odd_to_be_read(small_engine: Engine, text: str) -> None:
    interpreter = small_engine.derived.interpreter
    query = read(interpreter, text)
    assert all(query.text[cue.start : cue.end] for cue in query.cues)
    assert interpreter.clauses(query)
