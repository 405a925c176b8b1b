"""What a question says that it does not ask."""

from __future__ import annotations

import pytest

from knowledge.language.normalise import normalise
from knowledge.language.rejected import asked_only


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("门票多少钱，不是停车多少钱", "门票多少钱"),
        ("门票 多少钱 不是停车多少钱", "门票 多少钱"),
        ("我没问停车多少钱，我问门票多少钱", "我问门票多少钱"),
        ("不是问几点开门，是问在哪", "是问在哪"),
        ("门票多少钱我知道，停车呢", "门票,停车呢"),
        ("路多宽我知道，多长呢", "路,多长呢"),
        ("停车多少钱?别老说门票的", "停车多少钱?"),
        ("别跟我提门票，停车多少钱", "停车多少钱"),
    ],
)
def test_what_is_rejected_or_known_is_left_out(text: str, asked: str) -> None:
    assert asked_only(normalise(text)) == normalise(asked)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("不是有多少场电影吗", id="an asking in other words"),
        pytest.param("不是几点开门", id="nothing else is asked"),
        pytest.param("不是低保户，能报多少", id="no question is rejected"),
        pytest.param("你知道门票多少钱吗", id="who is asked whether he knows"),
        pytest.param("是不是多少都行", id="whether"),
        pytest.param("停车的事别忘了说多少钱", id="what must not be forgotten"),
    ],
)
def test_nothing_else_is_left_out(text: str) -> None:
    assert asked_only(normalise(text)) == normalise(text)
