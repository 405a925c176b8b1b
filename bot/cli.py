"""The command line, `anda`: every command with its words for staff; what it does stands elsewhere."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import track
from rich.text import Text

from bot.announce_command import announce
from bot.bench_command import bench
from bot.command import console, ready, say
from bot.config import Config
from bot.import_command import import_table

if TYPE_CHECKING:
    from knowledge.engine import Engine

app = typer.Typer(
    name="anda",
    help="安答：回答居民关于本地政务的问题，每条回答都带出处。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

KnowledgeOption = Annotated[
    Path | None, typer.Option("--knowledge", metavar="DIR", help="用这个文件夹里的知识库。")
]


def _working() -> None:
    say("正在整理知识库，只有第一次要等一会儿……")


@app.command()
def chat(knowledge: KnowledgeOption = None) -> None:
    """在终端里和安答说话。"""
    from bot.app import build_engine, today
    from bot.chat import chat as talk
    from bot.conversation import Conversation
    from bot.screen import Screen

    with ready(knowledge) as config:
        engine = build_engine(config, _working)
        talk(Screen(console(config), engine.base), Conversation(engine, today(config)))


@app.command()
def ask(
    text: Annotated[str | None, typer.Argument(help="一个问题；- 表示从标准输入读。")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出一行 JSON。")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="说明为什么这样回答。")] = False,
    batch: Annotated[Path | None, typer.Option("--batch", metavar="IN.jsonl", help="成批提问。")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="OUT.jsonl", help="成批回答写到这里。")] = None,
    knowledge: KnowledgeOption = None,
    version: Annotated[
        str | None, typer.Option("--version", metavar="VERSION", help="用保存过的这个版本的知识库回答。")
    ] = None,
) -> None:
    """回答一个问题，或一个文件里的问题。"""
    if (text is None) == (batch is None):
        say("请写一个问题，或用 --batch 给一个文件，两样只能选一样。")
        raise typer.Exit(2)
    if out is not None and batch is None:
        say("--out 要和 --batch 一起用。")
        raise typer.Exit(2)
    if version is not None and (batch is not None or knowledge is not None):
        say("--version 不能和 --batch 或 --knowledge 一起用。")
        raise typer.Exit(2)
    with ready(knowledge) as config:
        if batch is not None:
            raise typer.Exit(_ask_batch(config, batch, out, explain))
        _ask_once(config, sys.stdin.read() if text == "-" else text or "", as_json, explain, version)


def _ask_once(config: Config, text: str, as_json: bool, explain: bool, version: str | None) -> None:
    from bot.app import build_engine, today
    from bot.conversation import Conversation
    from bot.records import answer_record
    from bot.screen import Screen

    engine = build_engine(config, _working) if version is None else _engine_of(config, version)
    turn = Conversation(engine, today(config)).ask(text)
    if as_json:
        typer.echo(json.dumps(answer_record(turn.answer, None, turn.ms, explain), ensure_ascii=False))
        return
    screen = Screen(console(config), engine.base)
    screen.answer(turn.answer)
    if explain:
        screen.explanation(turn.answer)


def _engine_of(config: Config, version: str) -> Engine:
    from bot.versions import NoSuchVersionError, Versions

    try:
        return Versions(config.data_dir).engine(version, config)
    except NoSuchVersionError as error:
        say(str(error))
        raise typer.Exit(1) from None


def _ask_batch(config: Config, batch: Path, out: Path | None, explain: bool) -> int:
    """Answers a file; 1 when a line was broken or a file could not be used."""
    from bot.app import build_engine, today
    from bot.batch import BrokenLineError, answer_lines

    try:
        lines = batch.read_bytes().split(b"\n")
    except OSError as error:
        say(f"{batch}：读不了这个文件（{error.strerror}）。")
        return 1
    engine = build_engine(config, _working)
    broken = 0
    answers: list[str] = []
    answered = answer_lines(engine, lines, today(config), explain)
    shown = track(
        answered, "回答中", total=len(lines), console=console(config, stderr=True), disable=len(lines) < 200
    )
    for number, held in shown:
        if isinstance(held, BrokenLineError):
            say(f"{batch}:{number}: {held}，跳过了。")
            broken += 1
        else:
            answers.append(json.dumps(held, ensure_ascii=False) + "\n")
    return max(_write(out, "".join(answers)), int(broken > 0))


def _write(out: Path | None, text: str) -> int:
    """Writes to a file, whole or not at all, or to the terminal."""
    if out is None:
        typer.echo(text, nl=False)
        return 0
    try:
        if out.exists() and not out.is_file():
            out.write_text(text, encoding="utf-8")  # a pipe or a device is written to and stays what it is
        else:
            _replace(out, text)
    except OSError as error:
        say(f"{out}：写不进去（{error.strerror}）。")
        return 1
    return 0


def _replace(out: Path, text: str) -> None:
    unfinished = out.with_name(out.name + ".part")
    try:
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(out)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


@app.command()
def check(
    directory: Annotated[Path | None, typer.Argument(metavar="DIR", help="知识库文件夹。")] = None,
    source: Annotated[
        list[str] | None, typer.Option("--source", metavar="[ID=]FILE", help="和原文逐条核对。")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="检查全部条目，不只改动过的。")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="显示没有写明、由程序推断的内容。")] = False,
    schema: Annotated[bool, typer.Option("--schema", help="输出编辑器用的 JSON Schema。")] = False,
) -> None:
    """检查知识库：哪里要改，改成什么样。"""
    from bot.checking import run_check, schema_text

    if schema:
        typer.echo(schema_text(), nl=False)
        return
    with ready() as config:
        shown_on = console(config, stderr=True)
        report = run_check(config, directory or config.knowledge.dir, source or [], everything, shown_on)
    for line in report.lines(verbose):
        typer.echo(line)
    raise typer.Exit(int(report.faulty))


@app.command(name="eval")
def evaluate(
    files: Annotated[list[Path] | None, typer.Argument(metavar="[FILES]", help="问题文件。")] = None,
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
        list[str] | None, typer.Option("--signal", help="和 --ablate 一起：只看这一样，可以写几次。")
    ] = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """回答质量成绩单：对、错、给选项、没答上、不该答却答了。"""
    from bot.ablating import NoSignalError, run_ablation
    from bot.growing import run_calibration
    from bot.picturing import PLOTS, run_plots
    from bot.plotting import NoMatplotlibError
    from bot.questionfiles import QuestionFileError
    from bot.scoring import run_evaluation, with_semantic
    from bot.sentences import CannotRunError

    with ready(knowledge) as config:
        shown_on = console(config)
        config = with_semantic(config) if semantic else config
        if config.semantic.enabled and (ablate or plots or plots_dir):
            raise CannotRunError("words_alone")
        try:
            if calibrate:
                run_calibration(config, shown_on, files or [])
                return
            if ablate:
                run_ablation(config, shown_on, signal or [], as_json=as_json)
                return
            results = run_evaluation(config, shown_on, files or [], show=show, as_json=as_json, record=record)
            if plots or plots_dir:
                run_plots(config, shown_on, results, plots_dir or PLOTS)
        except (QuestionFileError, NoMatplotlibError, NoSignalError) as error:
            say(str(error))
            raise typer.Exit(1) from None


@app.command()
def run() -> None:
    """运行 Telegram 机器人，直到按 Ctrl-C 或者收到停止信号。"""
    from bot.running import run as run_bot

    with ready() as config:
        run_bot(config)


@app.command()
def doctor() -> None:
    """看看运行要用的东西是不是都好：令牌、网络、时钟、数据、知识库。"""
    from bot.doctor import examine

    well = True
    with ready() as config:
        for finding in examine(config):
            typer.echo(str(finding))
            well = well and finding.well
    raise typer.Exit(int(not well))


@app.command()
def init(directory: Annotated[Path, typer.Argument(metavar="DIR", help="新知识库的文件夹。")]) -> None:
    """建一个空的知识库，给另一个地方用。"""
    from bot.new_town import NewTownError, create

    try:
        made = create(directory)
    except NewTownError as error:
        say(str(error))
        raise typer.Exit(1) from None
    for path in made:
        typer.echo(f"已建好 {path}")
    typer.echo(f"照着里面的样子改，改完运行：anda check {directory}")


app.command(name="import")(import_table)
app.add_typer(announce)
app.command()(bench)


def main() -> None:
    """The script `anda`: its output is UTF-8 wherever it goes, and a full disk ends in a sentence."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            say(f"结果写不出来（{error.strerror}）。")
        sys.exit(1)


__all__ = ["Text", "app", "main"]
