"""Notifications: messages to citizens, kept until they are sent or given up.

A process that is sending a message holds a lease on it: until that ends the message is due for no other
process. The leases of a process that has ended run out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, select, update

from bot.storage.audit import note
from bot.storage.database import Database
from bot.storage.statements import add_new
from bot.storage.tables import followers, notifications
from handlers.records import Action, Notification

NotificationKey = tuple[str, str, str]  # answer, person, kind
LEASE = timedelta(seconds=20)


class Notifications:
    """Messages to people who asked to be told. `renew` must be called well within a lease."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._leased: set[NotificationKey] = set()

    async def add(self, new: Sequence[Notification], now: datetime) -> None:
        """Keeps messages, which the caller sends; whoever gets an answer no longer waits for it."""
        rows = [_row(notification, now + LEASE) for notification in new]

        def job(connection: Connection) -> None:
            add_new(connection, notifications, rows)
            for notification in new:
                if notification.ends_waiting:
                    mine = and_(
                        followers.c.answer == notification.answer, followers.c.person == notification.person
                    )
                    connection.execute(delete(followers).where(mine))

        self._leased.update(notification.key for notification in new)
        await self._database.write(job)

    async def due(self, now: datetime, limit: int) -> tuple[Notification, ...]:
        """Leases the messages that are to be sent now and that no other process is sending."""
        due_at = notifications.c.due_at
        query = select(notifications).where(due_at <= now).order_by(due_at).limit(limit)
        if not await self._database.rows(query.limit(1)):  # looked for every second, so without a write
            return ()

        def job(connection: Connection) -> tuple[Notification, ...]:
            rows = connection.execute(query.with_for_update(skip_locked=True)).all()
            due = tuple(_notification(row) for row in rows)
            _lease(connection, [notification.key for notification in due], now)
            return due

        due = await self._database.write(job)
        self._leased.update(notification.key for notification in due)
        return due

    async def renew(self, now: datetime) -> None:
        """Renews the leases of the messages that are being sent here."""
        keys = tuple(self._leased)
        if keys:
            await self._database.write(lambda connection: _lease(connection, keys, now))

    def release(self, taken: Sequence[Notification]) -> None:
        """Lets go of messages; those neither done nor postponed are due again soon."""
        self._leased.difference_update(notification.key for notification in taken)

    async def done(self, notification: Notification, act: Action | None = None) -> None:
        """Deletes a message that was sent, or given up with an act."""
        self._leased.discard(notification.key)

        def job(connection: Connection) -> None:
            connection.execute(delete(notifications).where(_same(notification.key)))
            if act is not None:
                note(connection, act)

        await self._database.write(job)

    async def postpone(self, notification: Notification, due: datetime) -> None:
        """Keeps what is left of a message for later."""
        self._leased.discard(notification.key)
        values = {"texts": list(notification.texts), "attempts": notification.attempts, "due_at": due}

        def job(connection: Connection) -> None:
            connection.execute(update(notifications).where(_same(notification.key)).values(values))

        await self._database.write(job)


def _lease(connection: Connection, keys: Sequence[NotificationKey], now: datetime) -> None:
    """Leases messages: nobody else gets them until the lease has run out."""
    for key in keys:
        connection.execute(update(notifications).where(_same(key)).values(due_at=now + LEASE))


def _same(key: NotificationKey) -> ColumnElement[bool]:
    columns = notifications.c
    return and_(columns.answer == key[0], columns.person == key[1], columns.kind == key[2])


def _row(notification: Notification, due: datetime) -> dict[str, Any]:
    return {
        "answer": notification.answer,
        "person": notification.person,
        "kind": notification.kind,
        "chat_id": notification.chat_id,
        "reply_to": notification.reply_to,
        "texts": list(notification.texts),
        "attempts": notification.attempts,
        "due_at": due,
    }


def _notification(row: Row[Any]) -> Notification:
    return Notification(
        answer=row.answer,
        person=row.person,
        kind=row.kind,
        chat_id=row.chat_id,
        reply_to=row.reply_to,
        texts=tuple(row.texts),
        attempts=row.attempts,
    )
