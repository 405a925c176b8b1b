"""Tables: what a CSV or JSONL text holds, what is wrong with it, and the phrases a cell is cited by."""

from __future__ import annotations

import pytest

from knowledge.figures.figures import uncarried
from knowledge.files.table import fits, phrases, read_table
from knowledge.loading.proof import prove
from knowledge.model.base import KnowledgeBase, Lexicon
from knowledge.model.entry import Citation, Entry
from knowledge.model.source import Source, SourceKind
from tests.knowledge.samples import PLACE

LONG_CELLS = [
    "办理部门：某局；承诺时限：18(工作日)；地点：某市某区某路72号政务服务大厅1-3号窗口；咨询电话：020-12345678",
    "登录某某社会体育网（http://www.example.com/）查询，联系电话020-83826679，周一至周五都可以打来",
    "一次性补贴１０００元，每年最多申请两次，合计不超过2000余元，三个月以内办结，逾期不再受理",
    "电话：０２０－１２３４５６７８；地点：某某大道１００号（地铁２号线某某站Ｂ出口往北走三百米左右的地方）",
    "费用是 5 元，\n材料一式 3 份，\n还要带上户口簿、身份证、结婚证，\n满 60 周岁的人免费办理，一共 10 项",
]


def test_a_csv_is_read_with_quotes_and_line_breaks_in_cells() -> None:
    table = read_table('项目,说明\n甲,"一,""二""\n三"\n\n乙,四\n')
    assert table.columns == ("项目", "说明")
    assert [(row.name, row.line, row.cells["说明"]) for row in table.rows] == [
        ("甲", 2, '一,"二"\n三'),
        ("乙", 5, "四"),
    ]


def test_jsonl_keeps_figures_as_they_are_written_and_lists_line_by_line() -> None:
    table = read_table('{"id": 1, "价": 1.50, "别名": ["甲", "乙"], "空": null}\n')
    assert table.rows[0].cells == {"id": "1", "价": "1.50", "别名": "甲\n乙", "空": ""}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a,b\n甲,1\n乙,2\n", ["甲", "乙"]),
        ("a,b\n甲,1\n甲,2\n", ["2", "3"]),
        ("a,b\n甲1,1\n甲１,2\n", ["2", "3"]),
        ("a,b\n甲,1\n,2\n", ["2", "3"]),
    ],
    ids=["by the first cell", "not when one stands twice", "nor in another width", "nor when one is empty"],
)
def test_rows_are_named_so_that_each_is_found(text: str, names: list[str]) -> None:
    assert [row.name for row in read_table(text).rows] == names


@pytest.mark.parametrize(
    ("text", "flaws", "rows"),
    [
        ("a,b\n1\n2,3\n", [(2, "too_few_cells")], 1),
        ("a,b\n1,2,3\n2,3\n", [(2, "too_many_cells")], 1),
        ("a,b,,\n1,2,,\n", [], 1),
        ("a,,b\n1,2,3\n", [(1, "nameless_column")], 1),
        ("a,a\n1,2\n", [(1, "column_twice")], 1),
        ('a,b\n1,2\n3,"4\n5,6\n', [(3, "broken_row")], 1),
        ("a,b\n1," + "长" * 200_000 + "\n", [(2, "broken_row")], 0),
        ('{"a": "1"}\n{"a": \n["1"]\n', [(2, "broken_line"), (3, "broken_line")], 1),
        ('{"a": "1"}\n{"a": {"b": 1}}\n', [(2, "nested_cell")], 1),
        ('{"a": "\\ud83d"}\n{"a": true}\n', [(1, "nested_cell"), (2, "nested_cell")], 0),
        ("{}\n", [(1, "broken_line")], 0),
        ('{}\n{"a": "1"}\n', [(1, "broken_line")], 1),
        ("", [], 0),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_line(text: str, flaws: list[tuple[int, str]], rows: int) -> None:
    table = read_table(text)
    assert [(flaw.line, flaw.code) for flaw in table.flaws] == flaws
    assert len(table.rows) == rows


def test_a_short_cell_is_cited_whole() -> None:
    assert phrases(" 020-12345678\n") == ("020-12345678",)


@pytest.mark.parametrize("cell", LONG_CELLS)
def test_the_phrases_of_a_long_cell_carry_its_figures_and_are_proved(cell: str) -> None:
    found = phrases(cell)
    assert found
    assert all(map(fits, found))
    assert uncarried(cell, found) == ()
    citations = tuple(Citation(source="t", row="甲", column="说明", evidence=phrase) for phrase in found)
    quoted = cell.replace('"', '""')
    assert prove(_base(citations), "t", f'项目,说明\n甲,"{quoted}"\n') == ()


def test_a_long_cell_without_figures_is_cited_by_its_beginning() -> None:
    (phrase,) = phrases(
        "请带上户口簿和身份证，到户籍所在地的派出所办理，资料不全的，工作人员会告诉您还缺什么。"
    )
    assert phrase == "请带上户口簿和身份证，到户籍所在地的派出所办理"


def _base(citations: tuple[Citation, ...]) -> KnowledgeBase:
    entry = Entry(id="a", topic="甲", question="问", answer="答", citations=citations, place=PLACE)
    source = Source(id="t", title="表", publisher="局", kind=SourceKind.TABLE)
    return KnowledgeBase(
        version="",
        topics=("甲",),
        entries=(entry,),
        sources={"t": source},
        lexicon=Lexicon(qualifiers={}),
        texts={},
    )
