"""`anda eval`: the scorecard of question files, on the terminal or as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

from bot.app import build_engine, today
from bot.config import PROJECT, Config
from bot.conversation import Conversation
from knowledge.answer import Answer
from knowledge.engine import Engine
from knowledge.evaluation import Question, Scorecard, Verdict, grade, read_questions, scorecard

QUESTIONS = PROJECT / "tests" / "evaluation"
_COLUMNS = {
    Verdict.RIGHT: "对",
    Verdict.PARTIAL: "对一半",
    Verdict.OFFERED: "给了选项",
    Verdict.CLARIFY: "选项不对",
    Verdict.MISSED: "没答上",
    Verdict.WRONG: "答错",
    Verdict.UNCITED: "没出处",
    Verdict.FALSE: "不该答却答了",
    Verdict.HELD: "没乱答",
}

Graded = tuple[Question, Verdict, Answer]


def run_evaluation(
    config: Config, console: Console, files: Sequence[Path] | None, *, show: str | None, as_json: bool
) -> int:
    """Grades question files and prints the scorecard of each; 1 when a file could not be used."""
    engine = build_engine(config)
    paths = list(files or sorted(QUESTIONS.glob("*.jsonl")))
    cards: dict[str, object] = {}
    for path in paths:
        try:
            questions = read_questions(path)
        except (OSError, ValueError, KeyError) as error:
            console.print(Text(f"{path}：读不了这个问题文件（{error}）。"))
            return 1
        graded = grade_all(engine, config, questions, console)
        card = scorecard((question, verdict) for question, verdict, _ in graded)
        cards[path.name] = card_record(card)
        if not as_json:
            _print_card(console, path.name, card)
            _print_shown(console, graded, show)
    if as_json:
        console.print_json(json.dumps(cards, ensure_ascii=False))
    return 0


def grade_all(
    engine: Engine, config: Config, questions: Sequence[Question], console: Console
) -> tuple[Graded, ...]:
    """Each question with its verdict and answer; every question is a conversation of its own."""
    graded = []
    for question in track(questions, "评分中", console=console, transient=True, disable=len(questions) < 200):
        conversation = Conversation(engine, today(config))
        answer = [conversation.ask(turn) for turn in question.turns][-1].answer
        graded.append((question, grade(question, answer), answer))
    return tuple(graded)


def card_record(card: Scorecard) -> dict[str, dict[str, int]]:
    """The counts of a scorecard, in all and by style."""
    return {
        "total": {verdict.value: count for verdict, count in sorted(card.total.items())},
        **{
            style: {verdict.value: count for verdict, count in sorted(counts.items())}
            for style, counts in sorted(card.by_style.items())
        },
    }


def _print_card(console: Console, name: str, card: Scorecard) -> None:
    held = [verdict for verdict in _COLUMNS if card.total[verdict]]
    table = Table("", *(_COLUMNS[verdict] for verdict in held), title=name, title_justify="left")
    for style, counts in sorted(card.by_style.items()):
        table.add_row(style, *(str(counts[verdict] or "") for verdict in held))
    table.add_section()
    table.add_row("合计", *(str(card.total[verdict]) for verdict in held))
    table.add_row("比例", *(f"{card.share(verdict):.3f}" for verdict in held))
    table.add_row("95% 区间", *("{:.3f}–{:.3f}".format(*card.interval(verdict)) for verdict in held))
    console.print(table)


def _print_shown(console: Console, graded: Sequence[Graded], show: str | None) -> None:
    for question, verdict, answer in graded:
        if show in (verdict.value, "all"):
            turns = " / ".join(question.turns)
            named = answer.entries or tuple(option.entry for option in answer.options)
            console.print(
                Text(f"{verdict.value} {question.id} {question.style} | {turns} => {answer.status} {named}")
            )
