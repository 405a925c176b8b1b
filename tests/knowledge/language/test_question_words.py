"""Which words ask, and which only look like them."""

from __future__ import annotations

import re

import pytest

from knowledge.language.question_words import A_NUMBER, EARLIER, WHAT


@pytest.mark.parametrize("text", ["一袋多重", "路多宽", "修了几条", "为何停水", "咋办", "有多少"])
def test_these_ask(text: str) -> None:
    assert re.search(WHAT, text)


@pytest.mark.parametrize("text", ["几乎都修了", "中奖的几率", "很多人", "多云"])
def test_these_do_not(text: str) -> None:
    assert not re.search(WHAT, text)


@pytest.mark.parametrize(("text", "asked"), [("几户", True), ("多少户", True), ("哪户", False)])
def test_a_number_is_asked_for(text: str, asked: bool) -> None:
    assert bool(re.search(A_NUMBER, text)) is asked


@pytest.mark.parametrize(("word", "before"), [("原来", True), ("本来", True), ("现在", False), ("来", False)])
def test_a_word_says_that_it_was_before(word: str, before: bool) -> None:
    assert bool(re.fullmatch(EARLIER, word)) is before
