"""Formulas of letters: what is left of a question when they are dropped, and what is no formula."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.language.formulas import drop_formulas
from knowledge.language.normalise import normalise
from tests.knowledge.samples import DAY


@pytest.mark.parametrize(
    ("letter", "question"),
    [
        pytest.param("尊敬的领导：您好！泳池门票几元？盼复。", "泳池门票几元?", id="salutation and close"),
        pytest.param("敬启者：泳池门票几何？烦请见告。", "泳池门票几何?", id="a wish behind it"),
        pytest.param("根据工作需要，拟了解泳池门票，望予答复为荷", "泳池门票", id="an occasion"),
        pytest.param("兹因编写手册之需，恳请告知泳池门票价格", "泳池门票价格", id="a wish before it"),
        pytest.param("现就泳池门票价格提出咨询", "泳池门票价格", id="a frame"),
        pytest.param("现申请公开：泳池门票价格", "泳池门票价格", id="an application"),
        pytest.param("特此致函：泳池门票几元。此致 敬礼", "泳池门票几元", id="a letter"),
        pytest.param("泳池门票几元，请复", "泳池门票几元", id="a terse wish"),
        pytest.param("泳池门票价格数据请复核", "泳池门票价格", id="a figure to be checked"),
        pytest.param("请核：泳池门票价格，文件需引用", "泳池门票价格", id="for a document"),
    ],
)
def test_a_letter_asks_what_stands_between_its_formulas(letter: str, question: str) -> None:
    assert drop_formulas(normalise(letter)) == question


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("请予答复", id="nothing else"),
        pytest.param("12345多久给答复", id="an answer that is asked about"),
        pytest.param("怎么申请公租房", id="an application that is asked about"),
        pytest.param("请复印一份多少钱", id="a word that begins so"),
        pytest.param("拟组织学生参观,哪天开馆", id="a plan"),
        pytest.param("意见表发了多少份", id="no letter at all"),
    ],
)
def test_what_is_no_formula_stays(text: str) -> None:
    assert drop_formulas(normalise(text)) == text


def test_a_letter_is_answered(small_engine: Engine) -> None:
    answer = small_engine.answer("根据工作需要，拟了解贵镇图书馆藏书之册数，望予答复为荷。", DAY)
    assert answer.entries == ("library-books",)
