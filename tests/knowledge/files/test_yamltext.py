"""Whatever the bytes are, they become a tree of texts or a fault in a sentence."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.files.yamltext import (
    DEEPEST,
    LARGEST_FILE,
    LONGEST_TEXT,
    MOST_FAULTS,
    MOST_NODES,
    Mapping,
    parse,
    plain,
)

# What staff get wrong: the file -> where and what the fault is.
SLIPS = {
    "a missing space after the colon": (
        "topic: x\nentries:\n  - id:a\n    answer: b\n",
        3,
        7,
        "no_space_after_colon",
    ),
    "a full-width colon": (
        "topic: x\nentries:\n  - id: a\n    answer：b\n    question: c\n",
        4,
        11,
        "full_width_colon",
    ),
    "a line too far to the right": ("entries:\n  - id: a\n     answer: b\n", 3, 12, "indentation"),
    "a line too far to the left": ("entries:\n  - id: a\n   answer: b\n", 3, 4, "indentation"),
    "a list item too far to the left": ("entries:\n  - id: a\n - id: b\n", 3, 2, "indentation"),
    "an unclosed double quote": ('topic: "x\nentries: []\n', 1, 8, "unclosed_quote"),
    "an unclosed single quote": ("topic: 'x\nentries: []\n", 1, 8, "unclosed_quote"),
    "words after a quote": ('topic: "x" y\nentries: []\n', 1, 12, "after_quote"),
    "a tab as indentation": ("topic: x\nentries:\n\t- id: a\n", 3, 1, "tab"),
    "an unclosed bracket": ("topic: [a, b\nentries: []\n", 1, 8, "unclosed_bracket"),
    "an unclosed brace": ("topic: {a: b\n", 1, 8, "unclosed_bracket"),
    "a second colon": ("topic: x: y\n", 1, 9, "colon_in_text"),
    "a sign that begins no text": ("topic: @x\n", 1, 8, "reserved_character"),
    "a backslash": ('topic: "a\\qb"\n', 1, 10, "backslash"),
    "a bold star": ("topic: **x**\n", 1, 8, "alias"),
    "a broken block": ("topic: |x\n  y\n", 1, 8, "block_text"),
    "the same key again": ("a: 1\nb: 2\na: 3\n", 3, 1, "duplicate_key"),
    "two documents": ("a: b\n---\nc: d\n", 2, 1, "several_documents"),
    "nothing": ("", 1, 1, "empty_file"),
    "only comments": ("# x\n", 1, 1, "empty_file"),
    "a list as a key": ("[a, b]: c\n", 1, 1, "complex_key"),
}

# What an attacker or a broken program writes; bounded by what they are made of, whatever their size.
HOSTILE = {
    "nested lists": (b"[" * 100_000, "too_deep"),
    "nested mappings": (b"{a: " * 100_000, "too_deep"),
    "nested dashes": (b"- " * 100_000, "too_deep"),
    "nested question marks": (b"? " * 100_000, "too_deep"),
    "an anchor": (b"a: &x b\n", "anchor"),
    "an alias": (b"a: *x\n", "alias"),
    "an alias bomb": (b"a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "anchor"),
    "a tag": (b"a: !!python/object/apply:os.system [x]\n", "tag"),
    "a merge key": (b"a: {<<: b}\n", "merge_key"),
    "many directives": (b"%TAG !a! x\n" * 100_000 + b"---\na: b\n", "directive"),
    "a huge text": (b"a: " + b"x" * (LONGEST_TEXT + 1), "too_long"),
    "a huge file": (b"#" * (LARGEST_FILE + 1), "file_too_large"),
    "too many nodes": (b"[" + b"1," * MOST_NODES + b"]", "too_many_nodes"),
    "a long quote never closed": (b'a: "' + b"x " * 500_000, "unclosed_quote"),
    "NUL": (b"a: \x00b\n", "control_character"),
    "an escape sequence": (b"a: \x1b[31mred\n", "control_character"),
    "GBK": ("topic: 中文".encode("gbk"), "not_utf8"),
    "UTF-16": ("topic: x".encode("utf-16"), "not_utf8"),
    "every byte": (bytes(range(256)), "not_utf8"),
    "only tabs": (b"\t" * 100_000, "tab"),
}


@pytest.mark.parametrize(("text", "line", "column", "code"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_named_where_it_stands(text: str, line: int, column: int, code: str) -> None:
    (fault,) = parse(text.encode(), "t.yaml").faults
    assert fault.place is not None
    assert (fault.code, fault.place.line, fault.place.column) == (code, line, column)
    assert str(fault).startswith(f"t.yaml:{line}:{column}: ")


@pytest.mark.parametrize(("data", "code"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_bytes_end_in_a_sentence(data: bytes, code: str) -> None:
    parsed = parse(data, "t.yaml")
    assert parsed.node is None
    assert [fault.code for fault in parsed.faults] == [code]


def test_a_key_written_twice_names_both_lines() -> None:
    (fault,) = parse(b"a: 1\nb: 2\na: 3\n", "t.yaml").faults
    assert str(fault) == "t.yaml:3:1: “a”在这里又写了一遍，第 1 行已经写过。请合并成一处。"


def test_every_key_written_twice_is_named_but_not_without_end() -> None:
    assert len(parse(b"a: 1\na: 2\na: 3\nb: 1\nb: 2\n", "t.yaml").faults) == 3
    assert len(parse(b"a: 1\n" * 10 * MOST_FAULTS, "t.yaml").faults) == MOST_FAULTS + 1


def test_every_value_stays_text() -> None:
    node = parse(b"a: NO\nb: 12:30\nc: 012345\nd:\ne: ~\nf: 2026-01-01\ng: ''\nh: 1e3\n", "t.yaml").node
    assert node is not None
    assert plain(node) == {
        "a": "NO",
        "b": "12:30",
        "c": "012345",
        "d": "",
        "e": "~",
        "f": "2026-01-01",
        "g": "",
        "h": "1e3",
    }


def test_a_number_of_5000_digits_is_a_text() -> None:
    node = parse(b"a: " + b"9" * 5000, "t.yaml").node
    assert node is not None
    assert plain(node) == {"a": "9" * 5000}


def test_nodes_know_where_they_stand() -> None:
    node = parse("题: 甲\n条:\n  - {id: 乙}\n".encode(), "t.yaml").node
    assert isinstance(node, Mapping)
    (_, first), (key, second) = node.pairs
    assert (first.line, first.column, key.line, key.column) == (1, 4, 2, 1)
    assert (second.line, second.column) == (3, 3)


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    node = parse("\ufeffa: b\n".encode(), "t.yaml").node
    assert node is not None
    assert plain(node) == {"a": "b"}


def test_lists_may_be_as_deep_as_the_limit() -> None:
    assert parse(b"[" * DEEPEST + b"x" + b"]" * DEEPEST, "t.yaml").node is not None
    assert parse(b"[" * (DEEPEST + 1) + b"x" + b"]" * (DEEPEST + 1), "t.yaml").node is None


@pytest.mark.parametrize("text", [row[0] for row in SLIPS.values()], ids=SLIPS)
def test_without_libyaml_the_same_slips_are_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert parse(text.encode(), "t.yaml").faults


@given(st.binary())
def test_any_bytes_end_in_a_tree_or_a_sentence(data: bytes) -> None:
    parsed = parse(data, "t.yaml")
    assert (parsed.node is None) == bool(parsed.faults)


@given(st.text(alphabet="ab:：- \n\t#[]{},'\"|>&*!%@`?\\~<=_0"))
def test_any_heap_of_yaml_signs_ends_in_a_tree_or_a_sentence(text: str) -> None:
    parsed = parse(text.encode(), "t.yaml")
    assert (parsed.node is None) == bool(parsed.faults)
