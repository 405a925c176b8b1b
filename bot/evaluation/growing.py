"""`anda eval --calibrate`: the trees of the decision, grown from question files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.config import Config
from bot.engines import kept_embedder, read_whole
from bot.evaluation.questionfiles import ASKED_ON, config_for, fitted_files, questions_of, town_files
from knowledge.answering.semantic import SEMANTIC_FEATURES, SEMANTIC_TREES
from knowledge.evaluation.calibrating import grown
from knowledge.evaluation.lessons import Town, lessons
from knowledge.ranking.ranking import CALIBRATION, FEATURES, TREES, read_bands
from knowledge.ranking.trees import write_trees


def run_calibration(config: Config, console: Console, files: Sequence[Path]) -> None:
    """Grows the trees from question files (house, open and the towns unless told otherwise)."""
    base = read_whole(config.knowledge.dir)
    questions = [question for path in files or fitted_files() for question in questions_of(path)]
    embedder = kept_embedder(config) if config.semantic.enabled else None
    features, name = (SEMANTIC_FEATURES, SEMANTIC_TREES) if embedder else (FEATURES, TREES)
    others = () if files else towns(config)
    rows = lessons(base, read_bands(), questions, ASKED_ON, embedder=embedder, others=others)
    write_trees(CALIBRATION.with_name(name), features, grown(rows, features))
    console.print(Text(f"用 {len(rows.whole) + len(rows.half)} 个问题长出的决策树，已写进 {name}。"))


def towns(config: Config) -> Iterator[Town]:
    """The towns that the trees are grown from beside the configured one."""
    for files in town_files().values():
        base = read_whole(config_for(files[0], config).knowledge.dir)
        yield base, [question for path in files for question in questions_of(path)]
