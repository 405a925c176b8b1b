"""Cells: what of a row of a table a question asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.cells import cells_asked_for, cells_of
from knowledge.model.entry import Citation, Entry
from tests.knowledge.samples import EMPTY

ROW = {
    "收费标准": "不收费",
    "补助标准": "每月200元",
    "办理时限": "5个工作日",
    "受理条件": "年满60周岁",
    "所需材料": "身份证；照片2张",
    "办理时间": "周一至周五 9:00-16:00",
}


def row(cells: dict[str, str], answer: str = "") -> Entry:
    """An entry made of these cells, as an import makes it, or with an answer of its own."""
    cited = tuple(
        Citation(source="t", row="1", column=column, evidence=cell) for column, cell in cells.items()
    )
    told = "；".join(f"{column}：{cell}" for column, cell in cells.items())
    return replace(EMPTY, answer=answer or told, citations=cited)


@pytest.mark.parametrize(
    ("question", "columns"),
    [
        pytest.param("要带什么", ["所需材料"], id="papers"),
        pytest.param("要钱吗", ["收费标准"], id="what it costs"),
        pytest.param("要交多少钱", ["收费标准"], id="what one pays"),
        pytest.param("每月能领多少钱", ["补助标准"], id="what one gets"),
        pytest.param("补领多少钱", ["收费标准", "补助标准"], id="money that may be either"),
        pytest.param("几天能办好", ["办理时限"], id="days"),
        pytest.param("能领几年", [], id="years, where days are told"),
        pytest.param("什么时候能拿到", ["办理时限"], id="when it is done"),
        pytest.param("周几上班", ["办理时间"], id="hours, by what stands in the cell"),
        pytest.param("多大年龄能办", ["受理条件"], id="an age, told in years"),
        pytest.param("哪些人能办", ["受理条件"], id="who may have it"),
        pytest.param("什么样的人可以申请", ["受理条件"], id="what kind of people"),
        pytest.param("多少钱,几天办好", ["收费标准", "补助标准", "办理时限"], id="several things"),
        pytest.param("电话是多少", [], id="a column that is not there"),
        pytest.param("老年证", [], id="nothing"),
    ],
)
def test_the_cells_that_tell_it_are_asked_for(
    small_engine: Engine, question: str, columns: list[str]
) -> None:
    interpreter = small_engine.derived.interpreter
    cells = cells_of(row(ROW), interpreter.headings)
    assert [cell.column for cell in cells_asked_for(interpreter.read(question), cells)] == columns


def test_an_age_is_told_only_where_one_stands(small_engine: Engine) -> None:
    interpreter = small_engine.derived.interpreter
    cells = cells_of(row({"受理条件": "本区居民", "收费标准": "不收费"}), interpreter.headings)
    assert cells_asked_for(interpreter.read("多大年龄能办"), cells) == ()


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param("办一张不要钱，5个工作日办好。", id="words of staff"),
        pytest.param("说明：收费标准：不收费；办理时限：5个工作日", id="other words in front"),
    ],
)
def test_an_answer_that_staff_wrote_is_no_row(small_engine: Engine, answer: str) -> None:
    cells = {"收费标准": "不收费", "办理时限": "5个工作日"}
    assert cells_of(row(cells, answer), small_engine.derived.interpreter.headings) == ()
