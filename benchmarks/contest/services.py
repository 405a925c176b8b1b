"""The contest on the services of a public table, by the names that people give them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.contest.anda import EngineFinder
from benchmarks.contest.counting import percentile, recall
from benchmarks.contest.finder import Finder, PeerFinder, timed
from benchmarks.contest.rows import ServicesRow
from benchmarks.peers.roster import ROSTER
from benchmarks.services import Name, imported_engine, names_of
from bot.config import Config
from knowledge.answering.engine import Engine

_RANKS = 3


def run_services(config: Config, names: Sequence[str], folder: Path) -> Iterator[ServicesRow]:
    """A row for each file of names in the folder: Anda's, over the imported table, and these peers'."""
    files = {path.stem: list(names_of(path)) for path in sorted(folder.glob("queries*.jsonl"))}
    with tempfile.TemporaryDirectory() as made:
        engine = imported_engine(config, folder / "kb.jsonl", Path(made))
    yield from _rows("Anda", EngineFinder(engine), engine, files)
    for name in names:
        finder = PeerFinder(ROSTER[name].make())
        titles = [entry.question for entry in engine.base.entries]
        finder.build(titles, range(len(titles)))
        yield from _rows(name, finder, engine, files)


def _rows(
    name: str, finder: Finder, engine: Engine, files: Mapping[str, Sequence[Name]]
) -> Iterator[ServicesRow]:
    ids = [entry.id for entry in engine.base.entries]
    for queries, asked in files.items():
        ranks, times = [], []
        for one in asked:
            hits, ms = timed(finder, one.text, _RANKS)
            times.append(ms)
            ranks.append([ids[entry] in one.right for entry, _ in hits])
        yield ServicesRow(
            queries=queries,
            name=name,
            asked=len(asked),
            recall_1=recall(ranks, 1),
            recall_3=recall(ranks, _RANKS),
            p50_ms=percentile(times, 0.5),
        )
