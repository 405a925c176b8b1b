"""How far members of staff are in writing an announcement; a restart forgets nothing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select

from bot.storage.database import Database
from bot.storage.statements import put
from bot.storage.tables import writing
from handlers.acts import Writing, WritingStep


class Writings:
    """Which announcement each member of staff writes, one at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, person: int) -> Writing | None:
        """The announcement that a person writes."""
        rows = await self._database.rows(select(writing).where(writing.c.person == person))
        for row in rows:
            return Writing(
                person=person, announcement=row.announcement, step=WritingStep(row.step), at=row.at
            )
        return None

    async def go(self, person: int, announcement_id: str, step: WritingStep, now: datetime) -> None:
        """Notes what a person is asked for next."""
        row = {"person": person, "announcement": announcement_id, "step": step.value, "at": now}

        def job(connection: Connection) -> None:
            put(connection, writing, row)

        await self._database.write(job)

    async def leave(self, person: int) -> None:
        """Notes that a person writes nothing any more."""

        def job(connection: Connection) -> None:
            connection.execute(delete(writing).where(writing.c.person == person))

        await self._database.write(job)
