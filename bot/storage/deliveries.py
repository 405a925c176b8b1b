"""Deliveries, the outbox's table, and the steps that each goes through.

Every step of a worker names the delivery as the worker knows it (its owner, its state and which attempt it
is) and returns whether that was still so: a worker that was too slow changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, func, select, tuple_, update

from bot.storage import course
from bot.storage.audit import note
from bot.storage.chats import mark, move
from bot.storage.confirming import CONFIRM, REVIVE
from bot.storage.database import Database
from bot.storage.delivery_rows import FREE, Permit, delivery_of, same
from bot.storage.permission import permit
from bot.storage.rates import RateLimits, halt
from bot.storage.reaping import Reaped, reap
from bot.storage.tables import announcements, deliveries
from handlers.records import Action, ChatState
from knowledge.model.announcement import Delivery, DeliveryState, State

_MOVED = "moved"


class Deliveries:
    """The deliveries of all announcements."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin_due(
        self, now: datetime, *, urgent_only: bool = False, only_chat: int | None = None
    ) -> tuple[str, ...]:
        """Begins announcements whose time has come; see `course.begin_due`."""
        return await self._database.write(
            lambda connection: course.begin_due(connection, now, urgent_only=urgent_only, only_chat=only_chat)
        )

    async def finish(self, now: datetime) -> tuple[str, ...]:
        """Ends announcements of which nothing is left to send; returns their ids."""
        return await self._database.write(lambda connection: course.finish(connection, now))

    async def claim(self, owner: str, now: datetime, lease: timedelta, limit: int) -> tuple[Delivery, ...]:
        """Claims deliveries that are due and that nobody has, until the lease ends."""
        columns = deliveries.c
        going = and_(announcements.c.id == columns.announcement, announcements.c.state == State.SENDING.value)
        due = select(deliveries).join(announcements, going)
        due = due.where(columns.state == DeliveryState.PENDING.value, columns.due_at <= now)
        due = due.order_by(columns.due_at).limit(limit).with_for_update(of=deliveries, skip_locked=True)
        mine = {"state": DeliveryState.CLAIMED.value, "owner": owner, "lease_until": now + lease}

        def job(connection: Connection) -> tuple[Delivery, ...]:
            rows = connection.execute(due).all()
            keys = [(row.announcement, row.chat_id) for row in rows]
            if keys:
                chosen = tuple_(columns.announcement, columns.chat_id).in_(keys)
                connection.execute(update(deliveries).where(chosen).values(mine))
            return tuple(delivery_of(row, mine) for row in rows)

        return await self._database.write(job)

    async def sending(
        self, claimed: Sequence[Delivery], limits: RateLimits, now: datetime, lease: timedelta
    ) -> Permit:
        """Decides which of the claimed deliveries are sent now, and writes it down before returning."""
        return await self._database.write(
            lambda connection: permit(connection, claimed, limits, now, now + lease)
        )

    async def sent(self, delivery: Delivery, messages: Sequence[int], revision: int, now: datetime) -> bool:
        """Notes that a message was sent; it is due to be amended if staff changed it or want it pinned.

        A worker that comes back after its lease may still confirm an uncertain delivery. A chat that was
        taken for lost is not, if it takes messages.
        """
        given = {
            "of": delivery.announcement,
            "chat": delivery.chat_id,
            "by": delivery.owner,
            "attempt": delivery.attempts,
            "shown": revision,
            "at": now,
            "messages": list(messages),
        }

        def job(connection: Connection) -> bool:
            hit = connection.execute(CONFIRM, given).rowcount == 1
            if hit:
                connection.execute(REVIVE, given)
            return hit

        return await self._database.write(job)

    async def failed(
        self, delivery: Delivery, reason: str, now: datetime, chat: ChatState | None = None
    ) -> bool:
        """Notes that Telegram refuses a message for good; `chat` is what that means for the chat."""
        values = {**FREE, "state": DeliveryState.FAILED.value, "reason": reason}

        def job(connection: Connection) -> bool:
            hit = _update(connection, same(delivery, DeliveryState.SENDING), values) == 1
            if hit and chat is not None:
                mark(connection, delivery.chat_id, chat, reason, now)
            return hit

        return await self._database.write(job)

    async def uncertain(self, delivery: Delivery, reason: str) -> bool:
        """Notes that a message may have arrived, for staff to settle."""
        values = {"state": DeliveryState.UNCERTAIN.value, "lease_until": None, "reason": reason}
        return await self._step(delivery, values, DeliveryState.SENDING)

    async def again(self, delivery: Delivery, reason: str, due: datetime) -> bool:
        """Makes a delivery due again whose message may have arrived; that counts as an attempt."""
        values = {**FREE, "state": DeliveryState.PENDING.value, "reason": reason, "due_at": due}
        return await self._step(delivery, values, DeliveryState.SENDING)

    async def postpone(self, delivery: Delivery, reason: str, due: datetime) -> bool:
        """Makes a delivery due later that was surely not sent; that does not count as an attempt."""
        spared = {"attempts": deliveries.c.attempts - 1}
        values = {**FREE, **spared, "state": DeliveryState.PENDING.value, "reason": reason, "due_at": due}

        def job(connection: Connection) -> bool:
            halt(connection, due)
            return _update(connection, same(delivery, DeliveryState.SENDING), values) == 1

        return await self._database.write(job)

    async def moved(self, delivery: Delivery, to: int, now: datetime) -> bool:
        """Moves a delivery to the new id of its chat, unless there is one to that already."""
        spared = {"attempts": deliveries.c.attempts - 1, "due_at": now, "thread_id": None}
        values = {**FREE, **spared, "state": DeliveryState.PENDING.value, "chat_id": to}
        there = _same_chat(delivery.announcement, to)

        def job(connection: Connection) -> bool:
            move(connection, delivery.chat_id, to, now)
            known = connection.scalar(select(deliveries.c.chat_id).where(there)) is not None
            ended = {**FREE, "state": DeliveryState.CANCELLED.value, "reason": _MOVED}
            now_so = ended if known else values
            return _update(connection, same(delivery, DeliveryState.SENDING), now_so) == 1

        return await self._database.write(job)

    async def release(self, claimed: Sequence[Delivery]) -> None:
        """Gives back what was claimed and is not going to be sent by this worker."""
        values = {**FREE, "state": DeliveryState.PENDING.value}

        def job(connection: Connection) -> None:
            for delivery in claimed:
                _update(connection, same(delivery, DeliveryState.CLAIMED), values)

        await self._database.write(job)

    async def reap(self, now: datetime, most_attempts: int) -> Reaped:
        """Takes deliveries from workers that did not come back before their lease ended.

        What was only claimed waits again. What was being sent may have arrived: it waits again where the
        announcement says *resend*, it still goes out and it was not tried too often; otherwise it is
        uncertain.
        """
        return await self._database.write(lambda connection: reap(connection, now, most_attempts))

    async def settle(
        self,
        announcement: str,
        chats: Sequence[int] | None,
        *,
        as_sent: bool,
        now: datetime,
        act: Action | None = None,
    ) -> int:
        """Settles uncertain deliveries, in all chats or in these: they count as sent, or are sent again.

        How many were settled. Nothing is sent anew of what was cancelled or withdrawn; what was done goes on.
        """
        here = and_(
            deliveries.c.announcement == announcement,
            deliveries.c.state == DeliveryState.UNCERTAIN.value,
        )
        if chats is not None:
            here &= deliveries.c.chat_id.in_(chats)
        if not as_sent:
            here &= _goes_out()
        as_it_is: dict[str, Any] = {**FREE, "state": DeliveryState.SENT.value, "sent_at": now}
        anew: dict[str, Any] = {**FREE, "state": DeliveryState.PENDING.value, "attempts": 0, "due_at": now}

        def job(connection: Connection) -> int:
            count = _update(connection, here, as_it_is if as_sent else anew)
            if count and not as_sent:
                course.reopen(connection)
            if count and act is not None:
                note(connection, act)
            return count

        return await self._database.write(job)

    async def counts(self, announcement: str) -> dict[DeliveryState, int]:
        """How many deliveries of an announcement are in which state."""
        query = select(deliveries.c.state, func.count()).where(deliveries.c.announcement == announcement)
        rows = await self._database.rows(query.group_by(deliveries.c.state))
        return {DeliveryState(state): count for state, count in rows}

    async def rows(self, announcement: str) -> tuple[Delivery, ...]:
        """Every delivery of an announcement, by chat."""
        query = select(deliveries).where(deliveries.c.announcement == announcement)
        rows = await self._database.rows(query.order_by(deliveries.c.chat_id))
        return tuple(delivery_of(row) for row in rows)

    async def _step(self, delivery: Delivery, values: Mapping[str, Any], *states: DeliveryState) -> bool:
        here = same(delivery, *states)
        return await self._database.write(lambda connection: _update(connection, here, values) == 1)


def _same_chat(announcement: str, chat_id: int) -> ColumnElement[bool]:
    """The delivery of an announcement to a chat."""
    return and_(deliveries.c.announcement == announcement, deliveries.c.chat_id == chat_id)


def _goes_out() -> ColumnElement[bool]:
    """Whether a delivery's announcement may still be sent."""
    columns = announcements.c
    states = (State.SENDING.value, State.PAUSED.value, State.DONE.value)
    going = and_(columns.state.in_(states), columns.withdrawn_at.is_(None))
    return exists().where(columns.id == deliveries.c.announcement, going)


def _update(connection: Connection, here: ColumnElement[bool], values: Mapping[str, Any]) -> int:
    return connection.execute(update(deliveries).where(here).values(values)).rowcount
