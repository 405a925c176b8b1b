"""A delivery as a row of its table, and what a worker gets to know of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, and_

from bot.storage.tables import deliveries
from knowledge.model.announcement import Amending, Announcement, Delivery, DeliveryState

FREE = {"owner": None, "lease_until": None}  # in no worker's hand
_PLAIN = (
    "announcement",
    "chat_id",
    "due_at",
    "thread_id",
    "attempts",
    "owner",
    "lease_until",
    "shown_revision",
    "reason",
    "sent_at",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """A delivery and the announcement as it was when that step of the delivery was written down."""

    delivery: Delivery
    announcement: Announcement


@dataclass(frozen=True, kw_only=True, slots=True)
class Permit:
    """What a worker may send now.

    Attributes:
        letters: what is written down as being sent.
        left: what it has still claimed, for later.
        wait: seconds until more may be sent; 0 when that is not what it waits for.
    """

    letters: tuple[Letter, ...]
    left: tuple[Delivery, ...]
    wait: float


def delivery_of(row: Row[Any], changed: Mapping[str, Any] | None = None) -> Delivery:
    """The delivery of a row, with these changes."""
    values = {**row._mapping, **(changed or {})}
    return Delivery(
        **{name: values[name] for name in _PLAIN},
        state=DeliveryState(values["state"]),
        amending=Amending(values["amending"]),
        message_ids=tuple(values["message_ids"]),
    )


def same(delivery: Delivery, *states: DeliveryState) -> ColumnElement[bool]:
    """The row of a delivery while it is in one of the states, in the same hand, at the same attempt."""
    return and_(
        deliveries.c.announcement == delivery.announcement,
        deliveries.c.chat_id == delivery.chat_id,
        deliveries.c.state.in_([state.value for state in states]),
        deliveries.c.owner == delivery.owner,
        deliveries.c.attempts == delivery.attempts,
    )
