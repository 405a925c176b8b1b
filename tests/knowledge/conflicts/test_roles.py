"""Who does something for whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from tests.knowledge.conflicts.checking import kinds_against
from tests.knowledge.samples import EMPTY

VOLUNTEERS = replace(
    EMPTY,
    question="税务志愿者做什么？",
    phrasings=("志愿者帮企业办哪些业务", "志愿者上门给企业讲什么"),
    answer="志愿者上门帮企业办业务、讲政策。",
)
INSPECTED = replace(
    EMPTY,
    question="督导组督导检查了多少次？",
    phrasings=("督导组对单位检查了几回",),
    answer="督导组到各单位督导检查30次。",
)


@pytest.mark.parametrize(
    ("asked", "turned"),
    [
        pytest.param("企业帮志愿者办什么业务", True, id="those it is done for do it"),
        pytest.param("谁给志愿者讲政策", True, id="somebody does it for those who do"),
        pytest.param("企业能为志愿者做什么", True, id="formal"),
        pytest.param("志愿者给企业讲什么政策", False, id="as the entry has it"),
        pytest.param("志愿者能帮企业做什么", False, id="with what only modifies"),
        pytest.param("给企业办什么业务", False, id="nobody named"),
        pytest.param("那帮志愿者是做什么的", False, id="帮 that counts people"),
        pytest.param("志愿者的服务为何", False, id="为 that only is"),
    ],
)
def test_a_party_on_the_other_side_asks_for_something_else(
    small_engine: Engine, asked: str, turned: bool
) -> None:
    assert (Kind.TURN in kinds_against(small_engine, asked, VOLUNTEERS)) is turned


@pytest.mark.parametrize(
    ("asked", "turned"),
    [
        pytest.param("督导组被检查了多少次", True, id="those who do it"),
        pytest.param("单位被检查了多少次", False, id="those it is done to"),
        pytest.param("督导组检查了多少次", False, id="as the entry has it"),
    ],
)
def test_what_is_done_to_those_who_do_it_is_not_told(small_engine: Engine, asked: str, turned: bool) -> None:
    assert (Kind.TURN in kinds_against(small_engine, asked, INSPECTED)) is turned
