"""Exchanges: the result of an update, kept in a single transaction."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.storage.answers import record
from bot.storage.database import Database
from bot.storage.people import remember
from bot.storage.updates import DONE, Updates, finish
from handlers.records import Exchange


class Exchanges:
    """Turns, answers, and the ends of the updates that they belong to."""

    def __init__(self, database: Database, updates: Updates) -> None:
        self._database = database
        self._updates = updates

    async def keep(self, exchange: Exchange) -> None:
        """Keeps the turn and the answer of an update, which is done with that."""

        def job(connection: Connection) -> None:
            remember(connection, exchange.person, exchange.chat, exchange.turn)
            if exchange.asked is not None:
                record(connection, exchange.asked)
            finish(connection, exchange.update_id, DONE, exchange.at)

        await self._database.write(job)
        self._updates.ended(exchange.update_id)
