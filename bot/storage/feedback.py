"""What people say about answers, and who waits for one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, exists, select, update

from bot.storage.database import Database
from bot.storage.statements import add_new, put
from bot.storage.tables import answers, followers, ratings, reports
from handlers.records import Follower


class Feedback:
    """Ratings, reports and followers; each verb says whether the answer is still known."""

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

    async def report(self, answer: str, person: str, now: datetime) -> bool:
        """Notes that a person finds an answer wrong."""

        def job(connection: Connection) -> bool:
            known = _known(connection, answer)
            if known:
                add_new(connection, reports, [{"answer": answer, "person": person, "at": now}])
            return known

        return await self._database.write(job)

    async def follow(self, follower: Follower) -> bool:
        """Notes that a person wants to be told when a question has an answer."""
        row = {
            "answer": follower.answer,
            "person": follower.person,
            "chat_id": follower.chat_id,
            "since": follower.since,
        }

        def job(connection: Connection) -> bool:
            known = _known(connection, follower.answer)
            if known:
                add_new(connection, followers, [row])
            return known

        return await self._database.write(job)

    async def waiting(self, answer: str) -> tuple[Follower, ...]:
        """Who has not been told yet."""
        where = (followers.c.answer == answer) & followers.c.told_at.is_(None)
        rows = await self._database.rows(select(followers).where(where))
        return tuple(
            Follower(answer=row.answer, person=row.person, chat_id=row.chat_id, since=row.since)
            for row in rows
        )

    async def told(self, follower: Follower, now: datetime) -> None:
        """Notes that a follower was told."""
        where = (followers.c.answer == follower.answer) & (followers.c.person == follower.person)

        def job(connection: Connection) -> None:
            connection.execute(update(followers).where(where).values(told_at=now))

        await self._database.write(job)


def _known(connection: Connection, answer: str) -> bool:
    return bool(connection.scalar(select(exists().where(answers.c.id == answer))))
