"""Ratings, reports and followers hang on an answer that is known."""

from __future__ import annotations

from bot.storage.database import Database
from bot.storage.store import Store
from handlers.records import Follower
from knowledge.answer import Status
from tests.bot.storage.conftest import rows
from tests.bot.storage.samples import ANN, ASKED, BEN, NOW, asked


async def test_a_second_rating_of_one_person_replaces_the_first(store: Store) -> None:
    await store.answers.record(ASKED)
    assert await store.feedback.rate(ASKED.id, ANN, 1, NOW)
    assert await store.feedback.give_reason(ASKED.id, ANN, "答非所问")
    assert await store.feedback.rate(ASKED.id, ANN, 5, NOW)
    assert await store.feedback.rate(ASKED.id, BEN, 2, NOW)
    assert await store.staff.ratings(NOW) == {5: 1, 2: 1}


async def test_an_answer_that_is_gone_takes_no_feedback(store: Store, database: Database) -> None:
    assert not await store.feedback.rate("gone", ANN, 5, NOW)
    assert not await store.feedback.report("gone", ANN, NOW)
    assert not await store.feedback.follow(Follower(answer="gone", person=ANN, chat_id=1, since=NOW))
    assert not await store.feedback.give_reason("gone", ANN, "太旧")
    assert await rows(database, "ratings") == 0


async def test_a_report_counts_once(store: Store, database: Database) -> None:
    await store.answers.record(ASKED)
    for _ in range(2):
        assert await store.feedback.report(ASKED.id, ANN, NOW)
    assert await rows(database, "reports") == 1


async def test_a_follower_waits_until_told(store: Store) -> None:
    await store.answers.record(asked(status=Status.UNKNOWN))
    ann = Follower(answer=ASKED.id, person=ANN, chat_id=77, since=NOW)
    for _ in range(2):
        assert await store.feedback.follow(ann)
    assert await store.feedback.waiting(ASKED.id) == (ann,)
    await store.feedback.told(ann, NOW)
    assert await store.feedback.waiting(ASKED.id) == ()
