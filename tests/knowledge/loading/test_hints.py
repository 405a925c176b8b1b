"""What is no fault, and yet seldom what staff meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.loading.hints import hints
from knowledge.loading.loader import read_knowledge
from knowledge.loading.places import Places
from tests.knowledge.loading.folders import SOURCES, changed, town
from tests.knowledge.loading.test_qualified import PROJECT, TOWNS

LEXICON = """\
terms:
  - {term: 低保, synonyms: [最低生活保障, 低保]}
  - {term: 新农合, synonyms: [合作医疗, 农合]}
  - {term: 医保, synonyms: [农合, 医疗保险]}
"""


def told(folder: Path) -> list[str]:
    """The hints as staff read them, without the folder."""
    base = read_knowledge(folder, PROJECT / "knowledge/content/texts.yaml").base
    assert base is not None
    return [str(found).removeprefix(f"{folder}/") for found in hints(base, Places(folder))]


@pytest.mark.parametrize(
    ("phrasings", "hint"),
    [
        pytest.param(
            "[上限, 最多多少, 上限]", "5:27: 提示：问法“上限”在这一条里写过了（第 5 行）。", id="the same"
        ),
        pytest.param(
            "[上限, 上限？]", "5:21: 提示：问法“上限？”在这一条里写过了（第 5 行）。", id="but for its mark"
        ),
        pytest.param(
            "封顶线是多少", "5:16: 提示：问法“封顶线是多少”在这一条里写过了（第 4 行）。", id="the question"
        ),
    ],
)
def test_a_phrasing_twice_in_one_entry_is_a_hint(tmp_path: Path, phrasings: str, hint: str) -> None:
    text = changed("[最多能报多少钱, 上限]", phrasings)
    assert told(town(tmp_path, medical=text)) == [f"medical.yaml:{hint}留一处就够。"]


def test_a_synonym_of_two_terms_is_a_hint(tmp_path: Path) -> None:
    [hint] = told(town(tmp_path, lexicon=LEXICON))
    assert hint.startswith("lexicon.yaml:4:27: 提示：“农合”是“医保”的同义词，也写在“新农合”里。")


def test_a_kind_of_reply_that_nearly_is_one_of_the_programs_is_a_hint(tmp_path: Path) -> None:
    kinds = ("greting", "greeting", "opening-hours")
    lexicon = "replies:\n" + "".join(f"  - {{kind: {kind}, words: [您好], answer: 您好}}\n" for kind in kinds)
    [hint] = told(town(tmp_path, lexicon=lexicon))
    assert hint.startswith("lexicon.yaml:2:")
    assert "改成“greeting”" in hint


@pytest.mark.parametrize(
    ("published", "hinted"),
    [("2026年", True), ("2026", True), ("2026-03-01", False), ("2026年3月", False), ("", False)],
)
def test_a_date_of_publication_that_is_only_a_year_is_a_hint(
    tmp_path: Path, published: str, hinted: bool
) -> None:
    sources = SOURCES.replace("paragraphs: 2", f"published: {published}, paragraphs: 2")
    found = told(town(tmp_path, sources=sources))
    assert [line.startswith("sources.yaml:2:") for line in found] == [True] * hinted


@pytest.mark.parametrize("name", TOWNS)
def test_the_shipped_towns_need_no_hint(name: str) -> None:
    assert told(PROJECT / name) == []
