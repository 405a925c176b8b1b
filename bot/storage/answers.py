"""Answers that were given."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, delete, desc, distinct, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import Database
from bot.storage.statements import add_new, put
from bot.storage.tables import answer_entries, answers, unanswered
from handlers.records import Asked, Decision, Place
from knowledge.answer import Status


class Answers:
    """What was asked and what was answered."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(self, asked: Asked) -> None:
        """Keeps an answer; one of the same id is replaced, since its question was edited or read again."""

        async def job(connection: AsyncConnection) -> None:
            await put(connection, answers, _row(asked))
            for table in (answer_entries, unanswered):
                await connection.execute(delete(table).where(table.c.answer == asked.id))
            entries = dict.fromkeys(asked.entries)
            rows = [{"answer": asked.id, "entry": e, "position": n} for n, e in enumerate(entries)]
            await add_new(connection, answer_entries, rows)
            if asked.status is Status.UNKNOWN:
                row = {"answer": asked.id, "decision": Decision.OPEN.value}
                await add_new(connection, unanswered, [row])

        await self._database.write(job)

    async def answer(self, answer_id: str) -> Asked | None:
        """The answer of that id, unless it was never given or is forgotten."""
        return await self._first(select(answers).where(answers.c.id == answer_id))

    async def answer_to(self, chat: str, message: int) -> Asked | None:
        """The answer to a message of a chat."""
        where = (answers.c.chat == chat) & (answers.c.question_message == message)
        return await self._first(select(answers).where(where).order_by(desc(answers.c.asked_at)))

    async def history(self, person: str, limit: int) -> tuple[Asked, ...]:
        """What a person asked last, newest first."""
        query = select(answers).where(answers.c.person == person).order_by(desc(answers.c.asked_at))
        async with self._database.reading() as connection:
            rows = (await connection.execute(query.limit(limit))).all()
            return tuple([await self._asked(connection, row) for row in rows])

    async def hottest(self, since: datetime, limit: int) -> tuple[str, ...]:
        """The entries that most people were given since then, the most asked first."""
        people = func.count(distinct(answers.c.person))
        query = (
            select(answer_entries.c.entry)
            .join(answers, answers.c.id == answer_entries.c.answer)
            .where(answers.c.asked_at >= since)
            .group_by(answer_entries.c.entry)
            .order_by(desc(people), answer_entries.c.entry)
            .limit(limit)
        )
        async with self._database.reading() as connection:
            return tuple(await connection.scalars(query))

    async def _first(self, query: Select[Any]) -> Asked | None:
        async with self._database.reading() as connection:
            row = (await connection.execute(query.limit(1))).first()
            return None if row is None else await self._asked(connection, row)

    @staticmethod
    async def _asked(connection: AsyncConnection, row: Row[Any]) -> Asked:
        held = answer_entries.c
        query = select(held.entry).where(held.answer == row.id).order_by(held.position)
        return Asked(
            id=row.id,
            at=row.asked_at,
            person=row.person,
            chat=row.chat,
            place=Place(row.place),
            question=row.question,
            status=Status(row.status),
            language=row.language,
            confidence=row.confidence,
            content_version=row.content_version,
            thresholds=row.thresholds,
            entries=tuple(await connection.scalars(query)),
            options=tuple(row.options),
            question_message=row.question_message,
            answer_messages=tuple(row.answer_messages),
        )


def _row(asked: Asked) -> dict[str, Any]:
    return {
        "id": asked.id,
        "asked_at": asked.at,
        "person": asked.person,
        "chat": asked.chat,
        "place": asked.place.value,
        "question": asked.question,
        "status": asked.status.value,
        "language": asked.language,
        "confidence": asked.confidence,
        "options": list(asked.options),
        "content_version": asked.content_version,
        "thresholds": asked.thresholds,
        "question_message": asked.question_message,
        "answer_messages": list(asked.answer_messages),
    }
