"""`python -m bot` as a process: pipes that close, Ctrl-C, odd encodings, two at once."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.config import PROJECT
from knowledge.answering.engine import Engine
from tests.conftest import TOWNS, share_snapshot

COMMAND = (sys.executable, "-m", "bot")
FEE = "游泳馆的门票多少钱？"
SECONDS = 60


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Nothing of the machine's own settings, the sample town, and a data folder of its own."""
    others = {name: value for name, value in os.environ.items() if not name.upper().startswith("ANDA_")}
    return {
        **others,
        "ANDA_DATA_DIR": str(tmp_path / "data"),
        "ANDA_KNOWLEDGE__DIR": str(TOWNS / "lanhe"),
        "PYTHONUTF8": "1",
        "PYTHONUNBUFFERED": "",  # unbuffered, Python itself drops what a closed pipe did not take
        "COLUMNS": "100",
    }


@pytest.fixture
def warm(environment: dict[str, str], kept_snapshots: Path, small_engine: Engine) -> dict[str, str]:
    """The same after a first start; `small_engine` has left its snapshot."""
    share_snapshot(kept_snapshots / "lanhe", Path(environment["ANDA_DATA_DIR"]))
    return environment


def start(environment: dict[str, str], *arguments: str | bytes) -> subprocess.Popen[bytes]:
    """The program, with its three streams as pipes."""
    pipe = subprocess.PIPE
    return subprocess.Popen(  # noqa: S603
        [*COMMAND, *arguments], cwd=PROJECT, env=environment, stdin=pipe, stdout=pipe, stderr=pipe
    )


def run(environment: dict[str, str], *arguments: str | bytes, typed: bytes = b"") -> tuple[int, str, str]:
    """The code of a finished call, what it wrote and what it said beside it."""
    process = start(environment, *arguments)
    out, err = process.communicate(typed, SECONDS)
    assert b"Traceback" not in err, err.decode()
    return process.returncode, out.decode(errors="replace"), err.decode()


def read_until(process: subprocess.Popen[bytes], text: str, stream: str = "stdout") -> None:
    """Reads a stream to where a text stands; fails when the stream ends first."""
    output = b""
    pipe = process.stderr if stream == "stderr" else process.stdout
    assert pipe is not None
    while not output.endswith(text.encode()):
        byte = pipe.read(1)
        assert byte, output.decode(errors="replace")
        output += byte


def test_ctrl_c_in_a_chat_says_goodbye(warm: dict[str, str]) -> None:
    process = start(warm, "chat")
    read_until(process, "您问：")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=SECONDS)
    assert (process.returncode, err) == (0, b"")
    assert "再见" in out.decode()


def test_ctrl_c_while_the_content_is_read_leaves_no_traceback(environment: dict[str, str]) -> None:
    process = start(environment, "chat")
    read_until(process, "……", "stderr")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=SECONDS)
    assert b"Traceback" not in err
    assert b"Exception ignored" not in err
    told_goodbye = "再见" in out.decode()  # on a busy machine all may have been read by then
    assert (process.returncode == 0) == told_goodbye


def left_by_its_reader(process: subprocess.Popen[bytes], typed: bytes = b"") -> tuple[int, str]:
    """The code of a program whose output is closed after one line, and what it said beside it."""
    with process:
        assert process.stdin is not None and process.stdout is not None and process.stderr is not None
        process.stdin.write(typed)
        process.stdin.close()
        assert process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read().decode()
    return process.returncode, said


def test_a_chat_whose_reader_leaves_ends_quietly(warm: dict[str, str]) -> None:
    code, said = left_by_its_reader(start(warm, "chat"), b"/topics\n" * 500)  # more than a pipe holds
    assert code != 0
    assert said == ""


def test_a_batch_whose_reader_leaves_ends_without_a_traceback(warm: dict[str, str], tmp_path: Path) -> None:
    questions = tmp_path / "in.jsonl"
    questions.write_text((json.dumps({"id": "a", "turns": [FEE]}) + "\n") * 1000, "utf-8")
    code, said = left_by_its_reader(start(warm, "ask", "--batch", str(questions)))
    assert code != 0
    assert "Traceback" not in said
    assert "Exception ignored" not in said


