"""Staff's acts leave a line that nobody can change."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from bot.storage.database import Database
from bot.storage.store import Store
from handlers.records import Decision, OpenQuestion
from knowledge.model.answer import Status
from tests.bot.storage.samples import ASKED, BEN, NOW, act, asked


async def test_a_pause_lasts_until_it_is_lifted_and_both_are_noted(store: Store) -> None:
    assert await store.staff.paused() is None
    await store.staff.pause(act(why="数据有误"))
    assert await store.staff.paused() == "数据有误"
    await store.staff.resume(act(action="start_answers", why="改好了"))
    assert await store.staff.paused() is None
    assert [act.action for act in await store.staff.trail(9)] == ["start_answers", "stop_answers"]


@pytest.mark.parametrize(
    "change", ["UPDATE audit SET why = 'x'", "DELETE FROM audit"], ids=["change", "delete"]
)
async def test_the_audit_trail_refuses_changes(store: Store, database: Database, change: str) -> None:
    await store.staff.note(act())

    def job(connection: Connection) -> None:
        connection.execute(text(change))

    with pytest.raises(DBAPIError, match="append-only"):
        await database.write(job)
    assert await store.staff.trail(9) == (act(),)


async def test_an_unanswered_question_is_open_until_it_is_decided(store: Store) -> None:
    await store.answers.record(asked(status=Status.UNKNOWN, entries=()))
    await store.answers.record(asked(id="known"))
    questions = await store.staff.open_questions(9)
    assert questions == (OpenQuestion(answer=ASKED.id, part=0, text=ASKED.question),)
    decided = act(action="decide", what=ASKED.id)
    assert await store.staff.decide(questions, Decision.OUT_OF_SCOPE, decided) == 1
    assert await store.staff.open_questions(9) == ()
    assert await store.staff.trail(9) == (decided,)
    gone = OpenQuestion(answer="gone", part=0, text="")
    assert await store.staff.decide([gone], Decision.NEW_ENTRY, decided) == 0
    assert await store.staff.trail(9) == (decided,)


async def test_the_unknown_parts_of_an_answer_wait_too(store: Store) -> None:
    await store.answers.record(asked(unanswered_parts=("谁是教练", "停车在哪")))
    questions = await store.staff.open_questions(9)
    assert {(question.part, question.text) for question in questions} == {(1, "谁是教练"), (2, "停车在哪")}


async def test_a_clarified_question_waits_unless_an_option_is_picked(store: Store) -> None:
    offered = asked(id="offered", status=Status.CLARIFY, entries=(), options=("pool-fee", "pool-hours"))
    await store.answers.record(offered)
    await store.answers.record(asked(id="later", at=NOW + timedelta(minutes=11)))
    await store.answers.record(asked(id="another", at=NOW + timedelta(minutes=1), entries=("library",)))
    await store.answers.record(asked(id="by-ben", at=NOW + timedelta(minutes=1), person=BEN))
    assert [question.answer for question in await store.staff.open_questions(9)] == ["offered"]
    await store.answers.record(asked(id="picked", at=NOW + timedelta(minutes=9)))
    assert await store.staff.open_questions(9) == ()


async def test_counts_are_of_a_period(store: Store) -> None:
    await store.answers.record(asked(id="1"))
    await store.answers.record(asked(id="2", status=Status.UNKNOWN, entries=()))
    await store.answers.record(asked(id="3", at=NOW - timedelta(days=9)))
    since = NOW - timedelta(days=7)
    until = NOW + timedelta(seconds=1)
    assert await store.staff.counts(since, until) == {"answered": 1, "unknown": 1}
    assert await store.staff.counts(since, NOW) == {}
    assert await store.staff.by_entry(since, 5) == (("pool-fee", 1), ("pool-hours", 1))
