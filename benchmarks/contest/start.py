"""How long staff wait: a restart with 100,000 entries, and reading 10,000 entries of YAML."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.contest.owned import Owned
from benchmarks.contest.rows import StartRow
from benchmarks.made_town import write_town
from bot.config import PROJECT

ENTRIES, RICH_ENTRIES = 100_000, 10_000
_A_FILE = 10_000  # entries
_GOAL = 2.0  # seconds
_STARTS = 3
_READ = """
import json, sys, time
from pathlib import Path
from bot.engines import SHIPPED_TEXTS
from knowledge.loading.loader import read_knowledge
started = time.process_time()
loaded = read_knowledge(Path(sys.argv[1]), SHIPPED_TEXTS)
print(json.dumps([time.process_time() - started, len(loaded.base.entries)]))
"""


def run_start(owned: Sequence[Owned], rich: int = RICH_ENTRIES, starts: int = _STARTS) -> Iterator[StartRow]:
    """The first start and later ones over an entry for each of these questions; reading so many rich entries.

    The entries have a question and an answer each, like those of an imported table; the rich ones six
    phrasings, a counter-example and a check besides. Every time is the processor's, in a
    process of its own, the fastest of so many.
    """
    with tempfile.TemporaryDirectory() as folder:
        content, question = Path(folder) / "content", owned[len(owned) // 2][1]
        write_questions(content, [text for _, text in owned])
        settings = {"ANDA_KNOWLEDGE__DIR": str(content), "ANDA_DATA_DIR": str(Path(folder) / "data")}
        first, *later = (_ask(question, settings) for _ in range(starts + 1))
    yield StartRow(what=f"{len(owned):,} entries: first start to first answer", seconds=first)
    yield StartRow(what=f"{len(owned):,} entries: restart to first answer", seconds=min(later), goal=_GOAL)
    with tempfile.TemporaryDirectory() as folder:
        write_town(Path(folder) / "town", rich)
        seconds = min(_read(Path(folder) / "town", rich) for _ in range(starts))
    yield StartRow(what=f"{rich:,} entries of YAML read", seconds=seconds, goal=_GOAL)


def write_questions(folder: Path, questions: Sequence[str]) -> None:
    """Writes a knowledge base with an entry for each question; JSON, since that is YAML too and quick."""
    folder.mkdir(parents=True)
    source = {"id": "made", "title": "测速用的样本", "publisher": "样本", "paragraphs": 1}
    _write(folder / "sources.yaml", {"sources": [source | {"as_of": "这是编造的样本，只用来测速度。"}]})
    for start in range(0, len(questions), _A_FILE):
        entries = [
            {
                "id": f"made-{number}",
                "question": question,
                "answer": "请看样本。",
                "citations": [{"source": "made", "paragraph": 1, "evidence": "样本"}],
            }
            for number, question in enumerate(questions[start : start + _A_FILE], start)
        ]
        _write(folder / f"made-{start}.yaml", {"topic": f"样本{start}", "entries": entries})


def _write(file: Path, data: object) -> None:
    file.write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")


def _ask(question: str, settings: dict[str, str]) -> float:
    """The processor's seconds for `anda ask`, from nothing to the end of the process."""
    before = _of_children()
    subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "bot", "ask", question, "--json"],
        cwd=PROJECT,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return _of_children() - before


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _read(folder: Path, entries: int) -> float:
    """Seconds of reading a folder in a fresh process; RuntimeError if not all entries came out."""
    output = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", _READ, str(folder)], cwd=PROJECT, stdout=subprocess.PIPE, check=True
    ).stdout
    seconds, count = json.loads(output)
    if count != entries:
        raise RuntimeError(f"{count} of {entries} entries were read")
    return float(seconds)
