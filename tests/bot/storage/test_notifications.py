"""Notifications to citizens are kept until they are sent or given up."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.storage.database import Database
from bot.storage.notifications import LEASE, Notifications
from bot.storage.store import Store
from handlers.records import CORRECTED, FOUND, Notification
from tests.bot.storage.conftest import rows
from tests.bot.storage.samples import ANN, ASKED, NOW, act
from tests.bot.storage.test_feedback import ANN_WAITS

LATER = NOW + LEASE
NOTIFICATION = Notification(
    answer=ASKED.id, person=ANN, kind=FOUND, chat_id=77, reply_to=3, texts=("<b>a</b>", "b")
)


async def test_a_notification_ends_the_waiting_and_is_leased_to_one_process(store: Store) -> None:
    await store.answers.record(ASKED)
    await store.feedback.follow(ANN_WAITS)
    await store.notifications.add([NOTIFICATION], NOW)
    assert await store.feedback.waiting(ASKED.id) == ()
    assert await store.notifications.due(NOW, 9) == ()
    store.notifications.release([NOTIFICATION])
    assert await store.notifications.due(LATER, 9) == (NOTIFICATION,)
    assert await store.notifications.due(LATER, 9) == ()


async def test_a_postponed_notification_is_due_later_with_the_messages_that_are_left(store: Store) -> None:
    await store.answers.record(ASKED)
    await store.notifications.add([NOTIFICATION], NOW)
    left, later = replace(NOTIFICATION, texts=("b",), attempts=1), NOW + timedelta(minutes=1)
    await store.notifications.postpone(left, later)
    store.notifications.release([NOTIFICATION])
    assert await store.notifications.due(NOW, 9) == ()
    assert await store.notifications.due(later, 9) == (left,)


async def test_another_process_gets_a_notification_once_its_lease_has_run_out(
    store: Store, database: Database
) -> None:
    another = Notifications(database)
    await store.answers.record(ASKED)
    await store.notifications.add([NOTIFICATION], NOW)
    await store.notifications.add([NOTIFICATION], NOW)  # read again after a crash
    assert await another.due(LATER - timedelta(seconds=1), 9) == ()
    assert await another.due(LATER, 9) == (NOTIFICATION,)


async def test_of_processes_that_look_at_once_one_gets_the_lease(store: Store, database: Database) -> None:
    await store.answers.record(ASKED)
    await store.notifications.add([NOTIFICATION], NOW)
    batches = await asyncio.gather(*(Notifications(database).due(LATER, 9) for _ in range(4)))
    assert sorted(batches) == [(), (), (), (NOTIFICATION,)]


async def test_a_lease_that_is_renewed_does_not_run_out(store: Store, database: Database) -> None:
    await store.answers.record(ASKED)
    await store.notifications.add([NOTIFICATION], NOW)
    await store.notifications.renew(LATER)
    assert await Notifications(database).due(LATER, 9) == ()
    await store.notifications.done(NOTIFICATION)
    await store.notifications.renew(LATER)
    assert await rows(database, "notifications") == 0


async def test_a_notification_that_is_given_up_is_on_record_and_deleted(
    store: Store, database: Database
) -> None:
    await store.answers.record(ASKED)
    other = replace(NOTIFICATION, kind=CORRECTED)
    await store.notifications.add([NOTIFICATION, other], NOW)
    given_up = act(action="telling_given_up", what=ASKED.id)
    await store.notifications.done(NOTIFICATION, given_up)
    await store.notifications.done(other)
    assert await rows(database, "notifications") == 0
    assert await store.staff.trail(9) == (given_up,)


async def test_forgetting_a_person_deletes_their_notifications(store: Store, database: Database) -> None:
    await store.answers.record(ASKED)
    await store.notifications.add([NOTIFICATION], NOW)
    await store.people.forget(ANN)
    assert await rows(database, "notifications") == 0
