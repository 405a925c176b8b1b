"""Announcements and chats in a store, without the conversation that makes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, update

from bot.storage.announcement_rows import row_of
from bot.storage.database import Database
from bot.storage.tables import announcements, chats
from knowledge.announcement import Announcement, State
from tests.bot.storage.samples import NOW


def announcement(**changes: Any) -> Announcement:
    """An approved announcement to all chats, changed."""
    given = {"id": "a1", "state": State.APPROVED, "html": "<b>停水</b>通知", "author": 1, "created_at": NOW}
    held = {**given, **changes}
    return Announcement(**{"series": held["id"], **held})


async def keep(database: Database, held: Announcement) -> None:
    """Puts an announcement into the store as it is."""

    def job(connection: Connection) -> None:
        connection.execute(insert(announcements).values(row_of(held)))

    await database.write(job)


async def change(database: Database, announcement_id: str, **values: object) -> None:
    """Changes an announcement as staff's acts do."""

    def job(connection: Connection) -> None:
        here = announcements.c.id == announcement_id
        connection.execute(update(announcements).where(here).values(**values))

    await database.write(job)


async def keep_chats(database: Database, ids: Sequence[int], now: datetime = NOW) -> None:
    """Puts active groups into the store."""
    row = {"kind": "supergroup", "state": "active", "reason": "", "welcomed": True}
    rows = [
        {**row, "chat_id": number, "title": f"Group {number}", "since": now, "changed_at": now}
        for number in ids
    ]

    def job(connection: Connection) -> None:
        connection.execute(insert(chats), rows)

    await database.write(job)
