"""Deliveries that should exist and do not are made on demand; one that exists is never doubled."""

from __future__ import annotations

from datetime import timedelta

import pytest
import pytest_asyncio
from sqlalchemy import Connection, delete

from bot.storage.store import Store
from bot.storage.tables import deliveries
from handlers.acts import Outcome, Refused
from knowledge.model.announcement import Announcement, DeliveryState, State
from tests.bot.storage.announced import announcement, change, keep, keep_chats
from tests.bot.storage.samples import NOW, act

CHATS = (-5, -4, -3, -2, -1)
LATER = NOW + timedelta(hours=1)


@pytest_asyncio.fixture(autouse=True)
async def done_announcement(store: Store) -> None:
    """An announcement that was sent to five chats and is done."""
    await keep_chats(store.database, CHATS, NOW - timedelta(days=1))
    await keep(store.database, announcement())
    await store.deliveries.begin_due(NOW)
    await become_sent(store)
    await change(store.database, "a1", state=State.DONE.value, finished_at=NOW, reported_at=NOW)


async def become_sent(store: Store) -> None:
    sent = deliveries.update().values(state=DeliveryState.SENT.value, message_ids=[7], sent_at=NOW)
    await store.database.write(lambda connection: connection.execute(sent).rowcount)


async def delete_deliveries(store: Store, *chats: int) -> None:
    """Deletes the deliveries to these chats."""

    def job(connection: Connection) -> None:
        connection.execute(delete(deliveries).where(deliveries.c.chat_id.in_(chats)))

    await store.database.write(job)


async def first(store: Store) -> Announcement:
    announcement = await store.announcements.get("a1")
    assert announcement is not None
    return announcement


async def repair(store: Store, only_chat: int | None = None) -> Outcome:
    return await store.announcements.resend_missing("a1", act(action="announce_resend_missing"), only_chat)


async def waiting(store: Store) -> list[int]:
    rows = await store.deliveries.rows("a1")
    return [row.chat_id for row in rows if row.state is DeliveryState.PENDING]


async def test_exactly_the_missing_deliveries_are_made(store: Store) -> None:
    await delete_deliveries(store, -2, -4)
    before = {row.chat_id: row for row in await store.deliveries.rows("a1")}
    assert await store.reconciliation.incomplete(NOW - timedelta(days=1)) == {"a1": 2}
    outcome = await repair(store)
    assert (outcome.done, outcome.deliveries) == (True, 2)
    assert await waiting(store) == [-4, -2]
    after = {row.chat_id: row for row in await store.deliveries.rows("a1")}
    assert {chat: after[chat] for chat in before} == before
    assert (await first(store)).state is State.SENDING
    assert (await store.staff.trail(1))[0].action == "announce_resend_missing"
    assert await store.reconciliation.incomplete(NOW - timedelta(days=1)) == {}


async def test_a_second_time_nothing_is_missing(store: Store) -> None:
    await delete_deliveries(store, -2)
    await repair(store)
    assert (await repair(store)).refused is Refused.MOVED_ON
    await become_sent(store)
    await store.deliveries.finish(LATER)
    assert (await repair(store)).refused is Refused.NOTHING_LEFT
    assert len(await store.deliveries.rows("a1")) == len(CHATS)


async def test_chats_that_joined_later_get_no_delivery(store: Store) -> None:
    await delete_deliveries(store, -2)
    await keep_chats(store.database, [-9], LATER)
    await repair(store)
    assert await waiting(store) == [-2]


async def test_no_more_deliveries_are_made_than_are_missing(store: Store) -> None:
    await keep_chats(store.database, [-8, -9], NOW - timedelta(days=1))  # not active when it began, perhaps
    await delete_deliveries(store, -2)
    assert (await repair(store)).deliveries == 1


async def test_in_a_trial_only_its_chat_gets_a_delivery(store: Store) -> None:
    await delete_deliveries(store, -2, -4)
    assert (await repair(store, only_chat=0)).refused is Refused.NOTHING_LEFT
    assert (await repair(store, only_chat=-4)).deliveries == 1
    assert await waiting(store) == [-4]


@pytest.mark.parametrize("state", [State.SENDING, State.PAUSED, State.CANCELLED, State.DRAFT])
async def test_only_a_done_announcement_can_have_missing_deliveries(store: Store, state: State) -> None:
    await delete_deliveries(store, -2)
    await change(store.database, "a1", state=state.value)
    assert (await repair(store)).refused is Refused.MOVED_ON
    assert await waiting(store) == []


async def test_a_withdrawn_announcement_is_not_sent_again(store: Store) -> None:
    await delete_deliveries(store, -2)
    await change(store.database, "a1", withdrawn_at=NOW)
    assert (await repair(store)).refused is Refused.WITHDRAWN


async def test_nothing_is_missing_of_an_announcement_that_never_began(store: Store) -> None:
    await keep(store.database, announcement(id="a2", state=State.DONE))
    outcome = await store.announcements.resend_missing("a2", act(), None)
    assert outcome.refused is Refused.NOTHING_LEFT
