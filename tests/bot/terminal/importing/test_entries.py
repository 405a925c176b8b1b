"""`anda import`: rows become entries that answer, cite their cells and pass every check."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.terminal.checking import run_check
from bot.terminal.import_wish import source_for
from knowledge.answering.engine import Engine
from knowledge.derived.derived import derive
from tests.bot.terminal.importing.conftest import DAY, PRICES, Desk


def test_a_table_becomes_entries_that_answer_and_cite_their_cells(desk: Desk) -> None:
    source = source_for(Path("prices.csv"), title="收费表", publisher="某局", as_of="截至 2030 年底")
    assert desk.run(replace(desk.wish(PRICES), source=source)).entries == 2
    assert desk.left() == ["made"]
    engine = Engine(desk.base(), derive(desk.base()))
    answer = engine.answer("身份证丢了", DAY)
    assert answer.entries == ("id-card",)
    assert "40元" in answer.text
    (citation,) = engine.base.entries[0].citations
    assert (citation.row, citation.column, citation.evidence) == ("id-card", "回答", "补办收费40元。")
    assert engine.base.sources["prices"].title == "收费表"


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("家里着火了", "119"),
        ("我不想活了", "12356"),
        ("有人偷我电动车", "110"),
        ("你好", "安答"),
        ("转人工", "12345"),
    ],
)
def test_what_was_made_knows_whom_to_call_and_can_greet(desk: Desk, message: str, said: str) -> None:
    desk.run(desk.wish(PRICES))
    base = desk.base()
    assert said in Engine(base, derive(base)).answer(message, DAY).text


def test_what_was_made_passes_the_check_against_its_table(desk: Desk) -> None:
    wish = desk.wish(PRICES)
    desk.run(wish)
    report = run_check(desk.config, desk.folder, [str(wish.table)], True, desk.console)
    assert not report.faulty
    assert report.proved
    changed = desk.wish(PRICES.replace("40元", "60元"))
    report = run_check(desk.config, desk.folder, [f"prices={changed.table}"], True, desk.console)
    assert [fault.code for fault in report.faults] == ["cell_differs"]


HOSTILE_CELLS = [
    "要带: 户口簿 # 还有照片",
    "- 第一项",
    "{a: 1} [b] & *c !d %e @f `g`",
    "'单' \"双\" \\反",
    "第一行\n第二行\r\n--- \n第四行",
    "yes",
    "null",
    "2031-01-10",
    "表\t格",
    "一\u2028二\x85三",
    "<<: *a",
    "? | >",
    "~",
    "好😀",
]


@pytest.mark.parametrize("name", ["cells.csv", "cells.jsonl"])
def test_cells_that_mean_something_to_yaml_stay_what_they_are(desk: Desk, name: str) -> None:
    rows = [
        {"问题": f"{'甲乙丙丁戊己庚辛壬癸子丑寅卯'[n]}要怎么办", "回答": cell}
        for n, cell in enumerate(HOSTILE_CELLS)
    ]
    jsonl = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    csv = "问题,回答\n" + "".join(
        f'{row["问题"]},"{row["回答"].replace(chr(34), chr(34) * 2)}"\n' for row in rows
    )
    imported = desk.run(desk.wish(csv if name.endswith("csv") else jsonl, name))
    assert imported.entries == len(rows)
    assert [entry.answer for entry in desk.base().entries] == HOSTILE_CELLS


def test_questions_that_mean_something_to_yaml_stay_what_they_are(desk: Desk) -> None:
    question = "# - 户口簿: \"丢了\" '怎么' 办 {吗}？"
    desk.run(desk.wish(json.dumps({"问题": question, "回答": "去派出所"}), "q.jsonl"))
    assert [entry.question for entry in desk.base().entries] == [question]


def test_an_official_title_with_a_rare_word_is_not_taken_for_a_misspelling(desk: Desk) -> None:
    table = "问题,回答\n股权出质变更登记,去一楼\n股权处置变更登记,去二楼\n处置股权去哪里,去三楼\n"
    assert desk.run(desk.wish(table)).entries == 3
    engine = Engine(desk.base(), derive(desk.base()))
    assert engine.answer("股权出质变更登记", DAY).text == "去一楼"
    assert engine.matches("股权出质变更登记", DAY)[0].profile.entry.question == "股权出质变更登记"


def test_topics_are_files(desk: Desk) -> None:
    desk.run(desk.wish("问题,回答,分类\n身份证怎么补办,去派出所,户籍\n停车怎么收费,一律免费,交通\n"))
    assert desk.base().topics == ("户籍", "交通")
    assert {path.name for path in desk.folder.iterdir()} == {"prices-1.yaml", "prices-2.yaml", "sources.yaml"}


def test_the_command_prints_what_it_did(desk: Desk) -> None:
    wish = desk.wish(PRICES)
    arguments = ["import", str(wish.table), "-o", str(wish.folder), "--title", "收费表"]
    done = CliRunner().invoke(app, arguments)
    assert (done.exit_code, done.output.partition("：")[0]) == (0, "已写好 2 个条目")
    again = CliRunner().invoke(app, arguments)
    assert (again.exit_code, "--force" in again.output) == (1, True)
    desk.wish(PRICES + "x,,,1元\n")
    faulty = CliRunner().invoke(app, [*arguments, "--force"])
    assert (faulty.exit_code, "一共 1 处要改，什么也没有写" in faulty.output) == (1, True)
