"""The outbox against a real Telegram over HTTP and a real database: what becomes of each kind of reply."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from telegram.ext import ExtBot

from bot.metrics import Metrics
from bot.outbox import Manner
from bot.reconciling import Overseer
from bot.storage.store import Store
from handlers.announcing.reporting import reason_words
from handlers.context import Rules
from handlers.records import ChatState
from knowledge.model.announcement import Attachment, AttachmentKind, DeliveryState, OnDoubt, State
from tests.bot.sending import SECONDS, UNLIMITED, begun, bot, delivery_to, ended, groups, now, until, worker
from tests.bot.storage.announced import announcement, change, keep, keep_chats
from tests.telegram_api.fixtures import telegram
from tests.telegram_api.people import Group
from tests.telegram_api.server import TelegramServer

__all__ = ["bot", "groups", "telegram"]


async def test_every_chat_gets_it_once_and_its_message_is_kept(
    bot: ExtBot[None], sqlite_store: Store, groups: list[Group]
) -> None:
    await begun(sqlite_store, groups)
    async with worker(bot, sqlite_store) as metrics:
        await until(ended, sqlite_store)
    for group in groups:
        [shown] = group.conversation()
        assert (await delivery_to(group, sqlite_store)).message_ids == (shown.id,)
        assert shown.text == "停水通知"
    assert 'anda_sends_total{outcome="sent"} 5.0' in metrics.text()


async def test_a_photo_goes_with_its_words(
    bot: ExtBot[None], sqlite_store: Store, groups: list[Group]
) -> None:
    photo = Attachment(kind=AttachmentKind.PHOTO, file_id="file-1")
    await begun(sqlite_store, groups, attachment=photo, silent=True)
    async with worker(bot, sqlite_store):
        await until(ended, sqlite_store)
    [shown] = groups[0].conversation()
    assert (shown.json["caption"], shown.json["photo"][0]["file_id"]) == ("停水通知", "file-1")


async def test_flood_control_is_obeyed_to_the_second(
    telegram: TelegramServer, bot: ExtBot[None], sqlite_store: Store, groups: list[Group]
) -> None:
    telegram.world.faults.add("flood", "sendMessage", times=1, seconds=2)
    await begun(sqlite_store, groups)
    async with worker(bot, sqlite_store, Manner(limits=UNLIMITED.limits, at_once=1)) as metrics:
        await until(ended, sqlite_store)
    first, *later = telegram.calls("sendMessage")
    assert min(call.at for call in later) - first.at >= 2
    assert await sqlite_store.deliveries.counts("a1") == {DeliveryState.SENT: 5}
    assert {one.attempts for one in await sqlite_store.deliveries.rows("a1")} == {1}
    assert "anda_retry_after_seconds_total 2.0" in metrics.text()


async def test_a_chat_that_removed_the_bot_is_marked(
    bot: ExtBot[None], sqlite_store: Store, groups: list[Group]
) -> None:
    groups[0].chat.close("bot was kicked from the supergroup chat")
    await begun(sqlite_store, groups)
    async with worker(bot, sqlite_store):
        await until(ended, sqlite_store)
    assert await sqlite_store.deliveries.counts("a1") == {DeliveryState.SENT: 4, DeliveryState.FAILED: 1}
    chat = await sqlite_store.chats.known(groups[0].id)
    assert chat and (chat.state, chat.reason) == (ChatState.LEFT, "forbidden")


async def test_a_topic_that_was_deleted_is_named_and_tried_once(
    bot: ExtBot[None], telegram: TelegramServer, sqlite_store: Store, groups: list[Group]
) -> None:
    """Given a group that wanted announcements in a topic that is gone, then the report gives the reason."""
    await keep_chats(sqlite_store.database, [group.id for group in groups])
    await sqlite_store.chats.subscribe(groups[0].id, (), 99, now())
    await keep(sqlite_store.database, announcement())
    await sqlite_store.deliveries.begin_due(now())
    async with worker(bot, sqlite_store):
        await until(ended, sqlite_store)
    failed = await delivery_to(groups[0], sqlite_store)
    assert (failed.state, failed.attempts) == (DeliveryState.FAILED, 1)
    assert reason_words(failed.reason) == "话题没有了"
    assert len(telegram.calls("sendMessage", chat=groups[0].id)) == 1


async def test_a_chat_that_telegram_does_not_find_is_marked(
    bot: ExtBot[None], telegram: TelegramServer, sqlite_store: Store, groups: list[Group]
) -> None:
    del telegram.world.chats[groups[0].id]
    await begun(sqlite_store, groups)
    async with worker(bot, sqlite_store):
        await until(ended, sqlite_store)
    assert (await delivery_to(groups[0], sqlite_store)).reason == "chat_not_found"


async def test_a_group_that_became_a_supergroup_is_followed(
    bot: ExtBot[None], telegram: TelegramServer, sqlite_store: Store, groups: list[Group]
) -> None:
    moved = telegram.group("new place")
    telegram.world.faults.add("migrated", "sendMessage", chat=groups[0].id, to=moved.id)
    await begun(sqlite_store, groups)
    async with worker(bot, sqlite_store):
        await until(ended, sqlite_store)
    assert [shown.text for shown in moved.conversation()] == ["停水通知"]
    assert groups[0].conversation() == []
    assert await sqlite_store.deliveries.counts("a1") == {DeliveryState.SENT: 5}


@pytest.mark.parametrize("kind", ["drop after", "garbage", "bad gateway"])
async def test_an_uncertain_delivery_is_left_to_staff_or_sent_again_as_they_chose(
    kind: str, bot: ExtBot[None], telegram: TelegramServer, sqlite_store: Store, groups: list[Group]
) -> None:
    telegram.world.faults.add(kind, "sendMessage", times=1)
    await begun(sqlite_store, groups)
    async with worker(bot, sqlite_store):
        await until(ended, sqlite_store)
    assert await sqlite_store.deliveries.counts("a1") == {DeliveryState.SENT: 4, DeliveryState.UNCERTAIN: 1}
    await change(sqlite_store.database, "a1", on_doubt=OnDoubt.RESEND.value)
    await sqlite_store.deliveries.settle("a1", None, as_sent=False, now=now())
    telegram.world.faults.add(kind, "sendMessage", times=1)
    async with worker(bot, sqlite_store):
        await until(ended, sqlite_store)
    assert await sqlite_store.deliveries.counts("a1") == {DeliveryState.SENT: 5}


async def test_no_request_outlasts_its_lease(
    bot: ExtBot[None], telegram: TelegramServer, sqlite_store: Store, groups: list[Group]
) -> None:
    telegram.world.faults.add("hang", "sendMessage", times=1)
    await begun(sqlite_store, groups)
    async with worker(bot, sqlite_store, Manner(limits=UNLIMITED.limits, lease=timedelta(seconds=1))):
        await until(ended, sqlite_store)
    doubtful = [one for one in await sqlite_store.deliveries.rows("a1") if one.reason]
    assert [(one.state, one.reason) for one in doubtful] == [(DeliveryState.UNCERTAIN, "timed_out")]


async def test_an_unreachable_telegram_costs_no_attempt(
    bot: ExtBot[None], telegram: TelegramServer, sqlite_store: Store, groups: list[Group]
) -> None:
    await begun(sqlite_store, groups)
    await telegram.stop()
    async with worker(bot, sqlite_store) as metrics:
        async with asyncio.timeout(SECONDS):
            while "unreachable" not in metrics.text():  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        await telegram.start()
        await until(ended, sqlite_store)
    assert await sqlite_store.deliveries.counts("a1") == {DeliveryState.SENT: 5}
    assert {one.attempts for one in await sqlite_store.deliveries.rows("a1")} == {1}


async def test_after_a_stop_nothing_is_uncertain_and_nothing_claimed(
    bot: ExtBot[None], telegram: TelegramServer, sqlite_store: Store, groups: list[Group]
) -> None:
    telegram.world.faults.add("latency", "sendMessage", seconds=0.3)
    await begun(sqlite_store, groups)
    async with worker(bot, sqlite_store, Manner(limits=UNLIMITED.limits, at_once=2)):
        async with asyncio.timeout(SECONDS):
            while not telegram.calls("sendMessage"):  # noqa: ASYNC110
                await asyncio.sleep(0.02)
    counts = await sqlite_store.deliveries.counts("a1")
    assert counts.keys() <= {DeliveryState.SENT, DeliveryState.PENDING}
    assert counts[DeliveryState.SENT] == len(telegram.calls("sendMessage"))


def overseer(store: Store) -> Overseer:
    """One that takes back at once what has no worker any more."""
    parts = store.deliveries, store.amendments, store.reconciliation, Metrics()
    return Overseer(*parts, Rules(quiet=(0, 0)), most_attempts=8, now=now)


async def test_it_begins_and_ends_by_itself(
    bot: ExtBot[None], sqlite_store: Store, groups: list[Group]
) -> None:
    await keep_chats(sqlite_store.database, [group.id for group in groups])
    await keep(sqlite_store.database, announcement())
    looks = overseer(sqlite_store)
    await looks.move_on()
    async with worker(bot, sqlite_store):
        await until(ended, sqlite_store)
    await looks.move_on()
    await looks.reconcile()
    kept = await sqlite_store.announcements.get("a1")
    assert kept and kept.state is State.DONE and kept.finished_at
