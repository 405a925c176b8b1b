"""Follow-ups that ask for money and nothing else."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.language.sum_alone import asks_for_money_alone
from tests.knowledge.conflicts.referees import read


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("钱是多少", True),
        ("能领多少钱", True),
        ("那一共花了多少钱呢", True),
        ("每月给几百块", True),
        ("门票多少钱", False),
        ("最多能救助多少钱", False),
        ("发了多少份", False),
        ("多少", False),
    ],
)
def test_a_sum_alone_says_nothing_of_what_it_is_for(small_engine: Engine, question: str, alone: bool) -> None:
    assert asks_for_money_alone(read(small_engine, question)) is alone
