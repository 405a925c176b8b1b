"""A phrasing is written where its entry stands, and nothing else of the file changes."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.files.phrasings import with_phrasings
from knowledge.files.yamltext import parse, plain

QUESTION = "泳池几点关"

# How staff write a file -> the lines that stand there afterwards and did not before.
FILES = {
    "a list of lines with comments": (
        "topic: x # 主题\nentries:\n  - id: a\n    question: 甲\n    phrasings:\n      - 一 # 旧\n"
        "      # 还有\n      - '二'\n\n    # 回答\n    answer: 乙\n",
        ["      - 泳池几点关"],
    ),
    "a list that is not indented": (
        "topic: x\nentries:\n- id: a\n  question: 甲\n  phrasings:\n  - 一\n  answer: 乙\n",
        ["  - 泳池几点关"],
    ),
    "a list in brackets": (
        "topic: x\nentries:\n  - id: a\n    question: 甲\n    phrasings: [一, 二] # 旧\n    answer: 乙\n",
        ["    phrasings: [一, 二, 泳池几点关] # 旧"],
    ),
    "empty brackets": (
        "topic: x\nentries:\n  - id: a\n    phrasings: []\n    question: 甲\n",
        ["    phrasings: [泳池几点关]"],
    ),
    "a key with nothing behind it": (
        "topic: x\nentries:\n  - id: a\n    phrasings:\n    question: 甲\n",
        ["    phrasings: [泳池几点关]"],
    ),
    "no list yet": (
        "topic: x\nentries:\n  - id: a\n    question: >-\n      甲\n      乙\n    answer: 丙\n",
        ["    phrasings:", "      - 泳池几点关"],
    ),
    "no list, no line behind": (
        "topic: x\nentries:\n  - id: a\n    question: 甲",
        ["    phrasings:", "      - 泳池几点关"],
    ),
    "an entry in braces": (
        "topic: x\nentries:\n  - {id: a, question: 甲, answer: 乙}\n",
        ["  - {id: a, question: 甲, phrasings: [泳池几点关], answer: 乙}"],
    ),
    "Windows lines and a byte order mark": (
        "\ufefftopic: x\r\nentries:\r\n  - id: a\r\n    phrasings:\r\n      - 一\r\n    question: 甲\r\n",
        ["      - 泳池几点关"],
    ),
    "a phrasing over several lines": (
        "topic: x\nentries:\n  - id: a\n    question: 甲\n    phrasings:\n      - '一\n        二'\n"
        "      - |\n        三\n\n  - id: b\n    question: 乙\n",
        ["      - 泳池几点关"],
    ),
}


@pytest.mark.parametrize(("text", "lines"), FILES.values(), ids=FILES)
def test_only_the_phrasing_is_new(text: str, lines: list[str]) -> None:
    after = with_phrasings(text.encode(), "a", [QUESTION])
    assert after is not None
    changes = difflib.ndiff(text.splitlines(), after.decode().splitlines())
    assert [change[2:] for change in changes if change.startswith("+ ")] == lines


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=40))
def test_whatever_was_asked_is_read_back_or_refused(question: str) -> None:
    for text, _ in FILES.values():
        after = with_phrasings(text.encode(), "a", [question])
        if after is None:
            continue
        node = parse(after, "").node
        assert node is not None
        held = plain(node)
        assert isinstance(held, dict)
        assert held["entries"][0]["phrasings"][-1] == question


@pytest.mark.parametrize("text", ["topic: [", "topic: x\nentries: 1\n", "topic: x\nentries:\n  - id: b\n"])
def test_a_file_without_that_entry_is_left_alone(text: str) -> None:
    assert with_phrasings(text.encode(), "a", [QUESTION]) is None
