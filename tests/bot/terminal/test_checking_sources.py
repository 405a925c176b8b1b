"""`anda check --source`: evidence is proved against the sources, word for word."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.terminal.checking import Report
from bot.terminal.new_town import create
from tests.bot.conftest import edit
from tests.bot.terminal.conftest import codes

# A text for the sample town's notice: every evidence stands in its paragraph.
NOTICE = """\
游泳馆早上8点开门，门票一次12元。
图书馆位于柳溪路东头，藏书5000册。

满85岁的老人，农村每人每月80元。
今年整修柳溪路3公里，二中、五中扩建。
湿地公园栽树2400棵。
社区巴士每天6趟。
今年翻修榆树巷、井台巷等5条巷子。
果园的收成同比增长20%，没有冷库，连续3个月供应100户以上。
"""
PRICES = "项目,票价,价格\n社区巴士,一次2元,\n公园停车,,每小时3元\n"


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    """The notice in a file."""
    file = tmp_path / "notice.txt"
    file.write_text(NOTICE, "utf-8")
    return file


def test_a_source_is_proved_by_its_id(check: Callable[..., Report], notice: Path, tmp_path: Path) -> None:
    prices = tmp_path / "prices.csv"
    prices.write_text(PRICES, "utf-8")
    report = check(f"lanhe-notice={notice}", f"lanhe-prices={prices}")
    assert codes(report) == []
    proved = [line for line in report.lines(verbose=False) if "和原文一致" in line]
    assert [str(notice) in proved[0], str(prices) in proved[1]] == [True, True]


def test_a_source_is_known_by_its_checksum(check: Callable[..., Report], town: Path, notice: Path) -> None:
    assert codes(check(str(notice))) == ["source_unknown"]
    digest = hashlib.sha256(notice.read_bytes()).hexdigest()
    edit(town / "sources.yaml", "    paragraphs: 8", f"    paragraphs: 8\n    sha256: {digest}")
    assert codes(check(str(notice))) == []
    notice.write_text(NOTICE.replace("3公里", "4公里"), "utf-8")
    assert codes(check(str(notice))) == ["source_unknown"]
    assert codes(check(f"lanhe-notice={notice}")) == ["evidence_not_found"]


def test_the_only_source_needs_no_name(check: Callable[..., Report], tmp_path: Path, notice: Path) -> None:
    create(tmp_path / "new")
    report = check(str(notice), directory=tmp_path / "new")
    assert "source_unknown" not in codes(report)
    assert "evidence_not_found" in codes(report)


def test_a_byte_order_mark_at_the_beginning_of_a_source_is_skipped(
    check: Callable[..., Report], notice: Path
) -> None:
    notice.write_text(NOTICE, "utf-8-sig")
    assert codes(check(f"lanhe-notice={notice}")) == []


def test_evidence_must_stand_word_for_word_in_its_paragraph(
    check: Callable[..., Report], tmp_path: Path
) -> None:
    changes = {
        "another figure": (("12元", "13元"), ["evidence_not_found"]),
        "a digit before it": (("藏书5000册", "藏书15000册"), ["evidence_not_found"]),
        "a half behind it": (("满85岁", "满85岁半"), ["evidence_cut"]),
        "a blank line": (("社区巴士", "\n社区巴士"), []),
        "one more paragraph": (
            ("社区巴士", "去年。\n社区巴士"),
            ["source_paragraphs", *["evidence_elsewhere"] * 4],
        ),
    }
    arguments = []
    for name, (change, _) in changes.items():
        file = tmp_path / f"{name}.txt"
        file.write_text(NOTICE.replace(*change), "utf-8")
        arguments.append(f"lanhe-notice={file}")
    assert codes(check(*arguments)) == [code for _, expected in changes.values() for code in expected]


def test_the_paragraphs_are_shown_with_their_numbers_when_asked_for(
    check: Callable[..., Report], tmp_path: Path
) -> None:
    notice, prices = tmp_path / "notice.txt", tmp_path / "prices.csv"
    notice.write_text(NOTICE.replace("藏书5000册。", "藏书5000册，周一闭馆。") + "又\x1b段。\n", "utf-8")
    prices.write_text(PRICES, "utf-8")
    report = check(
        f"lanhe-notice={notice}", f"lanhe-prices={prices}", f"lanhe-notice={tmp_path / 'nowhere.txt'}"
    )
    shown = list(report.lines(verbose=True))
    numbered = [line for line in shown if line not in set(report.lines(verbose=False)) and "段“" in line]
    assert len(numbered) == 9  # blank lines are none, tables have none
    assert numbered[0] == "lanhe-notice 第1段“游泳馆早上8点开门，门票一次12……”：pool-fee、pool-hours"
    assert numbered[2].startswith("lanhe-notice 第3段“满85岁的老人，")  # behind the blank line
    assert numbered[8] == "lanhe-notice 第9段“又 段。”：没有条目引用"


def test_what_the_source_contradicts_is_pointed_at(
    check: Callable[..., Report], town: Path, tmp_path: Path
) -> None:
    notice, prices = tmp_path / "notice.txt", tmp_path / "prices.csv"
    notice.write_text(NOTICE.replace("12元", "13元") + "又一段。\n", "utf-8")
    prices.write_text(PRICES.replace("社区巴士", "巴士").replace("3元", "4元"), "utf-8")
    report = check(f"lanhe-notice={notice}", f"lanhe-prices={prices}")
    assert [(f.code, str(f.place).rpartition("/")[2]) for f in report.faults] == [
        ("source_paragraphs", "sources.yaml:8:17"),
        ("evidence_not_found", "services.yaml:8:64"),
        ("cell_not_found", "building.yaml:41:45"),
        ("cell_differs", "building.yaml:50:73"),
    ]


def test_a_source_that_cannot_be_used_is_a_fault(check: Callable[..., Report], notice: Path) -> None:
    gbk = notice.with_name("gbk.txt")
    gbk.write_bytes(NOTICE.encode("gbk"))
    expected = {
        str(notice.with_name("nowhere.txt")): "source_unreadable",
        f"lanhe-notice={notice.parent}": "source_unreadable",
        f"lanhe-notice={gbk}": "source_not_utf8",
        "lanhe-notice=": "source_unreadable",
        f"nobody={notice}": "no_such_source",
        f"={notice}": "source_unknown",
    }
    report = check(*expected)
    assert codes(report) == list(expected.values())
    assert list(report.lines(verbose=False))[-1] == "一共 6 处要改。"
    assert not report.proved


def test_a_path_may_hold_an_equals_sign(check: Callable[..., Report], tmp_path: Path) -> None:
    file = tmp_path / "a=b.txt"
    file.write_text(NOTICE, "utf-8")
    assert codes(check(f"lanhe-notice={file}")) == []


@pytest.fixture
def registered(town: Path, notice: Path) -> Path:
    """The notice, its checksum written down in the town's sources."""
    digest = hashlib.sha256(notice.read_bytes()).hexdigest()
    edit(town / "sources.yaml", "    paragraphs: 8", f"    paragraphs: 8\n    sha256: {digest}")
    return notice


