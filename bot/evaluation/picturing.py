"""`anda eval --plots`: the scorecard as pictures, and whether probabilities hold for unseen questions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.config import PROJECT, Config
from bot.engines import build_engine
from bot.evaluation.growing import towns
from bot.evaluation.plotting import Series, new_figure, reliability_figure, styles_figure
from bot.evaluation.questionfiles import ASKED_ON, FITTED, TOWNS, fitted_files, questions_of
from bot.evaluation.scoring import FileResult
from knowledge.evaluation.crossvalidation import held_out, surest_unseen
from knowledge.evaluation.lessons import lessons
from knowledge.evaluation.reliability import expected_error, reliability
from knowledge.evaluation.scorecard import scorecard
from knowledge.ranking.ranking import read_bands

_FEW = 4  # folders
PLOTS = PROJECT / "docs" / "eval"


def run_plots(config: Config, console: Console, results: Sequence[FileResult], directory: Path) -> None:
    """Draws the results and prints the calibration error on questions that the trees have not seen.

    Raises:
        NoMatplotlibError: before anything long begins.
    """
    new_figure(1, 1)
    unfitted = [result for result in results if result.path.parent.name not in (*FITTED, *TOWNS)]
    series = [
        Series(name=f"{', '.join(FITTED)}, cross-validated", bins=reliability(_unseen(config, console)))
    ]
    if unfitted:
        names = _named([*dict.fromkeys(result.path.parent.name for result in unfitted)])
        pairs = (pair for result in unfitted for pair in result.predictions)
        series.append(Series(name=f"{names}, never fitted", bins=reliability(pairs)))
    graded = (graded_question for result in results for graded_question in result.graded)
    card = scorecard((question, verdict) for question, verdict, _ in graded)
    for one in series:
        console.print(Text(f"期望校准误差 {expected_error(one.bins):.3f}（{one.name}）"))
    directory.mkdir(parents=True, exist_ok=True)
    for name, figure in (("reliability", reliability_figure(series)), ("styles", styles_figure(card))):
        path = directory / f"{name}.png"
        figure.savefig(path)
        console.print(Text(f"图已画好：{path}"), soft_wrap=True)


def _named(folders: Sequence[str]) -> str:
    """The names of a few folders; of more, which would hide the picture, how many they are."""
    return ", ".join(folders) if len(folders) <= _FEW else f"{len(folders)} other folders"


def _unseen(config: Config, console: Console) -> list[tuple[float, bool]]:
    """For each fitted question, how sure trees are that have not seen it, and whether they are right."""
    engine, bands = build_engine(config), read_bands()
    questions = [question for path in fitted_files() for question in questions_of(path)]
    with console.status("交叉验证中，要一两分钟"):
        taught = lessons(engine.base, bands, questions, ASKED_ON, others=towns(config))
        unseen = held_out(taught, questions, bands)
        return list(surest_unseen(unseen, engine, ASKED_ON))
