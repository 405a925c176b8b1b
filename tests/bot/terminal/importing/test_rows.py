"""`anda import`: what is wrong with a row or a table is named where it stands, and nothing is written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.terminal.import_wish import ImportRefusedError, Wish
from tests.bot.terminal.importing.conftest import PRICES, Desk


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


def test_an_id_that_two_rows_have_is_told_with_both(desk: Desk) -> None:
    table = "编号,问题,回答\na,停车一小时多少钱,5元\nb,身份证怎么办,去一楼\na,停车一天多少钱,30元\n"
    imported = desk.run(replace(desk.wish(table), columns={"id": "编号"}))
    [told] = imported.sentences
    assert "prices.csv:4:编号: 这一行的编号，第 2 行已经用了。" in told and imported.entries == 0
    wish = replace(desk.wish(table), columns={"id": "编号"}, skip=True)
    assert desk.run(wish).entries == 2
    assert [entry.answer for entry in desk.base().entries] == ["5元", "去一楼"]


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
