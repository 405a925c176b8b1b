"""One of the contest, alone in its process: `python -m benchmarks.contest.alone NAME FOLDER MINUTES`.

The folder holds what `owned.Made.write` keeps there; a line of JSON comes out. The memory of a process that
has imported nothing but this is the measure's zero: libraries, dictionaries and models count. All times are
the processor's: with one thread they are what somebody waits for, and other work on the machine is no part of
them. After so many minutes of it the process is ended.
"""

from __future__ import annotations

import ctypes
import gc
import json
import resource
import sys
import time
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.contest.owned import read_questions, read_texts

if TYPE_CHECKING:
    from benchmarks.contest.finder import Builder, Finder

ANDA = "Anda"
_MOST_SECONDS = 20.0  # of timing, and again of looking what is found; what was asked by then has to do
_ROUNDS = 3
_MERCY = 60  # seconds between the signal that says why and the one that says nothing
_WARM_UP = 10
_RANKS = 3


def main() -> None:
    """Builds, asks, and prints what it took."""
    name, folder, most = sys.argv[1], Path(sys.argv[2]), int(float(sys.argv[3]) * 60) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, most + _MERCY))
    zero = _memory()
    finder, seconds = _built(name, folder)
    figures = {"build_s": seconds, "held_mb": _memory() - zero, "peak_mb": _status("VmHWM") - zero}
    print(json.dumps(figures | _asked(finder, folder)))  # noqa: T201


def _built(name: str, folder: Path) -> tuple[Finder, float]:
    """Builds a finder over its texts; returns it and the seconds that took."""
    numbers, texts = read_texts(folder)
    finder = finder_of(name)
    started = time.process_time()
    finder.build(texts, array("i", numbers))
    return finder, time.process_time() - started


def finder_of(name: str) -> Builder:
    """Anda or a peer, by the name in the roster; KeyError if there is none."""
    if name == ANDA:
        from benchmarks.contest.anda import Anda

        return Anda()
    from benchmarks.contest.finder import PeerFinder
    from benchmarks.peers.roster import ROSTER

    return PeerFinder(ROSTER[name].make())


def _asked(finder: Finder, folder: Path) -> dict[str, float]:
    """Milliseconds of what a citizen waits for, and whether the right entry is found."""
    from benchmarks.contest.counting import percentile, recall

    numbers, questions = read_questions(folder)
    for question in _in_time(questions[:_WARM_UP]):
        finder.ask(question)
    times = _fastest(finder, questions)
    ranks = [
        [hit.entry == number for hit in finder.entries(question, _RANKS)]
        for number, question in zip(numbers, _in_time(questions), strict=False)
    ]
    return {
        "asked": len(times),
        "p50_ms": percentile(times, 0.5),
        "p99_ms": percentile(times, 0.99),
        "recall_1": recall(ranks, 1),
        "recall_3": recall(ranks, _RANKS),
    }


def _fastest(finder: Finder, questions: list[str]) -> list[float]:
    """Milliseconds of each question, the fastest of some rounds.

    By the thread's clock: the process's ticks in steps of 4 ms where its time is limited (Linux).
    """
    fastest: dict[str, float] = {}
    for question in _in_time(questions * _ROUNDS):
        started = time.thread_time()
        finder.ask(question)
        ms = (time.thread_time() - started) * 1000
        fastest[question] = min(ms, fastest.get(question, ms))
    return list(fastest.values())


def _in_time(questions: Sequence[str]) -> Iterator[str]:
    """The questions, as long as there is time."""
    end = time.process_time() + _MOST_SECONDS
    for question in questions:
        if time.process_time() > end:
            return
        yield question


def _memory() -> float:
    """The megabytes that this process holds, after giving back what nothing needs any more (Linux, glibc)."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    return _status("VmRSS")


def _status(key: str) -> float:
    """A figure of this process in megabytes, as Linux tells it."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{key}:"))


if __name__ == "__main__":
    main()
