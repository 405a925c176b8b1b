"""Sums asked for or claimed, and entries that state none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from knowledge.model.entry import Facet
from tests.knowledge.conflicts.checking import kinds_against
from tests.knowledge.samples import EMPTY

HOUSES = replace(
    EMPTY,
    question="危房改造了多少户？",
    answer="危房改造完成了31户。",
    facets=(Facet.COUNT,),
    subject=("危房",),
)
FORMS = replace(EMPTY, question="意见表收多少？", answer="意见表收了450份。", facets=(Facet.COUNT,))
SHARE = replace(EMPTY, question="低保看病报多少？", answer="低保看病报销80%。", facets=(Facet.RATE,))
AID = replace(EMPTY, question="救助金发了多少？", answer="救助金发了195万元。", facets=(Facet.AMOUNT,))
FREE = replace(EMPTY, question="看电影收费吗？", answer="看电影不收费。", facets=(Facet.COUNT,))

ASKED = [
    pytest.param("危房改造给多少", HOUSES, True, id="a verb alone"),
    pytest.param("危房改造老百姓一家出多少啊", HOUSES, True, id="who pays between"),
    pytest.param("危房改造用了多少", HOUSES, True, id="what was used up"),
    pytest.param("危房改造资金投了多少", HOUSES, True, id="a noun for money"),
    pytest.param("危房改造钱是多少", HOUSES, True, id="money itself"),
    pytest.param("低保看病钱是多少", SHARE, True, id="money where a share is told"),
    pytest.param("救助金钱是多少", AID, False, id="money where a sum is told"),
    pytest.param("危房改造出了多少户", HOUSES, False, id="something counted behind"),
    pytest.param("危房改造给多少户办了", HOUSES, False, id="households counted"),
    pytest.param("危房有几户,给多少", HOUSES, False, id="another number asked too"),
    pytest.param("意见表收了多少", FORMS, False, id="its own verb before its number"),
    pytest.param("低保看病报多少", SHARE, False, id="a share where one is reimbursed"),
    pytest.param("低保看病公家给掏多少", SHARE, False, id="a share that the state pays"),
    pytest.param("低保看病自己掏多少", SHARE, True, id="a share where a sum is asked"),
    pytest.param("救助金给多少", AID, False, id="a sum"),
    pytest.param("看电影得掏多少", FREE, False, id="what is free"),
    pytest.param("what is the cost of the houses", HOUSES, True, id="a cost in English"),
    pytest.param("what is the wage level of the houses", HOUSES, False, id="a level in English"),
    pytest.param("how much do we have to pay for the houses", HOUSES, True, id="to be paid, in English"),
    pytest.param("what did the annex of no.10 school cost", HOUSES, True, id="a number with a dot"),
    pytest.param("cost of the houses", HOUSES, True, id="a heading in English"),
]

CLAIMED = [
    pytest.param("危房改造花了8000万,对吗", HOUSES, True, id="a sum without a unit"),
    pytest.param("危房改造投了8个亿,是不是", HOUSES, True, id="eight hundred millions"),
    pytest.param("危房改造是3万户,对吗", HOUSES, False, id="something counted"),
    pytest.param("救助金发了200万,对吗", AID, False, id="a sum of money"),
]


@pytest.mark.parametrize(("question", "entry", "barred"), [*ASKED, *CLAIMED])
def test_a_sum_is_told_by_money_alone(
    small_engine: Engine, question: str, entry: object, barred: bool
) -> None:
    assert isinstance(entry, type(EMPTY))
    assert (Kind.FACET in kinds_against(small_engine, question, entry)) is barred
