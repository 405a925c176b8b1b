"""How fast announcements may go: limits that all workers share, kept as the moments when the next may go.

The generic cell rate algorithm: one moment a limit says all, so a limit is one row and one update.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, case, delete, select, update

from bot.storage.statements import add_new, put_all
from bot.storage.tables import rates

_ALL, _HALT = "all", "halt"
_MINUTE = 60.0  # seconds
_PRIVATE = 1.0  # seconds between two messages to one person
_ROUNDING = 1e-6  # seconds; moments are floats


@dataclass(frozen=True, kw_only=True, slots=True)
class RateLimits:
    """The limits that Telegram sets.

    Attributes:
        per_second: messages to all chats together.
        per_minute_group: messages to one group; they are spread evenly, which also keeps to one a second.
        burst: how many may go at once after a pause; no second sees more than `per_second` and these.
    """

    per_second: float
    per_minute_group: int
    burst: int = 3

    @property
    def between(self) -> float:
        """Seconds between two messages to any chats."""
        return 1 / self.per_second

    def between_in(self, chat_id: int) -> float:
        """Seconds between two messages to one chat; the id of a group is negative."""
        return max(_PRIVATE, _MINUTE / self.per_minute_group) if chat_id < 0 else _PRIVATE


@dataclass(frozen=True, kw_only=True, slots=True)
class Allowance:
    """How many messages may go now, and if none, in how many seconds the next one may."""

    count: int
    wait: float


def allowance(free_at: float, now: float, limits: RateLimits) -> Allowance:
    """What a limit allows whose next message may go at `free_at`."""
    leeway = (limits.burst - 1) * limits.between
    early = max(free_at, now) - leeway - now
    if early > _ROUNDING:
        return Allowance(count=0, wait=early)
    return Allowance(count=math.floor((_ROUNDING - early) / limits.between) + 1, wait=0.0)


def allowed(connection: Connection, limits: RateLimits, now: datetime) -> Allowance:
    """What all workers together may send now; others wait until this transaction ends."""
    at = now.timestamp()
    free_at, halted_until = _locked(connection)
    if halted_until > at:
        return Allowance(count=0, wait=halted_until - at)
    return allowance(free_at, at, limits)


def busy(connection: Connection, chats: Collection[int], now: datetime) -> dict[int, float]:
    """The chats of these that must not get a message yet, and the moment when they may."""
    query = select(rates.c.name, rates.c.free_at).where(rates.c.name.in_(map(str, chats)))
    rows = connection.execute(query.where(rates.c.free_at > now.timestamp())).all()
    return {int(name): free_at for name, free_at in rows}


def spend(connection: Connection, limits: RateLimits, chats: Iterable[int], now: datetime) -> None:
    """Counts a message to each of the chats; call it in the transaction of `allowed`."""
    at, numbers = now.timestamp(), list(chats)
    later = case((rates.c.free_at > at, rates.c.free_at), else_=at) + len(numbers) * limits.between
    connection.execute(update(rates).where(rates.c.name == _ALL).values(free_at=later))
    names = sorted((str(chat), at + limits.between_in(chat)) for chat in numbers)
    put_all(connection, rates, [{"name": name, "free_at": free} for name, free in names])


def halt(connection: Connection, until: datetime) -> None:
    """Halts everything until that moment: Telegram asked for it, or cannot be reached."""
    _, halted_until = _locked(connection)
    put_all(connection, rates, [{"name": _HALT, "free_at": max(halted_until, until.timestamp())}])


def forget_free(connection: Connection, now: datetime) -> None:
    """Drops limits that have passed."""
    _locked(connection)
    gone = (rates.c.free_at < now.timestamp()) & rates.c.name.not_in((_ALL, _HALT))
    connection.execute(delete(rates).where(gone))


def _locked(connection: Connection) -> tuple[float, float]:
    """When the next message may go, and until when all is halted; locked for this transaction."""
    query = select(rates.c.free_at).where(rates.c.name.in_((_ALL, _HALT))).order_by(rates.c.name)
    moments = connection.scalars(query.with_for_update()).all()
    if len(moments) < len((_ALL, _HALT)):
        add_new(connection, rates, [{"name": name, "free_at": 0.0} for name in (_ALL, _HALT)])
        moments = connection.scalars(query.with_for_update()).all()
    return float(moments[0]), float(moments[1])
