"""Announcements that are current: those that a citizen who asks may be shown."""

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
        """What may be shown in a chat, newest first; one to single chats is shown in these only."""
        moments = {"now": now, "since": now - TOLD_FOR}
        rows = await self._database.read(lambda connection: connection.execute(self._query, moments).all())
        current = (announcement_of(row) for row in rows)
        return tuple(_newest_of_series(one for one in current if _meant_for(one, chat_id)))


def _query(staff_group: int) -> Select[tuple[object, ...]]:
    """What is current at `now` if it ends at a time, else if it began no earlier than `since`."""
    columns = announcements.c
    valid = or_(
        columns.valid_until >= bindparam("now"),
        and_(columns.valid_until.is_(None), columns.started_at >= bindparam("since")),
    )
    arrived = exists().where(
        deliveries.c.announcement == columns.id,
        deliveries.c.state == DeliveryState.SENT.value,
        deliveries.c.chat_id != staff_group,
    )
    states = columns.state.in_((State.SENDING.value, State.PAUSED.value, State.DONE.value))
    query = select(announcements).where(states, columns.withdrawn_at.is_(None), valid, arrived)
    return query.order_by(desc(columns.started_at), columns.id).limit(_MOST)


def _meant_for(announcement: Announcement, chat_id: int) -> bool:
    return (
        announcement.target.everyone or bool(announcement.target.tags) or chat_id in announcement.target.chats
    )


def _newest_of_series(newest_first: Iterable[Announcement]) -> Iterator[Announcement]:
    """The last of each repeated announcement, from newest to oldest."""
    seen = set()
    for announcement in newest_first:
        if announcement.series not in seen:
            seen.add(announcement.series)
            yield announcement
