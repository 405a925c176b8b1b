"""The course of an announcement: it begins when it is due and ends when nothing is left to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Update,
    and_,
    exists,
    func,
    or_,
    select,
    true,
    update,
)

from bot.storage.announcement_rows import announcement_of
from bot.storage.chats import Addressee, addressees
from bot.storage.delivery_rows import FREE
from bot.storage.statements import add_new
from bot.storage.tables import announcements, deliveries
from bot.storage.tables import chats as known
from knowledge.model.announcement import Amending, Announcement, DeliveryState, State, Target

OPEN = (DeliveryState.PENDING.value, DeliveryState.CLAIMED.value, DeliveryState.SENDING.value)
_FIRST_ROW = {"state": DeliveryState.PENDING.value, "attempts": 0, "message_ids": [], "shown_revision": 0}
_NOTHING_YET = {**FREE, "amending": Amending.NOTHING.value, "reason": "", "sent_at": None}


def begin_due(
    connection: Connection, now: datetime, *, urgent_only: bool, only_chat: int | None
) -> tuple[str, ...]:
    """Makes deliveries of every announcement whose time has come; returns the ids of those.

    Args:
        now: the moment.
        urgent_only: it is quiet time, when only what is urgent begins.
        only_chat: the only chat that anything goes to, in a trial; 0 for none at all.
    """
    ready = connection.scalars(_taken(announcements.c.state == State.APPROVED.value)).all()
    connection.execute(_step(ready, {"state": State.SCHEDULED.value}))
    due = announcements.c.send_at.is_(None) | (announcements.c.send_at <= now)
    hour = announcements.c.urgent if urgent_only else true()
    waiting = and_(announcements.c.state == State.SCHEDULED.value, due, hour)
    rows = connection.execute(select(announcements).where(waiting).with_for_update(skip_locked=True)).all()
    for announcement in map(announcement_of, rows):
        _begin(connection, announcement, _addressed(connection, announcement.target, only_chat), now)
    return tuple(row.id for row in rows)


def _addressed(connection: Connection, target: Target, only_chat: int | None) -> tuple[Addressee, ...]:
    if only_chat is None:
        return addressees(connection, target)
    recorded = addressees(connection, Target(chats=(only_chat,))) if only_chat else ()
    return recorded or (((only_chat, None),) if only_chat else ())


def _begin(
    connection: Connection, announcement: Announcement, chats: tuple[Addressee, ...], now: datetime
) -> None:
    _make(connection, announcement.id, chats, now)
    values = {"state": State.SENDING.value, "started_at": now, "addressed": len(chats)}
    connection.execute(_step([announcement.id], values))


def _make(connection: Connection, announcement_id: str, chats: Sequence[Addressee], now: datetime) -> None:
    """A delivery for each of these chats, unless there is one."""
    first = _FIRST_ROW | _NOTHING_YET | {"announcement": announcement_id, "due_at": now}
    rows = [first | {"chat_id": chat, "thread_id": thread} for chat, thread in chats]
    add_new(connection, deliveries, rows)


def make_missing(
    connection: Connection, announcement: Announcement, now: datetime, only_chat: int | None
) -> int:
    """Makes the deliveries that an announcement lacks, never more; returns how many.

    Which chats those are is not written down: they are addressed now, the bot knew them when it began, and
    there is no delivery to them.
    """
    if announcement.addressed is None or announcement.started_at is None:
        return 0
    here = deliveries.c.announcement == announcement.id
    settled = {*connection.scalars(select(deliveries.c.chat_id).where(here))}
    lacking = max(0, announcement.addressed - len(settled))
    settled |= {*connection.scalars(select(known.c.chat_id).where(known.c.since > announcement.started_at))}
    addressed = _addressed(connection, announcement.target, only_chat)
    chats = [addressee for addressee in addressed if addressee[0] not in settled][:lacking]
    _make(connection, announcement.id, chats, now)
    return len(chats)


def finish(connection: Connection, now: datetime) -> tuple[str, ...]:
    """Ends announcements of which nothing is left to send; returns their ids.

    What came back from a worker after staff had cancelled is cancelled too.
    """
    _cancel_late(connection)
    left = exists().where(deliveries.c.announcement == announcements.c.id, deliveries.c.state.in_(OPEN))
    sending = announcements.c.state == State.SENDING.value
    done = connection.scalars(_taken(sending & ~left)).all()
    connection.execute(_step(done, {"state": State.DONE.value, "finished_at": now}))
    return tuple(done)


def _cancel_late(connection: Connection) -> None:
    gone = select(announcements.c.id).where(announcements.c.state == State.CANCELLED.value)
    waits = and_(deliveries.c.state == DeliveryState.PENDING.value, deliveries.c.announcement.in_(gone))
    connection.execute(update(deliveries).where(waits).values(state=DeliveryState.CANCELLED.value))


def reopen(connection: Connection) -> tuple[str, ...]:
    """Reopens announcements that ended by mistake, with something left to send; returns their ids."""
    left = exists().where(deliveries.c.announcement == announcements.c.id, deliveries.c.state.in_(OPEN))
    ended = connection.scalars(_taken((announcements.c.state == State.DONE.value) & left)).all()
    connection.execute(_step(ended, {"state": State.SENDING.value, "finished_at": None}))
    return tuple(ended)


def incomplete(connection: Connection, since: datetime) -> dict[str, int]:
    """How many deliveries are missing of announcements that ended since then, by their ids."""
    columns, number = announcements.c, func.count(deliveries.c.chat_id)
    joined = announcements.outerjoin(deliveries, deliveries.c.announcement == columns.id)
    ended = or_(columns.state == State.DONE.value, columns.state == State.CANCELLED.value)
    query = select(columns.id, columns.addressed - number).select_from(joined).where(ended)
    query = query.where(columns.finished_at >= since, columns.addressed.is_not(None))
    rows = connection.execute(
        query.group_by(columns.id, columns.addressed).having(number < columns.addressed)
    ).all()
    return {row[0]: row[1] for row in rows}


def stuck(connection: Connection, before: datetime) -> tuple[str, ...]:
    """Announcements that are being sent and have deliveries which should have gone before that moment."""
    waits = exists().where(
        deliveries.c.announcement == announcements.c.id,
        deliveries.c.state.in_(OPEN),
        deliveries.c.due_at < before,
    )
    query = select(announcements.c.id).where(announcements.c.state == State.SENDING.value, waits)
    return tuple(connection.scalars(query).all())


def _taken(condition: ColumnElement[bool]) -> Select[str]:
    """Locks the announcements that fulfil a condition and that nobody else is changing."""
    return select(announcements.c.id).where(condition).with_for_update(skip_locked=True)


def _step(ids: Sequence[str], values: Mapping[str, object]) -> Update:
    return update(announcements).where(announcements.c.id.in_(ids)).values(values)
