"""Updates as they came: kept once, and handed out until they are done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from bot.inbox import Received
from bot.storage.database import Database
from bot.storage.statements import add_new
from bot.storage.tables import updates

WAITING, DONE, GIVEN_UP = "waiting", "done", "given_up"
# For every update, so built only once.
_KNOWN = select(updates.c.update_id).where(updates.c.update_id.in_(bindparam("wanted", expanding=True)))
_FINISHING = (
    update(updates)
    .where(updates.c.update_id == bindparam("finished"))
    .values(state=bindparam("state"), payload=None, finished_at=bindparam("finished_at"))
)


class Updates:
    """The inbox's table."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ended: set[int] = set()

    async def write_down(self, received: Sequence[Received], now: datetime) -> frozenset[int]:
        """Keeps new updates and returns their ids; after this they may be acknowledged."""
        wanted = [item.update_id for item in received]
        rows = [
            {
                "update_id": item.update_id,
                "lane": item.lane,
                "payload": item.payload,
                "state": WAITING,
                "attempts": 0,
                "received_at": now,
            }
            for item in received
        ]

        def job(connection: Connection) -> frozenset[int]:
            known = connection.scalars(_KNOWN, {"wanted": wanted})
            new = frozenset(wanted) - frozenset(known)
            add_new(connection, updates, rows)
            return new

        return await self._database.write(job)

    async def unfinished(self) -> tuple[Received, ...]:
        """The updates that an earlier process left behind, oldest first."""
        columns = (updates.c.update_id, updates.c.lane, updates.c.payload)
        query = select(*columns).where(updates.c.state == WAITING).order_by(updates.c.update_id)
        rows = await self._database.rows(query)
        return tuple(Received(update_id=row[0], lane=row[1], payload=row[2], again=True) for row in rows)

    async def begin(self, update_id: int) -> int:
        """Counts an attempt before it is made, and returns its number."""

        def job(connection: Connection) -> int:
            counted = (
                update(updates)
                .where(updates.c.update_id == update_id)
                .values(attempts=updates.c.attempts + 1)
                .returning(updates.c.attempts)
            )
            return int(connection.scalar(counted) or 0)

        return await self._database.write(job)

    async def uncount(self, update_id: int) -> None:
        """Takes back an attempt that was neither finished nor failed."""
        values = {"attempts": updates.c.attempts - 1}

        def job(connection: Connection) -> None:
            connection.execute(update(updates).where(updates.c.update_id == update_id).values(values))

        await self._database.write(job)

    async def done(self, update_id: int, now: datetime) -> None:
        """Ends an update that was processed, unless `ended` did; its payload is deleted."""
        if update_id in self._ended:
            self._ended.remove(update_id)
        else:
            await self._finish(update_id, DONE, now)

    def ended(self, update_id: int) -> None:
        """Notes that an update was ended together with its exchange, so that `done` need not write."""
        self._ended.add(update_id)

    async def give_up(self, update_id: int, now: datetime) -> None:
        """Gives up an update that cannot be processed; its payload is deleted."""
        await self._finish(update_id, GIVEN_UP, now)

    async def _finish(self, update_id: int, state: str, now: datetime) -> None:
        await self._database.write(lambda connection: finish(connection, update_id, state, now))


def finish(connection: Connection, update_id: int, state: str, now: datetime) -> None:
    """Ends an update; its payload is deleted."""
    connection.execute(_FINISHING, {"finished": update_id, "state": state, "finished_at": now})
