"""The contest over 1,000 to 1,000,000 made questions: building, memory, milliseconds, and what is found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.contest.made import make
from benchmarks.contest.rows import SizeRow
from bot.config import PROJECT
from knowledge.entry import Entry

SIZES = (1_000, 10_000, 100_000, 1_000_000)
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}


def run_sizes(
    entries: Sequence[Entry], names: Sequence[str], sizes: Sequence[int], minutes: float
) -> Iterator[SizeRow]:
    """A row for each of these names and sizes; what would take too many minutes is stopped, or not begun."""
    slow: dict[str, str] = {}
    for size in sorted(sizes):
        with tempfile.TemporaryDirectory() as folder:
            make(entries, size).write(Path(folder))
            for name in names:
                row = _row(size, name, Path(folder), minutes, slow.get(name, ""))
                if row.note or (row.build_s or 0.0) * _growth(size, sizes) > minutes * 60:
                    slow.setdefault(name, _why_not(row, minutes))
                yield row


def _growth(size: int, sizes: Sequence[int]) -> float:
    """How many times larger the next size is; 0 after the last."""
    return min((other / size for other in sizes if other > size), default=0.0)


def _why_not(row: SizeRow, minutes: float) -> str:
    if row.note:
        return f"not begun: over {minutes:g} min with {row.questions:,} questions"
    return (
        f"not begun: {row.build_s:.0f} s to build with {row.questions:,} questions, over {minutes:g} min here"
    )


def _row(size: int, name: str, folder: Path, minutes: float, not_begun: str) -> SizeRow:
    if not_begun:
        return SizeRow(questions=size, name=name, note=not_begun)
    try:
        told = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", "benchmarks.contest.alone", name, str(folder)],
            cwd=PROJECT,
            env={**os.environ, **_ONE_THREAD},
            capture_output=True,
            timeout=minutes * 60,
            check=True,
        ).stdout
    except subprocess.TimeoutExpired:
        return SizeRow(questions=size, name=name, note=f"stopped after {minutes:g} min")
    except subprocess.CalledProcessError as error:
        last = error.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        return SizeRow(questions=size, name=name, note=f"ended with {error.returncode}: {last[:120]}")
    return SizeRow(questions=size, name=name, **json.loads(told))
