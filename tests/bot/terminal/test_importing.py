"""`anda import`: a table becomes a knowledge base that passes every check, or nothing is written."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from bot.cli import app
from bot.config import Config
from bot.engines import SHIPPED_TEXTS
from bot.terminal.checking import run_check
from bot.terminal.importing import Imported, ImportRefusedError, Wish, run_import, source_for
from knowledge.answering.engine import Engine
from knowledge.derived.derived import derive
from knowledge.loading.loader import read_knowledge
from knowledge.model.base import KnowledgeBase

DAY = date(2031, 1, 10)
PRICES = (
    "编号,问题,别名,回答\n"
    "id-card,补办身份证要多少钱？,身份证丢了,补办收费40元。\n"
    "fees,停车一小时多少钱？,,每小时5元。\n"
)


class Desk:
    """Someone with a table and a folder to be made of it."""

    def __init__(self, config: Config, console: Console, folder: Path) -> None:
        self.config, self.console, self.place = config, console, folder
        self.folder = folder / "made"

    def wish(self, table: str | bytes, name: str = "prices.csv") -> Wish:
        """A table written to a file of that name, to be made into the folder."""
        file = self.place / name
        file.write_bytes(table if isinstance(table, bytes) else table.encode())
        return Wish(table=file, folder=self.folder, columns={})

    def run(self, wish: Wish) -> Imported:
        return run_import(self.config, wish, self.console)

    def base(self) -> KnowledgeBase:
        loaded = read_knowledge(self.folder, SHIPPED_TEXTS)
        assert loaded.faults == ()
        assert loaded.base is not None
        return loaded.base

    def left(self) -> list[str]:
        """What stands beside the tables: nothing, unless something was made."""
        return sorted(path.name for path in self.place.iterdir() if path.is_dir())


@pytest.fixture
def desk(config: Config, console: Console, tmp_path: Path) -> Desk:
    folder = tmp_path / "desk"
    folder.mkdir()
    return Desk(config, console, folder)


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


@pytest.mark.parametrize(
    ("table", "sentence_part"),
    [
        ("问题,回答\n身份证怎么补办,1元\n身份证怎么补办,2元\n", "prices.csv:3:问题: 问法“身份证怎么补办”"),
        ("问题,回答\n身份证怎么补办\n甲,乙\n", "prices.csv:2: 这一行比表头的 2 列少"),
        ("问题,回答\n身份证,怎么补办,1元\n甲,乙\n", "prices.csv:2: 这一行比表头的 2 列多"),
        ("问题,回答\n身份证怎么补办,\n", "prices.csv:2:回答: 这一行没有写回答"),
        ("问题,回答\n,1元\n", "prices.csv:2:问题: 这一行没有写问题"),
        ("问题,回答\n？？,1元\n", "prices.csv:2:问题: “？？”里没有文字"),
        (f"问题,回答\n身份证怎么补办,{'长' * 5000}\n", "prices.csv:2:回答: 这一格超过了 4000 个字"),
    ],
    ids=["twice", "too few cells", "too many", "no answer", "no question", "no words", "a huge cell"],
)
def test_a_wrong_row_is_named_and_nothing_written(desk: Desk, table: str, sentence_part: str) -> None:
    imported = desk.run(desk.wish(table))
    assert imported.entries == 0
    assert any(sentence_part in sentence for sentence in imported.sentences), imported.sentences
    assert desk.left() == []


def test_ids_that_staff_named_must_fit(desk: Desk) -> None:
    wish = desk.wish("码,问题,回答\n甲 1,身份证怎么补办,1元\n")
    imported = desk.run(replace(wish, columns={"id": "码"}))
    assert "prices.csv:2:码: 编号“甲 1”" in imported.sentences[0]
    assert desk.run(wish).entries == 1  # not named, they are made


@pytest.mark.parametrize(
    ("rows", "ids", "hint"),
    [
        pytest.param(
            "park,停车一小时多少钱,5元\npark,停车一天多少钱,30元\nbike,自行车怎么停,免费\n",
            ["prices-2", "prices-3", "bike"],
            "有 2 行没法当编号",
            id="doubled",
        ),
        pytest.param(
            "甲 1,停车一小时多少钱,5元\nb,自行车怎么停,免费\n", ["prices-2", "b"], "第2行“甲 1”", id="odd"
        ),
        pytest.param(
            "prices-3,停车一小时多少钱,5元\n,自行车怎么停,免费\n",
            ["prices-3", "prices-3-row"],
            "第3行",
            id="taken",
        ),
    ],
)
def test_ids_of_the_other_rows_stay_and_staff_are_told_which_did_not(
    desk: Desk, rows: str, ids: list[str], hint: str
) -> None:
    imported = desk.run(desk.wish("编号,问题,回答\n" + rows))
    assert [entry.id for entry in desk.base().entries] == ids
    assert hint in imported.hints[0]


def test_staff_are_told_what_citizens_read_of_a_source_without_a_name(desk: Desk) -> None:
    wish = desk.wish(PRICES)
    assert ["《prices》，未注明发布单位" in hint for hint in desk.run(wish).hints] == [True]
    named = source_for(wish.table, title="收费表", publisher="某局")
    assert desk.run(replace(wish, source=named, force=True)).hints == ()


def test_wrong_rows_may_be_left_out(desk: Desk) -> None:
    wish = desk.wish(PRICES + "x,,,1元\ny,停车一小时多少钱？,,6元\n")
    imported = desk.run(replace(wish, skip=True))
    assert imported.entries == 2
    assert [sentence.partition(": ")[0].split("/")[-1] for sentence in imported.sentences] == [
        "prices.csv:4:问题",
        "prices.csv:5:问题",
    ]
    assert [entry.id for entry in desk.base().entries] == ["id-card", "fees"]


@pytest.mark.parametrize(
    ("table", "name", "reason"),
    [
        (PRICES.encode("gbk"), "a.csv", "不是 UTF-8"),
        (b"", "a.csv", "一行内容也没有"),
        ("问题,回答\n只有问题\n".encode(), "a.csv", "a.csv:2: 这一行比表头的 2 列少"),
        ("\ufeff问题,回答\n\n".encode(), "a.csv", "一行内容也没有"),
        (b"PK\x03\x04", "a.xlsx", "另存为"),
        (b"PK\x03\x04\xff\xfe", "a.csv", "其实是 Excel 文件"),
        (b"PK\x03\x04", "a.csv", "其实是 Excel 文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a.csv", "其实是 Excel 文件"),
        ("编号;问题;回答\na;甲;乙\n".encode(), "a.csv", "用分号隔开"),
        ("甲,乙\n1,2\n", "a.csv", "--question"),
        ("问题,问题\n1,2\n", "a.csv", "a.csv:1:问题: 表头里这个列名写了两次"),
        ("问题,,回答\n1,2,3\n", "a.csv", "表头第 2 列没有列名"),
        ('问题,回答\n"身份证,1\n', "a.csv", "a.csv:2: 从这一行起"),
    ],
    ids=[
        "GBK",
        "empty",
        "no row whole",
        "only a header",
        "xlsx",
        "xlsx named csv",
        "xlsx named csv, of ASCII alone",
        "xls named csv",
        "semicolons",
        "no question",
        "twice",
        "no name",
        "a quote",
    ],
)
def test_a_table_that_cannot_be_used_is_refused(
    desk: Desk, table: str | bytes, name: str, reason: str
) -> None:
    with pytest.raises(ImportRefusedError, match=reason):
        desk.run(desk.wish(table, name))
    assert desk.left() == []


def test_a_table_that_is_not_there_is_refused(desk: Desk) -> None:
    with pytest.raises(ImportRefusedError, match="读不了"):
        desk.run(Wish(table=desk.place / "none.csv", folder=desk.folder, columns={}))


def test_a_full_folder_is_left_alone_unless_staff_force_it(desk: Desk) -> None:
    desk.run(desk.wish(PRICES))
    before = {path.name: path.read_bytes() for path in desk.folder.iterdir()}
    changed = desk.wish(PRICES.replace("40元", "60元"))
    with pytest.raises(ImportRefusedError, match="--force"):
        desk.run(changed)
    faulty = desk.wish(PRICES + "x,,,1元\n")
    assert desk.run(replace(faulty, force=True)).entries == 0
    assert {path.name: path.read_bytes() for path in desk.folder.iterdir()} == before
    (desk.folder / "lexicon.yaml").write_text("terms:\n", "utf-8")
    again = desk.wish(PRICES.replace("40元", "60元"))
    desk.run(replace(again, force=True))
    assert desk.base().entries[0].answer == "补办收费60元。"
    assert (desk.folder / "lexicon.yaml").exists()
    assert desk.left() == ["made"]


@pytest.mark.parametrize("name", ["made", "link", "made/."])
def test_an_empty_folder_is_filled_by_whatever_name_it_is_called(desk: Desk, name: str) -> None:
    desk.folder.mkdir()
    (desk.place / "link").symlink_to(desk.folder)
    desk.run(replace(desk.wish(PRICES), folder=desk.place / name))
    assert (desk.place / "link").is_symlink()
    assert desk.base().entries
    assert desk.left() == ["link", "made"]


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
