"""The table of pattern rules: questions for something that only some entries tell."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.pattern_rule import PatternCheck, PatternRule
from knowledge.conflicts.pattern_rules import PATTERN_RULES, WHOLE_QUESTION_PATTERNS
from knowledge.conflicts.profile_builder import build_profile
from knowledge.language.signs import signs_in
from knowledge.model.entry import Entry
from tests.knowledge.conflicts.checking import kinds_against, read
from tests.knowledge.samples import EMPTY

ROWS = (*PATTERN_RULES, *WHOLE_QUESTION_PATTERNS)
RISEN = replace(EMPTY, question="果园收成怎么样？", phrasings=("果园收成降了没",), answer="收成增长20%。")
FALLEN = replace(EMPTY, question="停电少了没有？", phrasings=("停电涨了几成",), answer="停电下降一成。")
INVESTED = replace(EMPTY, question="今年投资多少？", phrasings=("以前投了吗",), answer="今年投资3亿元。")


@pytest.mark.parametrize("row", [pytest.param(row, id=row.example.question) for row in ROWS])
def test_every_row_is_in_conflict_with_its_example(small_engine: Engine, row: PatternRule) -> None:
    query = read(small_engine, row.example.question)
    rule = PatternCheck(query, row)
    profile = build_profile(replace(EMPTY, answer=row.example.answer), small_engine.derived.interpreter)
    assert rule.applies and row.signs.intersection(signs_in(query.text))
    assert {conflict.kind for conflict in rule.conflicts(EntryLookup(profile))} == {row.kind}


@settings(max_examples=200)
@given(data=st.data())
def test_no_question_that_a_row_is_for_lacks_its_signs(data: st.DataObject) -> None:
    row = data.draw(st.sampled_from(ROWS))
    assert not row.signs.isdisjoint(signs_in(data.draw(st.from_regex(row.asks))))


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("果园收成降了几成", id="in a word"),
        pytest.param("果园收成比去年少了百分之几", id="less than before"),
        pytest.param("果园收成减少多少", id="without 了"),
    ],
)
def test_a_fall_is_not_told_by_a_rise(small_engine: Engine, asked: str) -> None:
    assert Kind.TURN in kinds_against(small_engine, asked, RISEN)


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("停电涨了几成", id="in a word that citizens use"),
        pytest.param("停电多了百分之几", id="more than before"),
    ],
)
def test_a_rise_is_not_told_by_a_fall(small_engine: Engine, asked: str) -> None:
    assert Kind.TURN in kinds_against(small_engine, asked, FALLEN)


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("果园收成涨了几成", id="what it tells"),
        pytest.param("果园收成涨了还是降了,几成", id="either"),
        pytest.param("果园收成至少多少", id="at least"),
        pytest.param("果园收成最少多少", id="the least"),
    ],
)
def test_a_rise_is_told_by_a_rise(small_engine: Engine, asked: str) -> None:
    assert Kind.TURN not in kinds_against(small_engine, asked, RISEN)


def test_improving_things_is_no_rise(small_engine: Engine) -> None:
    improved = replace(
        EMPTY, question="改造提升了几个小区？", answer="改造提升了11个停车少的小区，降低了噪声。"
    )
    assert Kind.TURN not in kinds_against(small_engine, "改造提升了几个小区", improved)


def test_what_was_before_this_year_is_not_told_by_this_year(small_engine: Engine) -> None:
    assert Kind.PERIOD in kinds_against(small_engine, "今年以前投资了多少", INVESTED)
    assert Kind.PERIOD not in kinds_against(small_engine, "今年投资了多少", INVESTED)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        pytest.param("今年投资砸了多少钱", True, id="money thrown in"),
        pytest.param("玻璃砸了多少块", False, id="things broken"),
    ],
)
def test_who_throws_money_in_breaks_nothing(small_engine: Engine, asked: str, told: bool) -> None:
    assert (Kind.EVENT not in kinds_against(small_engine, asked, INVESTED)) is told


RAISED = replace(
    EMPTY, citations=(), question="养老金多少？", answer="2031年1月起养老金每月165元，7月1日起补发。"
)
PLANNED = replace(EMPTY, citations=(), question="公园建几个？", answer="建成6处，2032年计划再建5处。")
RING = replace(EMPTY, citations=(), question="环路多长？", answer="到2032年建成30公里。")
LOANS = replace(EMPTY, question="能借几本书？", phrasings=("超了罚不罚",), answer="每次借5册，免押金。")


@pytest.mark.parametrize(
    ("asked", "entry", "told"),
    [
        pytest.param("养老金2032年会再涨到多少", RAISED, False, id="what rose, asked of the next year"),
        pytest.param("2032年要建多少处公园", PLANNED, True, id="a plan"),
        pytest.param("再过五年养老金多少", RAISED, False, id="some years from now"),
        pytest.param("养老金下回什么时候再涨", RAISED, False, id="the next time"),
        pytest.param("2032年要建多少公里", RING, True, id="what becomes of it in that year"),
        pytest.param("2035年要建多少公里", RING, False, id="what becomes of it in another year"),
        pytest.param("养老金每月多少", RAISED, True, id="what is so now"),
    ],
)
def test_what_is_to_come_is_told_by_a_plan(
    small_engine: Engine, asked: str, entry: Entry, told: bool
) -> None:
    assert (Kind.TURN not in kinds_against(small_engine, asked, entry)) is told


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        pytest.param("7月1日起每月165元。", False, id="a day of one month"),
        pytest.param("每月15日发到卡里。", True, id="a day of every month"),
        pytest.param("每月第一个星期三免票。", True, id="a day of the week"),
        pytest.param("月底发。", True, id="the end"),
        pytest.param("每月十五日发到卡里。", True, id="a day in words"),
    ],
)
def test_a_day_of_every_month_is_told_by_one(small_engine: Engine, answer: str, told: bool) -> None:
    entry = replace(EMPTY, question="养老金什么时候发？", answer=answer)
    assert (Kind.FACET not in kinds_against(small_engine, "养老金每月几号发", entry)) is told


@pytest.mark.parametrize("asked", ["养老金每月哪天发", "养老金每个月啥时候发", "养老金每月什么时间发"])
def test_a_day_of_every_month_is_asked_for_in_many_words(small_engine: Engine, asked: str) -> None:
    assert Kind.FACET in kinds_against(small_engine, asked, RAISED)


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        pytest.param("能借几本书,在全市能排第几", Kind.TURN, id="a rank, in passing"),
        pytest.param("超期了一天罚几毛", Kind.FACET, id="a fine that only citizens name"),
        pytest.param("图书馆门牌号多少", Kind.FACET, id="the number of a house"),
    ],
)
def test_what_an_entry_does_not_name_is_not_told(small_engine: Engine, asked: str, kind: Kind) -> None:
    assert kind in kinds_against(small_engine, asked, LOANS)


def test_a_house_is_told_by_its_number_in_words(small_engine: Engine) -> None:
    library = replace(LOANS, answer="图书馆在柳溪路八号。")
    assert Kind.FACET not in kinds_against(small_engine, "图书馆门牌号多少", library)


def test_how_often_one_signs_up_is_no_rank(small_engine: Engine) -> None:
    rank = next(row for row in ROWS if row.name == "Rank")
    assert PatternCheck(read(small_engine, "这次考试的名次是多少"), rank).applies
    assert not PatternCheck(read(small_engine, "报名次数有几次"), rank).applies


def test_a_pledge_is_told_by_who_says_there_is_none(small_engine: Engine) -> None:
    assert Kind.FACET not in kinds_against(small_engine, "借书押多少钱", LOANS)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        pytest.param("果园好玩吗", False, id="good fun"),
        pytest.param("果园好不好玩", False, id="with both"),
        pytest.param("果园划算不划算", False, id="worth the money"),
        pytest.param("果园值得一去吗", True, id="what it states"),
        pytest.param("果园好玩的有什么", True, id="no opinion asked for"),
    ],
)
def test_an_opinion_is_told_by_its_own_word(small_engine: Engine, asked: str, told: bool) -> None:
    entry = replace(EMPTY, question="果园怎么样？", phrasings=("果园好玩吗",), answer="果园四季都值得去。")
    rule = PatternCheck(read(small_engine, asked), next(row for row in ROWS if row.name == "Opinion"))
    profile = build_profile(entry, small_engine.derived.interpreter)
    assert (not list(rule.conflicts(EntryLookup(profile)))) is told


def test_what_is_compared_with_another_place_is_told_by_its_name(small_engine: Engine) -> None:
    other = replace(INVESTED, answer="今年投资3亿元，比北湖区少1亿元。")
    assert Kind.TURN in kinds_against(small_engine, "和北湖区比,谁的投资多", INVESTED)
    assert Kind.TURN not in kinds_against(small_engine, "和北湖区比,谁的投资多", other)
