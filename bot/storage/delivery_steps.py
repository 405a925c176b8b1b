"""Changes to all deliveries of an announcement when staff act on it, in the transaction of the act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, update

from bot.storage.delivery_rows import FREE
from bot.storage.tables import deliveries
from knowledge.model.announcement import Amending, DeliveryState

_UNSENT = (DeliveryState.PENDING, DeliveryState.CLAIMED)


def due_for_amending(connection: Connection, announcement_id: str, at: datetime) -> int:
    """Makes amendments due wherever the announcement was sent; returns in how many chats."""
    values = {"amending": Amending.DUE.value, "due_at": at}
    return _change(connection, announcement_id, (DeliveryState.SENT,), values)


def stop(connection: Connection, announcement_id: str) -> int:
    """Cancels the deliveries that nobody began to send; returns how many."""
    values = {**FREE, "state": DeliveryState.CANCELLED.value}
    return _change(connection, announcement_id, _UNSENT, values)


def begin_anew(connection: Connection, announcement_id: str, at: datetime) -> int:
    """Makes failed deliveries due as if they had never been tried; returns how many."""
    values = {"state": DeliveryState.PENDING.value, "attempts": 0, "due_at": at, "reason": ""}
    return _change(connection, announcement_id, (DeliveryState.FAILED,), values)


def _change(
    connection: Connection,
    announcement_id: str,
    states: tuple[DeliveryState, ...],
    values: Mapping[str, object],
) -> int:
    """Changes the deliveries that are in one of the states."""
    here = deliveries.c.announcement == announcement_id
    chosen = here & deliveries.c.state.in_([state.value for state in states])
    return connection.execute(update(deliveries).where(chosen).values(values)).rowcount
