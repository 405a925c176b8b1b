"""Which words ask, and which only look like them."""

from __future__ import annotations

import re

import pytest

from knowledge.language.question_words import A_NUMBER, ANYTHING, EARLIER, HEDGE, PIECES, WHEN


@pytest.mark.parametrize("text", ["一袋多重", "路多宽", "修了几条", "为何停水", "咋办", "有多少"])
def test_these_ask(text: str) -> None:
    assert re.search(ANYTHING, text)


@pytest.mark.parametrize("text", ["几乎都修了", "中奖的几率", "很多人", "多云"])
def test_these_do_not(text: str) -> None:
    assert not re.search(ANYTHING, text)


@pytest.mark.parametrize(("text", "asked"), [("几户", True), ("多少户", True), ("哪户", False)])
def test_a_number_is_asked_for(text: str, asked: bool) -> None:
    assert bool(re.search(A_NUMBER, text)) is asked


@pytest.mark.parametrize(("word", "before"), [("原来", True), ("本来", True), ("现在", False), ("来", False)])
def test_a_word_says_that_it_was_before(word: str, before: bool) -> None:
    assert bool(re.fullmatch(EARLIER, word)) is before


@pytest.mark.parametrize(
    "word", ["什么时候", "啥时候", "嘛时候", "什么时间", "啥时", "何时", "几时", "多会儿"]
)
def test_a_time_is_asked_for(word: str) -> None:
    assert re.fullmatch(WHEN, word)


@pytest.mark.parametrize(("word", "stands_between"), [("大概", True), ("总共", True), ("到底", False)])
def test_a_word_stands_between_a_thing_and_what_asks_for_it(word: str, stands_between: bool) -> None:
    assert bool(re.fullmatch(HEDGE, word)) is stands_between


LAST_ALTERNATIVES = {
    **{"number": "几户", "what": "啥", "which": "啥", "how": "如何", "when": "多会儿"},
    **{"hedge": "总共", "but": "除了"},
}


@pytest.mark.parametrize(("name", "pattern"), PIECES.items(), ids=PIECES)
def test_a_piece_of_turns_of_phrase_is_put_in_as_a_whole(name: str, pattern: str) -> None:
    assert re.search(pattern, LAST_ALTERNATIVES[name])
    assert not re.search(f"(?!){pattern}", LAST_ALTERNATIVES[name])
