"""What is asked, and how well an entry tells it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from knowledge.conflicts.facet_rules import facet_fit, fit
from knowledge.language.cues import Cue
from knowledge.model.entry import Entry, Facet
from tests.knowledge.conflicts.checking import conflicts, kinds_against, profile_of, read
from tests.knowledge.samples import EMPTY, a_profile


def cue(text: str, *facets: Facet, hard: bool = False, numeric: bool = False) -> Cue:
    return Cue(text=text, facets=frozenset(facets), hard=hard, start=0, end=len(text), numeric=numeric)


SPENT = replace(
    EMPTY,
    question="民生支出多少？",
    answer="民生支出21亿元，占预算的82%。",
    facets=(Facet.AMOUNT, Facet.RATE),
)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        pytest.param(SPENT.answer, True, id="the share that it states"),
        pytest.param("民生支出21亿元，增长8%。", False, id="another percentage"),
    ],
)
def test_what_share_something_is_may_be_told_in_other_words(
    small_engine: Engine, answer: str, told: bool
) -> None:
    found = kinds_against(small_engine, "民生支出占比", replace(SPENT, answer=answer))
    assert (Kind.TURN not in found) is told


TOTAL = replace(EMPTY, question="补助给了多少？", answer="补助给了195万元。", facets=(Facet.AMOUNT,))
CEILING = replace(TOTAL, answer="补助封顶线是3万元。")
HOUSEHOLD = replace(TOTAL, answer="补助每户3000元。")


@pytest.mark.parametrize(
    ("asked", "told", "how_well"),
    [
        pytest.param(cue("多少钱", Facet.FEE), Facet.FEE, 1.0, id="what is told"),
        pytest.param(cue("怎么", Facet.HOW), Facet.STATUS, 0.3, id="something allied"),
        pytest.param(cue("怎么", Facet.HOW, hard=True), Facet.STATUS, -1.0, id="allied to a hard cue"),
        pytest.param(cue("谁", Facet.PERSON), Facet.COUNT, -1.0, id="something else"),
        pytest.param(cue("为什么改造", Facet.REASON), Facet.COUNT, 1.0, id="the very words of the entry"),
        pytest.param(cue("谁改", Facet.PERSON), Facet.COUNT, -1.0, id="words too short to tell"),
    ],
)
def test_a_cue_fits_what_is_told(asked: Cue, told: Facet, how_well: float) -> None:
    profile = a_profile(replace(EMPTY, facets=(told,)), texts="这里说为什么改造,谁改的")
    assert fit(asked, profile) == how_well


def test_a_cue_for_any_number_fits_every_number() -> None:
    numbers = (
        Facet.COUNT,
        Facet.AMOUNT,
        Facet.RATE,
        Facet.LENGTH,
        Facet.AREA,
        Facet.FREQUENCY,
        Facet.DURATION,
    )
    asked = cue("多少", *numbers, numeric=True)
    assert all(fit(asked, a_profile(replace(EMPTY, facets=(told,)))) == 1.0 for told in numbers)
    assert fit(asked, a_profile(replace(EMPTY, facets=(Facet.PERSON,)))) == -1.0


def test_a_question_without_a_cue_fits_neither_well_nor_badly(small_engine: Engine) -> None:
    assert facet_fit(read(small_engine, "图书馆"), profile_of(small_engine, "library-books")) == 0.0


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("多大岁数能领高龄津贴", id="the years of a life"),
        pytest.param("领高龄津贴要多大年纪", id="an age at the end"),
        pytest.param("几岁能领高龄津贴", id="years"),
        pytest.param("高龄津贴满几周岁能领", id="full years"),
        pytest.param("老人补贴多少岁起领", id="how many years"),
        pytest.param("什么年龄能领高龄津贴", id="which age"),
        pytest.param("高龄津贴年龄要多大", id="the age first"),
        pytest.param("高龄津贴的年龄是多少", id="the age is how much"),
        pytest.param("高龄津贴年龄要求", id="a noun"),
        pytest.param("高龄津贴要到多大才能领", id="how big before one can"),
        pytest.param("多大可以领高龄津贴", id="how big may"),
    ],
)
def test_how_old_asks_for_a_condition_and_for_no_sum(small_engine: Engine, asked: str) -> None:
    assert conflicts(small_engine, asked, "allowance-age") == ()
    assert Kind.FACET in {conflict.kind for conflict in conflicts(small_engine, asked, "allowance-sum")}


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("公园有多大", id="the size of a park"),
        pytest.param("多大的公园", id="a park how big"),
        pytest.param("这公园多大面积", id="its area"),
    ],
)
def test_how_big_is_no_question_of_age(small_engine: Engine, asked: str) -> None:
    assert all(Facet.ELIGIBILITY not in cue.facets for cue in read(small_engine, asked).cues)
    assert read(small_engine, asked).cues


def test_the_growth_of_another_thing_is_not_told(small_engine: Engine) -> None:
    grown = {
        conflict.word for conflict in conflicts(small_engine, "公园比去年增长百分之几", "orchard-harvest")
    }
    assert "公园" in grown
    assert not conflicts(small_engine, "果园的收成增长百分之几", "orchard-harvest")


@pytest.mark.parametrize(
    ("told", "agrees"),
    [
        pytest.param((Facet.CHANGE,), True, id="that it rose"),
        pytest.param((Facet.COUNT,), False, id="a number"),
    ],
)
def test_a_level_is_told_by_what_tells_a_rise(
    small_engine: Engine, told: tuple[Facet, ...], agrees: bool
) -> None:
    entry = replace(EMPTY, question="补助标准提高了吗？", answer="补助标准提高了。", facets=told)
    assert (Kind.ATTRIBUTE not in kinds_against(small_engine, "补助标准提到什么级别了", entry)) is agrees


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        pytest.param("修桥花费多少", Kind.FACET, id="what it cost"),
        pytest.param("修桥造价是多少", Kind.FACET, id="what it was built for"),
        pytest.param("十年前修了几座桥", Kind.TURN, id="long ago"),
        pytest.param("早些年修了几座桥", Kind.TURN, id="in earlier years"),
    ],
)
def test_a_number_of_things_tells_no_cost_and_no_past(small_engine: Engine, asked: str, kind: Kind) -> None:
    entry = replace(EMPTY, question="修了几座桥？", answer="修了3座桥。", facets=(Facet.COUNT,))
    assert kind in kinds_against(small_engine, asked, entry)


def test_a_fee_is_what_each_pays(small_engine: Engine) -> None:
    entry = replace(EMPTY, question="门票多少钱？", answer="门票30元。", facets=(Facet.FEE,))
    given = replace(EMPTY, question="发了多少补贴？", answer="补贴30元。", facets=(Facet.AMOUNT,))
    assert Kind.TURN not in kinds_against(small_engine, "门票每人多少钱", entry)
    assert Kind.TURN in kinds_against(small_engine, "补贴每人多少钱", given)


def test_who_takes_something_is_told_by_where_it_is_taken(small_engine: Engine) -> None:
    entry = replace(EMPTY, question="材料交到哪儿？", answer="材料交到街道办。", facets=(Facet.PLACE,))
    assert Kind.FACET not in kinds_against(small_engine, "材料交给谁", entry)
    assert Kind.FACET in kinds_against(small_engine, "材料是谁写的", entry)


ROAD = replace(EMPTY, question="村道修了多长？", answer="村道修了17.8公里。", facets=(Facet.LENGTH,))
MOST = replace(EMPTY, question="报销比例最高多少？", answer="报销比例最高80%。", facets=(Facet.RATE,))


@pytest.mark.parametrize(
    ("asked", "entry", "kind"),
    [
        pytest.param("村道修了多宽", ROAD, Kind.FACET, id="how wide"),
        pytest.param("村道厚度是多少", ROAD, Kind.FACET, id="how thick"),
        pytest.param("报销比例最低多少", MOST, Kind.TURN, id="the least"),
    ],
)
def test_another_measure_is_not_told(small_engine: Engine, asked: str, entry: Entry, kind: Kind) -> None:
    assert kind in kinds_against(small_engine, asked, entry)
    assert kinds_against(small_engine, entry.question, entry) <= {Kind.SUBJECT}


@pytest.mark.parametrize(
    ("asked", "answer", "how_well"),
    [
        pytest.param("统计到哪天", "截至8月底，新增23家。", 1.0, id="until when"),
        pytest.param("几月到几月", "1至8月，新增23家。", 1.0, id="from when to when"),
        pytest.param("从几月算", "9月份以来，新增23家。", 1.0, id="since when"),
        pytest.param("截至哪天", "新增23家。", -1.0, id="an answer without a date"),
        pytest.param("哪天", "截至8月底，新增23家。", -1.0, id="another day"),
    ],
)
def test_who_says_until_when_a_figure_holds_tells_that(asked: str, answer: str, how_well: float) -> None:
    profile = a_profile(replace(EMPTY, facets=(Facet.COUNT,), answer=answer))
    assert fit(cue(asked, Facet.DATE, hard=True), profile) == how_well


@pytest.mark.parametrize(
    ("asked", "entry", "told"),
    [
        pytest.param("一个人给多少补助", TOTAL, False, id="a sum for all"),
        pytest.param("一个村给多少补助", TOTAL, False, id="of each village"),
        pytest.param("给多少补助", TOTAL, True, id="all"),
        pytest.param("再做一个给多少补助", TOTAL, True, id="what is done once more"),
        pytest.param("一个人给多少补助", CEILING, True, id="a ceiling, which is of each"),
        pytest.param("一家给多少补助", HOUSEHOLD, True, id="of each household"),
    ],
)
def test_what_each_gets_is_not_told_by_what_all_get(
    small_engine: Engine, asked: str, entry: Entry, told: bool
) -> None:
    assert (Kind.TURN not in kinds_against(small_engine, asked, entry)) is told


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        pytest.param("哪条国道在修", True, id="by its kind"),
        pytest.param("哪条省道在修", False, id="of another kind"),
    ],
)
def test_which_of_a_kind_is_told_by_the_name_of_one(small_engine: Engine, asked: str, told: bool) -> None:
    road = replace(
        EMPTY,
        question="112国道修多长？",
        answer="112国道修8公里。",
        subject=("112国道",),
        facets=(Facet.LENGTH,),
    )
    assert (Kind.FACET not in kinds_against(small_engine, asked, road)) is told


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("how many films per village", id="of each place"),
        pytest.param("how many films a month", id="in each month"),
    ],
)
def test_what_each_comes_to_is_asked_in_english_too(small_engine: Engine, asked: str) -> None:
    films = replace(EMPTY, question="放了多少场电影？", answer="放了1800场电影。", facets=(Facet.COUNT,))
    assert Kind.TURN in kinds_against(small_engine, asked, films)


@pytest.mark.parametrize(
    ("asked", "origin"),
    [
        pytest.param("记者是哪里人", True, id="where from"),
        pytest.param("记者是哪的人", True, id="in other words"),
        pytest.param("哪里人口多", False, id="another word"),
        pytest.param("哪里人能办", False, id="who may"),
    ],
)
def test_where_somebody_comes_from_is_not_told_by_where_a_report_does(
    small_engine: Engine, asked: str, origin: bool
) -> None:
    report = replace(EMPTY, question="报道来自哪里？", answer="报道来自新闻网。", facets=(Facet.PLACE,))
    assert (Kind.TURN in kinds_against(small_engine, asked, report)) is origin
