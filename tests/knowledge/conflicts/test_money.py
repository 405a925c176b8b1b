"""What something costs, and what is given for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from knowledge.model.entry import Facet
from tests.knowledge.conflicts.checking import kinds_against
from tests.knowledge.samples import EMPTY

LIFT = replace(
    EMPTY, question="老楼装电梯补贴多少钱？", answer="老楼装一部电梯，补贴15万元。", facets=(Facet.AMOUNT,)
)


@pytest.mark.parametrize(
    ("asked", "another"),
    [
        pytest.param("老楼装电梯要花多少钱", True, id="what it costs"),
        pytest.param("老楼装电梯每家得掏多少", True, id="what one has to pay"),
        pytest.param("老楼装电梯能补多少", False, id="what is given"),
        pytest.param("老楼装电梯公家掏多少", False, id="what is given, by whom"),
        pytest.param("老楼装电梯多少钱", False, id="neither is said"),
        pytest.param("老楼装电梯花多少钱,能领补贴吗", False, id="both are said"),
    ],
)
def test_a_cost_is_not_told_by_what_is_given(small_engine: Engine, asked: str, another: bool) -> None:
    assert (Kind.FACET in kinds_against(small_engine, asked, LIFT)) is another
