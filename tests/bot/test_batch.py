"""Batches: a broken line is told with its number, and the others are answered."""

from __future__ import annotations

from datetime import date

import pytest

from bot.batch import BrokenLineError, answer_lines, read_line
from knowledge.engine import Engine

DAY = date(2031, 1, 10)
KEYS = [
    "id",
    "status",
    "answer",
    "citations",
    "entries",
    "options",
    "unanswered_parts",
    "notes",
    "confidence",
    "ms",
]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("{", id="half a line"),
        pytest.param("[1, 2]", id="a list"),
        pytest.param('{"id": "a"}', id="no turns"),
        pytest.param('{"id": "a", "turns": []}', id="no turn"),
        pytest.param('{"id": "a", "turns": [3]}', id="a number for a question"),
        pytest.param('{"turns": ["你好"]}', id="no id"),
        pytest.param("[" * 100_000, id="nested without end"),
    ],
)
def test_a_broken_line_says_what_is_wrong(line: str) -> None:
    with pytest.raises(BrokenLineError):
        read_line(line)


def test_the_other_lines_are_answered(small_engine: Engine) -> None:
    lines = [
        '\ufeff{"id": "a", "turns": ["游泳馆的门票多少钱？"]}'.encode(),
        b"",
        b"{broken",
        b"\xff\xfe",
        '{"id": 7, "turns": ["游泳馆早上几点开门？", "门票多少钱"]}'.encode(),
    ]
    held = list(answer_lines(small_engine, lines, DAY))
    assert [number for number, _ in held] == [1, 3, 4, 5]
    records = [record for _, record in held if not isinstance(record, BrokenLineError)]
    assert [record["id"] for record in records] == ["a", "7"]
    assert [record["entries"] for record in records] == [["pool-fee"], ["pool-fee"]]


def test_an_answer_has_the_keys_that_graders_read(small_engine: Engine) -> None:
    line = '{"id": "a", "turns": ["游泳馆的门票多少钱？"]}'.encode()
    [(_, record)] = answer_lines(small_engine, [line], DAY)
    assert not isinstance(record, BrokenLineError)
    assert list(record) == KEYS
    assert record["citations"][0] == {"source": "lanhe-notice", "paragraph": 1, "evidence": "门票一次12元"}
    assert record["status"] == "answered"


def test_an_explanation_is_added_when_asked_for(small_engine: Engine) -> None:
    line = '{"id": "a", "turns": ["游泳馆票价"]}'.encode()
    [(_, record)] = answer_lines(small_engine, [line], DAY, explain=True)
    assert not isinstance(record, BrokenLineError)
    assert {reason["step"] for reason in record["why"]} >= {"interpret"}
