"""`anda ask` on the command line: one question, or a file of them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import track

from bot.commands.ready import KnowledgeOption, console, ready, refuse, say, working
from bot.config import Config
from bot.replacing import replace_file
from bot.sentences import command_text, hindrance

if TYPE_CHECKING:
    from knowledge.answering.engine import Engine


def ask(
    text: Annotated[str | None, typer.Argument(metavar="问题", help="一个问题；- 表示从标准输入读。")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出一行 JSON；成批提问总是这样。")] = False,
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
        refuse(command_text("one_question"))
    if out is not None and batch is None:
        refuse(command_text("out_without_batch"))
    if version is not None and (batch is not None or knowledge is not None):
        refuse(command_text("version_alone"))
    with ready(knowledge) as config:
        if batch is not None:
            raise typer.Exit(_ask_batch(config, batch, out, explain))
        _ask_once(config, sys.stdin.read() if text == "-" else text or "", as_json, explain, version)


def _ask_once(config: Config, text: str, as_json: bool, explain: bool, version: str | None) -> None:
    from bot.engines import build_engine, today
    from bot.terminal.answer_records import answer_record
    from bot.terminal.conversation import Conversation
    from bot.terminal.screen import Screen

    engine = build_engine(config, working) if version is None else _engine_of(config, version)
    turn = Conversation(engine, today(config)).ask(text)
    if as_json:
        typer.echo(json.dumps(answer_record(turn.answer, None, turn.ms, explain), ensure_ascii=False))
        return
    screen = Screen(console(config), engine)
    screen.answer(turn.answer)
    if explain:
        screen.explanation(turn.answer)


def _engine_of(config: Config, version: str) -> Engine:
    from bot.versions import Versions

    return Versions(config.data_dir).engine(version, config)


def _ask_batch(config: Config, batch: Path, out: Path | None, explain: bool) -> int:
    """Answers a file of questions; the exit code is 1 when a line or a file could not be used."""
    from bot.engines import build_engine, today
    from bot.terminal.batch import BrokenLineError, answer_lines

    try:
        lines = batch.read_bytes().split(b"\n")
    except OSError as error:
        say(command_text("file_unreadable", file=batch, reason=hindrance(error)))
        return 1
    engine = build_engine(config, working)
    broken = 0
    answers: list[str] = []
    answered = answer_lines(engine, lines, today(config), explain)
    shown = track(
        answered, "回答中", total=len(lines), console=console(config, stderr=True), disable=len(lines) < 200
    )
    for number, record in shown:
        if isinstance(record, BrokenLineError):
            say(command_text("line_skipped", file=batch, number=number, fault=record))
            broken += 1
        else:
            answers.append(json.dumps(record, ensure_ascii=False) + "\n")
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
            replace_file(out, text.encode(), mode=0o666)
    except OSError as error:
        say(command_text("file_unwritable", file=out, reason=hindrance(error)))
        return 1
    return 0
