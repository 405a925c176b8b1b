"""Reconciliation: whether the deliveries of all announcements are under way or done."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select, update

from bot.storage import course, rates
from bot.storage.database import Database
from bot.storage.tables import announcements, deliveries
from knowledge.model.announcement import DeliveryState, State


class Reconciliation:
    """Queries over all announcements."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def stuck(self, before: datetime) -> tuple[str, ...]:
        """Announcements with deliveries that should have gone before that moment."""
        return await self._database.read(lambda connection: course.stuck(connection, before))

    async def incomplete(self, since: datetime) -> dict[str, int]:
        """Announcements that ended since then, and how many of their deliveries are missing."""
        return await self._database.read(lambda connection: course.incomplete(connection, since))

    async def report_again(self, ids: Collection[str]) -> None:
        """Makes reports due again of announcements that are done and were not withdrawn."""
        columns = announcements.c
        through = and_(columns.id.in_(ids), columns.state == State.DONE.value, columns.withdrawn_at.is_(None))
        anew = update(announcements).where(through).values(reported_at=None)
        await self._database.write(lambda connection: connection.execute(anew).rowcount)

    async def reopen(self) -> tuple[str, ...]:
        """Reopens announcements that ended with something left to send; returns their ids."""
        return await self._database.write(course.reopen)

    async def forget_free_rates(self, now: datetime) -> None:
        """Drops the limits of chats that may get a message at once."""
        await self._database.write(lambda connection: rates.forget_free(connection, now))

    async def counts(self, since: datetime) -> dict[DeliveryState, int]:
        """Deliveries by state, of what is under way or ended since then."""
        columns = announcements.c
        lately = or_(
            columns.state.in_((State.SENDING.value, State.PAUSED.value)), columns.finished_at >= since
        )
        query = select(deliveries.c.state, func.count()).join(
            announcements, and_(columns.id == deliveries.c.announcement, lately)
        )
        rows = await self._database.rows(query.group_by(deliveries.c.state))
        numbers = {row[0]: row[1] for row in rows}
        return {state: numbers.get(state.value, 0) for state in DeliveryState}

    async def oldest_waiting(self, now: datetime) -> timedelta:
        """How long the oldest waiting delivery has been due; zero when none waits."""
        columns = announcements.c
        going = and_(columns.id == deliveries.c.announcement, columns.state == State.SENDING.value)
        query = select(func.min(deliveries.c.due_at)).join(announcements, going)
        query = query.where(deliveries.c.state == DeliveryState.PENDING.value, deliveries.c.due_at <= now)
        [oldest] = await self._database.scalars(query)
        return now - oldest if oldest is not None else timedelta(0)
