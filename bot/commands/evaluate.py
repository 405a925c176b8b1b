"""`anda eval` on the command line: the scorecard, its pictures, and retraining the trees."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.ready import KnowledgeOption, console, ready, refuse
from bot.sentences import command_text

FILES = "FILES（问题文件）"
# What an option leaves no room for: it would be passed over in silence.
_APART = {
    "--calibrate": ("--ablate", "--record", "--plots", "--plots-dir", "--show", "--json"),
    "--ablate": (FILES, "--record", "--plots", "--plots-dir", "--show"),
    "--json": ("--show",),
}


def evaluate(
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILES", help="问题文件。")] = None,
    show: Annotated[str | None, typer.Option("--show", help="列出这一类：wrong、false、missed ……")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False,
    record: Annotated[bool, typer.Option("--record", help="把成绩记为新的标准。")] = False,
    calibrate: Annotated[bool, typer.Option("--calibrate", help="重新长出决策树，写进 trees.json。")] = False,
    semantic: Annotated[bool, typer.Option("--semantic", help="打开语义通道。")] = False,
    plots: Annotated[bool, typer.Option("--plots", help="画图：把握准不准、各类问题答得怎样。")] = False,
    plots_dir: Annotated[
        Path | None, typer.Option("--plots-dir", metavar="DIR", help="图画到哪个文件夹，默认 docs/eval。")
    ] = None,
    ablate: Annotated[
        bool, typer.Option("--ablate", help="每次少一样本事，看少了值多少；要好些分钟。")
    ] = False,
    signal: Annotated[
        list[str] | None,
        typer.Option("--signal", help="和 --ablate 一起：只看这一样（或这一类，如 rule），可以写几次。"),
    ] = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """回答质量成绩单：对、错、给选项、没答上、不该答却答了。"""
    from bot.evaluation.ablating import run_ablation
    from bot.evaluation.growing import run_calibration
    from bot.evaluation.picturing import PLOTS, run_plots
    from bot.evaluation.scoring import run_evaluation, with_semantic
    from bot.sentences import CannotRunError

    if signal and not ablate:
        refuse(command_text("signal_without_ablate"))
    _refuse_together(
        {
            FILES: files,
            "--show": show,
            "--json": as_json,
            "--record": record,
            "--calibrate": calibrate,
            "--plots": plots,
            "--plots-dir": plots_dir,
            "--ablate": ablate,
        }
    )
    _refuse_grade(show)
    with ready(knowledge) as config:
        shown_on = console(config)
        config = with_semantic(config) if semantic else config
        if config.semantic.enabled and (ablate or plots or plots_dir or record):
            raise CannotRunError("words_alone")
        if calibrate:
            run_calibration(config, shown_on, files or [])
        elif ablate:
            run_ablation(config, shown_on, signal or [], as_json=as_json)
        else:
            results = run_evaluation(config, shown_on, files or [], show=show, as_json=as_json, record=record)
            if plots or plots_dir:
                run_plots(config, shown_on, results, plots_dir or PLOTS)


def _refuse_together(given: Mapping[str, object]) -> None:
    """Ends the command when options are given one of which would do nothing beside the other."""
    for one, others in _APART.items():
        clashing = [other for other in others if given[other]]
        if given[one] and clashing:
            refuse(command_text("apart", one=one, others="、".join(clashing)))


def _refuse_grade(show: str | None) -> None:
    """Ends the command when questions of a grade are to be listed that there is none of."""
    from knowledge.evaluation.scorecard import Grade

    known = [*Grade, "all"]
    if show is not None and show not in known:
        refuse(command_text("no_such_grade", show=show, known="、".join(known)))
