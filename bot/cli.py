"""The command line, `anda`: every command with its words for staff; what it does stands elsewhere."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.announce import announce
from bot.commands.ask import ask
from bot.commands.bench import bench
from bot.commands.evaluate import evaluate
from bot.commands.import_table import import_table
from bot.commands.ready import FOR_DEVELOPERS, KnowledgeOption, console, ready, refusing, say, working
from bot.commands.tree import CommandTree
from bot.sentences import command_text, hindrance

app = CommandTree(name="anda", help="安答：回答居民关于本地政务的问题，每条回答都带出处。")


@app.command()
def chat(knowledge: KnowledgeOption = None) -> None:
    """在终端里和安答说话。"""
    from bot.engines import build_engine, today
    from bot.terminal.chat import chat as talk
    from bot.terminal.conversation import Conversation
    from bot.terminal.screen import Screen

    with ready(knowledge) as config:
        engine = build_engine(config, working)
        talk(Screen(console(config), engine), Conversation(engine, today(config)))


app.command()(ask)


@app.command()
def check(
    directory: Annotated[Path | None, typer.Argument(metavar="DIR", help="知识库文件夹。")] = None,
    source: Annotated[
        list[str] | None, typer.Option("--source", metavar="[ID=]FILE", help="和原文逐条核对。")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="检查全部条目，不只改动过的。")] = False,
    verbose: Annotated[
        bool,
        typer.Option("--verbose", help="显示没有写明、由程序推断的内容；给了原文，也显示第几段是哪一段。"),
    ] = False,
    schema: Annotated[bool, typer.Option("--schema", help="输出编辑器用的 JSON Schema。")] = False,
) -> None:
    """检查知识库：哪里要改，改成什么样。"""
    from bot.terminal.checking import run_check, schema_text

    if schema:
        typer.echo(schema_text(), nl=False)
        return
    with ready() as config:
        shown_on = console(config, stderr=True)
        report = run_check(config, directory or config.knowledge.dir, source or [], everything, shown_on)
    for line in report.lines(verbose):
        typer.echo(line)
    raise typer.Exit(int(report.faulty))


app.command(name="eval", rich_help_panel=FOR_DEVELOPERS)(evaluate)


@app.command()
def run() -> None:
    """运行 Telegram 机器人，直到按 Ctrl-C 或者收到停止信号。"""
    from bot.app import run as run_bot

    with ready() as config:
        run_bot(config)


@app.command()
def doctor() -> None:
    """看看运行要用的东西是不是都好：令牌、网络、时钟、数据、知识库。"""
    from bot.terminal.doctor import Outcome, examine

    well = True
    with ready() as config:
        for finding in examine(config):
            typer.echo(str(finding))
            well = well and finding.outcome is not Outcome.ILL
    raise typer.Exit(int(not well))


@app.command()
def init(directory: Annotated[Path, typer.Argument(metavar="DIR", help="新知识库的文件夹。")]) -> None:
    """建一个空的知识库，给另一个地方用。"""
    from bot.terminal.new_town import create

    with refusing():
        made = create(directory)
    for path in made:
        typer.echo(command_text("town_made", file=path))
    typer.echo(command_text("town_next", folder=directory))


app.command(name="import")(import_table)
app.add_typer(announce)
app.command(rich_help_panel=FOR_DEVELOPERS)(bench)


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
            say(command_text("output_lost", reason=hindrance(error)))
        sys.exit(1)
