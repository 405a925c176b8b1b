"""A fault says where, what is wrong and what to do."""

from __future__ import annotations

import pytest

from knowledge.files.faults import SENTENCES, Phrase, fault
from knowledge.model.entry import FilePosition


def test_a_fault_reads_like_a_place_to_click_on() -> None:
    found = fault("missing", FilePosition(file="content/a.yaml", line=3, column=5), key="answer")
    assert str(found) == "content/a.yaml:3:5: 这里少了必填的“answer”。请补上。"


def test_a_fault_without_a_place_is_only_its_sentence() -> None:
    assert str(fault("missing", None, key="answer")) == "这里少了必填的“answer”。请补上。"


def test_what_strangers_wrote_is_shortened_and_made_printable() -> None:
    sentence = fault("missing", None, key="\x1b[31m" + "长" * 500).sentence
    assert "\x1b" not in sentence
    assert len(sentence) < 80


def test_what_is_ours_is_shown_in_full() -> None:
    assert "一" * 100 in fault("unknown_key", None, key="x", hint=Phrase("一" * 100)).sentence


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
def test_every_sentence_is_chinese_and_ends_like_one(sentence: str) -> None:
    assert sentence.endswith(("。", "{hint}"))
    assert any("一" <= character <= "鿿" for character in sentence)
