"""Retention: what is deleted after how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete

from bot.storage.database import Database
from bot.storage.tables import answers, chats, memory, updates
from bot.storage.updates import WAITING
from handlers.records import ChatState

UPDATES_KEPT = timedelta(days=7)  # Telegram sends an update again for a day at most
_MEMORY_KEPT = timedelta(days=1)  # it counts for ten minutes


@dataclass(frozen=True, kw_only=True, slots=True)
class Purged:
    """How much was deleted, as the log says it."""

    answers: int
    updates: int


async def purge(database: Database, now: datetime, kept: timedelta) -> Purged:
    """Deletes answers older than `kept` with all rows that belong to them, and other rows of no more use.

    A group that the bot left so long ago is not known any more; neither is what it wanted.
    A question that somebody follows goes too: who asked to be told a retention period ago waits no more.
    """

    def job(connection: Connection) -> Purged:
        gone = (chats.c.state == ChatState.LEFT.value) & (chats.c.changed_at < now - kept)
        spent = (updates.c.state != WAITING) & (updates.c.finished_at < now - UPDATES_KEPT)
        connection.execute(delete(memory).where(memory.c.at < now - _MEMORY_KEPT))
        connection.execute(delete(chats).where(gone))
        return Purged(
            answers=connection.execute(delete(answers).where(answers.c.asked_at < now - kept)).rowcount,
            updates=connection.execute(delete(updates).where(spent)).rowcount,
        )

    return await database.write(job)
