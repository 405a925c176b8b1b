"""`anda eval`: the scorecard of question files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

from bot.config import Config
from bot.engines import build_engine
from bot.evaluation.questionfiles import (
    card_name,
    config_for,
    day_for,
    question_files,
    questions_of,
)
from bot.evaluation.recording import RECORDED, card_record, keep
from bot.terminal.conversation import last_turn
from knowledge.answering.engine import Engine
from knowledge.evaluation.calibrating import surest
from knowledge.evaluation.reliability import Bin, expected_error, reliability
from knowledge.evaluation.scorecard import Grade, Question, Scorecard, grade, scorecard
from knowledge.model.answer import Answer

_COLUMNS = {
    Grade.RIGHT: "对",
    Grade.PARTIAL: "对一半",
    Grade.OFFERED: "给了选项",
    Grade.CLARIFY: "选项不对",
    Grade.MISSED: "没答上",
    Grade.WRONG: "答错",
    Grade.UNCITED: "没出处",
    Grade.FALSE: "不该答却答了",
    Grade.HELD: "没乱答",
}

Graded = tuple[Question, Grade, Answer]


class Engines:
    """Engines over the knowledge bases that question files are put to, each built when first needed."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._built: dict[Path, Engine] = {}

    def of(self, path: Path) -> Engine:
        """The engine that the questions of a file are put to."""
        config = config_for(path, self._config)
        if config.knowledge.dir not in self._built:
            self._built[config.knowledge.dir] = build_engine(config)
        return self._built[config.knowledge.dir]


@dataclass(frozen=True, kw_only=True, slots=True)
class FileResult:
    """A question file as it was answered.

    `predictions` pair the probability of each single question's best match with whether it is right.
    """

    path: Path
    graded: tuple[Graded, ...]
    predictions: tuple[tuple[float, bool], ...]

    @property
    def card(self) -> Scorecard:
        """The grades counted."""
        return scorecard((question, grade) for question, grade, _ in self.graded)


def run_evaluation(
    config: Config, console: Console, files: Sequence[Path], *, show: str | None, as_json: bool, record: bool
) -> tuple[FileResult, ...]:
    """Grades question files and prints the scorecard of each; QuestionFileError if one is unusable."""
    engines = Engines(config)
    results = []
    for path in files or question_files():
        result = _result(path, engines.of(path), config, console)
        results.append(result)
        if not as_json:
            _print_card(console, card_name(path), result.card)
            _print_shown(console, result.graded, show)
    cards = {card_name(result.path): card_record(result.card) for result in results}
    if as_json:
        console.print_json(json.dumps(cards, ensure_ascii=False))
    else:
        _print_reliability(console, reliability(pair for result in results for pair in result.predictions))
    if record:
        keep(cards, RECORDED, others_stay=bool(files))
    return tuple(results)


def with_semantic(config: Config) -> Config:
    """The same configuration with the semantic channel on."""
    return config.model_copy(update={"semantic": config.semantic.model_copy(update={"enabled": True})})


def _result(path: Path, engine: Engine, config: Config, console: Console) -> FileResult:
    questions = questions_of(path)
    day = day_for(path, config)
    graded = grade_all(engine, day, questions, console)
    return FileResult(path=path, graded=graded, predictions=tuple(surest(engine, questions, day)))


def grade_all(
    engine: Engine, day: date, questions: Sequence[Question], console: Console
) -> tuple[Graded, ...]:
    """Each question, asked on a day, with its grade and answer; every one is a conversation of its own."""
    graded = []
    for question in track(questions, "评分中", console=console, transient=True, disable=len(questions) < 200):
        answer = answer_to(question, engine, day)
        graded.append((question, grade(question, answer), answer))
    return tuple(graded)


def answer_to(question: Question, engine: Engine, day: date) -> Answer:
    """The answer to the last turn of a question, in a conversation of its own."""
    return last_turn(engine, question.turns, day).answer


def _print_card(console: Console, name: str, card: Scorecard) -> None:
    columns = [grade for grade in _COLUMNS if card.total[grade]]
    table = Table("", *(_COLUMNS[grade] for grade in columns))
    for style, counts in sorted(card.by_style.items()):
        table.add_row(style, *(str(counts[grade] or "") for grade in columns))
    table.add_section()
    table.add_row("合计", *(str(card.total[grade]) for grade in columns))
    table.add_row("比例", *(f"{card.share(grade):.3f}" for grade in columns))
    table.add_row("95% 区间", *("{:.3f}–{:.3f}".format(*card.interval(grade)) for grade in columns))
    console.print(Text(name, style="italic"))
    console.print(table)


def _print_reliability(console: Console, bins: Sequence[Bin]) -> None:
    """Prints how often the best match is right, beside the probability that was given."""
    table = Table("把握", "问题", "确实对")
    for group in bins:
        table.add_row(f"{group.said:.2f}", str(group.matches), f"{group.right:.2f}")
    console.print(Text("把握准不准（只算一句话的问题）", style="italic"))
    console.print(table)
    console.print(Text(f"期望校准误差 {expected_error(bins):.3f}"))


def _print_shown(console: Console, graded: Sequence[Graded], show: str | None) -> None:
    """Prints a line for each question of that grade, never wrapped, so that programs can read it."""
    for question, given, answer in graded:
        if show in (given.value, "all"):
            turns = " / ".join(question.turns)
            named = answer.entries or tuple(option.entry for option in answer.options)
            line = f"{given.value} {question.id} {question.style} | {turns} => {answer.status} {named}"
            console.print(Text(line), soft_wrap=True)
