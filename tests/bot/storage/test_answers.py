"""Answers are kept so that they can be said again, counted and found by their message."""

from __future__ import annotations

from datetime import timedelta

from bot.storage.database import Database
from bot.storage.store import Store
from knowledge.model.answer import Status
from tests.bot.storage.conftest import rows
from tests.bot.storage.samples import ANN, ASKED, BEN, NOW, asked


async def test_an_answer_comes_back_as_it_was_kept(store: Store) -> None:
    await store.answers.record(ASKED)
    assert await store.answers.answer(ASKED.id) == ASKED
    assert await store.answers.answer("another") is None


async def test_an_answer_is_found_by_the_message_it_answers(store: Store) -> None:
    await store.answers.record(ASKED)
    assert await store.answers.answer_to(ASKED.chat, 7) == ASKED
    assert await store.answers.answer_to(ASKED.chat, 8) is None


async def test_an_answer_of_the_same_id_is_replaced(store: Store, database: Database) -> None:
    await store.answers.record(asked(status=Status.UNKNOWN, entries=()))
    changed = asked(question="游泳馆在哪里？", entries=("pool-place",))
    await store.answers.record(changed)
    assert await store.answers.answer(ASKED.id) == changed
    assert await rows(database, "unanswered") == 0


async def test_history_is_one_persons_newest_first(store: Store) -> None:
    for number in range(4):
        await store.answers.record(asked(id=f"n{number}", at=NOW + timedelta(minutes=number)))
    await store.answers.record(asked(id="other", person=BEN))
    assert [asked.id for asked in await store.answers.history(ANN, 3)] == ["n3", "n2", "n1"]


async def test_the_hottest_entries_are_those_of_most_people(store: Store) -> None:
    for number in range(3):
        await store.answers.record(asked(id=f"a{number}", entries=("often-by-one",)))
    for person in (ANN, BEN):
        await store.answers.record(asked(id=person[:8], person=person, entries=("by-two",)))
    await store.answers.record(asked(id="old", at=NOW - timedelta(days=40), person=BEN, entries=("old",)))
    hottest = await store.answers.hottest(NOW - timedelta(days=30), 5)
    assert hottest == ("by-two", "often-by-one")
