"""A file that was copied beside the original is told once, whatever it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.knowledge.loading.folders import SOURCES, TOPIC, changed, faults

ONE_MORE = """\
  - id: bed
    question: 床位费多少钱？
    answer: 床位费 5 元。
    citations: [{source: prices, row: 床位, column: 金额, evidence: 5元}]
"""
SENTENCE = "里的条目，“{}”里都有，像是它的副本。副本请移到别的文件夹；要用的是这一份，就把那一份移走。"


@pytest.mark.parametrize("name", ["medical - 副本", "a (1)", "Copy of medical", "medical_old", "medical2"])
def test_a_copy_is_one_fault_and_named_by_its_name(tmp_path: Path, name: str) -> None:
    [found] = faults(tmp_path, **{name: TOPIC})
    assert found == f"{name}.yaml:1:1: “{name}.yaml”{SENTENCE.format('medical.yaml')}"


@pytest.mark.parametrize(
    ("name", "copied", "of"),
    [
        pytest.param("health", "medical", "health", id="the one with less"),
        pytest.param("health - 副本", "health - 副本", "medical", id="the one that says so"),
    ],
)
def test_a_copy_that_was_worked_on_is_told_too(tmp_path: Path, name: str, copied: str, of: str) -> None:
    text = changed("封顶线是多少？", "封顶线多高？", TOPIC + ONE_MORE)
    [found] = faults(tmp_path, **{name: text})
    assert found.startswith(f"{copied}.yaml:1:1: “{copied}.yaml”里的条目，“{of}.yaml”里都有")


def test_copies_of_one_file_are_each_told(tmp_path: Path) -> None:
    found = faults(tmp_path, **{"medical (1)": TOPIC, "medical (2)": TOPIC})
    assert [line.partition(":")[0] for line in found] == ["medical (1).yaml", "medical (2).yaml"]
    assert all("“medical.yaml”里都有" in line for line in found)


def test_an_id_used_for_another_question_is_no_copy(tmp_path: Path) -> None:
    text = "topic: 别的\nentries:\n" + ONE_MORE.replace("id: bed", "id: fee")
    [found] = faults(tmp_path, roads=text)
    assert "编号“fee”已经用在" in found


def test_the_phrasings_of_an_id_used_twice_are_not_told_besides(tmp_path: Path) -> None:
    entry = TOPIC.partition("  - id: fee")[0].partition("entries:\n")[2]
    [found] = faults(tmp_path, roads="topic: 别的\nentries:\n" + ONE_MORE + entry)
    assert "编号“ceiling”已经用在" in found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param(SOURCES, "sources", id="sources"),
        pytest.param("terms: []\n", "lexicon", id="lexicon"),
        pytest.param("texts: {hotline_number: '1'}\n", "texts", id="texts"),
    ],
)
def test_a_copy_of_another_file_is_no_topic(tmp_path: Path, text: str, kind: str) -> None:
    name = f"{kind} - 副本"
    [found] = faults(tmp_path, **{name: text})
    assert found.startswith(f"{name}.yaml:1:1: “{name}.yaml”里写的是 {kind}.yaml 的内容，程序不会用它。")
