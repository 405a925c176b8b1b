"""Ranges of one group that hold the same figure: which of two answers it gets, nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.language.ranges import ranges
from knowledge.loading.hints import hints
from knowledge.loading.loader import read_knowledge
from knowledge.loading.overlaps import overlapping
from knowledge.loading.places import Places
from knowledge.model.base import KnowledgeBase
from tests.knowledge.loading.folders import town
from tests.knowledge.loading.test_qualified import PROJECT, TOWNS

GRANTS = """\
topic: 补助
entries:
  - id: grant-low
    question: 小船补助多少？
    answer: 按船长发。
    citations: [{source: report, paragraph: 1, evidence: 按船长}]
    subject: [船, 补助]
    qualifiers: {size: WIDE}
  - id: grant-high
    question: 大船补助多少？
    answer: 按船长发。
    citations: [{source: report, paragraph: 1, evidence: 按船长}]
    subject: [THING, 补助]
    qualifiers: {size: NARROW}
"""


def read(folder: Path) -> KnowledgeBase:
    base = read_knowledge(folder, PROJECT / "knowledge/content/texts.yaml").base
    assert base is not None
    return base


def faults(folder: Path, *values: str) -> list[str]:
    """What is found where these are the values of one group, without the folder."""
    lines = "".join(f"    {value}: []\n" for value in values)
    town(folder, lexicon=f"qualifiers:\n  size:\n{lines}")
    found = overlapping(read(folder), Places(folder))
    return [str(fault).removeprefix(f"{folder}/") for fault in found]


@pytest.mark.parametrize(
    ("values", "figure", "instead"),
    [
        pytest.param(
            ("12米以下", "12至24米"), "12米", ("不足12米", "超过12米不超过24米"), id="up to and from"
        ),
        pytest.param(
            ("12至24米", "24米以上"), "24米", ("12米以上不足24米", "超过24米"), id="from and upwards"
        ),
        pytest.param(
            ("80至90周岁", "90至99周岁"),
            "90周岁",
            ("80周岁以上不足90周岁", "超过90周岁不超过99周岁"),
            id="ages",
        ),
        pytest.param(
            ("超过5万元不超过10万元", "10万元以上不足20万元"),
            "10万元",
            ("超过5万元不足10万元", "超过10万元不足20万元"),
            id="sums with their other ends",
        ),
        pytest.param(("24米以上", "24米以下"), "24米", ("不足24米", "超过24米"), id="the upper one first"),
    ],
)
def test_ranges_that_share_their_border_are_a_fault(
    tmp_path: Path, values: tuple[str, str], figure: str, instead: tuple[str, str]
) -> None:
    [fault] = faults(tmp_path, *values)
    assert f"里都有{figure}，问{figure}的" in fault
    assert all(f"写成“{value}”" in fault for value in instead)


@pytest.mark.parametrize("number", [0, 1])
def test_either_way_of_writing_it_parts_the_ranges(tmp_path: Path, number: int) -> None:
    values = ["12米以下", "12至24米"]
    assert faults(tmp_path, *values)
    values[number] = ("不足12米", "超过12米不超过24米")[number]
    assert faults(tmp_path, *values) == []
    assert len(list(ranges({"size": dict.fromkeys(values, ())}))) == len(values)


def test_a_fault_points_at_the_value_to_change(tmp_path: Path) -> None:
    [fault] = faults(tmp_path, "24米以上", "12至24米")
    assert fault.startswith("lexicon.yaml:4:5: “12至24米”和“24米以上”里都有24米，")


def test_ranges_that_reach_into_each_other_are_a_fault(tmp_path: Path) -> None:
    [fault] = faults(tmp_path, "10至20米", "15至30米")
    assert "里都有15米到20米，" in fault


@pytest.mark.parametrize(
    "values",
    [
        pytest.param(("80至89周岁", "90至99周岁"), id="whole numbers"),
        pytest.param(("不足12米", "12米以上不足24米", "24米以上"), id="as official texts write them"),
        pytest.param(("12米以下", "超过12米"), id="the lower end left out"),
        pytest.param(("60周岁以上", "80周岁以上"), id="one within the other"),
        pytest.param(("12米以下", "12岁以上"), id="of other units"),
        pytest.param(("小船", "大船"), id="no ranges"),
    ],
)
def test_other_values_are_no_fault(tmp_path: Path, values: tuple[str, ...]) -> None:
    assert faults(tmp_path, *values) == []


@pytest.mark.parametrize(
    ("wide", "narrow", "thing", "hinted"),
    [
        pytest.param("12米以上", "24米以上", "船", True, id="the same thing"),
        pytest.param("12米以上", "24米以上", "车", False, id="another thing"),
        pytest.param("12米以上", "8米以上", "船", True, id="the other way round"),
        pytest.param("12至20米", "24米以上", "船", False, id="apart"),
    ],
)
def test_a_span_within_another_is_a_hint_where_both_are_told_of_one_thing(
    tmp_path: Path, wide: str, narrow: str, thing: str, hinted: bool
) -> None:
    grants = GRANTS.replace("WIDE", wide).replace("NARROW", narrow).replace("THING", thing)
    town(tmp_path, medical=grants, lexicon=f"qualifiers:\n  size:\n    {wide}: []\n    {narrow}: []\n")
    base = read(tmp_path)
    found = [str(hint) for hint in hints(base, Places(tmp_path))]
    assert [("提示：" in hint and "grant-low" in hint and "grant-high" in hint) for hint in found] == [
        True
    ] * hinted


@pytest.mark.parametrize("name", TOWNS)
def test_the_shipped_towns_have_no_such_ranges(name: str) -> None:
    assert list(overlapping(read(PROJECT / name), Places(PROJECT / name))) == []
