"""While an announcement is sent the report waits beside a bar; the screen of a terminal, on a real store."""

from __future__ import annotations

import asyncio
import io
from datetime import timedelta

from rich.console import Console
from sqlalchemy import Connection, insert

from bot.storage.store import Store
from bot.storage.tables import deliveries
from bot.terminal.announce_screen import AnnounceScreen
from knowledge.model.announcement import State
from tests.bot.conftest import shown
from tests.bot.storage.announced import announcement, change, keep
from tests.bot.storage.samples import NOW

_FIXED = {"attempts": 1, "due_at": NOW, "message_ids": [], "shown_revision": 0, "amending": "", "reason": ""}


async def test_the_report_waits_until_nothing_is_under_way(sqlite_store: Store) -> None:
    await keep(sqlite_store.database, announcement(state=State.SENDING, started_at=NOW))

    def job(connection: Connection) -> None:
        rows = [{**_FIXED, "announcement": "a1", "chat_id": -n, "state": s} for n, s in enumerate(_STATES, 1)]
        connection.execute(insert(deliveries), rows)

    await sqlite_store.database.write(job)
    terminal = Console(file=io.StringIO(), width=120, force_terminal=True, color_system=None)
    following = asyncio.create_task(AnnounceScreen(terminal, NOW).follow(sqlite_store, "a1"))
    done, _ = await asyncio.wait([following], timeout=0.2)
    assert not done
    await change(sqlite_store.database, "a1", state=State.DONE.value)
    await asyncio.wait_for(following, 30)
    assert "发送中" in shown(terminal) and "2/3" in shown(terminal)


_STATES = ("sent", "failed", "pending")


async def test_what_is_not_under_way_is_not_waited_for(sqlite_store: Store, console: Console) -> None:
    for state in (State.DRAFT, State.PAUSED, State.CANCELLED):
        unsent = announcement(id=state.value, state=state)
        await keep(sqlite_store.database, unsent)
        await asyncio.wait_for(AnnounceScreen(console, NOW).follow(sqlite_store, unsent.id), 30)


async def test_what_begins_later_is_not_waited_for(sqlite_store: Store, console: Console) -> None:
    later = announcement(state=State.SCHEDULED, send_at=NOW + timedelta(hours=1))
    await keep(sqlite_store.database, later)
    await asyncio.wait_for(AnnounceScreen(console, NOW).follow(sqlite_store, later.id), 5)  # of ten seconds


async def test_a_mobile_number_is_pointed_out(console: Console) -> None:
    AnnounceScreen(console, NOW).shown(announcement(html="停水"), {})
    assert "手机号" not in shown(console)
    AnnounceScreen(console, NOW).shown(announcement(html="停水找小李 13812345678"), {})
    assert "人人都会看到" in shown(console)


async def test_what_people_wrote_is_shown_as_it_is(sqlite_store: Store, console: Console) -> None:
    odd = announcement(html="[red]停水[/red] &lt;b&gt;")
    AnnounceScreen(console, NOW).shown(odd, {})
    AnnounceScreen(console, NOW).listed([odd])
    assert shown(console).count("[red]停水[/red] <b>") == 2
