"""The step before a message goes out: what the limits allow is noted as being sent."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, and_, select, tuple_, update

from bot.storage.announcement_rows import announcement_of
from bot.storage.delivery_rows import FREE, Letter, Permit, delivery_of
from bot.storage.rates import RateLimits, allowed, busy, spend
from bot.storage.tables import announcements, deliveries
from knowledge.model.announcement import Announcement, Delivery, DeliveryState, State

PermissionKey = tuple[str, int]

_BACK = {**FREE, "state": DeliveryState.PENDING.value}


def permit(
    connection: Connection,
    claimed: Sequence[Delivery],
    limits: RateLimits,
    now: datetime,
    lease_until: datetime,
) -> Permit:
    """Writes down which of the claimed deliveries are sent now; all of them are in one worker's hand.

    What cannot go yet because its chat got a message just now, or because its announcement was paused,
    is given back.
    """
    allowance = allowed(connection, limits, now)
    if not allowance.count:
        return Permit(letters=(), left=tuple(claimed), wait=allowance.wait)
    tried, left = claimed[: allowance.count], claimed[allowance.count :]
    waiting = busy(connection, {delivery.chat_id for delivery in tried}, now)
    free = _one_a_chat(tried, waiting)
    going = _going(connection, {delivery.announcement for delivery in free})
    letters = _write_down(connection, [one for one in free if one.announcement in going], going, lease_until)
    spend(connection, limits, [letter.delivery.chat_id for letter in letters], now)
    _give_back(connection, tried, letters, waiting, now)
    return Permit(letters=letters, left=tuple(left), wait=limits.between if left else 0.0)


def _one_a_chat(tried: Sequence[Delivery], waiting: Mapping[int, float]) -> list[Delivery]:
    """At most one delivery a chat, and none where another message was sent just now."""
    first = {delivery.chat_id: delivery for delivery in reversed(tried)}
    return [delivery for chat, delivery in first.items() if chat not in waiting]


def _going(connection: Connection, ids: Collection[str]) -> dict[str, Announcement]:
    """The announcements of these that are being sent at this moment."""
    columns = announcements.c
    query = select(announcements).where(columns.id.in_(ids), columns.state == State.SENDING.value)
    return {row.id: announcement_of(row) for row in connection.execute(query)}


def _write_down(
    connection: Connection,
    going: Sequence[Delivery],
    of: Mapping[str, Announcement],
    lease_until: datetime,
) -> tuple[Letter, ...]:
    if not going:
        return ()
    values = {
        "state": DeliveryState.SENDING.value,
        "attempts": deliveries.c.attempts + 1,
        "lease_until": lease_until,
    }
    step = update(deliveries).where(_still_claimed(going)).values(values).returning(deliveries)
    rows = connection.execute(step).all()
    return tuple(Letter(delivery=delivery_of(row), announcement=of[row.announcement]) for row in rows)


def _give_back(
    connection: Connection,
    tried: Sequence[Delivery],
    letters: Sequence[Letter],
    waiting: Mapping[int, float],
    now: datetime,
) -> None:
    gone = {_key(letter.delivery) for letter in letters}
    for delivery in tried:
        if _key(delivery) not in gone:
            free_at = waiting.get(delivery.chat_id)
            due = now if free_at is None else datetime.fromtimestamp(free_at, UTC)
            step = update(deliveries).where(_still_claimed([delivery]))
            connection.execute(step.values({**_BACK, "due_at": due}))


def _still_claimed(batch: Sequence[Delivery]) -> ColumnElement[bool]:
    keys = tuple_(deliveries.c.announcement, deliveries.c.chat_id).in_([_key(one) for one in batch])
    claimed = deliveries.c.state == DeliveryState.CLAIMED.value
    return and_(keys, claimed, deliveries.c.owner == batch[0].owner)


def _key(delivery: Delivery) -> PermissionKey:
    return delivery.announcement, delivery.chat_id
