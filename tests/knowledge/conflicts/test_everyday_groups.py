"""Groups whose values are everyday alternatives: what is told of one is not told of another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from knowledge.model.entry import Citation, Facet
from tests.knowledge.conflicts.checking import conflicts_with, kinds_against
from tests.knowledge.samples import EMPTY


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        pytest.param("发现流浪狗打什么电话？", "发现流浪猫打什么电话", id="animal_kind: a stray cat"),
        pytest.param("遛狗不牵绳罚多少？", "遛猫不牵绳罚多少", id="animal_kind: a cat on no lead"),
        pytest.param("养犬登记多少钱？", "养猫登记多少钱", id="animal_kind: what is kept"),
        pytest.param("生猪养殖补贴多少？", "肉牛养殖补贴多少", id="animal_kind: another herd"),
        pytest.param("流感疫苗多少钱一针？", "HPV疫苗多少钱一针", id="vaccine_kind: in letters"),
        pytest.param("流感疫苗多少钱一针？", "水痘疫苗一针多少钱", id="vaccine_kind: another illness"),
        pytest.param("羽毛球场一小时多少钱？", "篮球场一小时多少钱", id="sport_kind: another court"),
        pytest.param("羽毛球场一小时多少钱？", "打台球一小时多少钱", id="sport_kind: a game at a table"),
        pytest.param("游泳月卡多少钱？", "游泳季卡多少钱", id="pass_kind: for a longer time"),
        pytest.param("停车包月多少钱？", "停车包年多少钱", id="pass_kind: of a car park"),
        pytest.param("老年食堂午餐多少钱？", "老年食堂早饭多少钱", id="meal_kind: an earlier one"),
        pytest.param("老年食堂午餐多少钱？", "老年食堂晚饭几块", id="meal_kind: a later one"),
        pytest.param("水产摊租金多少？", "水果摊租金多少", id="stall_kind: other goods"),
        pytest.param("水产摊租金多少？", "豆腐摊一个月租金多少", id="stall_kind: one kind of food"),
        pytest.param("自来水多少钱一吨？", "灌溉用水多少钱一吨", id="water_kind: of fields"),
        pytest.param("自来水多少钱一吨？", "桶装水多少钱一桶", id="water_kind: in bottles"),
        pytest.param("种小麦一亩补贴多少？", "种玉米一亩补贴多少", id="crop_kind: another grain"),
        pytest.param("水稻保险一亩交多少？", "油菜保险一亩交多少", id="crop_kind: an oil plant"),
        pytest.param("书法班多少钱？", "舞蹈班多少钱", id="course_kind: another art"),
        pytest.param("古筝课几点上？", "二胡课几点上", id="course_kind: another instrument"),
        pytest.param("树葬多少钱？", "花葬多少钱", id="burial_kind: under flowers"),
        pytest.param("火化费多少？", "骨灰寄存一年多少", id="burial_kind: ashes kept"),
        pytest.param("结婚登记带什么？", "复婚登记带什么", id="marriage_kind: the same couple again"),
        pytest.param("结婚登记带什么？", "离婚带什么", id="marriage_kind: a divorce"),
        pytest.param("生二孩补贴多少？", "头胎补贴多少", id="birth_order: an earlier one"),
        pytest.param("生二孩补贴多少？", "三胎补贴多少", id="birth_order: a later one"),
        pytest.param("婚检去哪里做？", "孕检去哪里做", id="checkup_kind: before a birth"),
        pytest.param("婚检去哪里做？", "入职体检去哪里做", id="checkup_kind: before a job"),
        pytest.param("博士每月补贴多少？", "硕士每月补贴多少", id="degree_kind: a lower one"),
        pytest.param("本科生每月补贴多少？", "大专每月补贴多少", id="degree_kind: no bachelor"),
        pytest.param("居民用水多少钱一吨？", "商铺用水多少钱一吨", id="consumer: a shop"),
        pytest.param("居民天然气多少钱一方？", "饭店用天然气一方多少钱", id="consumer: a kitchen that sells"),
        pytest.param("居民用户热费多少？", "非居民用户热费多少", id="consumer: none that lives there"),
        pytest.param("居民用电多少钱一度？", "工厂用电一度多少钱", id="consumer: a factory"),
        pytest.param("首套房契税多少？", "第二套房契税多少", id="home_owned: another home"),
        pytest.param("电动车上牌多少钱？", "三轮电动车上牌多少钱", id="vehicle: with three wheels"),
        pytest.param("职工领多少津贴？", "没工作的人领多少津贴", id="people: without work"),
        pytest.param("居住证丢了补办多少钱？", "狗证丢了补办多少钱", id="document: a dog's"),
        pytest.param("居住证丢了补办多少钱？", "借书证丢了补办多少钱", id="document: a reader's"),
    ],
)
def test_another_value_is_another_thing(small_engine: Engine, question: str, asked: str) -> None:
    entry = replace(EMPTY, question=question, answer="这里不说。", facets=(Facet.AMOUNT, Facet.CONTACT))
    assert Kind.QUALIFIER in kinds_against(small_engine, asked, entry)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        pytest.param("发现流浪犬打什么电话？", "有条野狗打什么电话", id="another name of the animal"),
        pytest.param("流感疫苗多少钱一针？", "打疫苗多少钱一针", id="a vaccine, whichever"),
        pytest.param("羽毛球场一小时多少钱？", "球场一小时多少钱", id="a court, whichever"),
        pytest.param("游泳月卡多少钱？", "游泳办卡多少钱", id="a card, whichever"),
        pytest.param("老年食堂午餐多少钱？", "老年食堂中饭多少钱", id="another name of the meal"),
        pytest.param("结婚登记带什么？", "离过婚，再结婚带什么", id="whoever marries again"),
        pytest.param("被猫狗咬伤了去哪里打针？", "被狗咬了去哪里打针", id="one of two that it names"),
        pytest.param("博士每月补贴多少？", "博士研究生每月补贴多少", id="another name of the degree"),
    ],
)
def test_a_value_that_contains_another_is_no_alternative(
    small_engine: Engine, question: str, asked: str
) -> None:
    entry = replace(EMPTY, question=question, answer="这里不说。", facets=(Facet.AMOUNT, Facet.CONTACT))
    assert Kind.QUALIFIER not in kinds_against(small_engine, asked, entry)


@pytest.mark.parametrize(
    ("grade", "school"),
    [
        pytest.param("一年级", "小学", id="first year"),
        pytest.param("二年级", "小学", id="second year"),
        pytest.param("六年级", "小学", id="sixth year"),
        pytest.param("七年级", "初中", id="seventh year"),
        pytest.param("九年级", "初中", id="ninth year"),
        pytest.param("初三", "初中", id="third year of a junior school"),
        pytest.param("高二", "高中", id="second year of a senior school"),
        pytest.param("高中三年级", "高中", id="the same, written out"),
    ],
)
def test_a_year_is_of_a_school(small_engine: Engine, grade: str, school: str) -> None:
    query = small_engine.derived.interpreter.read(f"{grade}学生坐校车多少钱")
    assert query.qualifiers["school_level"] == {school}


BUS = replace(
    EMPTY,
    question="小学生坐校车一学期多少钱？",
    answer="小学生坐校车每学期360元。",
    citations=(Citation(source="report", evidence="小学生每学期360元，初中生每学期420元", paragraph=1),),
    qualifiers={"school_level": "小学"},
    facets=(Facet.AMOUNT,),
)


@pytest.mark.parametrize(
    ("asked", "answer", "against"),
    [
        pytest.param("初中生坐校车一学期多少钱", BUS.answer, True, id="in the evidence alone"),
        pytest.param("初三学生坐校车一学期多少钱", BUS.answer, True, id="by the year"),
        pytest.param("小学生坐校车一学期多少钱", BUS.answer, False, id="its own"),
        pytest.param("初中生坐校车一学期多少钱", "小学生360元，初中生420元。", False, id="in the answer too"),
    ],
)
def test_what_the_evidence_alone_says_of_others_is_not_told(
    small_engine: Engine, asked: str, answer: str, against: bool
) -> None:
    found = conflicts_with(small_engine, asked, replace(BUS, answer=answer))
    assert any(conflict.kind is Kind.QUALIFIER for conflict in found) is against


MARKET = replace(
    EMPTY,
    question="固定摊位租金多少？",
    answer="每月租金：水产摊480元，肉摊350元，蔬菜摊260元。",
    facets=(Facet.AMOUNT,),
)


@pytest.mark.parametrize(
    ("asked", "answer", "narrows"),
    [
        pytest.param("杂货铺在市场里租金多少", MARKET.answer, True, id="not in the list"),
        pytest.param("鱼摊在市场里租金多少", MARKET.answer, False, id="in the list"),
        pytest.param("杂货铺在市场里租金多少", "每月租金：水产摊480元。", True, id="another value alone"),
        pytest.param("杂货铺在市场里租金多少", "每月租金480元。", False, id="no value"),
        pytest.param("季卡在这里多少钱", "单次票30元，月卡280元。", True, id="a pass that is not listed"),
        pytest.param("月票在这里多少钱", "单次票30元，月卡280元。", False, id="a pass that is"),
        pytest.param("带小孩去多少钱", "成人30元，老人10元。", False, id="an age in passing"),
    ],
)
def test_an_answer_for_other_values_is_not_for_this(
    small_engine: Engine, asked: str, answer: str, narrows: bool
) -> None:
    found = kinds_against(small_engine, asked, replace(MARKET, answer=answer))
    assert (Kind.NARROWING in found) is narrows
