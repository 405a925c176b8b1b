"""The command line as people use it: the real process, its output and its exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.config import PROJECT
from knowledge.answering.engine import Engine
from tests.conftest import share_snapshot

QUESTION = "医疗救助封顶线是多少？"


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory, kept_snapshots: Path, engine: Engine) -> Path:
    """A data folder after a first start; `engine` has left its snapshot."""
    folder = tmp_path_factory.mktemp("data")
    share_snapshot(kept_snapshots / "shipped", folder)
    return folder


@pytest.fixture(scope="session")
def environment(data_dir: Path) -> dict[str, str]:
    return {**os.environ, "ANDA_DATA_DIR": str(data_dir), "PYTHONIOENCODING": "utf-8", "COLUMNS": "120"}


def anda(environment: dict[str, str], *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-W", "ignore", "-m", "bot", *arguments],
        cwd=PROJECT,
        env=environment,
        input=typed,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_an_answer_comes_with_its_source_and_its_date_note(environment: dict[str, str]) -> None:
    done = anda(environment, "ask", QUESTION)
    assert done.returncode == 0
    for part in ("3万元", "出处", "第6段", "年份"):
        assert part in done.stdout


def test_json_is_one_line_with_the_fixed_keys(environment: dict[str, str]) -> None:
    record = json.loads(anda(environment, "ask", QUESTION, "--json").stdout)
    assert record["id"] is None
    assert record["status"] == "answered"
    assert record["entries"] == ["medical-aid-ceiling"]
    assert record["citations"][0]["paragraph"] == 6


def test_an_explanation_names_scores_and_conflicts(environment: dict[str, str]) -> None:
    record = json.loads(anda(environment, "ask", "九天休闲谷门票多少钱", "--json", "--explain").stdout)
    assert record["status"] != "answered"
    assert {reason["step"] for reason in record["why"]} == {"interpret", "rank", "decide"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("   \t\n", id="blanks"),
        pytest.param("？！。，…", id="only punctuation"),
        pytest.param("'; DROP TABLE entries; --", id="SQL"),
        pytest.param("<script>alert(1)</script><b>", id="HTML"),
        pytest.param("%s{0}{hotline_name}[bold]", id="templates"),
    ],
)
def test_odd_input_ends_in_a_sentence(environment: dict[str, str], text: str) -> None:
    """More of it stands in test_process, where the sample town is asked."""
    done = anda(environment, "ask", "--json", "--", text)
    assert done.returncode == 0
    record = json.loads(done.stdout)
    assert record["answer"]
    assert record["status"] != "answered"
    assert "Traceback" not in done.stderr


def test_a_batch_with_a_broken_line_answers_the_rest(environment: dict[str, str], tmp_path: Path) -> None:
    questions, answers = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    good = json.dumps({"id": "a", "turns": ["农村低保看病报销比例是多少", "那封顶线呢？"]})
    questions.write_text(f"{good}\n{{broken\n{good}\n", "utf-8")
    done = anda(environment, "ask", "--batch", str(questions), "--out", str(answers))
    assert done.returncode == 1
    assert f"{questions}:2:" in done.stderr
    records = [json.loads(line) for line in answers.read_text("utf-8").splitlines()]
    assert [record["entries"] for record in records] == [["medical-aid-ceiling"]] * 2


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("ask",), id="no question"),
        pytest.param(("ask", "问", "--batch", "x"), id="a question and a file"),
        pytest.param(("ask", "问", "--out", "x"), id="out without batch"),
        pytest.param(("ask", "问", "--nonsense"), id="an unknown option"),
        pytest.param(("ask", "问", "--knowledge", "/nowhere"), id="no such folder"),
        pytest.param(("ask", "--batch", "/nowhere/in.jsonl"), id="no such file"),
        pytest.param(("eval", "/nowhere/questions.jsonl"), id="no such questions"),
    ],
)
def test_a_wrong_call_says_so(environment: dict[str, str], arguments: tuple[str, ...]) -> None:
    done = anda(environment, *arguments)
    assert done.returncode in (1, 2)
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_a_chat_without_a_terminal_ends_at_the_end_of_input(environment: dict[str, str]) -> None:
    typed = "你好\n农村低保看病报销比例是多少\n那封顶线呢？\n/topics\n/sources\n/help\n/nonsense\n"
    done = anda(environment, "chat", typed=typed)
    assert done.returncode == 0
    for part in ("80%", "3万元", "医疗救助与低保", "安次新闻网", "没有这个命令", "再见"):
        assert part in done.stdout


def test_the_shipped_content_has_no_fault(environment: dict[str, str]) -> None:
    done = anda(environment, "check", "--all")
    assert done.returncode == 0, done.stdout


def test_a_figure_without_evidence_is_refused_where_it_stands(
    environment: dict[str, str], tmp_path: Path
) -> None:
    town = tmp_path / "town"
    assert anda(environment, "init", str(town)).returncode == 0
    assert anda(environment, "check", str(town)).returncode == 0
    topic = town / "example-topic.yaml"
    topic.write_text(topic.read_text("utf-8").replace("上午9点开始", "上午8点开始"), "utf-8")
    done = anda(environment, "check", str(town))
    assert done.returncode == 1
    assert "example-topic.yaml:" in done.stdout
    assert "8点" in done.stdout


@pytest.mark.parametrize("kind", ["a file", "a full folder"])
def test_a_new_town_overwrites_nothing(environment: dict[str, str], tmp_path: Path, kind: str) -> None:
    target = tmp_path / "town"
    if kind == "a file":
        target.write_text("mine", "utf-8")
    else:
        target.mkdir()
        (target / "mine.txt").write_text("mine", "utf-8")
    assert anda(environment, "init", str(target)).returncode == 1


def test_the_schema_is_json(environment: dict[str, str]) -> None:
    assert "anyOf" in json.dumps(json.loads(anda(environment, "check", "--schema").stdout))
