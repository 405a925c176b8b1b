"""The gate lets one question turn in a file, but not one in each."""

from __future__ import annotations

import pytest

from bot.evaluation.questionfiles import QUESTIONS, fitted_files, question_files, town_files
from tests.quality_gate import IN_A_FILE, IN_ALL, Slack, counted, is_grown_from

BEFORE = {"right": 100, "wrong": 2, "false": 3}


@pytest.mark.parametrize(
    ("slack", "now", "worse"),
    [
        pytest.param(IN_A_FILE, {"right": 97, "wrong": 3, "false": 4}, 0, id="as much as a file may lose"),
        pytest.param(IN_A_FILE, {"right": 96, "wrong": 2, "false": 3}, 1, id="a right answer more lost"),
        pytest.param(IN_A_FILE, {"right": 100, "wrong": 4, "false": 5}, 2, id="wrong and false ones gained"),
        pytest.param(IN_A_FILE, {"right": 100, "uncited": 2}, 1, id="answers without a source"),
        pytest.param(IN_ALL, {"right": 95, "wrong": 2, "false": 3}, 0, id="as much as all may lose"),
        pytest.param(IN_ALL, {"right": 94, "wrong": 2, "false": 3}, 1, id="more right ones lost in all"),
        pytest.param(
            IN_ALL, {"right": 120, "wrong": 3, "false": 3}, 1, id="one wrong, though many are right"
        ),
        pytest.param(
            IN_ALL, {"right": 100, "wrong": 0, "false": 4}, 1, id="one false, though fewer are wrong"
        ),
    ],
)
def test_the_gate_shuts_when_more_is_lost_than_may_be(slack: Slack, now: dict[str, int], worse: int) -> None:
    assert len(list(slack.exceeded(BEFORE, now))) == worse


def test_what_every_file_may_lose_is_too_much_in_all() -> None:
    now = {"right": 97, "wrong": 3, "false": 4}
    assert not list(IN_A_FILE.exceeded(BEFORE, now))
    assert len(list(IN_ALL.exceeded(counted([BEFORE] * 3), counted([now] * 3)))) == 3


def test_the_files_that_trees_grow_from_are_those_that_are_calibrated_with() -> None:
    grown = {path for path in question_files() if is_grown_from(path)}
    assert grown == {*fitted_files(), *(path for files in town_files().values() for path in files)}
    assert not is_grown_from(QUESTIONS / "closed" / "dev.jsonl")
