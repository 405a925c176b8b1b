"""What staff who never programmed type wrong: the sentence says what to do, at the place where it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from knowledge.language.facetwords import OTHER_NAMES, facet_called
from knowledge.model.entry import Facet
from tests.knowledge.loading.folders import TOPIC, changed, faults

GUIDE = Path(__file__).parents[3] / "docs" / "编辑指南.md"
PHRASINGS = "    phrasings: [最多能报多少钱, 上限]\n"


def slip(tmp_path: Path, old: str, new: str) -> str:
    """The only fault after a change of the topic file."""
    [found] = faults(tmp_path, medical=changed(old, new))
    return found.removeprefix("medical.yaml:")


@pytest.mark.parametrize(
    ("written", "facet"),
    [
        pytest.param("price", "fee", id="no slip of place"),
        pytest.param("Cost", "fee", id="a capital"),
        pytest.param("收费", "fee", id="its name in the guide"),
        pytest.param("时间", "time", id="time"),
        pytest.param("联系方式", "contact", id="contact"),
    ],
)
def test_a_facet_by_another_name_is_told_by_its_meaning(tmp_path: Path, written: str, facet: str) -> None:
    told = slip(tmp_path, "facet: amount", f"facets: [{written}]")
    assert told.startswith(f"10:14: “facets”不能是“{written}”。")
    assert told.endswith(f"。“{written}”请写 {facet}。")


def test_a_facet_with_a_slip_is_told_by_its_letters(tmp_path: Path) -> None:
    assert slip(tmp_path, "facet: amount", "facets: [amuont]").endswith("是不是想写“amount”？")


def test_the_guide_names_every_facet_as_the_program_does() -> None:
    guide = GUIDE.read_text("utf-8")
    assert OTHER_NAMES.keys() == set(Facet)
    for facet, names in OTHER_NAMES.items():
        assert f"| `{facet}` | {names.split()[0]} |" in guide


def test_no_name_stands_for_two_facets() -> None:
    assert all(facet_called(name) is facet for facet, names in OTHER_NAMES.items() for name in names.split())


@pytest.mark.parametrize(
    ("written", "column", "mark", "narrow"),
    [
        pytest.param("[count，status]", 14, "，", ",", id="a comma"),
        pytest.param("[count、status]", 14, "、", ",", id="a pause mark"),
        pytest.param("【count, status】", 13, "【", "[", id="brackets"),
        pytest.param("［count, status］", 13, "［", "[", id="wide brackets"),
    ],
)
def test_a_chinese_comma_or_bracket_is_named(
    tmp_path: Path, written: str, column: int, mark: str, narrow: str
) -> None:
    told = slip(tmp_path, "facet: amount", f"facets: {written}")
    assert told.startswith(f"10:{column}: 这里的“{mark}”是中文的。")
    assert f"写成“{narrow}”" in told


@pytest.mark.parametrize(
    ("items", "place", "mark"),
    [
        pytest.param("      -最多\n      - 上限\n", "6:7", "-", id="first without space"),
        pytest.param("      － 最多\n      - 上限\n", "6:7", "－", id="first with a wide dash"),
        pytest.param("      — 最多\n      - 上限\n", "6:7", "—", id="first with a long dash"),
        pytest.param("      · 最多\n      · 上限\n", "6:7", "·", id="dots"),
        pytest.param("      - 最多\n      -上限\n      - 几成\n", "7:7", "-", id="second without space"),
        pytest.param("      - 最多\n      － 上限\n", "7:7", "－", id="last with a wide dash"),
    ],
)
def test_a_list_that_begins_the_wrong_way_is_no_phrasing(
    tmp_path: Path, items: str, place: str, mark: str
) -> None:
    told = slip(tmp_path, PHRASINGS, f"    phrasings:\n{items}")
    assert told.startswith(f"{place}: 列表的每一项要以英文短横线加一个空格开头")
    assert f"“{mark}”" in told


@pytest.mark.parametrize(
    ("old", "new", "place", "name"),
    [
        pytest.param(
            "    answer: 封", "\u00a0\u00a0\u00a0\u00a0answer: 封", "6:1", "不换行空格（U+00A0）", id="indent"
        ),
        pytest.param("    answer: 封", "　　answer: 封", "6:1", "全角空格（U+3000）", id="wide indent"),
        pytest.param("    answer: 封", "  　answer: 封", "6:3", "全角空格（U+3000）", id="half an indent"),
        pytest.param("answer: 封", "answer:\u00a0封", "6:12", "不换行空格（U+00A0）", id="behind a colon"),
        pytest.param("answer: 封", "answer:　封", "6:12", "全角空格（U+3000）", id="wide behind a colon"),
        pytest.param("  - id: ceiling", "  -　id: ceiling", "3:4", "全角空格（U+3000）", id="behind a dash"),
        pytest.param("    subject: ", "    \u200bsubject: ", "9:5", "零宽空格（U+200B）", id="before a key"),
        pytest.param("    subject: ", "    sub\u200bject: ", "9:8", "零宽空格（U+200B）", id="within a key"),
        pytest.param("2026-01-01", "2026-01\u200b-01", "12:24", "零宽空格（U+200B）", id="within a date"),
        pytest.param("id: ceiling", "id: ceil\u200bing", "3:13", "零宽空格（U+200B）", id="within an id"),
        pytest.param(
            PHRASINGS,
            "    phrasings:\n　　- 上限\n　　- 几成\n",
            "7:1",
            "全角空格（U+3000）",
            id="before a list",
        ),
    ],
)
def test_a_character_that_nobody_sees_is_named(
    tmp_path: Path, old: str, new: str, place: str, name: str
) -> None:
    assert slip(tmp_path, old, new).startswith(f"{place}: 这里混进了一个{name}")


OTHER_ENTRIES = """\
  - id: plain
    question: "别的问题
      分成两行写？"
    answer: 别的。 # it's a remark
    citations: [{source: report, paragraph: 1, evidence: '别的'}]
  - id: last
    question: 最后一个？
    answer: It's the last, 'of' all.
    citations: [{source: report, paragraph: 1, evidence: 最后}]
