"""Answers that were given."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, desc, distinct, func, select

from bot.storage.database import Database
from bot.storage.statements import add_new, put
from bot.storage.tables import answer_entries, answers, followers, unanswered
from handlers.records import Channel, Decision, KeptAnswer
from knowledge.model.answer import Status

_LOOKED_AT = 50  # answers of a chat, for the one that somebody replies to

# Built only once.
_REPLACED = tuple(
    delete(table).where(table.c.answer == bindparam("id")) for table in (answer_entries, unanswered)
)
_SETTLED = delete(followers).where(followers.c.answer == bindparam("id"))


class Answers:
    """What was asked and what was answered."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(self, asked: KeptAnswer) -> None:
        """Keeps an answer in place of one with the same id, whose question was edited or read again."""
        await self._database.write(lambda connection: record(connection, asked))

    async def answer(self, answer_id: str) -> KeptAnswer | None:
        """The answer of that id, unless it was never given or is forgotten."""
        return await self._first(select(answers).where(answers.c.id == answer_id))

    async def answer_to(self, chat: str, message: int) -> KeptAnswer | None:
        """The answer to a message of a chat."""
        where = (answers.c.chat == chat) & (answers.c.question_message == message)
        return await self._first(select(answers).where(where).order_by(desc(answers.c.asked_at)))

    async def answer_in(self, chat: str, message: int) -> KeptAnswer | None:
        """The answer that the bot gave in a message, if that is one of the last in its chat."""
        before = answers.c.question_message.is_(None) | (answers.c.question_message < message)
        query = select(answers).where((answers.c.chat == chat) & before).order_by(desc(answers.c.asked_at))
        given = await self._read(query.limit(_LOOKED_AT))
        return next((asked for asked in given if message in asked.answer_messages), None)

    async def history(self, person: str, limit: int) -> tuple[KeptAnswer, ...]:
        """What a person asked last, newest first."""
        query = select(answers).where(answers.c.person == person).order_by(desc(answers.c.asked_at))
        return await self._read(query.limit(limit))

    async def hottest(self, since: datetime, limit: int) -> tuple[str, ...]:
        """The entries that were given to most people since then, the most frequent first."""
        people = func.count(distinct(answers.c.person))
        query = (
            select(answer_entries.c.entry)
            .join(answers, answers.c.id == answer_entries.c.answer)
            .where(answers.c.asked_at >= since)
            .group_by(answer_entries.c.entry)
            .order_by(desc(people), answer_entries.c.entry)
            .limit(limit)
        )
        return tuple(await self._database.scalars(query))

    async def _first(self, query: Select[Any]) -> KeptAnswer | None:
        return next(iter(await self._read(query.limit(1))), None)

    async def _read(self, query: Select[Any]) -> tuple[KeptAnswer, ...]:
        return await self._database.read(
            lambda connection: tuple(asked_of(connection, row) for row in connection.execute(query).all())
        )


def asked_of(connection: Connection, row: Row[Any]) -> KeptAnswer:
    """The answer of a row of answers."""
    columns = answer_entries.c
    query = select(columns.entry).where(columns.answer == row.id).order_by(columns.position)
    return KeptAnswer(
        id=row.id,
        at=row.asked_at,
        person=row.person,
        chat=row.chat,
        place=Channel(row.place),
        question=row.question,
        status=Status(row.status),
        language=row.language,
        confidence=row.confidence,
        content_version=row.content_version,
        thresholds=row.thresholds,
        entries=tuple(connection.scalars(query)),
        options=tuple(row.options),
        question_message=row.question_message,
        answer_messages=tuple(row.answer_messages),
    )


def record(connection: Connection, asked: KeptAnswer) -> None:
    """Adds an answer, or overwrites the one of the same id."""
    row, waiting = _row(asked), _unanswered(asked)
    if not add_new(connection, answers, [row]):
        put(connection, answers, row)
        for replaced in _REPLACED:
            connection.execute(replaced, {"id": asked.id})
        if not waiting:  # whoever waited for an answer to this question has one
            connection.execute(_SETTLED, {"id": asked.id})
    entries = dict.fromkeys(asked.entries)
    rows = [{"answer": asked.id, "entry": entry, "position": place} for place, entry in enumerate(entries)]
    add_new(connection, answer_entries, rows)
    add_new(connection, unanswered, waiting)


def _unanswered(asked: KeptAnswer) -> list[dict[str, Any]]:
    """What waits for staff: the whole question, or the parts of it that were not known."""
    if asked.status in (Status.UNKNOWN, Status.CLARIFY):
        parts = [(0, asked.question)]
    else:
        parts = list(enumerate(asked.unanswered_parts, start=1))
    row = {"answer": asked.id, "decision": Decision.OPEN.value}
    return [{**row, "part": part, "text": text} for part, text in parts]


def _row(asked: KeptAnswer) -> dict[str, Any]:
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
