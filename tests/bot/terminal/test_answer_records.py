"""Answers as JSON: the contract that graders and other programs read."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.terminal.answer_records import answer_record
from knowledge.answering.engine import Engine
from knowledge.model.answer import Answer, Option, Reason, Status
from knowledge.model.entry import Citation

DAY = date(2031, 1, 10)
CONTRACT = {
    "id",
    "status",
    "answer",
    "citations",
    "entries",
    "options",
    "unanswered_parts",
    "confidence",
    "ms",
}
FULL = Answer(
    status=Status.ANSWERED,
    text="一次12元。",
    citations=(Citation(source="notice", paragraph=1, evidence="一次12元"),),
    entries=("pool-fee",),
    options=(Option(entry="pool-hours", question="几点开门？", answer="8点。"),),
    unanswered_parts=("教练是谁",),
    notes=("没有写明年份。",),
    confidence=0.123456,
    reasons=lambda: (Reason(step="rank", entry="pool-fee", what="score", value="0.9"),),
)


def test_every_part_of_an_answer_stands_under_its_key() -> None:
    assert answer_record(FULL, "q1", 1.23456) == {
        "id": "q1",
        "status": "answered",
        "answer": "一次12元。",
        "citations": [{"source": "notice", "paragraph": 1, "evidence": "一次12元"}],
        "entries": ["pool-fee"],
        "options": [{"entry": "pool-hours", "question": "几点开门？", "answer": "8点。"}],
        "unanswered_parts": ["教练是谁"],
        "notes": ["没有写明年份。"],
        "confidence": 0.1235,
        "ms": 1.235,
    }


def test_nothing_but_the_notes_was_added_to_the_contract() -> None:
    assert set(answer_record(FULL, None, 0.0)) - CONTRACT == {"notes"}
    assert set(answer_record(FULL, None, 0.0)) >= CONTRACT


def test_an_explanation_adds_why_and_changes_nothing_else() -> None:
    explained = answer_record(FULL, "q1", 1.0, explain=True)
    assert explained["why"] == [{"step": "rank", "entry": "pool-fee", "what": "score", "value": "0.9"}]
    del explained["why"]
    assert explained == answer_record(FULL, "q1", 1.0)


def test_empty_lists_are_written_and_the_id_of_a_single_question_is_null() -> None:
    record = json.loads(json.dumps(answer_record(Answer(status=Status.UNKNOWN, text="不知道"), None, 0.0)))
    assert record["id"] is None
    for key in ("citations", "entries", "options", "unanswered_parts"):
        assert record[key] == []
    assert record["confidence"] == 0


def test_the_citation_of_a_table_names_row_and_column() -> None:
    citation = Citation(source="prices", row="公园停车", column="价格", evidence="每小时3元")
    [record] = answer_record(Answer(status=Status.ANSWERED, text="", citations=(citation,)), None, 0.0)[
        "citations"
    ]
    assert record == {
        "source": "prices",
        "paragraph": None,
        "evidence": "每小时3元",
        "row": "公园停车",
        "column": "价格",
    }


@pytest.mark.parametrize(
    ("question", "status", "confidence"),
    [
        pytest.param("着火了", "canned", 1, id="an emergency"),
        pytest.param("谢谢", "canned", 1, id="thanks"),
        pytest.param("", "canned", 1, id="nothing"),
        pytest.param("青石镇游泳馆的门票多少钱", "unknown", 0, id="another town"),
        pytest.param("游泳馆的教练是谁", "unknown", 0, id="not in the knowledge base"),
    ],
)
def test_confidence_is_one_for_canned_and_nought_for_unknown(
    small_engine: Engine, question: str, status: str, confidence: int
) -> None:
    record = answer_record(small_engine.answer(question, DAY), None, 0.0)
    assert (record["status"], record["confidence"]) == (status, confidence)


@given(st.text(st.characters() | st.sampled_from("游泳馆门票和图书馆\ud800\u202e\0"), max_size=60))
def test_any_answer_is_one_line_of_utf8_json(small_engine: Engine, question: str) -> None:
    answer = small_engine.answer(question, DAY)
    line = json.dumps(answer_record(answer, None, 0.5, explain=True), ensure_ascii=False)
    assert "\n" not in line
    record = json.loads(line.encode("utf-8"))
    assert record["status"] in set(Status)
    assert 0 <= record["confidence"] <= 1
    assert len(record["options"]) <= 3
    assert bool(record["citations"]) == (record["status"] == "answered")
