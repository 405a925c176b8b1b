"""A folder of YAML becomes a knowledge base, or every fault in it at once."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.loading.loader import read_knowledge
from knowledge.model.entry import Facet, FilePosition
from tests.knowledge.loading.folders import SOURCES, changed, faults, town

CELL = "[{source: prices, row: 挂号, column: 金额, evidence: 5元}]"
OTHER = """\
topic: 别的
entries:
  - id: fee
    question: 别的？
    answer: 别的。
    citations: [{source: report, paragraph: 1, evidence: 别的}]
"""


def test_a_folder_becomes_a_knowledge_base(tmp_path: Path) -> None:
    loaded = read_knowledge(town(tmp_path))
    assert loaded.faults == ()
    assert loaded.base is not None
    ceiling = loaded.base.entries[0]
    assert loaded.base.topics == ("看病",)
    assert (ceiling.topic, ceiling.facets, ceiling.qualifiers) == (
        "看病",
        (Facet.AMOUNT,),
        {"residence": "农村"},
    )
    assert ceiling.place == FilePosition(file=str(tmp_path / "medical.yaml"), line=3, column=5)
    assert ceiling.translations["en"].answer == "It rose from 20 000 to 30 000 yuan."
    assert loaded.base.sources["report"].as_of == "报道没有写年份。"


# What may be wrong in one place: the change -> the place and the code of the one fault it makes.
WRONG = {
    "an unknown key": ("    facet: amount", "    facest: [amount]", "10:5", "unknown_key"),
    "an unknown facet": ("facet: amount", "facet: amuont", "10:12", "want_one_of"),
    "both facet and facets": ("facet: amount", "facet: amount\n    facets: [fee]", "3:5", "facet_twice"),
    "a list where a text belongs": ("question: 封顶线是多少？", "question: [封顶线]", "4:15", "want_text"),
    "a text where a mapping belongs": ("{residence: 农村}", "农村", "11:17", "want_mapping"),
    "a mapping where a list belongs": ("subject: [封顶线]", "subject: {a: b}", "9:14", "want_list"),
    "a text left empty": ("question: 封顶线是多少？", "question:", "4:5", "empty"),
    "no answer": ("    answer: 挂号费 5 元。\n", "", "14:5", "missing"),
    "no citation": (CELL, "[]", "17:16", "no_citation"),
    "a citation without a paragraph": (", paragraph: 1", "", "8:9", "no_paragraph"),
    "a citation without a cell": ("row: 挂号, ", "", "17:17", "no_cell"),
    "a paragraph that is no number": ("paragraph: 1", "paragraph: 一", "8:37", "want_number"),
    "a paragraph out of range": ("paragraph: 1", "paragraph: 3", "8:37", "paragraph_out_of_range"),
    "a paragraph before the first": ("paragraph: 1", "paragraph: 0", "8:37", "paragraph_out_of_range"),
    "a source nobody registered": ("source: report", "source: reprot", "8:18", "dangling_source"),
    "evidence that is too long": ("3万元}", "3万元" + "长" * 12 + "}", "8:50", "evidence_too_long"),
    "an id that is used already": ("- id: fee", "- id: ceiling", "14:5", "duplicate_id"),
    "an id that is no id": ("- id: fee", "- id: 挂号", "14:9", "want_id"),
    "a related entry that is not there": ("facet: amount", "related: [fees]", "10:15", "dangling_related"),
    "a phrasing of another entry": ("挂号费多少钱？", "上 限！", "15:15", "duplicate_phrasing"),
    "a subject without words": ("subject: [封顶线]", "subject: [🔥]", "9:15", "no_words"),
    "a phrasing without words": ("[最多能报多少钱, 上限]", "[最多能报多少钱, ？？]", "5:26", "no_words"),
    "a date that is none": ("2026-01-01", "2026年1月1日", "12:17", "want_date"),
    "a day that is not in the calendar": ("2026-01-01", "2026-02-30", "12:17", "no_such_day"),
    "dates in the wrong order": (
        "valid_from: 2026-01-01",
        "valid_from: 2026-01-01\n    expires_on: 2025-12-31",
        "12:17",
        "dates_reversed",
    ),
    "a figure without evidence": ("提高到 3 万元。", "提高到 4 万元。", "6:13", "uncarried_figure"),
    "a figure of a translation": ("30 000 yuan", "40 000 yuan", "13:65", "uncarried_figure"),
    "a numeral without evidence": ("挂号费 5 元。", "挂号费 5 元，共两项。", "16:13", "uncarried_figure"),
    "a year nobody printed": ("挂号费 5 元。", "2014 年挂号费 5 元。", "16:13", "uncarried_figure"),
}


@pytest.mark.parametrize(("old", "new", "place", "code"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_named_where_it_stands(
    old: str, new: str, place: str, code: str, tmp_path: Path
) -> None:
    (fault,) = read_knowledge(town(tmp_path, medical=changed(old, new))).faults
    assert (fault.code, str(fault.place)) == (code, f"{tmp_path / 'medical.yaml'}:{place}")


def test_every_fault_of_all_files_is_told_in_one_run(tmp_path: Path) -> None:
    medical = changed("facet: amount", "facest: [amount]", changed("5 元。", "6 元。"))
    sources = changed("kind: table", "kind: list", SOURCES)
    found = faults(tmp_path, medical=medical, broken="topic: 'x\n", sources=sources)
    assert [line.partition(": ")[0] for line in found] == [
        "broken.yaml:1:8",
        "medical.yaml:10:5",
        "medical.yaml:16:13",
        "sources.yaml:3:24",
    ]


EVIDENCE = "evidence: 封顶线由2万元提高到3万元"


@pytest.mark.parametrize(
    ("evidence", "told"),
    [
        pytest.param(
            "为了困难群众看得起病，今年把封顶线由2万元提高到3万元，大家都说好",
            "可以只写“今年把封顶线由2万元提高到3万元，大家都说好”。",
            id="one piece carries all",
        ),
        pytest.param(
            "医疗救助的封顶线在原来的基础上从2万元起步，经过研究以后把它提高到3万元",
            "可以分成 2 条：“医疗救助的封顶线在原来的基础上从2万元起步”“经过研究以后把它提高到3万元”。",
            id="two pieces",
        ),
        pytest.param(
            "为了困难群众看得起病，今年把封顶线由2万元提高到4万元，大家都说好",
            "可以只写“今年把封顶线由2万元提高到4万元，大家都说好”。",
            id="what it does not carry is no matter",
        ),
        pytest.param(
            "为了让困难群众看得起病、看得好病，这一年各部门想了许多办法",
            "请只留下带数字的短语，分成几条也可以。",
            id="nothing to carry",
        ),
    ],
)
def test_a_piece_of_long_evidence_that_carries_the_figures_is_offered(
    evidence: str, told: str, tmp_path: Path
) -> None:
    found = faults(tmp_path, medical=changed(EVIDENCE, f"evidence: {evidence}"))
    [fault] = [line for line in found if "最多 24 个字" in line]
    assert fault.endswith(f"最多 24 个字。{told}")


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        pytest.param(
            "超过 3 万元", "依据“封顶线由2万元提高到3万元”里的“3万元”，说的界限不一样。", id="another bound"
        ),
        pytest.param("3 万人", "依据“封顶线由2万元提高到3万元”里的“3万元”，单位不一样，", id="another unit"),
        pytest.param("4 万元", "请对照原文改正，", id="another number"),
    ],
)
def test_why_a_figure_has_no_evidence_is_told(answer: str, told: str, tmp_path: Path) -> None:
    [fault] = faults(tmp_path, medical=changed("提高到 3 万元。", f"提高到{answer}。"))
    assert f"没有依据。{told}" in fault


@pytest.mark.parametrize(
    ("old", "new", "askable"),
    [
        pytest.param("5 元。", "6 元。", True, id="a figure without evidence"),
        pytest.param(EVIDENCE, EVIDENCE + "长" * 12, True, id="evidence that is too long"),
        pytest.param("paragraph: 1", "paragraph: 3", False, id="a paragraph out of range"),
        pytest.param("facet: amount", "facest: amount", False, id="an unknown key"),
    ],
)
def test_a_base_that_lacks_only_evidence_can_be_asked_by_a_check(
    old: str, new: str, askable: bool, tmp_path: Path
) -> None:
    loaded = read_knowledge(town(tmp_path, medical=changed(old, new)))
    assert loaded.base is None
    assert (loaded.askable is not None) == askable


def test_the_nearest_right_word_is_offered(tmp_path: Path) -> None:
    (found,) = faults(tmp_path, medical=changed("phrasings", "phrasing"))
    assert found == "medical.yaml:5:5: 不认识“phrasing”这一项。是不是想写“phrasings”？"
    unknown, missing = faults(tmp_path, medical=changed("    answer: 挂", "    回答: 挂"))
    assert unknown == "medical.yaml:14:5: 这里少了必填的“answer”。请补上。"
    assert missing == "medical.yaml:16:5: 不认识“回答”这一项。是不是想写“answer”？"


def test_an_entry_may_relate_to_one_that_is_faulty_itself(tmp_path: Path) -> None:
    medical = changed("facet: amount", "related: [fee]", changed("    answer: 挂号费 5 元。\n", ""))
    assert faults(tmp_path, medical=medical) == ["medical.yaml:14:5: 这里少了必填的“answer”。请补上。"]


def test_a_phrasing_behind_one_that_stands_twice_is_named_where_it_stands(tmp_path: Path) -> None:
    items = "\n      - 上限\n      - 上限\n      - 别的？"
    early = OTHER.replace("fee", "other")
    [told] = faults(tmp_path, medical=changed("[最多能报多少钱, 上限]", items), early=early)
    assert told.startswith("medical.yaml:8:9: 问法“别的？”在条目“other”")


def test_a_used_id_names_both_places(tmp_path: Path) -> None:
    (found,) = faults(tmp_path, other=OTHER)
    first = tmp_path / "medical.yaml"
    assert found == f"other.yaml:3:5: 编号“fee”已经用在 {first}:14:5。请换一个编号，全部文件里不能重复。"


def test_a_name_of_the_lexicon_needs_no_evidence(tmp_path: Path) -> None:
    medical = changed("挂号费 5 元。", "五道口的挂号费 5 元。")
    assert faults(tmp_path, medical=medical)
    assert not faults(tmp_path, medical=medical, lexicon="terms: [{term: 五道口}]\n")


@pytest.mark.parametrize(
    ("lexicon", "place"),
    [
        pytest.param("emergency: [{words: [着火, 🔥], answer: 打119}]", "1:26", id="a word of an emergency"),
        pytest.param("replies: [{kind: hi, words: ['！'], answer: 您好}]", "1:30", id="a greeting"),
        pytest.param("terms: [{term: '?'}]", "1:16", id="a term"),
        pytest.param("terms: [{term: 泳池, synonyms: ['·']}]", "1:31", id="a synonym"),
        pytest.param("qualifiers: {residence: {农村: ['—']}}", "1:31", id="a name of a value"),
        pytest.param("qualifiers: {residence: {'—': [乡下]}}", "1:26", id="a value"),
    ],
)
def test_a_word_of_which_nothing_is_left_is_refused(lexicon: str, place: str, tmp_path: Path) -> None:
    (fault,) = read_knowledge(town(tmp_path, lexicon=lexicon)).faults
    assert (fault.code, str(fault.place)) == ("no_words", f"{tmp_path / 'lexicon.yaml'}:{place}")


def test_texts_that_are_left_out_come_from_the_shipped_ones(tmp_path: Path) -> None:
    shipped = tmp_path / "shipped.txt"
    shipped.write_text("texts: {unknown: {zh: 不知道, en: unknown}, lapsed: 过期}\n", encoding="utf-8")
    base = read_knowledge(town(tmp_path, texts="texts: {lapsed: 过了期}\n"), shipped).base
    assert base is not None
    assert base.texts == {"unknown": {"zh": "不知道", "en": "unknown"}, "lapsed": {"zh": "过了期"}}


def test_texts_that_are_said_no_more_are_no_fault(tmp_path: Path) -> None:
    shipped = tmp_path / "shipped.txt"
    shipped.write_text("texts: {unknown: 不知道}\n", encoding="utf-8")
    assert not read_knowledge(town(tmp_path, texts="texts: {no_year_note: 没有年份}\n"), shipped).faults


def test_a_text_that_is_not_among_the_shipped_ones_is_a_slip(tmp_path: Path) -> None:
    shipped = tmp_path / "shipped.txt"
    shipped.write_text("texts: {unknown: 不知道}\n", encoding="utf-8")
    (fault,) = read_knowledge(town(tmp_path, texts="texts: {unknwon: 不清楚}\n"), shipped).faults
    assert fault.sentence.endswith("是不是想写“unknown”？")


def test_the_collector_runs_again_after_a_load(tmp_path: Path) -> None:
    read_knowledge(town(tmp_path))
    assert gc.isenabled()


@settings(deadline=None, max_examples=50)
@given(data=st.binary(max_size=200), name=st.sampled_from(["topic", "sources", "lexicon", "texts"]))
def test_any_bytes_end_in_a_base_or_a_sentence(
    data: bytes, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = town(tmp_path_factory.mktemp("town"))
    (folder / f"{name}.yaml").write_bytes(data)
    loaded = read_knowledge(folder)
    assert (loaded.base is None) == bool(loaded.faults)


PARTS = st.sampled_from(["topic", "entries", "id", "sources", "terms", "texts", "citations", "", "answer"])
TREES = st.recursive(
    PARTS,
    lambda tree: st.one_of(st.lists(tree, max_size=3), st.dictionaries(PARTS, tree, max_size=4)),
    max_leaves=12,
)


@settings(deadline=None, max_examples=100)
@given(tree=TREES, name=st.sampled_from(["topic", "sources", "lexicon", "texts"]))
def test_any_tree_ends_in_a_base_or_a_sentence(
    tree: object, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = town(tmp_path_factory.mktemp("town"))
    (folder / f"{name}.yaml").write_text(repr(tree).replace("''", '""'), encoding="utf-8")
    loaded = read_knowledge(folder)
    assert (loaded.base is None) == bool(loaded.faults)
    assert all(str(fault) for fault in loaded.faults)


def test_the_shipped_content_has_no_faults() -> None:
    content = Path(__file__).parents[3] / "knowledge" / "content"
    loaded = read_knowledge(content, content / "texts.yaml")
    assert [str(fault) for fault in loaded.faults] == []
