"""Deliveries are taken from workers whose lease ended, which may change little of them later."""

from __future__ import annotations

import pytest

from bot.storage.database import Database
from bot.storage.reaping import Reaped
from knowledge.model.announcement import OnDoubt
from tests.bot.storage.samples import NOW
from tests.bot.storage.under_way import LATER, LEASE, ME, OTHER, UNLIMITED, begun, states, under_way


async def test_a_worker_that_lost_a_delivery_cannot_change_it_for_the_one_that_has_it(
    database: Database,
) -> None:
    store = await begun(database, on_doubt=OnDoubt.RESEND)
    [letter] = await under_way(store)
    await store.deliveries.reap(LATER, most_attempts=8)
    claimed = await store.deliveries.claim(OTHER, LATER, LEASE, 3)
    assert len((await store.deliveries.sending(claimed, UNLIMITED, LATER, LEASE)).letters) == 3
    assert not await store.deliveries.sent(letter.delivery, [5], 0, LATER)
    assert not await store.deliveries.failed(letter.delivery, "forbidden", LATER)
    assert await states(store) == ["sending"] * 3


async def test_a_worker_that_lost_its_lease_changes_nothing(database: Database) -> None:
    store = await begun(database, on_doubt=OnDoubt.RESEND)
    [letter] = await under_way(store)
    await store.deliveries.reap(LATER, most_attempts=8)
    assert not await store.deliveries.sent(letter.delivery, [5], 0, LATER)
    assert await states(store) == ["pending"] * 3


async def test_a_late_worker_may_confirm_an_uncertain_delivery(database: Database) -> None:
    store = await begun(database)
    [letter] = await under_way(store)
    assert await store.deliveries.reap(LATER, most_attempts=8) == Reaped(uncertain=1)
    assert await store.deliveries.sent(letter.delivery, [5], 0, LATER)


@pytest.mark.parametrize(
    ("on_doubt", "most", "reaped"),
    [
        pytest.param(OnDoubt.RESEND, 8, Reaped(waiting=2), id="resend"),
        pytest.param(OnDoubt.HOLD, 8, Reaped(waiting=1, uncertain=1), id="hold"),
        pytest.param(OnDoubt.RESEND, 1, Reaped(waiting=1, uncertain=1), id="tried too often"),
    ],
)
async def test_the_deliveries_of_a_dead_worker_are_taken_back(
    database: Database, on_doubt: OnDoubt, most: int, reaped: Reaped
) -> None:
    store = await begun(database, on_doubt=on_doubt)
    await under_way(store)
    await store.deliveries.claim(ME, NOW, LEASE, 1)
    assert await store.deliveries.reap(NOW, most) == Reaped()
    assert await store.deliveries.reap(LATER, most) == reaped
