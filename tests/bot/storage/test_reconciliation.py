"""What is missing, stuck or ended too early is found."""

from __future__ import annotations

from bot.storage.database import Database
from knowledge.model.announcement import State
from tests.bot.storage.announced import change
from tests.bot.storage.samples import NOW
from tests.bot.storage.under_way import LATER, LEASE, begun, under_way


async def test_deliveries_that_are_missing_after_the_end_are_found(database: Database) -> None:
    store = await begun(database)
    await database.write(
        lambda connection: connection.exec_driver_sql("DELETE FROM deliveries WHERE chat_id = -11")
    )
    for letter in await under_way(store, limit=3):
        await store.deliveries.sent(letter.delivery, [5], 0, NOW)
    await store.deliveries.finish(NOW)
    assert await store.reconciliation.incomplete(NOW - LEASE) == {"a1": 1}


async def test_stuck_announcements_and_those_that_ended_too_early_are_found(database: Database) -> None:
    store = await begun(database)
    assert await store.reconciliation.stuck(NOW) == ()
    assert await store.reconciliation.stuck(LATER) == ("a1",)
    await change(database, "a1", state=State.DONE.value)
    assert await store.reconciliation.reopen() == ("a1",)
    assert await store.reconciliation.oldest_waiting(LATER) == LATER - NOW
