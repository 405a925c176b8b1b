"""The contest over 1,000 to 1,000,000 made questions: building, memory, milliseconds, and what is found."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.contest.made import make
from benchmarks.contest.rows import SizeRow
from bot.config import PROJECT
from knowledge.model.entry import Entry

SIZES = (1_000, 10_000, 100_000, 1_000_000)
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}


def run_sizes(
    entries: Sequence[Entry], names: Sequence[str], sizes: Sequence[int], minutes: float
) -> Iterator[SizeRow]:
    """A row for each of these names and sizes; what would take too many minutes is stopped, or not begun."""
    built: dict[str, list[SizeRow]] = {name: [] for name in names}
    for size in sorted(sizes):
        with tempfile.TemporaryDirectory() as folder:
            make(entries, size).write(Path(folder))
            for name in names:
                why_not = _why_not(size, built[name], minutes)
                built[name].append(_row(size, name, Path(folder), minutes, why_not))
                yield built[name][-1]


def _why_not(size: int, before: Sequence[SizeRow], minutes: float) -> str:
    """Why this size would take too long, judged by the smaller ones; empty if it would not."""
    if before and before[-1].note:
        return f"not begun: {before[-1].note} with {before[-1].questions:,}"
    seconds = [(row.questions, row.build_s) for row in before if row.build_s is not None]
    if len(seconds) < 2:
        return ""
    (less, first), (more, last) = seconds[-2:]
    expected = last + (last - first) / (more - less) * (size - more)
    return f"not begun: some {expected / 60:.0f} min to build" if expected > minutes * 60 else ""


def _row(size: int, name: str, folder: Path, minutes: float, why_not: str) -> SizeRow:
    if why_not:
        return SizeRow(questions=size, name=name, note=why_not)
    run = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "benchmarks.contest.alone", name, str(folder), str(minutes)],
        cwd=PROJECT,
        env={**os.environ, **_ONE_THREAD},
        capture_output=True,
        check=False,
    )
    if run.returncode == -signal.SIGXCPU:
        return SizeRow(questions=size, name=name, note=f"stopped after {minutes:g} min")
    if run.returncode:
        last = run.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        return SizeRow(questions=size, name=name, note=f"ended with {run.returncode}: {last[:120]}")
    return SizeRow(questions=size, name=name, **json.loads(run.stdout))
