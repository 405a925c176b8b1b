"""An entry that counts all does not tell how many lie above or below a figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from tests.knowledge.conflicts.checking import kinds_against
from tests.knowledge.samples import EMPTY

PROJECTS = replace(EMPTY, question="亿元以上项目有多少个？", answer="亿元以上项目有97个。")


@pytest.mark.parametrize(
    ("asked", "fewer"),
    [
        pytest.param("亿元以上项目十亿以上的有几个", True, id="a higher bound"),
        pytest.param("亿元以上项目超过10亿元的有几个", True, id="before the figure"),
        pytest.param("亿元以上项目不低于10亿元的有几个", True, id="before the figure, itself included"),
        pytest.param("亿元以上项目五亿到十亿的有几个", True, id="between two"),
        pytest.param("不到5000万的项目有多少", True, id="below one"),
        pytest.param("亿元以上的项目有几个", False, id="its own"),
        pytest.param("一亿以上的项目有几个", False, id="its own in other characters"),
        pytest.param("亿元以上项目有100个以上吗", False, id="a check"),
        pytest.param("我花了十亿以上,亿元以上项目到现在一共有几个", False, id="told besides"),
    ],
)
def test_a_bound_that_an_entry_does_not_state_counts_fewer(
    small_engine: Engine, asked: str, fewer: bool
) -> None:
    assert (Kind.PART in kinds_against(small_engine, asked, PROJECTS)) is fewer
