"""Announcements, chats and deliveries in a store, without the conversation and the outbox that make them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, update

from bot.storage.announcement_rows import row_of
from bot.storage.database import Database
from bot.storage.tables import announcements, chats, deliveries
from knowledge.model.announcement import Announcement, DeliveryState, State
from tests.bot.storage.samples import NOW

_REASONS = {DeliveryState.FAILED: "forbidden", DeliveryState.UNCERTAIN: "timed_out"}


def announcement(**changes: Any) -> Announcement:
    """An approved announcement to all chats, changed."""
    given = {"id": "a1", "state": State.APPROVED, "html": "<b>停水</b>通知", "author": 1, "created_at": NOW}
    values = {**given, **changes}
    return Announcement(**{"series": values["id"], **values})


async def keep(database: Database, announcement: Announcement) -> None:
    """Puts an announcement into the store as it is."""

    def job(connection: Connection) -> None:
        connection.execute(insert(announcements).values(row_of(announcement)))

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


async def keep_deliveries(
    database: Database, announcement_id: str, states: Mapping[int, DeliveryState], now: datetime = NOW
) -> None:
    """Gives an announcement a delivery to each of the chats, tried once, in these states."""
    rows = [
        {
            "announcement": announcement_id,
            "chat_id": chat,
            "state": state.value,
            "attempts": 1,
            "due_at": now,
            "message_ids": [7] if state is DeliveryState.SENT else [],
            "shown_revision": 0,
            "amending": "",
            "reason": _REASONS.get(state, ""),
            "sent_at": now if state is DeliveryState.SENT else None,
        }
        for chat, state in states.items()
    ]

    def job(connection: Connection) -> None:
        connection.execute(insert(deliveries), rows)

    await database.write(job)
