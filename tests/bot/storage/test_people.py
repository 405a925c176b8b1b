"""What is kept of people, and that all of it is deleted when they ask for that."""

from __future__ import annotations

from datetime import timedelta

from bot.storage.database import Database
from bot.storage.retention import Purged, purge
from bot.storage.store import Store
from handlers.records import ChatMemory, Follower
from knowledge.model.answer import Status
from tests.bot.storage.conftest import rows
from tests.bot.storage.samples import ANN, ASKED, BEN, CHAT, NOW, TURN, asked, exchange


async def test_the_last_turn_is_recalled_until_it_is_too_old(store: Store) -> None:
    await store.exchanges.keep(exchange(turn=ChatMemory(question="first", at=NOW)))
    await store.exchanges.keep(exchange())
    assert (await store.people.recall(ANN, CHAT, NOW)).before == TURN
    assert (await store.people.recall(ANN, CHAT, NOW + timedelta(seconds=1))).before is None
    assert (await store.people.recall(BEN, CHAT, NOW)).before is None


async def test_the_mode_is_kept_per_person(store: Store) -> None:
    await store.people.set_simple(ANN, True)
    assert await store.people.is_simple(ANN)
    assert (await store.people.recall(ANN, CHAT, NOW)).simple
    assert not await store.people.is_simple(BEN)
    assert not (await store.people.recall(BEN, CHAT, NOW)).simple
    await store.people.set_simple(ANN, False)
    assert not await store.people.is_simple(ANN)


async def test_forgetting_takes_everything_of_that_person_and_nothing_else(
    store: Store, database: Database
) -> None:
    for person in (ANN, BEN):
        await store.answers.record(asked(id=person[:8], person=person, status=Status.UNKNOWN))
        await store.feedback.rate(person[:8], person, 1, NOW)
        await store.feedback.report(Follower(answer=person[:8], person=person, chat_id=1, since=NOW))
        await store.feedback.follow(Follower(answer=person[:8], person=person, chat_id=5, since=NOW))
        await store.exchanges.keep(exchange(person=person))
        await store.people.set_simple(person, True)
    assert await store.people.forget(ANN) == 1
    for table in ("answers", "answer_entries", "unanswered", "ratings", "reports", "followers"):
        expected = 2 if table == "answer_entries" else 1
        assert await rows(database, table) == expected, table
    assert await rows(database, "memory") == await rows(database, "preferences") == 1
    assert await store.answers.history(BEN, 5)


async def test_what_is_older_than_the_retention_is_purged(store: Store, database: Database) -> None:
    await store.answers.record(asked(id="old", at=NOW - timedelta(days=91)))
    await store.answers.record(ASKED)
    await store.exchanges.keep(exchange(turn=ChatMemory(question="x", at=NOW - timedelta(days=2))))
    purged = await purge(database, NOW, timedelta(days=90))
    assert purged == Purged(answers=1, updates=0)
    assert await rows(database, "memory") == 0
    assert await store.answers.answer(ASKED.id) == ASKED
