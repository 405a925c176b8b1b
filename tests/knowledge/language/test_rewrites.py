"""What a text is meant to ask: what it turns back to, does not reject, and asks with the wrong character."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.language.dialogue import without_connectives
from knowledge.language.normalise import normalise
from knowledge.language.rewrites import (
    drop_repetitions,
    drop_unasked_clauses,
    join_counted_whole,
    restore_question_words,
    rewrite_decimals,
    rewrite_either_way,
    rewrite_topic_return,
    rewrite_years,
)
from knowledge.model.entry import Facet
from tests.knowledge.conflicts.checking import read

MEANT = [
    pytest.param("水厂在那", "水厂在哪", id="where"),
    pytest.param("水厂在那里啊", "水厂在哪里啊", id="with a particle"),
    pytest.param("水厂建在那条路上?", "水厂建在哪条路上?", id="of a kind"),
    pytest.param("去那报名", "去哪报名", id="where something is done"),
    pytest.param("有那些学校", "有哪些学校", id="which"),
    pytest.param("分那几类", "分哪几类", id="how many kinds"),
    pytest.param("那些学校改造了", "哪些学校改造了", id="in front"),
    pytest.param("听了那些人的", "听了哪些人的", id="behind what was done"),
    pytest.param("现在那边", "现在那边", id="another word's 在"),
    pytest.param("到那时再说", "到那时再说", id="a time"),
    pytest.param("那年的水厂", "那年的水厂", id="a year"),
]
SPELT = [
    pytest.param("修的是那个水厂", "修的是哪个水厂", id="one"),
    pytest.param("那天开门", "哪天开门", id="a day"),
    pytest.param("那么早开门", "那么早开门", id="a word that asks nothing"),
]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("说错了，我想问门票多少钱", "那门票多少钱"),
        ("前面说的电影，到底放了几场", "那电影,到底放了几场"),
        ("换一个，孤儿的标准呢", "那孤儿的标准呢"),
        ("回到座谈会，开了几次来着", "那座谈会,开了几次来着"),
        ("不对，刚才问的那个图书馆在哪", "那图书馆在哪"),
        ("回到刚才的门票，那学生呢", "那门票,那学生呢"),
    ],
)
def test_what_turns_back_ties_to_the_turn_before(text: str, rest: str) -> None:
    assert rewrite_topic_return(normalise(text)) == rest


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("2025年度收入多少", "2025年收入多少", id="a year in official words"),
        pytest.param("2025年年度计划", "2025年年度计划", id="a plan for a year"),
        pytest.param("今年度假去哪", "今年度假去哪", id="a holiday"),
    ],
)
def test_a_year_is_named_plainly(text: str, meant: str) -> None:
    assert rewrite_years(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("书法班收钱不收", "书法班收不收钱", id="a verb before its object and behind"),
        pytest.param("周六开门不开?", "周六开不开门?", id="before a mark"),
        pytest.param("收钱不收税", "收钱不收税", id="another object"),
        pytest.param("图书馆开门", "图书馆开门", id="no choice"),
    ],
)
def test_a_choice_is_asked_with_its_verb_first(text: str, meant: str) -> None:
    assert rewrite_either_way(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "换一个身份证要多少钱",
        "回到村里创业有补贴吗",
        "前面那个是去哪里",
        "说错了吧",
        "刚才说的",
        "说错了怎么改",
    ],
)
def test_what_only_begins_so_stays(text: str) -> None:
    assert rewrite_topic_return(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        pytest.param("他们帮了谁", "他们帮了谁", id="several people"),
        pytest.param("他们去的那个游泳馆在哪", "去的那个游泳馆在哪", id="before what is theirs"),
        pytest.param("这些在哪", "在哪", id="these"),
        pytest.param("那些多少钱", "多少钱", id="those"),
        pytest.param("他在哪", "在哪", id="one"),
        pytest.param("这样开了多久", "这样开了多久", id="so"),
    ],
)
def test_a_pronoun_of_several_is_not_cut_in_two(small_engine: Engine, text: str, own: str) -> None:
    assert without_connectives(read(small_engine, text)) == own


@pytest.mark.parametrize("text", ["新户数是截止到啥时候的", "这是到几月底的数", "到哪天为止的数据"])
def test_as_of_when_is_one_cue(small_engine: Engine, text: str) -> None:
    (cue,) = read(small_engine, text).cues
    assert cue.facets == {Facet.DATE}
    assert cue.text.startswith(("截止到", "到"))


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("门票多少钱，不是停车多少钱", "门票多少钱"),
        ("门票 多少钱 不是停车多少钱", "门票 多少钱"),
        ("我没问停车多少钱，我问门票多少钱", "我问门票多少钱"),
        ("不是问几点开门，是问在哪", "是问在哪"),
        ("门票多少钱我知道，停车呢", "门票,停车呢"),
        ("路多宽我知道，多长呢", "路,多长呢"),
        ("城里报多少?农村那个我知道", "城里报多少?"),
        ("停车多少钱?别老说门票的", "停车多少钱?"),
        ("别跟我提门票，停车多少钱", "停车多少钱"),
        pytest.param("要的是总投资，当年完成的那个我知道了", "要的是总投资", id="known, and what is wanted"),
        pytest.param(
            "问的是座谈会，不是领导去的那个，开了几次", "问的是座谈会,,开了几次", id="the other of two"
        ),
        pytest.param(
            "how many unsafe houses in the city, not in villages, were rebuilt?",
            "how many unsafe houses in the city were rebuilt?",
            id="not meant, in English",
        ),
        pytest.param(
            "how many cases fell, not counting fraud?", "how many cases fell?", id="not meant, at the end"
        ),
    ],
)
def test_what_is_rejected_or_known_is_left_out(text: str, asked: str) -> None:
    assert drop_unasked_clauses(normalise(text)) == normalise(asked)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("不是有多少场电影吗", id="an asking in other words"),
        pytest.param("不是几点开门", id="nothing else is asked"),
        pytest.param("不是低保户，能报多少", id="no question is rejected"),
        pytest.param("你知道门票多少钱吗", id="who is asked whether he knows"),
        pytest.param("是不是多少都行", id="whether"),
        pytest.param("is the pool free, or not?", id="whether, in English"),
        pytest.param("停车的事别忘了说多少钱", id="what must not be forgotten"),
    ],
)
def test_nothing_else_is_left_out(text: str) -> None:
    assert drop_unasked_clauses(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("of the 110 shops, how many sell food?", "of the 110 shops how many sell food?"),
        ("the shops, how many are there?", "the shops, how many are there?"),
    ],
)
def test_a_whole_and_what_is_counted_of_it_are_one_clause(text: str, joined: str) -> None:
    assert join_counted_whole(text) == joined


@pytest.mark.parametrize(("text", "meant"), SPELT)
def test_letters_tell_no_that_from_which(text: str, meant: str) -> None:
    assert restore_question_words(text, spelt=True) == meant
    assert restore_question_words(text) == text


@pytest.mark.parametrize(("text", "meant"), MEANT)
def test_what_asks_nothing_else_may_be_meant_to_ask(text: str, meant: str) -> None:
    assert restore_question_words(text) == meant


def test_a_question_that_asks_stays_as_it_is(small_engine: Engine) -> None:
    assert small_engine.reader.read("在那上班多少钱").text == "在那上班多少钱"


def test_pinyin_asks_where_too(small_engine: Engine) -> None:
    assert small_engine.reader.read("shuichang zai na").text.endswith("在哪")


def test_pinyin_asks_at_what_hour(small_engine: Engine) -> None:
    assert small_engine.reader.read("ji dian kaimen").text.startswith("几点")


def test_pinyin_asks_which(small_engine: Engine) -> None:
    assert small_engine.reader.read("xiu de shi nage shuichang").text.startswith("修的是哪个")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("十四点五公斤一罐多少钱", "14.5公斤一罐多少钱", id="a weight"),
        pytest.param("二点三五元一吨", "2.35元一吨", id="two places"),
        pytest.param("早上八点五个人在等", "早上八点五个人在等", id="a time"),
        pytest.param("八点半开门", "八点半开门", id="half past"),
    ],
)
def test_decimals_are_written_in_figures(text: str, meant: str) -> None:
    assert rewrite_decimals(text) == meant


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        pytest.param("不是问领导,我问督导组", "那督导组", id="another is meant"),
        pytest.param("不是说游泳馆,是问图书馆", "那图书馆", id="another, said otherwise"),
        pytest.param("不是两万吗", "不是两万吗", id="a doubt"),
    ],
)
def test_what_is_meant_instead_ties_to_the_turn_before(text: str, rest: str) -> None:
    assert rewrite_topic_return(text) == rest


@pytest.mark.parametrize(
    ("text", "once"),
    [
        pytest.param("嗯那个供热供热站叫啥", "嗯那个供热站叫啥", id="a name begun twice"),
        pytest.param("案子啊降了啊降了多少", "案子啊降了多少", id="with a particle between"),
        pytest.param("双提升提升的是啥", "双提升提升的是啥", id="without hesitation"),
        pytest.param("嗯一项一项列给我", "嗯一项一项列给我", id="one by one"),
    ],
)
def test_what_is_said_twice_in_hesitation_is_read_once(text: str, once: str) -> None:
    assert drop_repetitions(text) == once
