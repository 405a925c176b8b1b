"""`anda eval --ablate` and `--plots`: what is printed, and that an unknown signal ends in a sentence."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import ClassVar

import pytest
from rich.console import Console

from bot.config import Config
from bot.engines import build_engine
from bot.evaluation.ablating import Ablation, NoSignalError, run_ablation
from bot.evaluation.picturing import run_plots
from bot.evaluation.scoring import run_evaluation
from knowledge.answering.engine import Engine
from knowledge.evaluation.ablation import Group, Signal
from knowledge.language.dialogue import Context
from knowledge.model.answer import Answer
from tests.bot.conftest import shown

QUESTIONS = (
    *(
        {"id": f"p{n}", "style": "plain", "turns": [turn], "expect": [["12元"]], "paragraph": [1]}
        for n, turn in enumerate(
            ["游泳馆的门票多少钱？", "泳池的门票要多少", "进游泳馆一次几块钱", "游泳的票价是多少"]
        )
    ),
    {
        "id": "c1",
        "style": "compound",
        "turns": ["游泳馆的门票多少钱？图书馆在哪里？"],
        "expect": [["12元"], ["柳溪路"]],
        "paragraph": [1],
    },
    {"id": "u1", "kind": "another town", "turns": ["青石镇游泳馆的门票多少钱"], "answerable": False},
)


@pytest.fixture
def questions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of house questions to the small town."""
    file = tmp_path / "house" / "few.jsonl"
    file.parent.mkdir()
    file.write_text("\n".join(json.dumps(question) for question in QUESTIONS), "utf-8")
    for module in ("ablating", "picturing"):
        monkeypatch.setattr(f"bot.evaluation.{module}.fitted_files", lambda: (file,))
    monkeypatch.setattr("bot.evaluation.growing.town_files", dict)
    return file


def test_the_loss_without_splitting_compounds_is_printed(
    warm_config: Config, console: Console, questions: Path
) -> None:
    """Given one compound question, when compounds are not split, then that one verdict changes."""
    run_ablation(warm_config, console, ["compounds"], as_json=True)
    record = json.loads(shown(console))
    assert record["questions"] == sum(record["with_all"].values()) == len(QUESTIONS)
    [loss] = record["without"]
    assert (loss["group"], loss["signal"], loss["changed"]) == ("step", "compounds", 1)
    assert loss["met"] == len(QUESTIONS)
    assert (loss["right"], loss["worth"] > 0) == (-1, True)


def test_a_table_names_the_signals_and_their_worth(
    warm_config: Config, console: Console, questions: Path
) -> None:
    run_ablation(warm_config, console, ["length", "terms", "date"], as_json=False)
    written = shown(console)
    for part in ("一样不少", "特征", "length", "文字单位", "terms", "冲突", "date", "值"):
        assert part in written


def test_the_name_of_a_group_stands_for_its_signals_unless_a_signal_has_it(
    warm_config: Config, console: Console, questions: Path
) -> None:
    """Given a feature called `conflict`, when that and `rule` are named, then kinds of conflict are not."""
    run_ablation(warm_config, console, ["rule", "conflict"], as_json=True)
    losses = json.loads(shown(console))["without"]
    named = [(loss["group"], loss["signal"]) for loss in losses]
    assert named[0] == ("feature", "conflict")
    assert {group for group, _ in named[1:]} == {"rule"}
    assert {"Limits", "LooseWords", "CounterExample"} <= {signal for _, signal in named}


class AskedEngine(Engine):
    """Records the questions that it is asked."""

    asked: ClassVar[list[str]] = []

    def answer(self, question: str, today: date, context: Context | None = None) -> Answer:
        """The answer; the question is kept."""
        self.asked.append(question)
        return super().answer(question, today, context)


def test_without_a_rule_only_questions_that_it_applied_to_are_asked_again(
    warm_config: Config, questions: Path
) -> None:
    ablation = Ablation(warm_config, build_engine(warm_config))
    loss = ablation.loss(Signal(group=Group.RULE, name="Limits", engine=AskedEngine))
    assert AskedEngine.asked == ["青石镇游泳馆的门票多少钱"]
    assert (loss.met, loss.changed) == (1, 0)


def test_an_unknown_signal_is_refused_before_anything_is_measured(
    warm_config: Config, console: Console
) -> None:
    with pytest.raises(NoSignalError, match=r"“nonsense”.*compounds"):
        run_ablation(warm_config, console, ["nonsense", "date"], as_json=False)


def test_the_plots_are_drawn_and_their_error_is_printed(
    warm_config: Config, console: Console, questions: Path, tmp_path: Path
) -> None:
    results = run_evaluation(warm_config, console, [questions], show=None, as_json=False, record=False)
    run_plots(warm_config, console, results, tmp_path / "new" / "plots")
    assert "cross-validated" in shown(console)
    for name in ("reliability.png", "styles.png"):
        assert (tmp_path / "new" / "plots" / name).stat().st_size > 10_000
        assert str(tmp_path / "new" / "plots" / name) in shown(console)
