"""What an answer tells besides what its facets say: another year, what is left, the hours, a reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from knowledge.model.entry import Facet
from tests.knowledge.conflicts.checking import kinds_against
from tests.knowledge.samples import EMPTY

RUBBISH = replace(
    EMPTY,
    question="今年垃圾费多少钱？",
    answer="垃圾费由去年的每月5元调整为6元，商铺每月30元，比去年多10元。",
    facets=(Facet.FEE,),
)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        pytest.param("去年垃圾费多少钱", True, id="stated beside this year's"),
        pytest.param("去年商铺垃圾费多少钱", False, id="of what stands in another clause"),
        pytest.param("去年垃圾费每吨多少钱", False, id="for each of something else"),
        pytest.param("前年垃圾费多少钱", False, id="of a year that is not named"),
    ],
)
def test_a_figure_of_another_year(small_engine: Engine, asked: str, told: bool) -> None:
    assert (Kind.QUALIFIER not in kinds_against(small_engine, asked, RUBBISH)) is told


def test_a_year_that_is_only_compared_with_tells_no_figure(small_engine: Engine) -> None:
    grown = replace(RUBBISH, answer="今年垃圾费比去年多10元。")
    assert Kind.QUALIFIER in kinds_against(small_engine, "去年垃圾费多少钱", grown)


BEDS = replace(EMPTY, question="敬老院有多少床位？", answer="床位86张，现余14张。", facets=(Facet.COUNT,))


@pytest.mark.parametrize(
    ("answer", "told"),
    [pytest.param(BEDS.answer, True, id="told"), pytest.param("床位86张。", False, id="not")],
)
def test_what_is_left(small_engine: Engine, answer: str, told: bool) -> None:
    kinds = kinds_against(small_engine, "敬老院还剩多少床位", replace(BEDS, answer=answer))
    assert (Kind.TURN not in kinds) is told


HOURS = replace(
    EMPTY, question="图书馆什么时间开？", answer="周二至周日9:00至17:00，周一闭馆。", facets=(Facet.TIME,)
)


@pytest.mark.parametrize("asked", ["图书馆星期天开门吗", "图书馆礼拜几不开门"])
def test_whether_it_is_open_is_told_by_the_hours(small_engine: Engine, asked: str) -> None:
    assert not kinds_against(small_engine, asked, HOURS) & {Kind.EVENT, Kind.TURN}


ROAD = replace(
    EMPTY,
    question="东街什么时候封路？",
    answer="东街9月14日至10月25日改造管网。",
    facets=(Facet.DATE, Facet.REASON, Facet.NAMES),
)


@pytest.mark.parametrize(
    ("answer", "given"),
    [
        pytest.param("东街因改造管网封闭到10月25日。", True, id="given"),
        pytest.param(ROAD.answer, False, id="declared and not given"),
    ],
)
def test_a_reason_is_told_by_an_answer_that_gives_one(small_engine: Engine, answer: str, given: bool) -> None:
    kinds = kinds_against(small_engine, "东街为什么封路", replace(ROAD, answer=answer))
    assert (Kind.FACET not in kinds) is given


@pytest.mark.parametrize(
    ("answer", "named"),
    [
        pytest.param("东街由平川路桥公司改造。", True, id="named"),
        pytest.param(ROAD.answer, False, id="not named"),
    ],
)
def test_which_firm_is_told_by_an_answer_that_names_one(
    small_engine: Engine, answer: str, named: bool
) -> None:
    kinds = kinds_against(small_engine, "东街是哪家公司改造的", replace(ROAD, answer=answer))
    assert (Kind.COUNTED not in kinds) is named


BUS = replace(EMPTY, question="6路车走哪里？", answer="6路车从车站到医院。", facets=(Facet.PLACE,))


@pytest.mark.parametrize(
    ("asked", "same"), [("where does bus 6 go", True), ("where does bus route 1 go", False)]
)
def test_a_bus_route_in_english_is_one_of_a_number(small_engine: Engine, asked: str, same: bool) -> None:
    assert (Kind.NUMBERED not in kinds_against(small_engine, asked, BUS)) is same


def test_years_of_age_are_no_weeks(small_engine: Engine) -> None:
    meals = replace(EMPTY, question="老人吃饭多少钱？", answer="70至79周岁每份8元。", facets=(Facet.COUNT,))
    assert Kind.PERIOD not in kinds_against(small_engine, "70至79周岁老人吃饭多少钱", meals)


def test_another_name_of_what_an_entry_is_about_is_not_told_apart(small_engine: Engine) -> None:
    pool = replace(
        EMPTY,
        question="游泳馆要花多少钱？",
        answer="游泳馆在两处，面向市民。成人每次30元。",
        subject=("游泳馆",),
        facets=(Facet.FEE,),
    )
    assert Kind.EVENT not in kinds_against(small_engine, "泳池成人每次多少钱", pool)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        pytest.param("图书馆周二至周日9:00—17:00开放。", True, id="from when to when"),
        pytest.param("图书馆上午9:00开放。", False, id="only from when"),
    ],
)
def test_when_it_closes_is_told_by_hours_that_end(small_engine: Engine, answer: str, told: bool) -> None:
    kinds = kinds_against(small_engine, "图书馆下午几点关门", replace(HOURS, answer=answer))
    assert (Kind.EVENT not in kinds) is told


FEE_OF_IT = replace(EMPTY, question="认证多少钱？", answer="认证免费。", facets=(Facet.FEE,))
DEADLINE = replace(EMPTY, question="什么时候认证？", answer="每年11月30日前认证一次。", facets=(Facet.DATE,))


def test_the_latest_alone_asks_for_a_day(small_engine: Engine) -> None:
    assert Kind.TURN not in kinds_against(small_engine, "认证最晚", DEADLINE)
    assert Kind.TURN in kinds_against(small_engine, "哪个村认证最晚", DEADLINE)
    assert Kind.TURN in kinds_against(small_engine, "认证最晚", FEE_OF_IT)


def test_from_when_something_holds_is_told_by_a_day(small_engine: Engine) -> None:
    started = replace(EMPTY, question="新办法哪天开始？", answer="新办法3月1日起办理。", facets=(Facet.DATE,))
    assert Kind.EVENT not in kinds_against(small_engine, "新办法自何日起施行", started)
    assert Kind.EVENT in kinds_against(small_engine, "新办法怎么施行", started)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        pytest.param("停水从8日22:00到9日6:00。", True, id="until when"),
        pytest.param("缴费时间是8日22:00到9日6:00。", False, id="of nothing that is cut off"),
    ],
)
def test_when_it_is_back_is_told_by_how_long_it_is_cut_off(
    small_engine: Engine, answer: str, told: bool
) -> None:
    outage = replace(EMPTY, question="几点停水？", answer=answer, facets=(Facet.TIME,))
    assert (Kind.EVENT not in kinds_against(small_engine, "几点来水", outage)) is told


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        pytest.param("游泳馆因更换水处理设备闭馆，15日开放。", True, id="told"),
        pytest.param("游泳馆闭馆，15日开放。", False, id="not"),
        pytest.param("游泳馆闭馆，因此15日开放。", False, id="what follows from it"),
    ],
)
def test_why_is_told_whatever_staff_declared(small_engine: Engine, answer: str, told: bool) -> None:
    pool = replace(EMPTY, question="游泳馆几号开放？", answer=answer, facets=(Facet.DATE,))
    assert (Kind.FACET not in kinds_against(small_engine, "游泳馆为什么闭馆", pool)) is told


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        pytest.param("2025年改造7个，2026年计划改造5个。", True, id="told"),
        pytest.param("2025年改造7个。", False, id="not"),
    ],
)
def test_what_is_planned(small_engine: Engine, answer: str, told: bool) -> None:
    estates = replace(EMPTY, question="改造几个小区？", answer=answer, facets=(Facet.COUNT,))
    assert (Kind.TURN not in kinds_against(small_engine, "打算改造几个小区", estates)) is told


JOINED = replace(
    EMPTY, question="有多少人参加了合作医疗？", answer="合作医疗参合率达到96%。", facets=(Facet.RATE,)
)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        pytest.param(JOINED.answer, True, id="a rate of those who joined"),
        pytest.param("合作医疗增长率为6%。", False, id="one of growth"),
        pytest.param("合作医疗补助增长6%。", False, id="no rate"),
    ],
)
def test_a_share_is_told_by_a_rate(small_engine: Engine, answer: str, told: bool) -> None:
    asked = "加入合作医疗的人占到百分之多少"
    assert (Kind.TURN not in kinds_against(small_engine, asked, replace(JOINED, answer=answer))) is told


def test_what_tells_an_event_in_other_words_is_no_conflict(small_engine: Engine) -> None:
    corn = replace(
        EMPTY, question="玉米保险自己掏多少？", answer="玉米保险每亩自缴4.8元。", facets=(Facet.AMOUNT,)
    )
    assert Kind.EVENT not in kinds_against(small_engine, "投保玉米自己掏多少", corn)
    seeds = replace(corn, question="玉米种子自己掏多少？", answer="玉米种子每亩自缴4.8元。")
    assert Kind.EVENT in kinds_against(small_engine, "投保玉米自己掏多少", seeds)


TEAM = replace(
    EMPTY,
    question="“小红帽”是谁？",
    answer="“小红帽”是一支志愿者队伍，上门帮企业办业务。",
    facets=(Facet.PERSON, Facet.NAMES),
    subject=("小红帽",),
)


@pytest.mark.parametrize(
    "asked",
    [
        "What is the volunteers' team leader called?",
        "who is the leader of the volunteers",
    ],
)
def test_who_a_team_is_does_not_tell_who_leads_it(small_engine: Engine, asked: str) -> None:
    assert kinds_against(small_engine, asked, TEAM) & {Kind.EVENT, Kind.ATTRIBUTE}
    led = replace(TEAM, answer="志愿者由税务局的王队长带队，是team leader。")
    assert not kinds_against(small_engine, asked, led) & {Kind.EVENT, Kind.ATTRIBUTE}


def test_a_planned_cut_asks_for_no_plan(small_engine: Engine) -> None:
    cut = replace(EMPTY, question="哪天停电？", answer="12月3日8:00至17:00停电。", facets=(Facet.DATE,))
    assert Kind.ATTRIBUTE not in kinds_against(small_engine, "计划停电是哪天", cut)
    assert Kind.ATTRIBUTE in kinds_against(small_engine, "停电有什么计划", cut)


def test_how_something_is_found_out_is_told_and_not_which_of_two(small_engine: Engine) -> None:
    checks = replace(
        EMPTY, question="怎么检查各单位的整改？", answer="用明察暗访的办法检查。", facets=(Facet.HOW,)
    )
    asked = "怎么知道各单位是真改还是糊弄"
    assert Kind.TURN not in kinds_against(small_engine, asked, checks)
    assert Kind.TURN in kinds_against(small_engine, asked, replace(checks, facets=(Facet.COUNT,)))


def test_a_calendar_year_that_is_only_compared_with_tells_no_figure(small_engine: Engine) -> None:
    air = replace(
        EMPTY,
        question="2025年优良天数多少？",
        answer="2025年优良天数281天，PM2.5比2024年下降7.3%。",
        facets=(Facet.COUNT,),
    )
    assert Kind.YEAR in kinds_against(small_engine, "2024年优良天数是多少", air)
    assert Kind.YEAR not in kinds_against(small_engine, "PM2.5比2024年下降多少", air)
    assert Kind.YEAR not in kinds_against(small_engine, "2025年优良天数是多少", air)
    both = replace(air, answer="优良天数2024年270天，2025年281天，比2024年多11天。")
    assert Kind.YEAR not in kinds_against(small_engine, "2024年优良天数是多少", both)


def test_a_fee_is_told_by_an_entry_with_one_of_what_it_is_for(small_engine: Engine) -> None:
    care = replace(EMPTY, question="课后服务收多少钱？", answer="课后服务每学期260元。", facets=(Facet.FEE,))
    assert Kind.ATTRIBUTE not in kinds_against(small_engine, "课后服务费", care)
    assert Kind.ATTRIBUTE in kinds_against(small_engine, "课后服务费", replace(care, facets=(Facet.TIME,)))