def test_a_chat_without_a_terminal_ends_at_the_end_of_input(warm: dict[str, str]) -> None:
    code, out, err = run(warm, "chat", typed=f"{FEE}\n那几点开门？\n/topics\n/sources\n/help\n".encode())
    assert (code, err) == (0, "")
    for part in ("12元", "早上8点", "图书馆有多少册书？", "蓝禾镇收费表", "/quit", "再见"):
        assert part in out


def test_a_terminal_shows_what_is_typed_once(warm: dict[str, str]) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(  # noqa: S603
        [*COMMAND, "chat"], cwd=PROJECT, env=warm, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs
    )
    os.close(theirs)
    os.write(ours, f"{FEE}\n".encode())
    read_until(process, "一次12元")
    os.write(ours, b"\x04")  # Ctrl-D
    out, _ = process.communicate(timeout=SECONDS)
    os.close(ours)
    assert process.returncode == 0
    assert "再见" in out.decode()
    assert FEE not in out.decode()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b"\xff\xfe", id="bytes that are no text"),
        pytest.param("医疗".encode("gbk"), id="another encoding"),
        pytest.param(b"", id="nothing"),
        pytest.param("😀👍🏽🎉".encode(), id="only emoji"),
        pytest.param("\u202e\u2066\u200b\ufeff".encode() * 100, id="invisible"),
        pytest.param("问".encode() * 10_000, id="ten thousand characters"),
    ],
)
def test_odd_input_ends_in_a_sentence(warm: dict[str, str], text: bytes) -> None:
    code, out, err = run(warm, "ask", "--json", "--", text)
    assert (code, err) == (0, "")
    record = json.loads(out)
    assert record["answer"]
    assert record["status"] in ("canned", "unknown")
    assert record["citations"] == []


def test_lines_that_are_no_text_do_not_end_a_chat(warm: dict[str, str]) -> None:
    code, out, _ = run(warm, "chat", typed=b"\xff\xfe\n\0\n\x1b[31m\n" + f"{FEE}\n".encode())
    assert code == 0
    assert "12元" in out


def test_markup_is_shown_as_it_was_typed(warm: dict[str, str]) -> None:
    typed = "[bold]游泳馆[/bold] <b>&amp;</b> '; DROP TABLE entries; --"
    _, out, _ = run(warm, "chat", typed=f"{typed}\n".encode())
    assert f"您问：{typed}" in out


def test_two_first_starts_at_once_do_not_disturb_each_other(environment: dict[str, str]) -> None:
    both = [start(environment, "ask", FEE, "--json") for _ in range(2)]
    for process in both:
        out, _ = process.communicate(timeout=SECONDS)
        assert json.loads(out)["entries"] == ["pool-fee"]
    assert [path.suffix for path in Path(environment["ANDA_DATA_DIR"], "cache").iterdir()] == [".snapshot"]


def test_a_folder_is_found_from_where_somebody_stands(warm: dict[str, str]) -> None:
    done = subprocess.run(  # noqa: S603
        [*COMMAND, "ask", FEE, "--json", "--knowledge", "lanhe"],
        cwd=TOWNS,
        env={**warm, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        timeout=SECONDS,
        check=True,
    )
    assert json.loads(done.stdout)["entries"] == ["pool-fee"]


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        pytest.param("ANDA_CONFIG", "/nowhere/config.yaml", id="a missing configuration"),
        pytest.param("ANDA_TIMEZONE", "Mars/Base", id="a faulty value"),
        pytest.param("ANDA_KNOWLEDGE__DIR", "/nowhere", id="a missing knowledge base"),
    ],
)
def test_what_an_operator_got_wrong_ends_with_two_and_names_it(
    environment: dict[str, str], variable: str, value: str
) -> None:
    code, out, err = run({**environment, variable: value}, "ask", FEE)
    assert (code, out) == (2, "")
    assert value in err


def test_a_terminal_of_another_encoding_gets_an_answer_all_the_same(warm: dict[str, str]) -> None:
    code, _, _ = run({**warm, "PYTHONIOENCODING": "ascii"}, "ask", FEE)
    assert code == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_a_full_disk_is_a_sentence(warm: dict[str, str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(  # noqa: S603
            [*COMMAND, "ask", FEE], cwd=PROJECT, env=warm, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode != 0
    assert b"Traceback" not in done.stderr
