"""A colon or a dash that somebody forgot is told by its name, where it belongs."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.files.yamltext import parse
from tests.knowledge.loading.folders import TOPIC, changed, faults

LISTED = """\
topic: 看病
entries:
  - id: ceiling
    question: 封顶线是多少？
    phrasings:
      - 最多能报多少钱
      - 上限
      - 顶格给多少
    answer: 封顶线由 2 万元提高到 3 万元。
    citations:
      - {source: report, paragraph: 1, evidence: 封顶线由2万元提高到3万元}
    translations:
      en:
        question: What is the ceiling?
        answer: It rose from 20 000 to 30 000 yuan.
"""


def told(tmp_path: Path, old: str, new: str) -> list[str]:
    """The faults after a change of the topic file."""
    return [
        found.removeprefix("medical.yaml:") for found in faults(tmp_path, medical=changed(old, new, LISTED))
    ]


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("topic", "1:6"),
        ("entries", "2:8"),
        ("id", "3:7"),
        ("question", "4:13"),
        ("phrasings", "5:14"),
        ("answer", "9:11"),
        ("citations", "10:14"),
        ("translations", "12:17"),
        ("en", "13:9"),
    ],
)
def test_a_key_without_its_colon_is_named(tmp_path: Path, key: str, place: str) -> None:
    sentence = f"“{key}”后面少了英文冒号。请写成“{key}: ”再接内容。"
    assert told(tmp_path, f"{key}:", key) == [f"{place}: {sentence}"]


def test_so_is_one_before_a_bracket_or_in_braces(tmp_path: Path) -> None:
    [found] = faults(tmp_path, medical=changed("subject: [", "subject[", TOPIC))
    assert found.startswith("medical.yaml:9:12: “subject”后面少了英文冒号。")
    assert told(tmp_path, "evidence: 封", "evidence 封")[-1].startswith("11:48: “evidence”后面少了英文冒号。")


@pytest.mark.parametrize(
    ("written", "place"),
    [
        pytest.param("      上限\n", "7:7", id="in line with the others"),
        pytest.param("        上限\n", "7:9", id="in line with their words"),
        pytest.param("          上限\n", "7:11", id="further to the right"),
        pytest.param("    上限\n", "7:5", id="to the left"),
        pytest.param("\n      # 口语\n        上限\n", "9:9", id="behind a remark"),
        pytest.param("        max 20\n", "7:9", id="in English"),
    ],
)
def test_an_item_without_its_dash_is_pointed_at(tmp_path: Path, written: str, place: str) -> None:
    [found] = told(tmp_path, "      - 上限\n", written)
    assert found.startswith(f"{place}: 这里前面少了英文短横线。列表的每一项要写成“- 内容”")


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        pytest.param("      - 最多", "      最多", "6:7", id="the first item"),
        pytest.param("      - 最多", "        最多", "6:9", id="the first, to the right"),
        pytest.param("      - 顶格", "      顶格", "8:7", id="the last"),
        pytest.param("  - id: ceiling", "    id: ceiling", "3:5", id="an entry"),
    ],
)
def test_so_is_the_first_and_the_last_of_a_list(tmp_path: Path, old: str, new: str, place: str) -> None:
    [found] = told(tmp_path, old, new)
    assert found.startswith(f"{place}: 这里前面少了英文短横线。")


def test_every_item_without_its_dash_is_named(tmp_path: Path) -> None:
    found = told(tmp_path, "      - 上限\n      - 顶格给多少\n", "        上限\n        顶格给多少\n")
    assert [line[:4] for line in found] == ["7:9:", "8:9:"]


def test_a_list_that_begins_behind_its_key_is_told_apart_from_a_text(tmp_path: Path) -> None:
    [found] = told(tmp_path, "phrasings:\n      - 最多能报多少钱", "phrasings: 最多能报多少钱")
    assert found.startswith("5:16: 这一行和下面以“- ”开头的行连成了一句。")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("      - 上限\n", '      - "顶格\n        上限"\n', id="in quotes"),
        pytest.param("answer: It rose", "answer: It\n          rose", id="a value"),
        pytest.param("      - 上限\n", "      - >-\n        上限\n        到顶\n", id="a block"),
    ],
)
def test_a_text_over_two_lines_that_was_meant_is_none(tmp_path: Path, old: str, new: str) -> None:
    assert told(tmp_path, old, new) == []


def test_what_was_not_forgotten_is_told_as_before() -> None:
    [found] = parse(b"a: b\nc: d: e\n", "t.yaml").faults
    assert found.code == "colon_in_text"
