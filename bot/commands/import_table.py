"""`anda import` on the command line: the options for the table, and what is printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.ready import console, ready, refuse, say
from bot.sentences import command_text

if TYPE_CHECKING:
    from bot.terminal.import_wish import Wish
    from bot.terminal.importing import Imported

_Table = Annotated[Path, typer.Argument(metavar="FILE", help="表格：CSV 或 JSONL，UTF-8。")]
_Folder = Annotated[Path, typer.Option("-o", "--out", metavar="DIR", help="新知识库的文件夹。")]
_Question = Annotated[str, typer.Option("--question", metavar="列名", help="哪一列是问题。")]
_Answer = Annotated[
    list[str] | None, typer.Option("--answer", metavar="列名", help="哪一列是回答，可以写几次。")
]
_Id = Annotated[str, typer.Option("--id", metavar="列名", help="哪一列是条目的编号。")]
_Phrasings = Annotated[
    str, typer.Option("--phrasings", metavar="列名", help="哪一列是别的问法，用 | 或分号隔开。")
]
_TopicColumn = Annotated[str, typer.Option("--topic-column", metavar="列名", help="哪一列是主题。")]
_Topic = Annotated[str, typer.Option("--topic", help="没有主题列时，全部条目的主题。")]
_Title = Annotated[str, typer.Option("--title", help="出处里写的表名。")]
_Publisher = Annotated[str, typer.Option("--publisher", help="谁发布的。")]
_AsOf = Annotated[str, typer.Option("--as-of", help="随回答说明资料是什么时候的。")]
_Force = Annotated[
    bool, typer.Option("--force", help="换掉上次从同一张表导入的内容；sources.yaml 里写好的留着。")
]
_Skip = Annotated[bool, typer.Option("--skip", help="有问题的行不要，其余照写。")]


def import_table(
    table: _Table,
    folder: _Folder,
    question: _Question = "",
    answer: _Answer = None,
    identity: _Id = "",
    phrasings: _Phrasings = "",
    topic_column: _TopicColumn = "",
    topic: _Topic = "",
    title: _Title = "",
    publisher: _Publisher = "",
    as_of: _AsOf = "",
    force: _Force = False,
    skip: _Skip = False,
) -> None:
    """把一张表变成知识库：逐行检查，全对才写。"""
    from bot.terminal.import_wish import Wish, source_for

    columns = {"id": identity, "question": question, "phrasings": phrasings, "topic": topic_column}
    source = source_for(table, title=title, publisher=publisher, as_of=as_of)
    wish = Wish(table=table, folder=folder, columns=columns, answers=tuple(answer or ()), topic=topic)
    _print_result(folder, _imported(replace(wish, source=source, force=force, skip=skip)))


def _imported(wish: Wish) -> Imported:
    from bot.terminal.importing import run_import

    with ready() as config:
        return run_import(config, wish, console(config, stderr=True))


def _print_result(folder: Path, imported: Imported) -> None:
    for sentence in imported.sentences:
        say(sentence)
    if not imported.entries:
        refuse(command_text("import_faulty", count=len(imported.sentences)), 1)
    typer.echo(command_text("imported", count=imported.entries, folder=folder))
    for hint in imported.hints:
        say(hint)
