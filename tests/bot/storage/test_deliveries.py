"""The outbox's table: each step of a delivery, and who may take it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.storage.database import Database
from bot.storage.rates import RateLimits
from bot.storage.store import Store
from bot.storage.tables import chats
from handlers.records import UNSUBSCRIBED, ChatState
from knowledge.model.announcement import DeliveryState, State, Target
from tests.bot.storage.announced import announcement, change, keep, keep_chats
from tests.bot.storage.samples import NOW, act
from tests.bot.storage.under_way import CHATS, LATER, LEASE, ME, OTHER, UNLIMITED, begun, states, under_way


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


async def test_no_delivery_is_claimed_by_two_workers(database: Database) -> None:
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
    assert (await store.announcements.cancel("a1", act())).deliveries == 3
    assert (await store.deliveries.sending(claimed, UNLIMITED, NOW, LEASE)).letters == ()
    assert await states(store) == ["cancelled"] * 3


async def test_as_many_are_sent_as_the_limits_allow(database: Database) -> None:
    store = await begun(database)
    claimed = await store.deliveries.claim(ME, NOW, LEASE, 3)
    limits = RateLimits(per_second=1, per_minute_group=20, burst=2)
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


async def test_what_was_sent_stays_sent_and_its_messages_are_kept(database: Database) -> None:
    store = await begun(database)
    [letter] = await under_way(store)
    assert await store.deliveries.sent(letter.delivery, [5], 0, NOW)
    assert not await store.deliveries.failed(letter.delivery, "forbidden", NOW)
    assert not await store.deliveries.uncertain(letter.delivery, "timed_out")
    assert not await store.deliveries.again(letter.delivery, "timed_out", NOW)
    kept = next(one for one in await store.deliveries.rows("a1") if one.state is DeliveryState.SENT)
    assert (kept.message_ids, kept.sent_at, kept.attempts) == ((5,), NOW, 1)


async def test_flood_control_counts_as_no_attempt_and_halts_all_sending(database: Database) -> None:
    store = await begun(database)
    first, second = await under_way(store, limit=2)
    until = NOW + timedelta(seconds=30)
    assert await store.deliveries.postpone(first.delivery, "flood", until)
    kept = next(one for one in await store.deliveries.rows("a1") if one.reason == "flood")
    assert (kept.state, kept.attempts, kept.due_at) == (DeliveryState.PENDING, 0, until)
    claimed = await store.deliveries.claim(ME, NOW, LEASE, 3)
    assert (await store.deliveries.sending(claimed, UNLIMITED, NOW, LEASE)).wait == 30
    assert await store.deliveries.sent(second.delivery, [5], 0, NOW)


async def test_a_permanent_refusal_marks_the_chat(database: Database) -> None:
    store = await begun(database)
    [letter] = await under_way(store)
    assert await store.deliveries.failed(letter.delivery, "forbidden", NOW, ChatState.LEFT)
    chat = await store.chats.known(letter.delivery.chat_id)
    assert chat and (chat.state, chat.reason) == (ChatState.LEFT, "forbidden")


@pytest.mark.parametrize(
    ("state", "reason", "after"),
    [
        pytest.param(ChatState.LEFT, "forbidden", ChatState.ACTIVE, id="taken for lost"),
        pytest.param(ChatState.MUTE, "no_right", ChatState.ACTIVE, id="taken for mute"),
        pytest.param(ChatState.MUTE, UNSUBSCRIBED, ChatState.MUTE, id="wants no announcements"),
        pytest.param(ChatState.MOVED, "migrated", ChatState.MOVED, id="another chat by now"),
    ],
)
async def test_a_chat_that_a_message_arrives_in_gets_the_next_one_too(
    database: Database, state: ChatState, reason: str, after: ChatState
) -> None:
    """Given a chat that refused once, when what is sent again arrives, then it is not left out again."""
    store = await begun(database)
    [letter] = await under_way(store)
    chat_id = letter.delivery.chat_id
    marked = {"state": state.value, "reason": reason}
    change_chat = update(chats).where(chats.c.chat_id == chat_id).values(marked)
    await database.write(lambda connection: connection.execute(change_chat).rowcount)
    assert await store.deliveries.sent(letter.delivery, [5], 0, LATER)
    chat = await store.chats.known(chat_id)
    assert chat and chat.state is after
    assert (chat_id in [one for one, _ in await store.chats.addressees(Target())]) is (
        after is ChatState.ACTIVE
    )


async def test_a_chat_that_moved_is_followed(database: Database) -> None:
    store = await begun(database)
    [letter] = await under_way(store)
    assert await store.deliveries.moved(letter.delivery, -1013, NOW)
    kept = next(one for one in await store.deliveries.rows("a1") if one.chat_id == -1013)
    assert (kept.state, kept.attempts, kept.due_at) == (DeliveryState.PENDING, 0, NOW)
    assert len(await store.deliveries.rows("a1")) == 3


async def test_a_chat_that_moved_to_one_with_a_delivery_already_gets_it_once(database: Database) -> None:
    store = await begun(database)
    [letter] = await under_way(store)
    there = next(chat for chat in CHATS if chat != letter.delivery.chat_id)
    assert await store.deliveries.moved(letter.delivery, there, NOW)
    assert sorted(await states(store)) == ["cancelled", "pending", "pending"]


async def test_uncertain_deliveries_are_settled_one_by_one_or_all(database: Database) -> None:
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


async def test_an_announcement_is_done_when_nothing_is_left_to_send(database: Database) -> None:
    store = await begun(database)
    letters = await under_way(store, limit=3)
    for letter in letters:
        assert await store.deliveries.finish(NOW) == ()
        await store.deliveries.sent(letter.delivery, [5], 0, NOW)
    assert await store.deliveries.finish(NOW) == ("a1",)
    assert await store.deliveries.counts("a1") == {DeliveryState.SENT: 3}