def last(report: Report) -> str:
    """The last line of a report."""
    return list(report.lines(verbose=False))[-1]


def test_evidence_that_nobody_compared_is_the_last_word_and_no_fault(
    check: Callable[..., Report], town: Path, registered: Path
) -> None:
    edit(town / "services.yaml", "answer: 图书馆有5000册书。", "answer: 图书馆有8000册书。")
    edit(town / "services.yaml", "evidence: 藏书5000册", "evidence: 藏书8000册")
    report = check()
    assert not report.faulty
    assert "来源“lanhe-notice”的依据还没有和原文比过（" in last(report) and "……）" in last(report)
    assert last(report).endswith(f"anda check {town} --source lanhe-notice=原文文件")
    assert codes(check(str(registered))) == ["evidence_not_found"]


def test_what_was_compared_once_is_not_asked_for_again_until_it_changes(
    check: Callable[..., Report], town: Path, registered: Path
) -> None:
    assert last(check(str(registered))).endswith("没有发现问题。")
    assert last(check()).endswith("没有发现问题。")
    edit(town / "services.yaml", "evidence: 藏书5000册", "evidence: 东头，藏书5000册")
    assert "（1 个条目：library-books）" in last(check())
    assert last(check(f"lanhe-notice={registered}")).endswith("没有发现问题。")
    edit(town / "services.yaml", "evidence: 东头，藏书5000册", "evidence: 藏书5000册")
    assert "（1 个条目：library-books）" in last(check())  # only what stands there is kept


def test_another_text_than_the_original_compares_nothing(
    check: Callable[..., Report], registered: Path
) -> None:
    registered.write_text(NOTICE + "\n", "utf-8")
    *_, other, uncompared = check(f"lanhe-notice={registered}").lines(verbose=False)
    assert "和 sources.yaml 里登记的原文不是同一个" in other
    assert "还没有和原文比过" in uncompared


def test_no_faulty_town_is_told_to_compare_its_evidence(
    check: Callable[..., Report], town: Path, registered: Path
) -> None:
    edit(town / "services.yaml", "answer: 图书馆有5000册书。", "answer: 图书馆有6000册书。")
    assert last(check()) == "一共 1 处要改。"


def test_a_source_without_a_checksum_has_no_original_to_ask_for(check: Callable[..., Report]) -> None:
    assert check().uncompared == ()
