"""The result of an update is kept in the transaction that ends it."""

from __future__ import annotations

from bot.inbox import Received
from bot.storage.database import Database
from bot.storage.store import Store
from tests.bot.storage.conftest import rows
from tests.bot.storage.samples import ANN, ASKED, CHAT, NOW, TURN, exchange


async def test_an_exchange_keeps_turn_and_answer_and_ends_its_update(store: Store) -> None:
    await store.updates.write_down([Received(update_id=5, lane="a", payload={})], NOW)
    await store.exchanges.keep(exchange(asked=ASKED))
    assert (await store.people.recall(ANN, CHAT, NOW)).before == TURN
    assert await store.answers.answer(ASKED.id) == ASKED
    assert await store.updates.unfinished() == ()


async def test_an_update_that_ended_with_its_exchange_is_done_and_its_payload_deleted(
    store: Store, database: Database
) -> None:
    for update_id in (5, 6):
        await store.updates.write_down([Received(update_id=update_id, lane="a", payload={})], NOW)
    await store.exchanges.keep(exchange())
    for update_id in (5, 6):
        await store.updates.done(update_id, NOW)
    assert await rows(database, "updates WHERE state = 'done' AND payload IS NULL") == 2


async def test_a_fixed_reply_is_remembered_and_not_kept_as_an_answer(
    store: Store, database: Database
) -> None:
    await store.exchanges.keep(exchange())
    assert (await store.people.recall(ANN, CHAT, NOW)).before == TURN
    assert await rows(database, "answers") == 0
