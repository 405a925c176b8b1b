"""`anda announce`: announcements from the terminal, while the bot runs beside it or before it does."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.commands.ready import console, ready, say
from bot.commands.tree import CommandTree
from bot.sentences import hindrance

if TYPE_CHECKING:
    from bot.config import Config
    from bot.terminal.announce_desk import Desk, Typed
    from bot.terminal.announce_screen import AnnounceScreen
    from handlers.acts import Outcome

announce = CommandTree(name="announce", help="群公告：写、批准、看进度、撤回。")
Result = TypeVar("Result")

_Id = Annotated[str, typer.Argument(metavar="ID", help="公告的编号，anda announce list 里有。")]
_File = Annotated[Path, typer.Argument(metavar="FILE", help="写好公告的 YAML 文件。")]
_As = Annotated[int, typer.Option("--as", metavar="STAFF_ID", help="您在工作人员名单里的编号，会记在案。")]
_Why = Annotated[str, typer.Option("--why", help="原因，会记在案。")]
_Chats = Annotated[int | None, typer.Option("--chats", metavar="N", help="不打字确认，直接写群的个数。")]
_Csv = Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="每个群的情况另存成表格。")]
_Now = Annotated[bool, typer.Option("--now", help="不等发完，只看现在的情况。")]
_Until = Annotated[
    str,
    typer.Option(
        "--valid-until", metavar="WHEN", help="有效到什么时候，例如 2026-12-31 18:00；比文件里写的优先。"
    ),
]
_Missing = Annotated[bool, typer.Option("--missing", help="补发本来该发却没有记录的群，已有记录的不会再发。")]
_Limit = Annotated[int, typer.Option("--limit", min=1, max=1000, help="最多列几条，新的在前。")]


@announce.command()
def new(file: _File, who: _As, valid_until: _Until = "", why: _Why = "") -> None:
    """把一个文件存成草稿；不会发出去。"""

    async def do(desk: Desk, screen: AnnounceScreen) -> None:
        from handlers.announcing.reporting import state_words

        before = await desk.before(file)
        draft = await desk.new(file, valid_until)
        screen.shown(draft, await _titles(desk))
        for earlier in before:
            say(_sentence("made_before", id=earlier.id, state=state_words(earlier)))
        typer.echo(_sentence("made", id=draft.id, who=who))

    _at_desk(do, who, why)


@announce.command()
def edit(announcement_id: _Id, file: _File, who: _As, why: _Why = "") -> None:
    """用文件里的正文换掉已经发出的；也要先批准。"""

    async def do(desk: Desk, screen: AnnounceScreen) -> None:
        draft = await desk.edit(announcement_id, file)
        screen.shown(draft, await _titles(desk))
        typer.echo(_sentence("made", id=draft.id, who=who))

    _at_desk(do, who, why)


@announce.command()
def approve(announcement_id: _Id, who: _As, chats: _Chats = None, why: _Why = "") -> None:
    """确认群的个数并批准；群多的时候，要由另一位同事批准。"""

    async def do(desk: Desk, screen: AnnounceScreen) -> None:
        from handlers.announcing.drafts import time_words
        from knowledge.model.announcement import State

        screen.shown(await desk.announcement(announcement_id), await _titles(desk))
        announcement, count = await desk.approve(announcement_id, _typing(chats))
        key = "waits" if announcement.state is State.DRAFT else "approved"
        typer.echo(_sentence(key, id=announcement.id, count=count, time=time_words(announcement, desk.now)))

    _at_desk(do, who, why)


@announce.command()
def pause(announcement_id: _Id, who: _As, why: _Why = "") -> None:
    """暂停：没发的先不发。"""
    _act(lambda desk: desk.pause(announcement_id), "done_pause", who, why)


@announce.command()
def resume(announcement_id: _Id, who: _As, why: _Why = "") -> None:
    """继续发暂停了的。"""
    _act(lambda desk: desk.resume(announcement_id), "done_resume", who, why)


@announce.command()
def cancel(announcement_id: _Id, who: _As, why: _Why = "") -> None:
    """取消：不再发，已经发的留着。"""
    _act(lambda desk: desk.cancel(announcement_id), "done_cancel", who, why)


@announce.command()
def withdraw(announcement_id: _Id, who: _As, chats: _Chats = None, why: _Why = "") -> None:
    """撤回：各群里的都删掉，删不掉的改成一句说明。"""
    _act(lambda desk: desk.withdraw(announcement_id, _typing(chats)), "done_withdraw", who, why)


@announce.command()
def resend(announcement_id: _Id, who: _As, missing: _Missing = False, why: _Why = "") -> None:
    """重发失败的；加上 --missing 就补发没有记录的群。"""
    key = "done_missing" if missing else "done_resend"
    _act(lambda desk: desk.resend(announcement_id, missing=missing), key, who, why)


@announce.command(name="list")
def list_(limit: _Limit = 20) -> None:
    """最近的公告。"""

    async def do(desk: Desk, screen: AnnounceScreen) -> None:
        screen.listed(await desk.store.announcements.listed(limit))

    _at_desk(do)


@announce.command()
def show(announcement_id: _Id) -> None:
    """一条公告：各群看到的样子，发给谁，什么时候。"""

    async def do(desk: Desk, screen: AnnounceScreen) -> None:
        screen.shown(await desk.announcement(announcement_id), await _titles(desk))

    _at_desk(do)


@announce.command()
def chats() -> None:
    """登记过的群，和它们订的主题。"""

    async def do(desk: Desk, screen: AnnounceScreen) -> None:
        screen.chats(await desk.store.chats.listed())

    _at_desk(do)


@announce.command()
def report(announcement_id: _Id, csv: _Csv = None, now: _Now = False) -> None:
    """每个群的情况和原因；还在发就显示进度，等发完。"""

    async def do(desk: Desk, screen: AnnounceScreen) -> None:
        await desk.announcement(announcement_id)
        if not now:
            await screen.follow(desk.store, announcement_id)
        announcement, titles = await desk.announcement(announcement_id), await _titles(desk)
        rows = await desk.store.deliveries.rows(announcement_id)
        screen.report(announcement, rows, titles)
        if csv is not None:
            from handlers.announcing.reporting import report_csv

            _save(csv, report_csv(rows, titles, desk.now))

    _at_desk(do)


def _act(verb: Callable[[Desk], Awaitable[Outcome]], key: str, who: int, why: str) -> None:
    """Carries out an act on an announcement and prints what was done."""

    async def do(desk: Desk, _screen: AnnounceScreen) -> None:
        from handlers.sentences import sentence

        outcome = await verb(desk)
        typer.echo(sentence(key, count=outcome.deliveries))

    _at_desk(do, who, why)


def _at_desk(do: Callable[[Desk, AnnounceScreen], Awaitable[None]], who: int = 0, why: str = "") -> None:
    """Runs something at a desk with the store open; what is not done ends in a sentence and exit code 1."""
    from bot.terminal.announce_desk import desk
    from bot.terminal.announce_screen import AnnounceScreen

    async def work(config: Config) -> None:
        async with desk(config, who, why) as open_desk:
            await do(open_desk, AnnounceScreen(console(config), open_desk.now))

    with ready() as config:
        asyncio.run(work(config))


def _typing(chats: int | None) -> Typed:
    """Where the number of chats comes from: typed by the person, or given as an option."""

    def typed(question: str, count: int) -> int:
        from bot.sentences import NotDoneError

        if chats is not None:
            return chats
        try:
            answer = str(typer.prompt(question)).strip()
        except typer.Abort:
            raise NotDoneError(_sentence("no_typing", count=count)) from None
        return int(answer) if answer.isascii() and answer.isdecimal() else -1

    return typed


async def _titles(desk: Desk) -> dict[int, str]:
    from handlers.announcing.naming import titles

    return await titles(desk.store.chats)


def _save(file: Path, table: str) -> None:
    from bot.sentences import NotDoneError

    try:
        file.write_text(table, encoding="utf-8", newline="")
    except OSError as error:
        raise NotDoneError(_sentence("csv_unwritable", file=file, reason=hindrance(error))) from None
    say(_sentence("csv_written", file=file))


def _sentence(key: str, **words: object) -> str:
    from bot.sentences import ANNOUNCE

    return ANNOUNCE[key].format(**words)
