"""The outbox's table: each step of a delivery, and who may take it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.storage.database import Database
from bot.storage.delivery_rows import Letter
from bot.storage.rates import Limits
from bot.storage.reaping import Reaped
from bot.storage.store import Store, store_in
from handlers.records import ChatState
from knowledge.announcement import Delivery, DeliveryState, OnDoubt, State, Target
from tests.bot.storage.announced import announcement, change, keep, keep_chats
from tests.bot.storage.samples import NOW, act

UNLIMITED = Limits(per_second=1e6, per_minute_group=10**6, burst=1000)
LEASE = timedelta(seconds=60)
LATER = NOW + timedelta(seconds=61)
CHATS = (-13, -12, -11)
ME, OTHER = "me", "other"


async def begun(database: Database, **changes: object) -> Store:
    """A store with an announcement to three chats that has begun."""
    store = store_in(database)
    await keep_chats(database, CHATS)
    await keep(database, announcement(**changes))
    assert await store.deliveries.begin_due(NOW) == ("a1",)
    return store


async def under_way(store: Store, owner: str = ME, limit: int = 1) -> list[Letter]:
    """Deliveries that are written down as being sent."""
    claimed = await store.deliveries.claim(owner, NOW, LEASE, limit)
    return list((await store.deliveries.sending(claimed, UNLIMITED, NOW, LEASE)).letters)


async def states(store: Store) -> list[str]:
    """The states of the deliveries, by chat."""
    return [delivery.state.value for delivery in await store.deliveries.rows("a1")]


async def held(store: Store) -> Delivery:
    """The first delivery as it is now."""
    return (await store.deliveries.rows("a1"))[0]


async def test_an_announcement_that_is_due_has_a_delivery_for_each_active_chat_once(
    database: Database,
) -> None:
    store = await begun(database)
    assert await store.deliveries.begin_due(NOW) == ()
    assert await states(store) == ["pending"] * 3
    kept = await store.announcements.get("a1")
    assert kept and (kept.state, kept.started_at) == (State.SENDING, NOW)


@pytest.mark.parametrize(
    ("urgent", "quiet", "begins"),
    [
        pytest.param(False, True, False, id="quiet"),
        pytest.param(True, True, True, id="quiet but urgent"),
        pytest.param(False, False, True, id="not quiet"),
    ],
)
async def test_in_quiet_hours_only_what_is_urgent_begins(
    database: Database, store: Store, urgent: bool, quiet: bool, begins: bool
) -> None:
    await keep(database, announcement(urgent=urgent))
    assert bool(await store.deliveries.begin_due(NOW, urgent_only=quiet)) is begins


async def test_nothing_begins_before_its_time(database: Database, store: Store) -> None:
    await keep(database, announcement(send_at=LATER))
    assert await store.deliveries.begin_due(NOW) == ()
    assert await store.deliveries.begin_due(LATER) == ("a1",)


@pytest.mark.parametrize(
    ("only", "chats"), [pytest.param(-99, [-99], id="staff group"), pytest.param(0, [], id="no staff group")]
)
async def test_a_trial_reaches_the_staff_group_alone(
    database: Database, store: Store, only: int, chats: list[int]
) -> None:
    await keep_chats(database, CHATS)
    await keep(database, announcement(target=Target(chats=CHATS)))
    await store.deliveries.begin_due(NOW, only_chat=only)
    assert [delivery.chat_id for delivery in await store.deliveries.rows("a1")] == chats


async def test_no_two_workers_have_one_delivery(database: Database) -> None:
    store = await begun(database)
    mine = await store.deliveries.claim(ME, NOW, LEASE, 2)
    others = await store.deliveries.claim(OTHER, NOW, LEASE, 2)
    assert sorted(one.chat_id for one in (*mine, *others)) == sorted(CHATS)


async def test_what_is_paused_is_neither_claimed_nor_sent(database: Database) -> None:
    store = await begun(database)
    claimed = await store.deliveries.claim(ME, NOW, LEASE, 2)
    await change(database, "a1", state=State.PAUSED.value)
    assert (await store.deliveries.sending(claimed, UNLIMITED, NOW, LEASE)).letters == ()
    assert await store.deliveries.claim(ME, NOW, LEASE, 2) == ()
    assert await states(store) == ["pending"] * 3


async def test_what_is_cancelled_between_the_steps_stays_cancelled(database: Database) -> None:
    store = await begun(database)
    claimed = await store.deliveries.claim(ME, NOW, LEASE, 2)
    await change(database, "a1", state=State.CANCELLED.value)
    assert await store.deliveries.cancel_pending("a1") == 3
    assert (await store.deliveries.sending(claimed, UNLIMITED, NOW, LEASE)).letters == ()
    assert await states(store) == ["cancelled"] * 3


async def test_as_many_are_sent_as_the_limits_allow(database: Database) -> None:
    store = await begun(database)
    claimed = await store.deliveries.claim(ME, NOW, LEASE, 3)
    limits = Limits(per_second=1, per_minute_group=20, burst=2)
    permit = await store.deliveries.sending(claimed, limits, NOW, LEASE)
    assert (len(permit.letters), len(permit.left)) == (2, 1)
    none = await store.deliveries.sending(permit.left, limits, NOW, LEASE)
    assert (none.letters, none.left, none.wait) == ((), permit.left, 1)


async def test_a_chat_that_got_a_message_just_now_is_due_later(database: Database) -> None:
    store = await begun(database)
    await keep(database, announcement(id="a2"))
    await store.deliveries.begin_due(NOW)
    limits = replace(UNLIMITED, per_minute_group=20)
    for letters in (3, 0):  # one to each chat, whichever it was; then none
        claimed = await store.deliveries.claim(ME, NOW, LEASE, 6)
        assert len((await store.deliveries.sending(claimed, limits, NOW, LEASE)).letters) == letters
    assert await store.deliveries.claim(ME, NOW, LEASE, 6) == ()
    assert len(await store.deliveries.claim(ME, NOW + timedelta(seconds=3), LEASE, 6)) == 3


async def test_who_lost_a_delivery_does_not_speak_for_who_has_it_now(database: Database) -> None:
    store = await begun(database, on_doubt=OnDoubt.RESEND)
    [letter] = await under_way(store)
    await store.deliveries.reap(LATER, most_attempts=8)
    claimed = await store.deliveries.claim(OTHER, LATER, LEASE, 3)
    assert len((await store.deliveries.sending(claimed, UNLIMITED, LATER, LEASE)).letters) == 3
    assert not await store.deliveries.sent(letter.delivery, [5], 0, LATER)
    assert not await store.deliveries.failed(letter.delivery, "forbidden", LATER)
    assert await states(store) == ["sending"] * 3


async def test_what_was_sent_stays_sent_and_its_messages_are_kept(database: Database) -> None:
    store = await begun(database)
    [letter] = await under_way(store)
    assert await store.deliveries.sent(letter.delivery, [5], 0, NOW)
    assert not await store.deliveries.failed(letter.delivery, "forbidden", NOW)
    assert not await store.deliveries.uncertain(letter.delivery, "timed_out")
    assert not await store.deliveries.again(letter.delivery, "timed_out", NOW)
    kept = next(one for one in await store.deliveries.rows("a1") if one.state is DeliveryState.SENT)
    assert (kept.message_ids, kept.sent_at, kept.attempts) == ((5,), NOW, 1)


async def test_a_worker_that_lost_its_lease_changes_nothing(database: Database) -> None:
    store = await begun(database, on_doubt=OnDoubt.RESEND)
    [letter] = await under_way(store)
    await store.deliveries.reap(LATER, most_attempts=8)
    assert not await store.deliveries.sent(letter.delivery, [5], 0, LATER)
    assert await states(store) == ["pending"] * 3


async def test_a_worker_that_comes_back_tells_what_became_of_the_doubt(database: Database) -> None:
    store = await begun(database)
    [letter] = await under_way(store)
    assert await store.deliveries.reap(LATER, most_attempts=8) == Reaped(uncertain=1)
    assert await store.deliveries.sent(letter.delivery, [5], 0, LATER)


async def test_being_told_to_wait_is_no_attempt_and_holds_everything(database: Database) -> None:
    store = await begun(database)
    first, second = await under_way(store, limit=2)
    until = NOW + timedelta(seconds=30)
    assert await store.deliveries.postpone(first.delivery, "flood", until)
    kept = next(one for one in await store.deliveries.rows("a1") if one.reason == "flood")
    assert (kept.state, kept.attempts, kept.due_at) == (DeliveryState.PENDING, 0, until)
    claimed = await store.deliveries.claim(ME, NOW, LEASE, 3)
    assert (await store.deliveries.sending(claimed, UNLIMITED, NOW, LEASE)).wait == 30
    assert await store.deliveries.sent(second.delivery, [5], 0, NOW)


async def test_a_refusal_for_good_marks_the_chat(database: Database) -> None:
    store = await begun(database)
    [letter] = await under_way(store)
    assert await store.deliveries.failed(letter.delivery, "forbidden", NOW, ChatState.LEFT)
    chat = await store.chats.known(letter.delivery.chat_id)
    assert chat and (chat.state, chat.reason) == (ChatState.LEFT, "forbidden")


async def test_a_chat_that_moved_is_followed(database: Database) -> None:
    store = await begun(database)
    [letter] = await under_way(store)
    assert await store.deliveries.moved(letter.delivery, -1013, NOW)
    kept = next(one for one in await store.deliveries.rows("a1") if one.chat_id == -1013)
    assert (kept.state, kept.attempts, kept.due_at) == (DeliveryState.PENDING, 0, NOW)
    assert len(await store.deliveries.rows("a1")) == 3


async def test_a_chat_that_moved_to_one_that_is_owed_it_already_gets_it_once(database: Database) -> None:
    store = await begun(database)
    [letter] = await under_way(store)
    there = next(chat for chat in CHATS if chat != letter.delivery.chat_id)
    assert await store.deliveries.moved(letter.delivery, there, NOW)
    assert sorted(await states(store)) == ["cancelled", "pending", "pending"]


@pytest.mark.parametrize(
    ("on_doubt", "most", "found"),
    [
        pytest.param(OnDoubt.RESEND, 8, Reaped(waiting=2), id="resend"),
        pytest.param(OnDoubt.HOLD, 8, Reaped(waiting=1, uncertain=1), id="hold"),
        pytest.param(OnDoubt.RESEND, 1, Reaped(waiting=1, uncertain=1), id="tried too often"),
    ],
)
async def test_what_a_dead_worker_had_in_hand_is_taken_back(
    database: Database, on_doubt: OnDoubt, most: int, found: Reaped
) -> None:
    store = await begun(database, on_doubt=on_doubt)
    await under_way(store)
    await store.deliveries.claim(ME, NOW, LEASE, 1)
    assert await store.deliveries.reap(NOW, most) == Reaped()
    assert await store.deliveries.reap(LATER, most) == found


async def test_what_is_uncertain_is_settled_one_by_one_or_all(database: Database) -> None:
    store = await begun(database)
    for letter in await under_way(store, limit=3):
        await store.deliveries.uncertain(letter.delivery, "timed_out")
    assert await store.deliveries.finish(NOW) == ("a1",)
    settled = act(action="announce_settle_sent", what="a1 -11")
    assert await store.deliveries.settle("a1", [-11], as_sent=True, now=NOW, act=settled) == 1
    assert await store.staff.trail(9) == (settled,)
    assert await store.deliveries.settle("a1", None, as_sent=False, now=NOW) == 2
    assert await states(store) == ["pending", "pending", "sent"]
    kept = await store.announcements.get("a1")
    assert kept and kept.state is State.SENDING


async def test_it_is_done_when_nothing_is_left(database: Database) -> None:
    store = await begun(database)
    letters = await under_way(store, limit=3)
    for letter in letters:
        assert await store.deliveries.finish(NOW) == ()
        await store.deliveries.sent(letter.delivery, [5], 0, NOW)
    assert await store.deliveries.finish(NOW) == ("a1",)
    assert await store.deliveries.counts("a1") == {DeliveryState.SENT: 3}


async def test_deliveries_that_are_missing_after_the_end_are_found(database: Database) -> None:
    store = await begun(database)
    await database.write(
        lambda connection: connection.exec_driver_sql("DELETE FROM deliveries WHERE chat_id = -11")
    )
    for letter in await under_way(store, limit=3):
        await store.deliveries.sent(letter.delivery, [5], 0, NOW)
    await store.deliveries.finish(NOW)
    assert await store.reconciliation.incomplete(NOW - LEASE) == {"a1": 1}


async def test_what_does_not_get_on_and_what_ended_too_early_are_found(database: Database) -> None:
    store = await begun(database)
    assert await store.reconciliation.stuck(NOW) == ()
    assert await store.reconciliation.stuck(LATER) == ("a1",)
    await change(database, "a1", state=State.DONE.value)
    assert await store.reconciliation.reopen() == ("a1",)
    assert await store.reconciliation.oldest_waiting(LATER) == LATER - NOW
