"""Engine time per question and start-up time of `anda ask`, on the question files of the repository."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bot.config import read_config
from bot.engines import build_engine, today
from bot.evaluation.questionfiles import own_files, questions_of
from bot.terminal.conversation import Conversation

ROUNDS = 3
STARTS = 5


def engine_times() -> list[float]:
    """Milliseconds of every turn of every question, after one round to warm up."""
    config = read_config()
    engine = build_engine(config)
    questions = [question for path in own_files(config) for question in questions_of(path)]
    times: list[float] = []
    for number in range(ROUNDS + 1):
        for question in questions:
            conversation = Conversation(engine, today(config))
            turns = [conversation.ask(text).ms for text in question.turns]
            times += turns if number else []
    return sorted(times)


def start_times() -> list[float]:
    """Wall seconds of `anda ask` from a cold process: first without derived data, then with it."""
    with tempfile.TemporaryDirectory() as folder:
        times = []
        for _ in range(STARTS + 1):
            started = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "bot", "ask", "医疗救助封顶线是多少"],
                env={"ANDA_DATA_DIR": folder, "PATH": "", "LANG": "C.UTF-8"},
                cwd=Path(__file__).parent.parent,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=True,
            )
            times.append(time.perf_counter() - started)
    return times


def main() -> None:
    """Prints both."""
    times = engine_times()
    p50, p99 = times[len(times) // 2], times[int(len(times) * 0.99)]
    print(f"engine, {len(times)} turns: p50 {p50:.2f} ms, p99 {p99:.2f} ms")  # noqa: T201
    first, *later = start_times()
    print(f"anda ask, first start: {first:.2f} s; later starts: median {statistics.median(later):.2f} s")  # noqa: T201


if __name__ == "__main__":
    main()
