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


FEE = "answer: 挂号费 5 元。"


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        pytest.param(FEE, f"{FEE[:-1]} #老人免费", "16:21: 提示：“#”后面的“老人免费”程序不读", id="words"),
        pytest.param(
            FEE,
            f"{FEE[:-1]} # 老人免费。",
            "16:21: 提示：“#”后面的“老人免费。”程序不读",
            id="a sentence's end",
        ),
        pytest.param(
            "    phrasings: [最多能报多少钱, 上限]",
            "    phrasings:\n      - 最多 #多少钱",
            "6:12: 提示：“#”后面的“多少钱”",
            id="in a list",
        ),
        pytest.param(FEE, FEE + "   # 照着表抄。", "", id="a remark set apart"),
        pytest.param(FEE, FEE + " # 照着表抄", "", id="a remark"),
        pytest.param(FEE, "answer: '挂号费 5 元 #老人免费。'", "", id="in quotes"),
    ],
)
def test_words_behind_a_hash_that_nobody_reads_are_a_hint(
    tmp_path: Path, old: str, new: str, hint: str
) -> None:
    found = [line.removeprefix("medical.yaml:") for line in told(town(tmp_path, medical=changed(old, new)))]
    assert [line.startswith(hint) for line in found] == ([True] if hint else [])


@pytest.mark.parametrize("answer", ["yes", "5", "5%", "true"])
def test_an_answer_that_is_no_sentence_is_a_hint(tmp_path: Path, answer: str) -> None:
    text = changed(FEE, f"answer: {answer}").replace("evidence: 5元", f"evidence: {answer}元")
    assert [f"回答只有“{answer}”" in line for line in told(town(tmp_path, medical=text))] == [True]


@pytest.mark.parametrize(
    ("old", "new", "hinted"),
    [
        pytest.param("subject: [封顶线]", "subject: [封顶线，医疗救助]", True, id="a subject"),
        pytest.param("[最多能报多少钱, 上限]", "[最多能报多少钱，上限，顶格]", True, id="phrasings"),
        pytest.param("[最多能报多少钱, 上限]", "[住院了，能报多少]", False, id="a phrasing with a comma"),
        pytest.param("[最多能报多少钱, 上限]", "[住院了，能报，多少, 上限]", False, id="one of several"),
    ],
)
def test_a_list_with_a_chinese_comma_is_a_hint(tmp_path: Path, old: str, new: str, hinted: bool) -> None:
    found = told(town(tmp_path, medical=changed(old, new)))
    assert ["中文的“，”不分开各项" in line for line in found] == [True] * hinted


def test_synonyms_with_a_chinese_comma_are_a_hint(tmp_path: Path) -> None:
    lexicon = "terms:\n  - {term: 低保, synonyms: [最低生活保障、低保金]}\n"
    [found] = told(town(tmp_path, lexicon=lexicon))
    assert found.startswith("lexicon.yaml:2:27: 提示：“最低生活保障、低保金”程序当成了一项")


@pytest.mark.parametrize("name", TOWNS)
def test_the_shipped_towns_need_no_hint(name: str) -> None:
    assert told(PROJECT / name) == []
