"""The screen: what is typed to pick an option, and text that stays text."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from bot.screen import Screen, picked
from knowledge.answer import Answer, Option, Status
from knowledge.engine import Engine

OPTIONS = tuple(Option(entry=name, question=name, answer=name) for name in ("first", "second"))


@pytest.mark.parametrize("text", ["2", "二", "第二个", "第2个", "第二", " 2 ", "2。"])
def test_an_option_is_picked_by_its_number(text: str) -> None:
    assert picked(text, OPTIONS) == OPTIONS[1]


@pytest.mark.parametrize("text", ["0", "都不是", "零"])
def test_none_of_these_is_picked(text: str) -> None:
    assert picked(text, OPTIONS) == 0


def test_a_number_out_of_range_is_told_apart() -> None:
    assert picked("3", OPTIONS) == -1


@pytest.mark.parametrize("text", ["洒水车几点出来", "12345", "两万", "第二医院"])
def test_a_question_picks_nothing(text: str) -> None:
    assert picked(text, OPTIONS) is None


def test_a_number_without_options_is_a_question() -> None:
    assert picked("2", ()) is None


def test_markup_is_shown_as_it_was_written(small_engine: Engine) -> None:
    console = Console(file=io.StringIO(), width=80)
    Screen(console, small_engine.base).answer(
        Answer(status=Status.CANNED, text="[bold]粗[/bold] <b>&amp;</b>")
    )
    assert isinstance(console.file, io.StringIO)
    assert "[bold]粗[/bold] <b>&amp;</b>" in console.file.getvalue()
