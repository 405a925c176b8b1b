"""`anda eval`: the scorecard of question files, and the trees grown from them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

from bot.app import build_engine, kept_embedder, read_whole, today
from bot.config import PROJECT, Config
from bot.conversation import Conversation
from knowledge.answer import Answer
from knowledge.calibrating import content_examples, examples, grow, surest, thinned, ungrown
from knowledge.engine import Engine
from knowledge.evaluation import Question, Scorecard, Verdict, grade, read_questions, scorecard
from knowledge.ranking import CALIBRATION, FEATURES, TREES, read_bands
from knowledge.reliability import Bin, expected_error, reliability
from knowledge.semantic import SEMANTIC_FEATURES, SEMANTIC_TREES
from knowledge.trees import write_trees

QUESTIONS = PROJECT / "tests" / "evaluation"
RECORDED = QUESTIONS / "scorecard.json"
_THINNED = (4, 8)  # of so many phrasings, one is kept
FITTED = ("house", "open")  # the closed questions are never fitted to
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
CardRecord = dict[str, dict[str, int]]


class QuestionFileError(Exception):
    """A question file that cannot be used; the message names it and says why."""


def run_evaluation(
    config: Config, console: Console, files: Sequence[Path], *, show: str | None, as_json: bool, record: bool
) -> None:
    """Grades question files and prints the scorecard of each; QuestionFileError if one is unusable."""
    engine = build_engine(config)
    cards: dict[str, CardRecord] = {}
    asked: list[Question] = []
    for path in files or question_files():
        questions = questions_of(path)
        asked += questions
        graded = grade_all(engine, config, questions, console)
        card = scorecard((question, verdict) for question, verdict, _ in graded)
        cards[card_name(path)] = card_record(card)
        if not as_json:
            _print_card(console, card_name(path), card)
            _print_shown(console, graded, show)
    if as_json:
        console.print_json(json.dumps(cards, ensure_ascii=False))
    else:
        _print_reliability(console, reliability(surest(engine, asked)))
    if record:
        RECORDED.write_text(json.dumps(cards, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")


def with_semantic(config: Config) -> Config:
    """The same configuration with the semantic channel on."""
    return config.model_copy(update={"semantic": config.semantic.model_copy(update={"enabled": True})})


def run_calibration(config: Config, console: Console, files: Sequence[Path]) -> None:
    """Grows the trees from question files (house and open unless told otherwise) and writes them.

    The same questions put to a thinner knowledge base keep the trees fit for a town that has just begun.
    """
    base = read_whole(config.knowledge.dir)
    embedder = kept_embedder(config) if config.semantic.enabled else None
    untaught = partial(ungrown, bands=read_bands(), embedder=embedder)
    paths = files or [path for path in question_files() if path.parent.name in FITTED]
    questions = [question for path in paths for question in questions_of(path)]
    asked = list(examples(untaught(base), questions))
    more = list(content_examples(base, untaught))
    for step in _THINNED:
        more += examples(untaught(thinned(base, step)), questions)
    features, name = (SEMANTIC_FEATURES, SEMANTIC_TREES) if embedder else (FEATURES, TREES)
    write_trees(CALIBRATION.with_name(name), features, grow(asked, half=more, features=features))
    console.print(Text(f"用 {len(asked) + len(more)} 个问题长出的决策树，已写进 {name}。"))


def question_files() -> tuple[Path, ...]:
    """Every question file of the repository."""
    return tuple(sorted(QUESTIONS.glob("*/*.jsonl")))


def questions_of(path: Path) -> tuple[Question, ...]:
    """The questions of a file; QuestionFileError when it cannot be read."""
    try:
        return read_questions(path)
    except (OSError, ValueError, KeyError) as error:
        raise QuestionFileError(f"{path}：读不了这个问题文件（{error}）。") from error


def card_name(path: Path) -> str:
    """What a file's scorecard is filed under: its folder and name."""
    return f"{path.parent.name}/{path.stem}"


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


def card_record(card: Scorecard) -> CardRecord:
    """The counts of a scorecard, in all and by style."""
    rows = {"total": card.total, **dict(sorted(card.by_style.items()))}
    return {
        name: {verdict.value: count for verdict, count in sorted(counts.items())}
        for name, counts in rows.items()
    }


def _print_card(console: Console, name: str, card: Scorecard) -> None:
    held = [verdict for verdict in _COLUMNS if card.total[verdict]]
    table = Table("", *(_COLUMNS[verdict] for verdict in held))
    for style, counts in sorted(card.by_style.items()):
        table.add_row(style, *(str(counts[verdict] or "") for verdict in held))
    table.add_section()
    table.add_row("合计", *(str(card.total[verdict]) for verdict in held))
    table.add_row("比例", *(f"{card.share(verdict):.3f}" for verdict in held))
    table.add_row("95% 区间", *("{:.3f}–{:.3f}".format(*card.interval(verdict)) for verdict in held))
    console.print(Text(name, style="italic"))
    console.print(table)


def _print_reliability(console: Console, bins: Sequence[Bin]) -> None:
    """How often the best match is right, beside the probability that was told."""
    table = Table("把握", "问题", "确实对")
    for held in bins:
        table.add_row(f"{held.said:.2f}", str(held.matches), f"{held.right:.2f}")
    console.print(Text("把握准不准（只算一句话的问题）", style="italic"))
    console.print(table)
    console.print(Text(f"期望校准误差 {expected_error(bins):.3f}"))


def _print_shown(console: Console, graded: Sequence[Graded], show: str | None) -> None:
    """A line per question of that verdict; it is never wrapped, so that other programs can read it."""
    for question, verdict, answer in graded:
        if show in (verdict.value, "all"):
            turns = " / ".join(question.turns)
            named = answer.entries or tuple(option.entry for option in answer.options)
            line = f"{verdict.value} {question.id} {question.style} | {turns} => {answer.status} {named}"
            console.print(Text(line), soft_wrap=True)
