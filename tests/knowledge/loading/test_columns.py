"""Columns: which column says what, as told or as its name suggests."""

from __future__ import annotations

import pytest

from knowledge.loading.columns import Columns, columns_of


@pytest.mark.parametrize(
    ("names", "told", "answers", "expected"),
    [
        (("id", "question", "answer"), {}, (), Columns(id="id", question="question", answers=("answer",))),
        (("编号", "问题", "回答"), {}, (), Columns(id="编号", question="问题", answers=("回答",))),
        (
            ("事项名称", "简称", "时限", "电话"),
            {},
            (),
            Columns(question="事项名称", phrasings="简称", answers=("时限", "电话")),
        ),
        (("甲", "乙"), {"question": "乙"}, (), Columns(question="乙", answers=("甲",))),
        (("问题", "回答", "电话"), {}, ("电话",), Columns(question="问题", answers=("电话",))),
        (
            ("码", "问题", "回答"),
            {"id": "码"},
            (),
            Columns(id="码", id_told=True, question="问题", answers=("回答",)),
        ),
    ],
    ids=["English", "Chinese", "all others answer", "a question told", "an answer told", "an id told"],
)
def test_columns_are_told_or_guessed(
    names: tuple[str, ...], told: dict[str, str], answers: tuple[str, ...], expected: Columns
) -> None:
    assert columns_of(names, told, answers) == expected


@pytest.mark.parametrize(
    ("names", "told", "answers", "code"),
    [
        (("甲", "乙"), {}, (), "no_question_column"),
        (("问题",), {}, (), "no_answer_column"),
        (("问题", "回答"), {"id": "码"}, (), "no_such_column"),
        (("问题", "回答"), {}, ("码",), "no_such_column"),
    ],
)
def test_a_column_that_is_not_there_is_named(
    names: tuple[str, ...], told: dict[str, str], answers: tuple[str, ...], code: str
) -> None:
    found = columns_of(names, told, answers)
    assert not isinstance(found, Columns)
    assert [fault.code for fault in found] == [code]
