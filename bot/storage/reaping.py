"""Reaping: taking deliveries from workers that did not come back before their lease ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, select, tuple_, update

from bot.storage.delivery_rows import FREE
from bot.storage.tables import announcements, deliveries
from knowledge.model.announcement import DeliveryState, OnDoubt, State

_CRASHED = "crashed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Reaped:
    """How many deliveries were taken from workers that did not come back, by what became of them."""

    waiting: int = 0
    uncertain: int = 0


def reap(connection: Connection, now: datetime, most_attempts: int) -> Reaped:
    """Takes deliveries whose lease has ended; see `Deliveries.reap`."""
    lapsed = deliveries.c.lease_until < now
    claimed = and_(deliveries.c.state == DeliveryState.CLAIMED.value, lapsed)
    sending = and_(deliveries.c.state == DeliveryState.SENDING.value, lapsed)
    waiting = {**FREE, "state": DeliveryState.PENDING.value, "due_at": now}
    # The owner stays: should it come back after all, it may confirm the message.
    doubtful = {"state": DeliveryState.UNCERTAIN.value, "lease_until": None, "reason": _CRASHED}
    back = _take(connection, claimed, waiting)
    resent = _take(connection, and_(sending, _goes_again(most_attempts)), waiting | {"reason": _CRASHED})
    return Reaped(waiting=back + resent, uncertain=_take(connection, sending, doubtful))


def _goes_again(most_attempts: int) -> ColumnElement[bool]:
    """Whether a message that may have arrived is sent again."""
    columns = announcements.c
    return exists().where(
        columns.id == deliveries.c.announcement,
        columns.on_doubt == OnDoubt.RESEND.value,
        columns.state.in_((State.SENDING.value, State.PAUSED.value)),
        deliveries.c.attempts < most_attempts,
    )


def _take(connection: Connection, here: ColumnElement[bool], values: Mapping[str, Any]) -> int:
    """Changes the deliveries that nobody else is changing."""
    query = select(deliveries.c.announcement, deliveries.c.chat_id).where(here)
    keys = [tuple(row) for row in connection.execute(query.with_for_update(skip_locked=True))]
    chosen = tuple_(deliveries.c.announcement, deliveries.c.chat_id).in_(keys)
    return connection.execute(update(deliveries).where(chosen).values(values)).rowcount if keys else 0
