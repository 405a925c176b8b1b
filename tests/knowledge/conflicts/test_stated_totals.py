"""A part of a total that both question and entry state."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from tests.knowledge.conflicts.checking import kinds_against
from tests.knowledge.samples import EMPTY

BUSES = replace(
    EMPTY,
    question="公交车有多少辆？",
    answer="公交车162辆，其中县城68辆、乡镇94辆，新能源车131辆。支出21.86亿元，占78%。",
)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        pytest.param("162辆公交,跑县城的是多少辆", True, id="a part told behind the number"),
        pytest.param("131辆新能源公交,跑县城的是多少辆", False, id="a part of another number"),
        pytest.param("162辆公交,烧柴油的有多少", False, id="a part that is told nowhere"),
        pytest.param("21.86亿的支出,里头花在教育上的是多少亿", False, id="some of a sum"),
        pytest.param("162辆公交,新能源的是多少辆", True, id="a part with a character for what is new"),
        pytest.param("公交车162辆,一共多少辆", True, id="nothing said of a part"),
        pytest.param("有200辆公交,烧柴油的有多少", True, id="a number that it does not tell"),
        pytest.param("162辆公交,烧柴油的占百分之多少", False, id="the share of a part that is told nowhere"),
        pytest.param("162辆公交里烧柴油的有94辆吗", True, id="a question for a yes"),
    ],
)
def test_some_of_a_stated_number_are_told_behind_it(small_engine: Engine, asked: str, told: bool) -> None:
    assert (Kind.PART not in kinds_against(small_engine, asked, BUSES)) is told
