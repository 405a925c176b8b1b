"""`anda eval`: question files graded, shown and recorded."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from bot.config import Config
from bot.evaluation.questionfiles import QuestionFileError, card_name, questions_of
from bot.evaluation.scoring import run_evaluation
from tests.bot.conftest import shown

QUESTIONS = (
    {"id": "q1", "style": "plain", "turns": ["游泳馆的门票多少钱？"], "expect": [["12元"]], "paragraph": [1]},
    {"id": "q2", "style": "plain", "turns": ["图书馆有多少册书？"], "expect": [["9999"]], "paragraph": [2]},
    {
        "id": "q3",
        "style": "follow-up",
        "turns": ["游泳馆早上几点开门？", "那多少钱呢？"],
        "expect": [["12元"]],
        "paragraph": [1],
    },
    {
        "id": "q4",
        "style": "plain",
        "turns": ["农村的高龄津贴每月多少钱？"],
        "expect": [["80元"]],
        "paragraph": [9],
    },
    {"id": "q5", "kind": "another town", "turns": ["青石镇游泳馆的门票多少钱"], "answerable": False},
    {"id": "q6", "kind": "trap", "turns": ["湿地公园种了多少棵树？"], "answerable": False},
)
CARD = {
    "total": {"false": 1, "held": 1, "right": 2, "uncited": 1, "wrong": 1},
    "another town": {"held": 1},
    "follow-up": {"right": 1},
    "plain": {"right": 1, "uncited": 1, "wrong": 1},
    "trap": {"false": 1},
}


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """A file of questions whose verdicts are known."""
    file = tmp_path / "lanhe" / "few.jsonl"
    file.parent.mkdir()
    file.write_text("\n\n".join(json.dumps(question) for question in QUESTIONS), "utf-8")
    return file


@pytest.fixture
def evaluate(warm_config: Config, console: Console) -> Callable[..., str]:
    """Grades files and returns what was printed."""

    def run(*files: Path, show: str | None = None, as_json: bool = False, record: bool = False) -> str:
        run_evaluation(warm_config, console, files, show=show, as_json=as_json, record=record)
        return shown(console)

    return run


def test_every_question_gets_its_verdict(evaluate: Callable[..., str], questions: Path) -> None:
    assert json.loads(evaluate(questions, as_json=True)) == {"lanhe/few": CARD}


def test_each_file_has_a_scorecard_of_its_own(
    evaluate: Callable[..., str], questions: Path, tmp_path: Path
) -> None:
    (tmp_path / "lanhe" / "one.jsonl").write_text(json.dumps(QUESTIONS[0]), "utf-8")
    cards = json.loads(evaluate(questions, tmp_path / "lanhe" / "one.jsonl", as_json=True))
    assert list(cards) == ["lanhe/few", "lanhe/one"]
    assert cards["lanhe/one"]["total"] == {"right": 1}


def test_a_scorecard_is_readable_on_a_terminal(evaluate: Callable[..., str], questions: Path) -> None:
    written = evaluate(questions)
    for part in ("lanhe/few", "follow-up", "合计", "比例", "95% 区间", "答错", "不该答却答了"):
        assert part in written
    assert "q1" not in written


@pytest.mark.parametrize(
    ("show", "ids"),
    [
        pytest.param("wrong", {"q2"}, id="one verdict"),
        pytest.param("false", {"q6"}, id="answered against the label"),
        pytest.param("all", {"q1", "q2", "q3", "q4", "q5", "q6"}, id="all"),
        pytest.param("missed", set(), id="a verdict that nobody got"),
    ],
)
def test_questions_of_a_verdict_are_listed(
    evaluate: Callable[..., str], questions: Path, show: str, ids: set[str]
) -> None:
    written = evaluate(questions, show=show)
    assert {f"q{number}" for number in range(1, 7) if f" q{number} " in written} == ids


def test_a_listed_question_stays_on_one_line_however_narrow_the_console(
    warm_config: Config, questions: Path
) -> None:
    narrow = Console(file=io.StringIO(), width=24)
    run_evaluation(warm_config, narrow, [questions], show="all", as_json=False, record=False)
    listed = [line for line in shown(narrow).splitlines() if " | " in line]
    assert len(listed) == len(QUESTIONS)
    assert "游泳馆早上几点开门？ / 那多少钱呢？ => answered ('pool-fee',)" in listed[2]


def test_a_record_is_saved_where_the_quality_gate_reads_it(
    evaluate: Callable[..., str], questions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.evaluation.scoring.RECORDED", tmp_path / "scorecard.json")
    evaluate(questions)
    assert not (tmp_path / "scorecard.json").exists()
    evaluate(questions, record=True)
    assert json.loads((tmp_path / "scorecard.json").read_text("utf-8")) == {"lanhe/few": CARD}


def test_a_record_of_some_files_leaves_the_others(
    evaluate: Callable[..., str], questions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = tmp_path / "scorecard.json"
    record.write_text(json.dumps({"other/file": {"total": {"right": 1}}, "lanhe/few": {}}), "utf-8")
    monkeypatch.setattr("bot.evaluation.scoring.RECORDED", record)
    evaluate(questions, record=True)
    assert json.loads(record.read_text("utf-8")) == {"other/file": {"total": {"right": 1}}, "lanhe/few": CARD}


def test_a_record_is_a_page_too(
    evaluate: Callable[..., str], questions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.evaluation.scoring.RECORDED", tmp_path / "scorecard.json")
    (tmp_path / "lanhe" / "one.jsonl").write_text(json.dumps(QUESTIONS[0]), "utf-8")
    evaluate(questions, tmp_path / "lanhe" / "one.jsonl", record=True)
    lines = (tmp_path / "scorecard.md").read_text("utf-8").splitlines()
    assert "| `lanhe` | 5 | 0.600 | 0.600 | 0.200 | 2 | 0.500 |" in lines
    assert "| `lanhe/few` | 4 | 0.500 | 0.500 | 0.250 | 2 | 0.500 |" in lines
    assert "| `lanhe/one` | 1 | 1.000 | 1.000 | 0.000 |  |  |" in lines


def test_questions_are_put_to_the_knowledge_base_that_their_folder_names(
    config: Config, town: Path, tmp_path: Path, console: Console
) -> None:
    """Given a folder that names a town, when its questions are graded, then that town answers."""
    questions = tmp_path / "elsewhere" / "few.jsonl"
    questions.parent.mkdir()
    questions.write_text(json.dumps(QUESTIONS[0]), "utf-8")
    (questions.parent / "knowledge.txt").write_text(f"{town}\n", "utf-8")
    nowhere = config.knowledge.model_copy(update={"dir": tmp_path / "nothing here"})
    config = config.model_copy(update={"knowledge": nowhere})
    run_evaluation(config, console, [questions], show=None, as_json=True, record=False)
    assert json.loads(shown(console))["elsewhere/few"]["total"] == {"right": 1}


def test_an_empty_file_is_a_scorecard_of_nothing(evaluate: Callable[..., str], questions: Path) -> None:
    questions.write_text("\n", "utf-8")
    assert json.loads(evaluate(questions, as_json=True)) == {"lanhe/few": {"total": {}}}


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"{", id="half a line"),
        pytest.param(b'{"turns": ["a"]}', id="no id"),
        pytest.param(b"\xff\xfe", id="no text"),
        pytest.param(b'{"id": "a", "turns": ["a"], "paragraph": ["x"]}', id="a paragraph that is no number"),
    ],
)
def test_a_file_that_holds_no_questions_is_named(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "odd.jsonl"
    file.write_bytes(data)
    with pytest.raises(QuestionFileError) as caught:
        questions_of(file)
    assert str(caught.value).startswith(f"{file}：")


@pytest.mark.parametrize(
    "name", [pytest.param("nowhere.jsonl", id="missing"), pytest.param("", id="a folder")]
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(QuestionFileError) as caught:
        questions_of(tmp_path / name)
    assert str(tmp_path / name) in str(caught.value)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("[1]", id="a list"),
        pytest.param('{"id": "a"}', id="no turns"),
        pytest.param('{"id": "a", "turns": []}', id="no turn"),
        pytest.param('{"id": "a", "turns": "游泳馆"}', id="a text for the turns"),
    ],
)
def test_a_line_that_asks_nothing_is_refused(tmp_path: Path, line: str) -> None:
    file = tmp_path / "odd.jsonl"
    file.write_text(line, "utf-8")
    with pytest.raises(QuestionFileError):
        questions_of(file)


def test_a_scorecard_is_filed_under_folder_and_name() -> None:
    assert card_name(Path("somewhere/house/articles.jsonl")) == "house/articles"
