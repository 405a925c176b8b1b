"""Announcements that are current: what a citizen who asks may be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import Select, and_, bindparam, desc, exists, or_, select

from bot.storage.announcement_rows import announcement_of
from bot.storage.database import Database
from bot.storage.tables import announcements, deliveries
from knowledge.model.announcement import TOLD_FOR, Announcement, DeliveryState, State

_MOST = 50


class Current:
    """Finds what was sent, was not withdrawn and is still valid.

    What only the staff group got (a test, the trial) was announced to nobody.
    """

    def __init__(self, database: Database, staff_group: int) -> None:
        self._database = database
        self._query = _query(staff_group)

    async def current(self, now: datetime, chat_id: int) -> tuple[Announcement, ...]:
        """What may be told in a chat, newest first; what was meant for single chats is told in these only."""
        moments = {"now": now, "since": now - TOLD_FOR}
        rows = await self._database.read(lambda connection: connection.execute(self._query, moments).all())
        held = (announcement_of(row) for row in rows)
        return tuple(_newest_of_series(one for one in held if _meant_for(one, chat_id)))


def _query(staff_group: int) -> Select[tuple[object, ...]]:
    """What is current at `now` if it ends at a time, else if it began no earlier than `since`."""
    held = announcements.c
    valid = or_(
        held.valid_until >= bindparam("now"),
        and_(held.valid_until.is_(None), held.started_at >= bindparam("since")),
    )
    arrived = exists().where(
        deliveries.c.announcement == held.id,
        deliveries.c.state == DeliveryState.SENT.value,
        deliveries.c.chat_id != staff_group,
    )
    states = held.state.in_((State.SENDING.value, State.PAUSED.value, State.DONE.value))
    query = select(announcements).where(states, held.withdrawn_at.is_(None), valid, arrived)
    return query.order_by(desc(held.started_at), held.id).limit(_MOST)


def _meant_for(held: Announcement, chat_id: int) -> bool:
    return held.target.everyone or bool(held.target.tags) or chat_id in held.target.chats


def _newest_of_series(held: Iterable[Announcement]) -> Iterator[Announcement]:
    """Of a repeated one the last; they come newest first."""
    seen = set()
    for one in held:
        if one.series not in seen:
            seen.add(one.series)
            yield one
