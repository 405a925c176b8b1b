"""What is kept of people, under keyed hashes: the last turn, and the mode they chose."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, delete, literal, select

from bot.storage.database import Database
from bot.storage.statements import put
from bot.storage.tables import answers, followers, memory, notifications, preferences, ratings, reports
from handlers.records import AskerState, ChatMemory

# Deleting an answer takes its entries, decision, ratings, reports and followers with it.
_OF_A_PERSON = (notifications, followers, ratings, reports, memory, preferences, answers)
# Read for every question, so built only once, and one row for both: the last turn is there or it is not.
_MODE = select(preferences.c.simple).where(preferences.c.person == bindparam("person"))
_ALWAYS = select(literal(1).label("row")).subquery()
_STANDING = select(_MODE.scalar_subquery().label("simple"), memory).select_from(
    _ALWAYS.outerjoin(
        memory,
        and_(
            memory.c.person == bindparam("person"),
            memory.c.chat == bindparam("chat"),
            memory.c.at >= bindparam("since"),
        ),
    )
)


class People:
    """Conversation memory and preferences."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def recall(self, person: str, chat: str, since: datetime) -> AskerState:
        """What is known of a person in a chat; the last turn unless it is older than that."""
        keys = {"person": person, "chat": chat, "since": since}

        def job(connection: Connection) -> AskerState:
            row = connection.execute(_STANDING, keys).one()
            return AskerState(before=None if row.at is None else _turn(row), simple=bool(row.simple))

        return await self._database.read(job)

    async def is_simple(self, person: str) -> bool:
        """Whether a person wants short answers and few buttons."""
        keys = {"person": person}
        return bool(await self._database.read(lambda connection: connection.scalar(_MODE, keys)))

    async def set_simple(self, person: str, simple: bool) -> None:
        """Keeps the mode a person chose."""

        def job(connection: Connection) -> None:
            put(connection, preferences, {"person": person, "simple": simple})

        await self._database.write(job)

    async def forget(self, person: str) -> int:
        """Deletes all that is kept of a person; returns how many questions that were."""

        def job(connection: Connection) -> int:
            gone = [
                (connection.execute(delete(t).where(t.c.person == person))).rowcount for t in _OF_A_PERSON
            ]
            return gone[-1]

        return await self._database.write(job)


def remember(connection: Connection, person: str, chat: str, turn: ChatMemory) -> None:
    """Keeps the last turn of a person in a chat in place of the one before."""
    row = {
        "person": person,
        "chat": chat,
        "question": turn.question,
        "entries": list(turn.entries),
        "told": turn.told,
        "options": list(turn.options),
        "failed": turn.failed,
        "language": turn.language,
        "at": turn.at,
    }
    put(connection, memory, row)


def _turn(row: Row[Any]) -> ChatMemory:
    return ChatMemory(
        question=row.question,
        at=row.at,
        entries=tuple(row.entries),
        told=row.told,
        options=tuple(row.options),
        failed=row.failed,
        language=row.language,
    )
