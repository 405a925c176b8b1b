"""Ages and numbers of storeys that an entry is not for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from tests.knowledge.conflicts.checking import kinds_against
from tests.knowledge.samples import EMPTY

MEAL = "午餐60至79周岁每餐9元，80周岁以上每餐6元。"
CARE = "0至6周岁每年2万元，7至14周岁1.2万元。"
LIFTS = "四层楼每部12万元、五层楼15万元、六层及以上18万元。"
VACCINE = "65周岁以上老人免费打疫苗。"


@pytest.mark.parametrize(
    ("asked", "answer", "too_young"),
    [
        pytest.param("四十岁的人吃午餐多少钱", MEAL, True, id="below a range"),
        pytest.param("58岁打疫苗要钱吗", VACCINE, True, id="below a bound"),
        pytest.param("我今年四十岁,打疫苗多少钱", VACCINE, True, id="told before the question"),
        pytest.param("61岁吃午餐多少钱", MEAL, False, id="within a range"),
        pytest.param("八十五岁吃午餐多少钱", MEAL, False, id="above a bound"),
        pytest.param("我四十岁,我妈八十岁了,她吃午餐多少钱", MEAL, False, id="beside somebody old enough"),
        pytest.param("四十岁吃午餐多少钱", MEAL + "其他人每餐15元。", False, id="others are told of too"),
        pytest.param("四十岁能报名吗", "报名的人平均45岁。", False, id="an age that bounds nothing"),
        pytest.param("吃午餐多少钱", MEAL, False, id="no age"),
        pytest.param("七十九岁半吃午餐多少钱", MEAL, False, id="between two ranges of whole years"),
        pytest.param("不满60岁吃午餐多少钱", MEAL, True, id="not yet the first of a range"),
        pytest.param("15岁的孩子补多少", CARE, True, id="above both ranges"),
        pytest.param("8岁的孩子补多少", CARE, False, id="within the second"),
        pytest.param("10岁的孩子补多少", "15岁以内每年2万元。", False, id="below an upper bound"),
        pytest.param("16岁的孩子补多少", "15岁以内每年2万元。", True, id="above an upper bound"),
        pytest.param("10岁的孩子补多少", "不超过15岁每年2万元。", False, id="below one before its figure"),
        pytest.param("16岁的孩子补多少", "不超过15岁每年2万元。", True, id="above one before its figure"),
        pytest.param("至少59岁吃午餐多少钱", MEAL, False, id="a bound in the question"),
        pytest.param("三层的楼补多少", LIFTS, True, id="fewer storeys"),
        pytest.param("五层的楼补多少", LIFTS, False, id="as many storeys"),
        pytest.param("九层的楼补多少", LIFTS, False, id="more than the last"),
    ],
)
def test_who_is_too_young_for_an_entry(
    small_engine: Engine, asked: str, answer: str, too_young: bool
) -> None:
    entry = replace(EMPTY, question="午餐多少钱？", answer=answer)
    assert (Kind.QUALIFIER in kinds_against(small_engine, asked, entry)) is too_young
