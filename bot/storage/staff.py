"""The staff's side of the store: decisions about unanswered questions, settings, the audit trail."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, desc, func, select, update

from bot.storage.audit import note
from bot.storage.database import Database
from bot.storage.statements import put
from bot.storage.tables import answer_entries, answers, audit, ratings, settings, unanswered
from handlers.records import Action, Decision, OpenQuestion
from knowledge.model.answer import Status

_PAUSED = "paused"
_SECONDS_TRUSTED = 1.0
_PICKED_WITHIN = timedelta(minutes=10)  # as long as options can be picked by number


class Staff:
    """What staff decide, each act with its line in the audit trail, in the same transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._paused: str | None = None
        self._paused_until = 0.0

    async def paused(self) -> str | None:
        """Why no questions are answered now; None when they are. Other processes' changes show with delay."""
        if time.monotonic() > self._paused_until:
            query = select(settings.c.value).where(settings.c.name == _PAUSED)
            self._paused = next(map(str, await self._database.scalars(query)), None)
            self._paused_until = time.monotonic() + _SECONDS_TRUSTED
        return self._paused

    async def pause(self, act: Action) -> None:
        """Stops answering questions; the reason of the act is kept."""

        def job(connection: Connection) -> None:
            put(connection, settings, {"name": _PAUSED, "value": act.why, "at": act.at})
            note(connection, act)

        await self._database.write(job)
        self._paused_until = 0.0

    async def resume(self, act: Action) -> None:
        """Answers questions again."""

        def job(connection: Connection) -> None:
            connection.execute(delete(settings).where(settings.c.name == _PAUSED))
            note(connection, act)

        await self._database.write(job)
        self._paused_until = 0.0

    async def note(self, act: Action) -> None:
        """Adds an act to the audit trail."""

        def job(connection: Connection) -> None:
            note(connection, act)

        await self._database.write(job)

    async def trail(self, limit: int) -> tuple[Action, ...]:
        """The last acts, newest first."""
        rows = await self._database.rows(select(audit).order_by(desc(audit.c.id)).limit(limit))
        return tuple(
            Action(who=row.who, action=row.action, what=row.what, why=row.why, at=row.at) for row in rows
        )

    async def open_questions(self, limit: int) -> tuple[OpenQuestion, ...]:
        """Unanswered and undecided questions, oldest first; of those with options only if none was picked."""
        query = (
            select(unanswered, answers.c.status, answers.c.options, answers.c.person, answers.c.chat)
            .add_columns(answers.c.asked_at)
            .join(answers, unanswered.c.answer == answers.c.id)
            .where(unanswered.c.decision == Decision.OPEN.value)
            .order_by(desc(answers.c.asked_at), answers.c.id, unanswered.c.part)
            .limit(limit)
        )

        def job(connection: Connection) -> tuple[OpenQuestion, ...]:
            rows = [row for row in connection.execute(query).all() if not _picked(connection, row)]
            questions = (OpenQuestion(answer=row.answer, part=row.part, text=row.text) for row in rows)
            return tuple(questions)[::-1]

        return await self._database.read(job)

    async def decide(
        self, questions: Sequence[OpenQuestion], decision: Decision, act: Action, entry: str | None = None
    ) -> int:
        """Keeps a decision about unanswered questions with its act; returns how many are still known."""
        values = {
            "decision": decision.value,
            "entry": entry,
            "decided_by": act.who,
            "decided_at": act.at,
        }

        def job(connection: Connection) -> int:
            count = 0
            for question in questions:
                where = (unanswered.c.answer == question.answer) & (unanswered.c.part == question.part)
                count += connection.execute(update(unanswered).where(where).values(values)).rowcount
            if count:
                note(connection, act)
            return count

        return await self._database.write(job)

    async def counts(self, since: datetime, until: datetime) -> dict[str, int]:
        """How many answers of each status were given from one moment until before another."""
        query = select(answers.c.status, func.count()).where(answers.c.asked_at >= since)
        query = query.where(answers.c.asked_at < until)
        return {row[0]: row[1] for row in await self._database.rows(query.group_by(answers.c.status))}

    async def ratings(self, since: datetime) -> dict[int, int]:
        """How many ratings of each level were given since then."""
        query = select(ratings.c.level, func.count()).where(ratings.c.at >= since)
        return {row[0]: row[1] for row in await self._database.rows(query.group_by(ratings.c.level))}

    async def by_entry(self, since: datetime, limit: int) -> tuple[tuple[str, int], ...]:
        """The entries that were given most often since then, with how often."""
        times = func.count()
        query = (
            select(answer_entries.c.entry, times)
            .join(answers, answers.c.id == answer_entries.c.answer)
            .where(answers.c.asked_at >= since)
            .group_by(answer_entries.c.entry)
            .order_by(desc(times), answer_entries.c.entry)
            .limit(limit)
        )
        return tuple((row[0], row[1]) for row in await self._database.rows(query))


def _picked(connection: Connection, row: Row[Any]) -> bool:
    """Whether the person was given one of the options soon after they were offered."""
    if row.status != Status.CLARIFY.value or not row.options:
        return False
    given = (
        select(answer_entries.c.entry)
        .join(answers, answers.c.id == answer_entries.c.answer)
        .where(answers.c.person == row.person, answers.c.chat == row.chat)
        .where(answers.c.asked_at >= row.asked_at, answers.c.asked_at <= row.asked_at + _PICKED_WITHIN)
        .where(answer_entries.c.entry.in_(row.options))
    )
    return connection.execute(given.limit(1)).first() is not None
