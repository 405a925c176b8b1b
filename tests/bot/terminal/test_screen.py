"""The screen: answers and topics as plain text."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from rich.cells import cell_len
from rich.console import Console

from bot.terminal.screen import Screen
from knowledge.answering.engine import Engine
from knowledge.derived.derived import derive
from knowledge.model.answer import Answer, Option, Reason, Status
from knowledge.model.entry import Citation
from tests.bot.conftest import shown

DAY = date(2031, 1, 10)
MARKUP = "[bold red]粗[/bold red] <b>&amp;</b> :smile: [/] \\[x"

OPTIONS = tuple(Option(entry=name, question=name, answer=name) for name in ("first", "second"))


def entry_answer(engine: Engine, entry_id: str) -> Answer:
    """What goes back when somebody picks that entry."""
    return engine.answer_entry(entry_id, DAY)


def test_an_answer_is_shown_with_its_citation_its_date_note_and_related_entries(
    small_engine: Engine, console: Console
) -> None:
    Screen(console, small_engine).answer(entry_answer(small_engine, "pool-fee"))
    lines = [line.strip(" │") for line in shown(console).splitlines()]
    expected = [
        "游泳馆的门票一次12元。",
        "出处  《蓝禾镇便民通告（样本）》，蓝禾镇样本报，第1段",
        "原文  “门票一次12元”",
        "这是样本资料，没有写明年份。",
        "· 游泳馆早上几点开门？",
    ]
    assert [line for line in lines if line in expected] == expected


def test_the_place_in_a_table_is_its_row_and_column(small_engine: Engine, console: Console) -> None:
    Screen(console, small_engine).answer(entry_answer(small_engine, "parking-fee"))
    assert "《蓝禾镇收费表（样本）》，蓝禾镇样本报，公园停车，价格" in shown(console)
    assert "资料没有写明日期" in shown(console)


def test_an_english_answer_has_english_headings(small_engine: Engine, console: Console) -> None:
    answer = small_engine.answer("How much is a ticket to the swimming pool?", DAY)
    Screen(console, small_engine).answer(answer)
    for part in ("Source", "paragraph 1", "Original wording", "When does the swimming pool open?"):
        assert part in shown(console)


@pytest.mark.parametrize(
    ("status", "none"), [pytest.param(Status.CLARIFY, True, id="may be meant"), (Status.UNKNOWN, False)]
)
def test_options_are_numbered_and_only_a_choice_offers_none_of_these(
    small_engine: Engine, console: Console, status: Status, none: bool
) -> None:
    Screen(console, small_engine).answer(Answer(status=status, text="？", options=OPTIONS))
    assert "1. first" in shown(console)
    assert "2. second" in shown(console)
    assert ("0. 都不是" in shown(console)) is none


def test_topics_and_sources_are_all_shown(small_engine: Engine, console: Console) -> None:
    screen = Screen(console, small_engine)
    screen.topics()
    screen.sources()
    for entry in small_engine.base.entries:
        assert entry.question in shown(console)
    for source in small_engine.base.sources.values():
        assert f"《{source.title}》" in shown(console)


def test_markup_is_shown_as_it_was_written(small_engine: Engine, console: Console) -> None:
    entry = replace(small_engine.base.entries[0], topic=MARKUP, question=MARKUP, id="marked")
    base = replace(small_engine.base, entries=(entry,), topics=(MARKUP,))
    answer = Answer(
        status=Status.CLARIFY,
        text=MARKUP,
        citations=(Citation(source="lanhe-notice", paragraph=1, evidence=MARKUP),),
        notes=(MARKUP,),
        options=(Option(entry="marked", question=MARKUP, answer=MARKUP),),
        related=("marked",),
        reasons=lambda: (Reason(step=MARKUP, entry="", what="", value=""),),
    )
    screen = Screen(console, Engine(base, derive(base)))
    screen.answer(answer)
    assert shown(console).count(MARKUP) == 5
    screen.topics()
    screen.explanation(answer)
    assert shown(console).count(MARKUP) == 8


@pytest.mark.parametrize("width", [8, 20, 40])
def test_a_narrow_terminal_loses_no_figure(small_engine: Engine, width: int) -> None:
    console = Console(file=io.StringIO(), width=width)
    Screen(console, small_engine).answer(entry_answer(small_engine, "pool-fee"))
    written = "".join(character for character in shown(console) if character.isalnum())
    assert "游泳馆的门票一次12元" in written
    assert "原文门票一次12元" in written


def blanks_at_the_end(console: Console) -> list[str]:
    """The lines on a console that end in blanks."""
    return [line for line in shown(console).splitlines() if line != line.rstrip()]


@pytest.mark.parametrize("width", [12, 40, 120])
def test_a_line_has_no_blanks_at_its_end(small_engine: Engine, width: int) -> None:
    console = Console(file=io.StringIO(), width=width)
    screen = Screen(console, small_engine)
    screen.answer(replace(entry_answer(small_engine, "pool-fee"), options=OPTIONS, status=Status.CLARIFY))
    screen.answer(small_engine.answer("How much is a ticket to the swimming pool?", DAY))
    screen.topics()
    screen.sources()
    assert blanks_at_the_end(console) == []


def test_an_explanation_has_no_blanks_at_the_end_of_its_lines(small_engine: Engine, console: Console) -> None:
    Screen(console, small_engine).explanation(small_engine.answer("泳池多少钱呢", DAY))
    assert "score" in shown(console)
    assert blanks_at_the_end(console) == []


def test_a_long_text_keeps_its_margin_on_every_line(small_engine: Engine) -> None:
    console = Console(file=io.StringIO(), width=30)
    Screen(console, small_engine).answer(
        Answer(status=Status.UNKNOWN, text="？", options=(Option(entry="a", question="问" * 40, answer=""),))
    )
    lines = shown(console).splitlines()[3:]
    assert len(lines) > 2
    assert all(line.startswith("  ") and cell_len(line) <= 28 for line in lines)
