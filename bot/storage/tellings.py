"""What citizens are still to be told, until it is sent or given up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, select, update

from bot.storage.audit import note
from bot.storage.database import Database
from bot.storage.statements import add_new
from bot.storage.tables import followers, tellings
from handlers.records import Action, Telling


class Tellings:
    """Messages to people who asked to be told. One that somebody has in hand is handed to nobody else."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._in_hand: set[tuple[str, str, str]] = set()

    async def add(self, new: Sequence[Telling], now: datetime) -> None:
        """Keeps messages, which the caller has in hand; whoever is told an answer waits for it no more."""
        rows = [_row(telling, now) for telling in new]

        def job(connection: Connection) -> None:
            add_new(connection, tellings, rows)
            for telling in new:
                if telling.ends_waiting:
                    mine = and_(followers.c.answer == telling.answer, followers.c.person == telling.person)
                    connection.execute(delete(followers).where(mine))

        self._in_hand.update(telling.key for telling in new)
        await self._database.write(job)

    async def due(self, now: datetime, limit: int) -> tuple[Telling, ...]:
        """What is to be sent now and nobody has in hand; the caller has it from then on."""
        query = select(tellings).where(tellings.c.due_at <= now).order_by(tellings.c.due_at).limit(limit)
        held = [_telling(row) for row in await self._database.rows(query)]
        free = tuple(telling for telling in held if telling.key not in self._in_hand)
        self._in_hand.update(telling.key for telling in free)
        return free

    def release(self, held: Sequence[Telling]) -> None:
        """The caller has these in hand no more."""
        self._in_hand.difference_update(telling.key for telling in held)

    async def done(self, telling: Telling, act: Action | None = None) -> None:
        """It is sent, or given up with an act; nothing is kept of it."""

        def job(connection: Connection) -> None:
            connection.execute(delete(tellings).where(_same(telling)))
            if act is not None:
                note(connection, act)

        await self._database.write(job)

    async def postpone(self, telling: Telling, due: datetime) -> None:
        """Keeps what is left of it for later."""
        values = {"texts": list(telling.texts), "attempts": telling.attempts, "due_at": due}

        def job(connection: Connection) -> None:
            connection.execute(update(tellings).where(_same(telling)).values(values))

        await self._database.write(job)


def _same(telling: Telling) -> ColumnElement[bool]:
    held = tellings.c
    return and_(held.answer == telling.answer, held.person == telling.person, held.kind == telling.kind)


def _row(telling: Telling, due: datetime) -> dict[str, Any]:
    return {
        "answer": telling.answer,
        "person": telling.person,
        "kind": telling.kind,
        "chat_id": telling.chat_id,
        "reply_to": telling.reply_to,
        "texts": list(telling.texts),
        "attempts": telling.attempts,
        "due_at": due,
    }


def _telling(row: Row[Any]) -> Telling:
    return Telling(
        answer=row.answer,
        person=row.person,
        kind=row.kind,
        chat_id=row.chat_id,
        reply_to=row.reply_to,
        texts=tuple(row.texts),
        attempts=row.attempts,
    )
