"""Ratings, reports and followers belong to an answer that is known."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text

from bot.storage.database import Database
from bot.storage.store import Store
from handlers.records import Follower
from knowledge.model.answer import Status
from tests.bot.storage.conftest import rows
from tests.bot.storage.samples import ANN, ASKED, BEN, NOW, act, asked

ANN_WAITS = Follower(answer=ASKED.id, person=ANN, chat_id=77, since=NOW)


async def test_a_second_rating_of_one_person_replaces_the_first(store: Store) -> None:
    await store.answers.record(ASKED)
    assert await store.feedback.rate(ASKED.id, ANN, 1, NOW)
    assert await store.feedback.give_reason(ASKED.id, ANN, "答非所问")
    assert await store.feedback.rate(ASKED.id, ANN, 5, NOW)
    assert await store.feedback.rate(ASKED.id, BEN, 2, NOW)
    assert await store.staff.ratings(NOW) == {5: 1, 2: 1}


async def test_feedback_on_an_answer_that_is_gone_is_refused(store: Store, database: Database) -> None:
    assert not await store.feedback.rate("gone", ANN, 5, NOW)
    gone = Follower(answer="gone", person=ANN, chat_id=1, since=NOW)
    assert not await store.feedback.report(gone)
    assert not await store.feedback.follow(gone)
    assert not await store.feedback.give_reason("gone", ANN, "太旧")
    assert await rows(database, "ratings") == 0


async def test_a_report_counts_once(store: Store, database: Database) -> None:
    await store.answers.record(ASKED)
    for _ in range(2):
        assert await store.feedback.report(ANN_WAITS)
    assert await rows(database, "reports") == 1


async def test_reports_come_oldest_first_until_they_are_settled(store: Store, database: Database) -> None:
    for number, name in enumerate(("late", "early")):
        await store.answers.record(asked(id=name))
        since = NOW - timedelta(hours=number)
        for person, chat in ((ANN, 77), (BEN, 88)):
            await store.feedback.report(Follower(answer=name, person=person, chat_id=chat, since=since))
    count, first = await store.feedback.reported(0)
    assert count == 2 and first is not None
    assert (first.asked, first.since, first.people) == (asked(id="early"), NOW - timedelta(hours=1), 2)
    settled = act(action="report", what="early")
    assert {reporter.chat_id for reporter in await store.feedback.reporters("early")} == {77, 88}
    assert await store.feedback.settle("early", settled)
    assert await store.feedback.reporters("early") == ()
    assert await store.staff.trail(1) == (settled,)
    count, first = await store.feedback.reported(5)
    assert count == 1 and first is not None and first.asked.id == "late"
    kept = await database.scalars(text("SELECT count(chat_id) FROM reports"))
    assert kept[0] == 2
    assert not await store.feedback.settle("early", settled)
    await store.feedback.settle("late", settled)
    assert await store.feedback.reported(0) == (0, None)


async def test_a_follower_waits_no_more_when_the_question_is_edited_into_an_answered_one(
    store: Store,
) -> None:
    await store.answers.record(asked(status=Status.UNKNOWN, entries=()))
    await store.feedback.follow(ANN_WAITS)
    await store.answers.record(asked(status=Status.UNKNOWN, entries=(), question="别的"))
    assert await store.feedback.waiting(ASKED.id) == (ANN_WAITS,)
    await store.answers.record(ASKED)
    assert await store.feedback.waiting(ASKED.id) == ()


async def test_who_follows_a_question_twice_waits_once(store: Store) -> None:
    await store.answers.record(asked(status=Status.UNKNOWN))
    for _ in range(2):
        assert await store.feedback.follow(ANN_WAITS)
    assert await store.feedback.waiting(ASKED.id) == (ANN_WAITS,)
