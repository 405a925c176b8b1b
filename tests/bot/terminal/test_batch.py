"""Batches: a broken line is reported with its number, and the others are answered."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.terminal.answer_records import AnswerRecord
from bot.terminal.batch import BrokenLineError, answer_lines, read_line
from knowledge.answering.engine import Engine
from tests.bot.terminal.test_answer_records import CONTRACT

DAY = date(2031, 1, 10)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("{", id="half a line"),
        pytest.param("[1, 2]", id="a list"),
        pytest.param('{"id": "a"}', id="no turns"),
        pytest.param('{"id": "a", "turns": []}', id="no turn"),
        pytest.param('{"id": "a", "turns": [3]}', id="a number for a question"),
        pytest.param('{"turns": ["你好"]}', id="no id"),
        pytest.param('{"id": null, "turns": ["你好"]}', id="an id that is null"),
        pytest.param('{"id": [], "turns": ["你好"]}', id="a list for an id"),
        pytest.param('{"id": "a", "turns": "你好"}', id="a text for the turns"),
        pytest.param('{"id": "a", "turns": [["你好"]]}', id="turns in turns"),
        pytest.param('{"id": "a", "turns": ["你好"]} {}', id="two on a line"),
        pytest.param('"a"', id="a text"),
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
    answers = list(answer_lines(small_engine, lines, DAY))
    assert [number for number, _ in answers] == [1, 3, 4, 5]
    records = [record for _, record in answers if not isinstance(record, BrokenLineError)]
    assert [record["id"] for record in records] == ["a", "7"]
    assert [record["entries"] for record in records] == [["pool-fee"], ["pool-fee"]]


def test_an_answer_has_the_keys_that_graders_read(small_engine: Engine) -> None:
    line = '{"id": "a", "turns": ["游泳馆的门票多少钱？"]}'.encode()
    [(_, record)] = answer_lines(small_engine, [line], DAY)
    assert not isinstance(record, BrokenLineError)
    assert record.keys() == {*CONTRACT, "notes"}
    assert record["citations"][0] == {"source": "lanhe-notice", "paragraph": 1, "evidence": "门票一次12元"}
    assert record["status"] == "answered"


def test_an_explanation_is_added_when_asked_for(small_engine: Engine) -> None:
    line = '{"id": "a", "turns": ["游泳馆票价"]}'.encode()
    [(_, record)] = answer_lines(small_engine, [line], DAY, explain=True)
    assert not isinstance(record, BrokenLineError)
    assert {reason["step"] for reason in record["why"]} >= {"interpret"}


def good(question_id: object = "a", *turns: str) -> bytes:
    """A line that can be answered."""
    return json.dumps({"id": question_id, "turns": turns or ["游泳馆的门票多少钱？"]}).encode()


def records_of(engine: Engine, *lines: bytes) -> list[AnswerRecord]:
    """The answers to lines of which none is broken."""
    records = [record for _, record in answer_lines(engine, lines, DAY)]
    assert not [record for record in records if isinstance(record, BrokenLineError)]
    return [record for record in records if not isinstance(record, BrokenLineError)]


def test_a_broken_line_is_explained_under_its_number(small_engine: Engine) -> None:
    answers = list(answer_lines(small_engine, [b"{", b"\xff", b"[]", b'{"id": 1}', good()], DAY))
    sentences = [str(error) for _, error in answers if isinstance(error, BrokenLineError)]
    assert [number for number, _ in answers] == [1, 2, 3, 4, 5]
    assert [any(word in said for said in sentences) for word in ("JSON", "UTF-8", "turns")] == [True] * 3
    assert len(sentences) == 4


def test_blank_lines_keep_their_numbers_and_windows_line_ends_are_read(small_engine: Engine) -> None:
    lines = [b"\r", good("a") + b"\r", b"  \t", good("b"), b""]
    assert [number for number, _ in answer_lines(small_engine, lines, DAY)] == [2, 4]


def test_a_byte_order_mark_at_the_beginning_is_skipped(small_engine: Engine) -> None:
    assert [r["id"] for r in records_of(small_engine, b"\xef\xbb\xbf" + good("a"))] == ["a"]
    assert list(answer_lines(small_engine, [b"\xef\xbb\xbf"], DAY)) == []


def test_a_byte_order_mark_further_down_breaks_its_line_only(small_engine: Engine) -> None:
    records = [record for _, record in answer_lines(small_engine, [good(), b"\xef\xbb\xbf" + good()], DAY)]
    assert [isinstance(record, BrokenLineError) for record in records] == [False, True]


def test_each_line_is_a_conversation_of_its_own(small_engine: Engine) -> None:
    follow_up = "那多少钱呢？"
    together, alone = records_of(
        small_engine, good("a", "游泳馆早上几点开门？", follow_up), good("b", follow_up)
    )
    assert together["entries"] == ["pool-fee"]
    assert alone["entries"] == []


def test_only_the_last_turn_is_answered_for(small_engine: Engine) -> None:
    [record] = records_of(small_engine, good("a", "游泳馆的门票多少钱？", "谢谢"))
    assert record["status"] == "canned"


@given(st.binary(max_size=80))
def test_any_line_is_answered_broken_or_blank(small_engine: Engine, line: bytes) -> None:
    line = line.replace(b"\n", b"")
    answers = list(answer_lines(small_engine, [line, good()], DAY))
    assert answers[-1][0] == 2
    assert not isinstance(answers[-1][1], BrokenLineError)


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_any_turns_are_answered(small_engine: Engine, turns: list[str]) -> None:
    [record] = records_of(small_engine, json.dumps({"id": "a", "turns": turns}).encode())
    assert record["id"] == "a"
    assert record["answer"]


def test_a_number_of_ten_thousand_digits_is_a_broken_line(small_engine: Engine) -> None:
    line = b'{"id": ' + b"1" * 10_000 + b', "turns": ["a"]}'
    [(_, record)] = answer_lines(small_engine, [line], DAY)
    assert isinstance(record, BrokenLineError)


@pytest.mark.parametrize(
    "question_id",
    [pytest.param(True, id="true"), pytest.param("\ud800", id="half a character, which no file can hold")],
)
def test_an_id_that_cannot_be_written_back_breaks_its_line(question_id: object) -> None:
    with pytest.raises(BrokenLineError):
        read_line(good(question_id).decode())
