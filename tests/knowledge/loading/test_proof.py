"""The evidence of a citation must stand, word for word, where the citation says."""

from __future__ import annotations

import hashlib

import pytest

from knowledge.loading.proof import paragraphs_of, prove, source_of_file
from knowledge.model.base import KnowledgeBase, Lexicon
from knowledge.model.entry import Citation, Entry, FilePosition
from knowledge.model.source import Source, SourceKind

ARTICLE = "截至9月11日,全区财政收入18.8亿元。\n\n召开座谈会30余次,医疗救助封顶线由2万元 提高到３万元。\n"
TABLE = "项目,金额,单位\n挂号,5元,次\n"


def base(*citations: Citation) -> KnowledgeBase:
    entry = Entry(
        id="a",
        topic="甲",
        question="问",
        answer="答",
        citations=citations,
        place=FilePosition(file="t.yaml", line=3, column=5),
    )
    digest = hashlib.sha256(ARTICLE.encode()).hexdigest()
    sources = (
        Source(id="report", title="报道", publisher="社", paragraphs=2, sha256=digest),
        Source(id="prices", title="表", publisher="局", kind=SourceKind.TABLE),
    )
    return KnowledgeBase(
        version="",
        topics=("甲",),
        entries=(entry,),
        sources={source.id: source for source in sources},
        lexicon=Lexicon(qualifiers={}),
        texts={},
    )


def codes(knowledge: KnowledgeBase, source: str = "report", text: str = ARTICLE) -> list[str]:
    return [fault.code for fault in prove(knowledge, source, text)]


@pytest.mark.parametrize(
    ("paragraph", "evidence"),
    [(1, "财政收入18.8亿元"), (2, "由2万元提高到3万元"), (2, "座谈会30余次"), (2, "2 万 元"), (1, "9月11日")],
    ids=["as printed", "white space and width aside", "with its approximation", "spaced", "a date"],
)
def test_evidence_that_stands_there_is_proved(paragraph: int, evidence: str) -> None:
    assert codes(base(Citation(source="report", paragraph=paragraph, evidence=evidence))) == []


@pytest.mark.parametrize(
    ("paragraph", "evidence", "code"),
    [
        (2, "财政收入18.8亿元", "evidence_elsewhere"),
        (1, "财政收入19.8亿元", "evidence_not_found"),
        (3, "财政收入18.8亿元", "evidence_elsewhere"),
        (1, "8.8亿元", "evidence_cut"),
        (1, "财政收入18", "evidence_cut"),
        (2, "座谈会30", "evidence_cut"),
        (1, "1日", "evidence_cut"),
    ],
    ids=[
        "another paragraph",
        "another figure",
        "no such paragraph",
        "the end of a figure",
        "the beginning of a figure",
        "without its approximation",
        "half a day",
    ],
)
def test_evidence_that_does_not_stand_there_is_named(paragraph: int, evidence: str, code: str) -> None:
    assert codes(base(Citation(source="report", paragraph=paragraph, evidence=evidence))) == [code]


def test_the_paragraph_where_evidence_stands_is_told() -> None:
    knowledge = base(Citation(source="report", paragraph=2, evidence="财政收入18.8亿元"))
    (found,) = prove(knowledge, "report", ARTICLE)
    assert "在第 1 段" in found.sentence


def test_a_file_with_other_paragraphs_is_named() -> None:
    assert codes(base(), text="只有一段。") == ["source_paragraphs"]


def test_a_source_nobody_registered_is_named() -> None:
    (found,) = prove(base(), "other", ARTICLE)
    assert found.code == "no_such_source"
    assert "登记的是：report、prices。" in found.sentence


@pytest.mark.parametrize(
    ("row", "evidence", "expected"),
    [("挂号", "5 元", []), ("挂号", "6元", ["cell_differs"]), ("住院", "5元", ["cell_not_found"])],
    ids=["the cell", "another figure", "no such row"],
)
def test_the_evidence_of_a_table_is_its_cell(row: str, evidence: str, expected: list[str]) -> None:
    cited = base(Citation(source="prices", row=row, column="金额", evidence=evidence))
    assert codes(cited, "prices", TABLE) == expected


def test_a_broken_table_has_no_cells() -> None:
    cited = base(Citation(source="prices", row="挂号", column="金额", evidence="5元"))
    assert codes(cited, "prices", '"' + "x" * 200_000) == ["cell_not_found"]


def test_a_file_is_known_by_its_hash() -> None:
    found = source_of_file(base(), ARTICLE.encode())
    assert found is not None
    assert found.id == "report"
    assert source_of_file(base(), b"another") is None


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        pytest.param(
            "题\n1. 一段\n2. 2026年二段\n3. 三段", ["题", "一段", "2026年二段", "三段"], id="a title"
        ),
        pytest.param("1、题\n2、一段\n3、二段", ["题", "一段", "二段"], id="the title too"),
        pytest.param("题\n18.8亿元\n2.4万亩\n97个", ["题", "18.8亿元", "2.4万亩", "97个"], id="figures"),
        pytest.param("题\n1. 一段", ["题", "1. 一段"], id="a single one"),
    ],
)
def test_numbers_before_paragraphs_belong_to_no_text(text: str, paragraphs: list[str]) -> None:
    assert paragraphs_of(text) == paragraphs
