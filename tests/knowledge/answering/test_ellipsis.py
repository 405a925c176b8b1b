"""What a follow-up leaves out: its noun, or what a sum is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from knowledge.answering.ellipsis import asks_only_for_amount, has_limit_and_verb_of
from knowledge.answering.engine import Engine
from knowledge.language.dialogue import omits_its_noun
from knowledge.model.answer import Status
from knowledge.model.entry import Facet
from tests.knowledge.answering.conversations import engine_with, entry_of, talked
from tests.knowledge.conflicts.checking import read


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("钱是多少", True),
        ("能领多少钱", True),
        ("那一共花了多少钱呢", True),
        ("每月给几百块", True),
        ("门票多少钱", False),
        ("最多能救助多少钱", False),
        ("发了多少份", False),
        ("多少", False),
    ],
)
def test_a_sum_alone_says_nothing_of_what_it_is_for(small_engine: Engine, question: str, alone: bool) -> None:
    assert asks_only_for_amount(read(small_engine, question)) is alone


@pytest.fixture(scope="module")
def building_engine(small_engine: Engine) -> Engine:
    """The small town with what is renovated of two kinds, what is extended, and money for some."""
    plain = entry_of(small_engine, "road-length")
    schools = replace(
        plain,
        id="schools-renovated",
        topic="学校",
        question="哪些中学在翻修？",
        phrasings=("中学翻修了几所",),
        answer="翻修的中学有一中和四中。",
        subject=("中学", "翻修"),
        facets=(Facet.NAMES, Facet.COUNT),
    )
    flats = replace(
        plain,
        id="flats",
        topic="房屋",
        question="正在翻修的老楼有几栋？",
        phrasings=("老楼有多少栋",),
        answer="正在翻修的老楼有9栋。",
        subject=("老楼",),
        facets=(Facet.COUNT,),
    )
    patients = replace(
        plain,
        id="patients",
        topic="救助",
        question="救助了多少住院病人？",
        phrasings=("帮了多少病人",),
        answer="救助了395名住院病人，发了195万元。",
        subject=("住院病人", "救助"),
        facets=(Facet.COUNT,),
    )
    paid = replace(
        plain,
        id="paid",
        topic="救助",
        question="发了多少救助金？",
        phrasings=("救助一共花了多少钱", "标准能领多少钱"),
        answer="发放的救助金是195万元。",
        subject=("救助金",),
        facets=(Facet.AMOUNT,),
    )
    orphans = replace(
        plain,
        id="orphans",
        topic="救助",
        question="孤儿的救助标准提到什么水平？",
        phrasings=("孤儿救助标准",),
        answer="孤儿的救助标准提到省级标准。",
        subject=("孤儿", "标准"),
        facets=(Facet.STATUS,),
    )
    total = replace(
        plain,
        id="total",
        question="柳溪路总投资是多少？",
        phrasings=("柳溪路一共要投多少钱",),
        answer="柳溪路总投资900万元。",
        subject=("柳溪路", "总投资"),
        facets=(Facet.AMOUNT,),
    )
    done = replace(
        total,
        id="done",
        question="柳溪路今年完成了多少投资？",
        phrasings=("柳溪路今年投了多少钱",),
        answer="柳溪路今年完成投资300万元。",
        subject=("柳溪路", "完成投资"),
    )
    return engine_with(small_engine, schools, flats, patients, paid, orphans, total, done)


@pytest.mark.parametrize(
    "turns",
    [
        pytest.param(["图书馆有多少册书", "那扩建的呢"], id="of another thing"),
        pytest.param(["哪些巷子在翻修", "那扩建的呢"], id="of another thing to which something is done"),
        pytest.param(["图书馆有多少册书", "扩建的有哪些"], id="with what is asked of it"),
        pytest.param(["老楼有多少栋", "那翻修完的呢"], id="how far what was just told has come"),
        pytest.param(["老楼有多少栋", "那扩建的呢"], id="what is not done to what was just told"),
    ],
)
def test_a_noun_left_out_is_none_of_another_thing(building_engine: Engine, turns: Sequence[str]) -> None:
    assert talked(building_engine, turns).status is Status.UNKNOWN


@pytest.mark.parametrize(
    "turns",
    [
        pytest.param(["孤儿的救助标准提到什么水平", "钱是多少"], id="a sum of its neighbour"),
        pytest.param(["孤儿的救助标准提到什么水平", "能领多少钱"], id="a sum that is got"),
    ],
)
def test_a_sum_is_none_of_another_thing(building_engine: Engine, turns: Sequence[str]) -> None:
    assert talked(building_engine, turns).status is not Status.ANSWERED


@pytest.mark.parametrize(
    ("turns", "entry"),
    [
        pytest.param(["哪些中学在扩建", "那翻修的呢"], "schools-renovated", id="of the same thing"),
        pytest.param(["哪些中学在翻修", "那扩建的呢"], "schools-extended", id="the other way round"),
        pytest.param(["柳溪路总投资是多少", "那今年完成的呢"], "done", id="a limit and a verb"),
        pytest.param(["救助了多少住院病人", "发了多少钱"], "paid", id="a sum that was just told"),
        pytest.param(["游泳馆几点开门", "多少钱"], "pool-fee", id="a sum of the same thing"),
    ],
)
def test_what_is_left_out_is_told_of_the_same_thing(
    building_engine: Engine, turns: Sequence[str], entry: str
) -> None:
    assert talked(building_engine, turns).entries == (entry,)


@pytest.mark.parametrize(
    ("question", "left_out"),
    [
        ("那扩建的呢", True),
        ("翻修完的有几个", True),
        ("那图书馆的呢", False),
        ("巷子翻修的呢", False),
        ("扩建之前的呢", False),
        ("扩建了吗", False),
    ],
)
def test_a_noun_is_left_out_where_only_what_is_done_is_said(
    small_engine: Engine, question: str, left_out: bool
) -> None:
    assert omits_its_noun(read(small_engine, question)) is left_out


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("那今年完成的呢", True),
        ("那今年已经完成的呢", True),
        ("那今年计划的呢", False),
        ("那去年完成的呢", False),
        ("那完成的呢", False),
        ("那今年的呢", False),
    ],
)
def test_a_limit_and_a_verb_of_its_question_ask_for_an_entry(
    small_engine: Engine, typed: str, asked: bool
) -> None:
    question = read(small_engine, "柳溪路今年完成了多少投资？")
    assert has_limit_and_verb_of(question, read(small_engine, typed)) is asked


def test_what_turns_back_is_read_without_the_words_that_do(building_engine: Engine) -> None:
    turns = ["老楼有多少栋", "说错了，我想问图书馆有多少册书"]
    assert talked(building_engine, turns).entries == ("library-books",)
