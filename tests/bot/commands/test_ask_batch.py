"""`anda ask --batch` as it is called: a file of questions, and where the answers go."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from bot.config import Config
from tests.bot.calls import Call

FEE = "游泳馆的门票多少钱？"


def line(question_id: str, *turns: str) -> str:
    """A line of a batch."""
    return json.dumps({"id": question_id, "turns": turns}) + "\n"


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    """Two questions with a broken line between them."""
    file = tmp_path / "in.jsonl"
    file.write_text(line("a", FEE) + "{\n" + line("b", "游泳馆早上几点开门？", "那多少钱呢？"), "utf-8")
    return file


def test_answers_go_to_the_output_and_broken_lines_to_standard_error(
    warm_config: Config, batch: Path
) -> None:
    call = Call("ask", "--batch", str(batch))
    assert call.code == 1
    assert [(r["id"], r["entries"]) for r in map(json.loads, call.out.splitlines())] == [
        ("a", ["pool-fee"]),
        ("b", ["pool-fee"]),
    ]
    assert call.err.count("\n") == 1
    assert call.err.startswith(f"{batch}:2: ")


def test_a_batch_without_a_broken_line_ends_well(warm_config: Config, batch: Path, tmp_path: Path) -> None:
    batch.write_text("\ufeff" + line("a", FEE) + "\r\n" + line("b", FEE), "utf-8")
    out = tmp_path / "out.jsonl"
    call = Call("ask", "--batch", str(batch), "--out", str(out), "--explain")
    assert (call.code, call.out, call.err) == (0, "", "")
    assert [bool(json.loads(answer)["why"]) for answer in out.read_text("utf-8").splitlines()] == [True] * 2


def test_a_batch_is_json_whether_that_is_asked_for_or_not(warm_config: Config, batch: Path) -> None:
    def records(*options: str) -> list[dict[str, object]]:
        out = Call("ask", "--batch", str(batch), *options).out
        return [{**json.loads(answer), "ms": 0} for answer in out.splitlines()]

    assert records("--json") == records()


def test_a_batch_may_be_empty(warm_config: Config, batch: Path, tmp_path: Path) -> None:
    batch.write_bytes(b"")
    assert Call("ask", "--batch", str(batch), "--out", str(tmp_path / "out.jsonl")).code == 0
    assert (tmp_path / "out.jsonl").read_bytes() == b""


@pytest.mark.parametrize(
    "name", [pytest.param("nowhere/out.jsonl", id="no folder"), pytest.param("in.jsonl/x", id="a file")]
)
def test_answers_that_cannot_be_written_are_a_sentence(
    warm_config: Config, batch: Path, tmp_path: Path, name: str
) -> None:
    call = Call("ask", "--batch", str(batch), "--out", str(tmp_path / name))
    assert (call.code, call.out) == (1, "")
    assert f"{tmp_path / name}：写不进去" in call.err


def test_nothing_is_left_when_a_folder_stands_in_the_way(
    warm_config: Config, batch: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    assert Call("ask", "--batch", str(batch), "--out", str(tmp_path / "out")).code == 1
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("out")] == ["out"]


def test_a_pipe_is_written_to_and_stays_a_pipe(warm_config: Config, batch: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        Call("ask", "--batch", str(batch), "--out", str(pipe))
        assert stat.S_ISFIFO(pipe.stat().st_mode)
        assert os.read(reader, 1) == b"{"
    finally:
        os.close(reader)