"""


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        pytest.param("answer: 封顶线", "answer: '封顶线", "6:13", id="single"),
        pytest.param("answer: 封顶线", 'answer: "封顶线', "6:13", id="double"),
        pytest.param("evidence: 封顶线由", "evidence: '封顶线由", "8:50", id="within braces"),
        pytest.param(
            "[最多能报多少钱, 上限]", "\n      - '最多\n      - 几成\n      - 上限", "6:9", id="in a list"
        ),
        pytest.param("answer: 最后", "answer: '最后", "25:13", id="with none behind it"),
        pytest.param("question: 最后一个？", "question: '最后一个？", "24:15", id="ended by an apostrophe"),
    ],
)
def test_a_quote_that_swallows_lines_is_pointed_at(tmp_path: Path, old: str, new: str, place: str) -> None:
    text = TOPIC + OTHER_ENTRIES
    if old not in text:
        text = text.replace("It's the last, 'of' all.", "最后")
    [found] = faults(tmp_path, medical=changed(old, new, text))
    assert found == f"medical.yaml:{place}: 从这里开始的引号没有配对。请在句子末尾补上同样的引号。"


def test_a_quote_over_two_lines_is_not_to_blame(tmp_path: Path) -> None:
    [found] = faults(tmp_path, medical=changed("id: last", "id: last: x", TOPIC + OTHER_ENTRIES))
    assert "一个英文冒号" in found


EVIDENCE = "evidence: 封顶线由2万元提高到3万元"


@pytest.mark.parametrize(
    ("written", "place", "sentence"),
    [
        pytest.param(
            "封顶线由2万元,提高到3万元", "8:58", "“提高到3万元”前面的英文逗号把一句话切成了两项", id="a comma"
        ),
        pytest.param(
            "由20,000元提高", "8:54", "“000元提高”前面的英文逗号把一句话切成了两项", id="a thousand"
        ),
        pytest.param("‘由2万元,提高到3万元’", "8:50", "“‘”是中文的引号", id="Word's quotes"),
        pytest.param("“由2万元,提高到3万元”", "8:50", "““”是中文的引号", id="Word's double quotes"),
    ],
)
def test_a_comma_that_cuts_the_evidence_is_told(
    tmp_path: Path, written: str, place: str, sentence: str
) -> None:
    told = faults(tmp_path, medical=changed(EVIDENCE, f"evidence: {written}"))
    assert [line.startswith(f"medical.yaml:{place}: {sentence}") for line in told] == [True]
    assert "英文单引号" in told[0]


CITED = "{source: report, paragraph: 1, evidence: 封顶线由2万元提高到3万元}"


@pytest.mark.parametrize(
    ("old", "new", "place", "sentence"),
    [
        pytest.param(
            "source: report",
            "source： report",
            "8:16",
            "中文冒号“：”。.*写成“source: ”",
            id="a Chinese colon",
        ),
        pytest.param(
            "source: report", "source：report", "8:16", "中文冒号“：”。.*写成“source: ”", id="and no space"
        ),
        pytest.param(
            "source: report", "source:report", "8:16", "少了一个空格。请写成“source: ”", id="no space"
        ),
        pytest.param("paragraph: 1", "paragraph： 1", "8:35", "“paragraph: ”", id="behind a comma"),
        pytest.param("paragraph: 1", "paragraph:1", "8:35", "少了一个空格", id="no space behind a comma"),
        pytest.param(
            CITED, CITED.replace(": ", "：").replace(", ", "，"), "8:16", "“source: ”", id="every mark"
        ),
        pytest.param("report, ", "report，", "8:24", "“，”是中文的。.*写成“,”", id="a Chinese comma"),
    ],
)
def test_a_chinese_mark_between_the_parts_of_a_citation_is_pointed_at(
    tmp_path: Path, old: str, new: str, place: str, sentence: str
) -> None:
    """Given a colon that is none, then it alone is told, not that a source is missing as well."""
    told = slip(tmp_path, old, new)
    assert told.startswith(f"{place}: ") and re.search(sentence, told)


@pytest.mark.parametrize(
    ("written", "place", "sentence"),
    [
        pytest.param("{户籍：本区}", "11:20", "中文冒号“：”。.*写成“户籍: ”", id="a Chinese colon"),
        pytest.param("{户籍:本区}", "11:20", "少了一个空格。请写成“户籍: ”", id="no space"),
    ],
)
def test_so_is_one_behind_a_name_that_staff_chose(
    tmp_path: Path, written: str, place: str, sentence: str
) -> None:
    told = slip(tmp_path, "{residence: 农村}", written)
    assert told.startswith(f"{place}: ") and re.search(sentence, told)


def test_what_is_missing_beside_a_wrong_colon_is_told_too(tmp_path: Path) -> None:
    found = faults(tmp_path, medical=changed(CITED, "{source： report, paragraph: 1}"))
    assert sorted(found) == [
        "medical.yaml:8:16: 这里的冒号是中文冒号“：”。请改成英文冒号加一个空格，写成“source: ”的样子。",
        "medical.yaml:8:9: 这里少了必填的“evidence”。请补上。",
    ]


def test_an_unknown_key_within_braces_is_no_cut_text(tmp_path: Path) -> None:
    assert "不认识“页码”" in slip(tmp_path, EVIDENCE, f"{EVIDENCE}, 页码: 3")
    assert "不认识“页码”" in slip(tmp_path, "    facet: amount\n", "    facet: amount\n    页码:\n")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param(TOPIC.replace("entries:\n", ""), "2:1", id="indented"),
        pytest.param(TOPIC.replace("entries:\n", "\n# 条目\n"), "4:1", id="behind a remark"),
        pytest.param("topic: 看病\n- id: a\n  question: 问\n", "2:1", id="to the left"),
    ],
)
def test_entries_without_their_key_are_told_to_have_one(tmp_path: Path, text: str, place: str) -> None:
    [told] = faults(tmp_path, medical=text)
    assert told.startswith(f"medical.yaml:{place}: 这里前面少了一行 entries。")


@pytest.mark.parametrize("held", ["", " []"], ids=["nothing", "an empty list"])
def test_a_topic_without_entries_is_told_to_have_some(tmp_path: Path, held: str) -> None:
    [told] = faults(tmp_path, medical=f"topic: 看病\nentries:{held}\n")
    assert "“entries”下面还是空的。请至少写一项" in told


def test_a_wide_space_within_a_text_is_part_of_it(tmp_path: Path) -> None:
    assert faults(tmp_path, medical=changed("最多能报多少钱", "最多　能报多少钱")) == []


def test_a_text_may_begin_with_a_figure_below_zero(tmp_path: Path) -> None:
    assert faults(tmp_path, medical=changed(PHRASINGS, "    phrasings: -5度的时候\n")) == []
