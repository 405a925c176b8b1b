"""What the semantic channel is worth and costs, on the whole knowledge base and where phrasings are few.

`python -m benchmarks.meaning FILES`: the question files are put to engines over the configured knowledge base
with all phrasings, one in four and one in eight, with the channel off and on. A line tells which share of the
questions was right, offered and wrong, which share of the unanswerable ones was answered (false), the mean
milliseconds a question, and how many texts a question had embedded.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from bot.config import read_config
from bot.engines import kept_embedder, read_whole
from bot.evaluation.questionfiles import ASKED_ON, questions_of
from bot.evaluation.scoring import grade_all
from knowledge.answering.engine import Engine
from knowledge.answering.semantic import Embedder, Vectors, meanings_over, read_semantic_calibration
from knowledge.derived.derived import derive
from knowledge.evaluation.lessons import thinned
from knowledge.evaluation.scorecard import Grade, Question

_STEPS = (1, 4, 8)
_SHOWN = (Grade.RIGHT, Grade.OFFERED, Grade.WRONG)


class Counting:
    """An embedder that counts the questions it embeds."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.identity, self.dimensions = embedder.identity, embedder.dimensions
        self.count = 0

    def questions(self, texts: Sequence[str]) -> Vectors:
        """What citizens typed, counted."""
        self.count += len(texts)
        return self._embedder.questions(texts)

    def phrasings(self, texts: Sequence[str]) -> Vectors:
        """What staff wrote down."""
        return self._embedder.phrasings(texts)


def main() -> None:
    """Prints two lines for each number of phrasings."""
    config = read_config()
    questions = [question for name in sys.argv[1:] for question in questions_of(Path(name))]
    embedder = Counting(kept_embedder(config))
    whole = read_whole(config.knowledge.dir)
    for step in _STEPS:
        base = thinned(whole, step)
        derived = derive(base)
        channel = meanings_over(embedder, derived, read_semantic_calibration())
        for name, meanings in (("off", None), ("on", channel)):
            embedder.count = 0
            line = _line(Engine(base, derived, meanings=meanings), questions)
            print(f"1/{step} phrasings, {name:3}  {line}, {embedder.count / len(questions):.2f} embedded")  # noqa: T201


def _line(engine: Engine, questions: Sequence[Question]) -> str:
    started = time.perf_counter()
    graded = grade_all(engine, ASKED_ON, questions, Console(quiet=True))
    spent = (time.perf_counter() - started) * 1000 / len(questions)
    counts = Counter(grade for _, grade, _ in graded)
    answerable = sum(question.answerable for question in questions)
    shares = [f"{grade.value} {counts[grade] / max(answerable, 1):.3f}" for grade in _SHOWN]
    false = counts[Grade.FALSE] / max(len(questions) - answerable, 1)
    return f"{'  '.join(shares)}  false {false:.3f}  {spent:.1f} ms"


if __name__ == "__main__":
    main()
