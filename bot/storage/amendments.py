"""Amendments: messages that must be edited, withdrawn or pinned, as their announcement is now.

Doing any of these twice is harmless, so none is ever uncertain: a worker claims one until its lease
ends, and another does it again if it did not come back.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, exists, false, or_, select, tuple_, update

from bot.storage.announcement_rows import announcement_of
from bot.storage.database import Database
from bot.storage.delivery_rows import FREE, Letter, delivery_of
from bot.storage.rates import RateLimits, allowed, busy, halt, spend
from bot.storage.tables import announcements, deliveries
from knowledge.model.announcement import Amending, DeliveryState

_SENT = deliveries.c.state == DeliveryState.SENT.value
_DUE = and_(_SENT, deliveries.c.amending == Amending.DUE.value)


class Amendments:
    """Deliveries that are due to be amended."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(
        self, owner: str, limits: RateLimits, now: datetime, lease: timedelta, limit: int
    ) -> tuple[Letter, ...]:
        """Claims amendments that are due and that the limits allow now."""
        free = or_(deliveries.c.lease_until.is_(None), deliveries.c.lease_until < now)
        query = select(deliveries).where(_DUE, deliveries.c.due_at <= now, free)
        query = query.order_by(deliveries.c.due_at).with_for_update(skip_locked=True)
        mine = {"owner": owner, "lease_until": now + lease}

        def job(connection: Connection) -> tuple[Letter, ...]:
            if connection.execute(query.limit(1)).first() is None:
                return ()
            count = min(limit, allowed(connection, limits, now).count)
            rows = {row.chat_id: row for row in reversed(connection.execute(query.limit(count)).all())}
            waiting = busy(connection, rows, now)
            chosen = [row for chat, row in rows.items() if chat not in waiting]
            _take(connection, chosen, mine)
            spend(connection, limits, [row.chat_id for row in chosen], now)
            return _letters(connection, chosen, mine)

        return await self._database.write(job)

    async def done(self, letter: Letter, reason: str = "") -> bool:
        """Notes that a chat shows what the letter says; due again if that has changed since.

        Args:
            reason: of a withdrawn one, why it was not deleted; empty when it was.
        """
        columns = announcements.c
        then = letter.announcement
        changed = or_(
            columns.revision > then.revision,
            columns.withdrawn_at.is_not(None) if then.withdrawn_at is None else false(),
        )
        due = exists().where(columns.id == then.id, changed)
        amending = case((due, Amending.DUE.value), else_=Amending.DONE.value)
        values: dict[str, Any] = {"amending": amending, "shown_revision": then.revision}
        if then.withdrawn_at is not None:
            values["reason"] = reason
        return await self._end(letter, values)

    async def failed(self, letter: Letter, reason: str) -> bool:
        """Notes that a message cannot be amended."""
        return await self._end(letter, {"amending": Amending.FAILED.value, "reason": reason})

    async def postpone(self, letter: Letter, due: datetime, *, halted: bool) -> bool:
        """Makes an amendment due later, and with `halted` everything else too."""
        here = _is_of(letter)
        values = {**FREE, "due_at": due}

        def job(connection: Connection) -> bool:
            if halted:
                halt(connection, due)
            return connection.execute(update(deliveries).where(here).values(values)).rowcount == 1

        return await self._database.write(job)

    async def remind(self, now: datetime) -> int:
        """Makes amendments due that were missed, of messages that lag behind; returns how many."""
        columns = announcements.c
        untouched = and_(columns.withdrawn_at.is_not(None), deliveries.c.amending == Amending.NOTHING.value)
        behind = or_(columns.revision > deliveries.c.shown_revision, untouched)
        stale = exists().where(columns.id == deliveries.c.announcement, behind)
        settled = deliveries.c.amending.in_((Amending.NOTHING.value, Amending.DONE.value))
        forgotten = and_(_SENT, settled, stale)
        values = {"amending": Amending.DUE.value, "due_at": now}

        def job(connection: Connection) -> int:
            return connection.execute(update(deliveries).where(forgotten).values(values)).rowcount

        return await self._database.write(job)

    async def _end(self, letter: Letter, values: Mapping[str, Any]) -> bool:
        step = update(deliveries).where(_is_of(letter)).values({**FREE, **values})
        return await self._database.write(lambda connection: connection.execute(step).rowcount == 1)


def _is_of(letter: Letter) -> ColumnElement[bool]:
    """The row of a letter, as long as the same worker has it and nothing new is due."""
    mine = letter.delivery
    return and_(
        deliveries.c.announcement == mine.announcement,
        deliveries.c.chat_id == mine.chat_id,
        deliveries.c.owner == mine.owner,
        deliveries.c.due_at == mine.due_at,
        _SENT,
    )


def _take(connection: Connection, rows: list[Any], mine: Mapping[str, Any]) -> None:
    keys = [(row.announcement, row.chat_id) for row in rows]
    if keys:
        chosen = tuple_(deliveries.c.announcement, deliveries.c.chat_id).in_(keys)
        connection.execute(update(deliveries).where(chosen).values(mine))


def _letters(connection: Connection, rows: list[Any], mine: Mapping[str, Any]) -> tuple[Letter, ...]:
    ids = {row.announcement for row in rows}
    stored = connection.execute(select(announcements).where(announcements.c.id.in_(ids))).all()
    of = {row.id: announcement_of(row) for row in stored}
    return tuple(Letter(delivery=delivery_of(row, mine), announcement=of[row.announcement]) for row in rows)
