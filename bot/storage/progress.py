"""Progress of announcements: which messages show it to their authors, and who has the report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Label, func, select, update

from bot.storage.announcement_rows import announcement_of
from bot.storage.database import Database
from bot.storage.tables import announcements, deliveries
from knowledge.model.announcement import Amending, Announcement, State

_UNDER_WAY = (State.SENDING, State.PAUSED)
_ENDED = (State.DONE, State.CANCELLED)


@dataclass(frozen=True, kw_only=True, slots=True)
class UnderWay:
    """An announcement under way, and the message that shows its author how far it is.

    Attributes:
        message: the message that tells it, if there is one.
        amending: in how many chats it is still to be edited, withdrawn or pinned.
    """

    announcement: Announcement
    message: int | None
    amending: int = 0

    @property
    def ended(self) -> bool:
        """Whether nothing more will be sent."""
        return self.announcement.state in _ENDED


class AnnouncementProgress:
    """Announcements that began to be sent, until their authors have the report."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def under_way(self) -> tuple[UnderWay, ...]:
        """The announcements that are being sent, or whose authors do not have the report yet."""
        columns = announcements.c
        sending = columns.state.in_([state.value for state in _UNDER_WAY])
        untold = columns.state.in_([state.value for state in _ENDED]) & columns.reported_at.is_(None)
        query = select(announcements, _amending()).where(sending | untold, columns.started_at.is_not(None))
        rows = await self._database.rows(query.order_by(columns.started_at))
        return tuple(
            UnderWay(announcement=announcement_of(row), message=row.progress_message, amending=row.amending)
            for row in rows
        )

    async def shown(self, announcement_id: str, message: int) -> None:
        """Keeps which message shows the progress; an earlier report is not the last any more."""
        await self._keep(announcement_id, {"progress_message": message, "reported_at": None})

    async def reported(self, announcement_id: str, now: datetime) -> None:
        """Notes that the author has the report."""
        await self._keep(announcement_id, {"reported_at": now, "progress_message": None})

    async def _keep(self, announcement_id: str, values: dict[str, object]) -> None:
        def job(connection: Connection) -> None:
            chosen = announcements.c.id == announcement_id
            connection.execute(update(announcements).where(chosen).values(values))

        await self._database.write(job)


def _amending() -> Label[int]:
    """In how many chats an announcement is still to be amended."""
    due = select(func.count()).where(
        deliveries.c.announcement == announcements.c.id, deliveries.c.amending == Amending.DUE.value
    )
    return due.scalar_subquery().label("amending")
