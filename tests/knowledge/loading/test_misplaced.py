"""A figure that is proved by its number must be told of what its evidence tells it of."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bot.engines import SHIPPED_TEXTS
from knowledge.derived.derived import derive
from knowledge.language.interpret import Interpreter
from knowledge.loading.loader import read_knowledge
from knowledge.loading.misplaced import Misplaced, misplaced

WATER = "居民每吨31元，商户每吨22元"
ALLOWANCE = "一级残疾每人每月120元，二级残疾每人每月80元"
RAISE = "由2万元提高到3万元"
HALL = "周二至周四8:30至12:00"
WAIT = "居民医保等待期30天，职工医保等待期15天"


@cache
def _interpreter() -> Interpreter:
    base = read_knowledge(Path("examples/moting"), SHIPPED_TEXTS).base
    assert base is not None
    return derive(base).interpreter


def _found(text: str, *evidences: str) -> list[Misplaced]:
    return list(misplaced(text, evidences, _interpreter()))


@pytest.mark.parametrize(
    ("said", "evidence", "told"),
    [
        pytest.param("商户每吨31元", WATER, "居民每吨31元", id="another group's figure"),
        pytest.param("二级残疾每月120元", ALLOWANCE, "一级残疾每人每月120元", id="another degree's"),
        pytest.param(
            "农村居民每吨2.6元", "城镇居民每吨2.6元", "城镇居民每吨2.6元", id="a group of the lexicon"
        ),
        pytest.param("每人每年480元", "每人每月480元", "每人每月480元", id="a period"),
        pytest.param("一个月480元", "每年480元", "每年480元", id="a period without 每"),
        pytest.param("每户补480元", "人均补480元", "人均补480元", id="a share"),
        pytest.param("收入下降了15%", "收入同比增长15%", "收入同比增长15%", id="a course"),
        pytest.param("最低3000元", "最高3000元", "最高3000元", id="a limit"),
        pytest.param("从3万元提到2万元", RAISE, RAISE, id="from and to"),
        pytest.param("周二、周四", HALL, "周二至周四", id="a range told as a list"),
        pytest.param("周二至周四", "周二、周四办理", "周二、周四", id="a list told as a range"),
        pytest.param("12:00至8:30", HALL, "8:30至12:00", id="a range the other way round"),
        pytest.param("职工医保等待期30天", WAIT, "居民医保等待期30天", id="how long for whom"),
        pytest.param("It is 480 yuan a year", "每月480元", "每月480元", id="a period in English"),
        pytest.param("Revenue fell by 15%", "收入同比增长15%", "收入同比增长15%", id="a course in English"),
    ],
)
def test_a_figure_told_of_something_else_is_found(said: str, evidence: str, told: str) -> None:
    assert Misplaced(said, told) in _found(f"{said}.", evidence)


@pytest.mark.parametrize(
    ("text", "evidences"),
    [
        pytest.param("每吨水居民31元、商户22元。", [WATER], id="in another order"),
        pytest.param("住户一吨31元。", [WATER], id="in words that the evidence has not"),
        pytest.param("和商户不同，居民每吨31元。", [WATER], id="another clause names the other group"),
        pytest.param("现在封顶线是3万元，原来2万元。", [RAISE], id="what it is now and was before"),
        pytest.param("补助480元。", ["每人每月480元"], id="less is said"),
        pytest.param("每人每月480元。", ["补助480元"], id="the evidence says less"),
        pytest.param(
            "罚款50元以上200元以下。", ["处50元以上200元以下罚款"], id="a word before or behind a span"
        ),
        pytest.param("每年480元。", ["每月480元", "每年480元"], id="one of two evidences says so"),
        pytest.param("周二到周四上午8:30到12:00办理。", [HALL], id="ranges in other words"),
        pytest.param("10月1日至次年4月30日供暖。", ["10月1日至次年4月30日"], id="a range into the next year"),
        pytest.param("满一年领80元，一年内有效。", ["每月80元"], id="a term is no period"),
        pytest.param("from 1 October to 30 April", ["10月1日至次年4月30日"], id="days before months"),
        pytest.param("电话020-37288891", ["咨询020-37289087、020-37288891"], id="a telephone number"),
        pytest.param("最晚9月20日交。", ["9月1日至9月20日缴费"], id="one end of a range"),
        pytest.param("周六至周日开放。", ["周六、周日开放"], id="a range of two neighbours"),
        pytest.param("中午12:00到14:30休息。", ["8:30至12:00，14:30至17:30"], id="between two ranges"),
        pytest.param("不是居民的每吨22元。", [WATER], id="all but some"),
        pytest.param("商户以外的每吨31元。", [WATER], id="but for some"),
        pytest.param(
            "工作日每天8:30到12:00。", ["每周一至周五8:30至12:00"], id="days of the week are no period"
        ),
        pytest.param(
            "低保对象一年最多3万元。", ["最低生活保障对象年度限额3万元"], id="a name with a mark in it"
        ),
        pytest.param("农村和城镇的居民都是380元。", ["城乡居民380元"], id="one value that holds others"),
        pytest.param("Enterprise electricity fell by 5%.", ["企业电价下降5%"], id="a mark within a word"),
        pytest.param("每2小时一班，票价2元。", ["每2小时一班，票价2元"], id="a figure after 每"),
        pytest.param("达到195万元。", ["从195万元里支出"], id="what is reached"),
        pytest.param("今年480元。", ["去年480元"], id="years that move are not compared"),
    ],
)
def test_what_may_mean_the_same_is_left_alone(text: str, evidences: list[str]) -> None:
    assert not _found(text, *evidences)
