"""Ratings and reports of answers, and who waits for one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, and_, exists, func, select, update

from bot.storage.answers import asked_of
from bot.storage.audit import note
from bot.storage.database import Database
from bot.storage.statements import add_new, put
from bot.storage.tables import answers, followers, ratings, reports
from handlers.records import Action, Follower, Reported


class Feedback:
    """Ratings, reports and followers; each verb returns whether the answer is still known."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def rate(self, answer: str, person: str, level: int, now: datetime) -> bool:
        """Keeps a rating from 1 to 5 in place of the person's earlier one."""

        def job(connection: Connection) -> bool:
            row = {"answer": answer, "person": person, "level": level, "reason": None, "at": now}
            known = _known(connection, answer)
            if known:
                put(connection, ratings, row)
            return known

        return await self._database.write(job)

    async def give_reason(self, answer: str, person: str, reason: str) -> bool:
        """Adds why to a person's rating."""

        def job(connection: Connection) -> bool:
            where = (ratings.c.answer == answer) & (ratings.c.person == person)
            changed = connection.execute(update(ratings).where(where).values(reason=reason))
            return changed.rowcount > 0

        return await self._database.write(job)

    async def report(self, reporter: Follower) -> bool:
        """Notes that a person finds an answer wrong, and where to tell them when it is corrected."""
        return await self._add(reports, reporter, "at")

    async def reported(self, page: int) -> tuple[int, Reported | None]:
        """The number of unsettled reported answers, and the one on that page, oldest first."""
        since, people = func.min(reports.c.at).label("since"), func.count().label("people")
        open_reports = select(reports.c.answer, since, people).where(reports.c.settled_at.is_(None))
        grouped = open_reports.group_by(reports.c.answer).subquery()

        def job(connection: Connection) -> tuple[int, Reported | None]:
            count = connection.scalar(select(func.count()).select_from(grouped)) or 0
            query = select(answers, grouped.c.since, grouped.c.people).join(
                grouped, grouped.c.answer == answers.c.id
            )
            query = query.order_by(grouped.c.since, answers.c.id).offset(min(page, max(count - 1, 0)))
            row = connection.execute(query.limit(1)).first()
            if row is None:
                return count, None
            return count, Reported(asked=asked_of(connection, row), since=row.since, people=row.people)

        return await self._database.read(job)

    async def reporters(self, answer: str) -> tuple[Follower, ...]:
        """Who reported an answer that is not settled, in the order of their reports."""
        query = select(reports).where(_unsettled(answer), reports.c.chat_id.is_not(None))
        rows = await self._database.rows(query.order_by(reports.c.at))
        return tuple(
            Follower(answer=row.answer, person=row.person, chat_id=row.chat_id, since=row.at) for row in rows
        )

    async def settle(self, answer: str, act: Action) -> bool:
        """Settles the reports of an answer with the act and forgets the chats; whether there were any."""

        def job(connection: Connection) -> bool:
            values = {"settled_at": act.at, "chat_id": None}
            settled = connection.execute(update(reports).where(_unsettled(answer)).values(values)).rowcount
            if settled:
                note(connection, act)
            return settled > 0

        return await self._database.write(job)

    async def follow(self, follower: Follower) -> bool:
        """Notes that a person wants to be told when a question has an answer."""
        return await self._add(followers, follower, "since")

    async def waiting(self, answer: str) -> tuple[Follower, ...]:
        """Who still waits for an answer."""
        query = select(followers).where(followers.c.answer == answer).order_by(followers.c.since)
        rows = await self._database.rows(query)
        return tuple(
            Follower(answer=row.answer, person=row.person, chat_id=row.chat_id, since=row.since)
            for row in rows
        )

    async def _add(self, table: Table, new: Follower, moment: str) -> bool:
        """Adds somebody to be told of an answer, once; `moment` is the column that says since when."""
        row = {"answer": new.answer, "person": new.person, "chat_id": new.chat_id, moment: new.since}

        def job(connection: Connection) -> bool:
            known = _known(connection, new.answer)
            if known:
                add_new(connection, table, [row])
            return known

        return await self._database.write(job)


def _unsettled(answer: str) -> ColumnElement[bool]:
    return and_(reports.c.answer == answer, reports.c.settled_at.is_(None))


def _known(connection: Connection, answer: str) -> bool:
    return bool(connection.scalar(select(exists().where(answers.c.id == answer))))
