"""Small things to be remembered over a restart, by name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from bot.storage.database import Database
from bot.storage.statements import put
from bot.storage.tables import settings


class Settings:
    """Texts that are kept by name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def text(self, name: str) -> str | None:
        """What is kept under a name."""
        query = select(settings.c.value).where(settings.c.name == name)
        return next(map(str, await self._database.scalars(query)), None)

    async def keep(self, name: str, text: str, now: datetime) -> None:
        """Keeps a text under a name, in place of what was there."""

        def job(connection: Connection) -> None:
            put(connection, settings, {"name": name, "value": text, "at": now})

        await self._database.write(job)
