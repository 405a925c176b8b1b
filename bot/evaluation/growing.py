"""`anda eval --calibrate`: the trees of the decision, grown from question files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.app import kept_embedder, read_whole
from bot.config import Config
from bot.evaluation.questionfiles import fitted_files, questions_of
from knowledge.calibrating import grown
from knowledge.lessons import lessons
from knowledge.ranking import CALIBRATION, FEATURES, TREES, read_bands
from knowledge.semantic import SEMANTIC_FEATURES, SEMANTIC_TREES
from knowledge.trees import write_trees


def run_calibration(config: Config, console: Console, files: Sequence[Path]) -> None:
    """Grows the trees from question files (house and open unless told otherwise) and writes them."""
    base = read_whole(config.knowledge.dir)
    questions = [question for path in files or fitted_files() for question in questions_of(path)]
    embedder = kept_embedder(config) if config.semantic.enabled else None
    features, name = (SEMANTIC_FEATURES, SEMANTIC_TREES) if embedder else (FEATURES, TREES)
    held = lessons(base, read_bands(), questions, embedder=embedder)
    write_trees(CALIBRATION.with_name(name), features, grown(held, features))
    console.print(Text(f"用 {len(held.whole) + len(held.half)} 个问题长出的决策树，已写进 {name}。"))
