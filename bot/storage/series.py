"""Repeated announcements: when one of a series was sent, the next is scheduled, until the end."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, exists, select

from bot.storage.announcement_rows import announcement_of, row_of
from bot.storage.database import Database
from bot.storage.statements import add_new
from bot.storage.tables import announcements
from knowledge.announcements.repeating import following
from knowledge.model.announcement import Announcement, State

_BEGUN = (State.SENDING, State.PAUSED, State.DONE)  # one that was cancelled or withdrawn ends its series


async def begin_next(database: Database, now: datetime) -> None:
    """Schedules the next of each series; doing it twice, or in two processes at once, does no harm.

    Args:
        now: the moment in the town's zone, in which the repetition counts its hours.
    """
    latest, later = announcements, announcements.alias()
    newer = exists().where(later.c.series == latest.c.series, later.c.send_at > latest.c.send_at)
    begun = latest.c.state.in_([state.value for state in _BEGUN])
    query = select(latest).where(
        latest.c.repeat.is_not(None), latest.c.started_at.is_not(None), begun, ~newer
    )
    query = query.where(latest.c.withdrawn_at.is_(None))

    def job(connection: Connection) -> None:
        last = [announcement_of(row) for row in connection.execute(query).all()]
        add_new(connection, announcements, [row_of(new) for one in last if (new := _next(one, now))])

    if await database.scalars(query.with_only_columns(latest.c.id)):
        await database.write(job)


def _next(last: Announcement, now: datetime) -> Announcement | None:
    """The one after, at a moment that has not passed; None at the end."""
    if last.repeat is None or last.send_at is None:
        return None
    moment = following(last.repeat, max(last.send_at.astimezone(now.tzinfo), now))
    if moment is None:
        return None
    return replace(
        last,
        id=hashlib.sha256(f"{last.series} {moment.isoformat()}".encode()).hexdigest()[:8],
        state=State.SCHEDULED,
        created_at=now,
        send_at=moment,
        revision=0,
        started_at=None,
        finished_at=None,
        addressed=None,
        valid_until=_valid_until(last, last.send_at, moment),
        resume_to=None,
    )


def _valid_until(last: Announcement, began: datetime, moment: datetime) -> datetime | None:
    """An end that lies before the next one begins comes as long after that as it did before."""
    end = last.valid_until
    return end if end is None or end > moment else moment + (end - began)
