"""`anda bench` on the command line: Anda beside the searches that people would otherwise pick."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.ready import console, ready, refuse, say
from bot.sentences import command_text

if TYPE_CHECKING:
    from benchmarks.contest.rows import ResultRow, Results

_Questions = Annotated[
    Path | None, typer.Option("--questions", metavar="DIR", help="问题文件的文件夹；不写就用项目自带的。")
]
_Services = Annotated[
    Path | None,
    typer.Option("--services", metavar="DIR", help="公开办事目录：kb.jsonl 和 queries*.jsonl。"),
]
_Sizes = Annotated[str, typer.Option("--sizes", metavar="N,N", help="编造多少个问题来测速度。")]
_Subjects = Annotated[
    list[str] | None, typer.Option("--only", help="只测这几项：article、services、sizes、start。")
]
_Peers = Annotated[list[str] | None, typer.Option("--peer", help="只和这几个比，可以写几次。")]
_Minutes = Annotated[float, typer.Option("--minutes", help="每个每种规模最多几分钟，超过就停。")]
_Json = Annotated[
    Path | None, typer.Option("--json", metavar="FILE", help="结果写成 JSON；里面已有的，没重测就留着。")
]
_Plots = Annotated[Path | None, typer.Option("--plots", metavar="DIR", help="结果画成图，放进这个文件夹。")]


def bench(
    questions: _Questions = None,
    services: _Services = None,
    sizes: _Sizes = "1000,10000,100000,1000000",
    only: _Subjects = None,
    peer: _Peers = None,
    minutes: _Minutes = 20.0,
    json_file: _Json = None,
    plots: _Plots = None,
) -> None:
    """和别的检索办法并排比：找得准不准，答得对不对，快不快，占多少内存。"""
    from benchmarks.contest.contest import SUBJECTS, Wish, run_contest
    from benchmarks.contest.parts import joined
    from benchmarks.contest.show import show

    with ready() as config:
        wish = Wish(
            subjects=only or SUBJECTS,
            peers=peer or (),
            questions=questions,
            services=services,
            sizes=_numbers(sizes),
            minutes=minutes,
        )
        earlier = _earlier(json_file)
        measured = run_contest(config, wish, partial(_report_row, json_file, earlier))
        results = joined(earlier, measured)
        show(console(config), results)
        if plots:
            _draw(results, plots)


def _draw(results: Results, plots: Path) -> None:
    from benchmarks.contest.plots import plot

    for file in plot(results, plots):
        say(command_text("drawn", file=file))


def _earlier(json_file: Path | None) -> Results:
    """The results already in the file; those that are not measured again are kept."""
    from benchmarks.contest.parts import read
    from benchmarks.contest.rows import Results

    if json_file is None:
        return Results(measured="", machine={})
    try:
        return read(json_file)
    except (OSError, ValueError, KeyError, TypeError) as error:
        refuse(command_text("results_odd", file=json_file, reason=error))


def _report_row(json_file: Path | None, earlier: Results, results: Results, row: ResultRow) -> None:
    """Prints a row and saves all results so far, so that a run that is broken off is not lost."""
    from benchmarks.contest.parts import joined, write

    say(str(row))
    if json_file:
        write(joined(earlier, results), json_file)


def _numbers(sizes: str) -> list[int]:
    try:
        return [int(size) for size in sizes.split(",") if size.strip()]
    except ValueError:
        refuse(command_text("sizes_odd", sizes=sizes))
