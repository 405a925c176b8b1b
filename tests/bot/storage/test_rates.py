"""RateLimits: what may go now, and when the next may."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Connection

from bot.storage.database import Database
from bot.storage.rates import Allowance, RateLimits, allowance, allowed, busy, forget_free, halt, spend
from tests.bot.storage.conftest import rows
from tests.bot.storage.samples import NOW

LIMITS = RateLimits(per_second=25, per_minute_group=20)
AT = NOW.timestamp()


@pytest.mark.parametrize(
    ("free_at", "count"),
    [
        pytest.param(0.0, 3, id="after a pause, the burst"),
        pytest.param(AT, 3, id="just free"),
        pytest.param(AT + 0.04, 2, id="one sent just now"),
        pytest.param(AT + 0.08, 1, id="two sent just now"),
    ],
)
def test_as_many_may_go_as_the_limit_has_left(free_at: float, count: int) -> None:
    assert allowance(free_at, AT, LIMITS) == Allowance(count=count, wait=0.0)


def test_when_nothing_may_go_the_wait_is_returned() -> None:
    allowed = allowance(AT + 0.12, AT, LIMITS)
    assert (allowed.count, round(allowed.wait, 6)) == (0, 0.04)


def test_no_second_sees_more_than_the_limit_and_its_burst() -> None:
    at, free_at, gone = AT, 0.0, list[float]()
    while at < AT + 5:
        allowed = allowance(free_at, at, LIMITS)
        gone += [at] * allowed.count
        free_at = max(free_at, at) + allowed.count * LIMITS.between
        at += 0.007
    assert max(sum(start <= one < start + 1 for one in gone) for start in gone) <= 25 + LIMITS.burst
    assert len(gone) >= 5 * 25


async def test_what_was_spent_is_spent_for_all(database: Database) -> None:
    def spent(connection: Connection) -> int:
        count = allowed(connection, LIMITS, NOW).count
        spend(connection, LIMITS, range(-count, 0), NOW)
        return count

    assert [await database.write(spent) for _ in range(2)] == [LIMITS.burst, 0]


async def test_a_group_is_busy_for_three_seconds_and_a_person_for_one(database: Database) -> None:
    def job(connection: Connection) -> list[set[int]]:
        allowed(connection, LIMITS, NOW)
        spend(connection, LIMITS, [-5, 7], NOW)
        later = (NOW + timedelta(seconds=after) for after in (0.5, 1.5, 3.5))
        return [set(busy(connection, [-5, 7, 8], at)) for at in later]

    assert await database.write(job) == [{-5, 7}, {-5}, set()]


async def test_a_halt_holds_everything_and_a_shorter_one_does_not_end_it(database: Database) -> None:
    def job(connection: Connection) -> list[float]:
        halt(connection, NOW + timedelta(seconds=30))
        halt(connection, NOW + timedelta(seconds=5))
        later = (NOW + timedelta(seconds=after) for after in (0, 29, 30))
        return [allowed(connection, LIMITS, at).wait for at in later]

    assert await database.write(job) == [30, 1, 0]


async def test_chats_that_are_free_are_forgotten(database: Database) -> None:
    def job(connection: Connection) -> None:
        allowed(connection, LIMITS, NOW)
        spend(connection, LIMITS, [-5, 7], NOW)

    await database.write(job)
    assert await rows(database, "rates") == 4
    await database.write(lambda connection: forget_free(connection, NOW + timedelta(minutes=1)))
    assert await rows(database, "rates") == 2
