"""The outbox against a real Telegram over HTTP and a real database: what becomes of each kind of reply."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from sqlalchemy import select
from telegram.ext import ExtBot

from bot.amending import Amender
from bot.metrics import Metrics
from bot.outbox import Manner, Outbox
from bot.reconciling import Hours, Overseer
from bot.request import AiohttpRequest
from bot.storage.rates import Limits
from bot.storage.store import Store
from bot.storage.tables import deliveries
from handlers.records import ChatState
from knowledge.announcement import Attachment, AttachmentKind, Delivery, DeliveryState, OnDoubt, State
from tests.bot.storage.announced import announcement, change, keep, keep_chats
from tests.telegram_api.fixtures import telegram
from tests.telegram_api.people import Group
from tests.telegram_api.server import TelegramServer

__all__ = ["telegram"]

UNLIMITED = Manner(limits=Limits(per_second=1e6, per_minute_group=10**6, burst=1000))
NOTICE = "这条通知已经撤回。"
SECONDS = 30.0


def now() -> datetime:
    return datetime.now(UTC)


@pytest_asyncio.fixture
async def bot(telegram: TelegramServer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ExtBot[None]]:
    """A bot that makes each request once."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    bot: ExtBot[None] = ExtBot(telegram.token, telegram.base_url, request=AiohttpRequest(16))
    async with bot.request:
        yield bot


@pytest.fixture
def groups(telegram: TelegramServer) -> list[Group]:
    return [telegram.group(f"Group {number}") for number in range(5)]


async def begun(store: Store, groups: list[Group], **changes: object) -> None:
    """An announcement to the groups that has begun."""
    await keep_chats(store.database, [group.id for group in groups])
    await keep(store.database, announcement(**changes))
    await store.deliveries.begin_due(now())


@asynccontextmanager
async def worker(bot: ExtBot[None], store: Store, manner: Manner = UNLIMITED) -> AsyncIterator[Metrics]:
    """Sends while the block lasts, and comes to an end as at SIGTERM."""
    metrics = Metrics()
    outbox = Outbox(bot, store.deliveries, manner, metrics, "me", now=now, dice=lambda: 0.0)
    task = asyncio.ensure_future(outbox.run())
    try:
        yield metrics
    finally:
        task.cancel()
        await asyncio.wait([task])


async def until(condition: Callable[[dict[DeliveryState, int]], bool], store: Store) -> None:
    """Waits until the deliveries are as wanted."""
    async with asyncio.timeout(SECONDS):
        while not condition(await store.deliveries.counts("a1")):  # noqa: ASYNC110 - a database tells nobody
            await asyncio.sleep(0.02)


def ended(counts: dict[DeliveryState, int]) -> bool:
    return not counts.keys() & {DeliveryState.PENDING, DeliveryState.CLAIMED, DeliveryState.SENDING}


async def delivery_to(group: Group, store: Store) -> Delivery:
    return next(one for one in await store.deliveries.rows("a1") if one.chat_id == group.id)


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


async def test_being_told_to_wait_is_obeyed_to_the_second(
    telegram: TelegramServer, bot: ExtBot[None], sqlite_store: Store, groups: list[Group]
) -> None:
    telegram.world.faults.add("flood", "sendMessage", times=1, seconds=2)
    await begun(sqlite_store, groups)
    async with worker(bot, sqlite_store, Manner(limits=UNLIMITED.limits, at_once=1)) as metrics:
        await until(ended, sqlite_store)
    told, *later = telegram.calls("sendMessage")
    assert min(call.at for call in later) - told.at >= 2
    assert await sqlite_store.deliveries.counts("a1") == {DeliveryState.SENT: 5}
    assert {one.attempts for one in await sqlite_store.deliveries.rows("a1")} == {1}
    assert "anda_retry_after_seconds_total 2.0" in metrics.text()


async def test_a_chat_that_threw_the_bot_out_is_marked(
    bot: ExtBot[None], sqlite_store: Store, groups: list[Group]
) -> None:
    groups[0].chat.close("bot was kicked from the supergroup chat")
    await begun(sqlite_store, groups)
    async with worker(bot, sqlite_store):
        await until(ended, sqlite_store)
    assert await sqlite_store.deliveries.counts("a1") == {DeliveryState.SENT: 4, DeliveryState.FAILED: 1}
    chat = await sqlite_store.chats.known(groups[0].id)
    assert chat and (chat.state, chat.reason) == (ChatState.LEFT, "forbidden")


async def test_a_chat_that_nobody_knows_is_marked(
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
async def test_in_doubt_it_is_left_to_staff_or_sent_again_as_they_chose(
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


async def test_a_telegram_that_is_not_there_costs_no_attempt(
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


async def test_when_told_to_end_nothing_is_in_doubt_and_nothing_in_hand(
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
    hours = Hours(quiet=lambda _: False, only_chat=None)
    return Overseer(*parts, hours, most_attempts=8, now=now)


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


def amender(bot: ExtBot[None], store: Store) -> Amender:
    return Amender(
        bot, store.amendments, UNLIMITED, Metrics(), "me", lambda: NOTICE, now=now, dice=lambda: 0.0
    )


async def sent(bot: ExtBot[None], store: Store, groups: list[Group], **changes: object) -> None:
    """An announcement that stands in the groups."""
    await begun(store, groups, **changes)
    async with worker(bot, store):
        await until(ended, store)


async def amend(amends: Amender, count: int) -> None:
    """Amends until so many were; a chat that got a message just now has to wait."""
    async with asyncio.timeout(SECONDS):
        while count > 0:
            count -= await amends.amend_due()
            await asyncio.sleep(0.02)


async def amended(store: Store) -> set[str]:
    """How far the amendments are."""
    return set(await store.database.scalars(select(deliveries.c.amending)))


async def test_it_is_pinned_where_that_is_wanted_and_allowed(
    bot: ExtBot[None], sqlite_store: Store, groups: list[Group]
) -> None:
    groups[0].chat.members[groups[0].world.bot["id"]]["status"] = "administrator"
    await sent(bot, sqlite_store, groups, pin=True)
    await amend(amender(bot, sqlite_store), 5)
    reasons = {one.chat_id: one.reason for one in await sqlite_store.deliveries.rows("a1")}
    assert reasons[groups[1].id] == "not_pinned"


async def test_new_words_take_the_place_of_the_old_everywhere_and_once(
    bot: ExtBot[None], telegram: TelegramServer, sqlite_store: Store, groups: list[Group]
) -> None:
    await sent(bot, sqlite_store, groups)
    await change(sqlite_store.database, "a1", html="<i>改期</i>", revision=1)
    assert await sqlite_store.amendments.remind(now()) == 5
    amends = amender(bot, sqlite_store)
    await amend(amends, 5)
    assert {group.conversation()[0].text for group in groups} == {"改期"}
    assert len(telegram.calls("editMessageText")) == 5
    assert await amended(sqlite_store) == {"done"}


async def test_it_is_deleted_where_it_is_withdrawn_and_a_notice_where_that_is_too_late(
    bot: ExtBot[None], telegram: TelegramServer, sqlite_store: Store, groups: list[Group]
) -> None:
    await sent(bot, sqlite_store, groups)
    groups[0].chat.messages.clear()  # somebody deleted it there before
    telegram.world.faults.add("too old", "deleteMessage", chat=groups[1].id)
    await change(sqlite_store.database, "a1", withdrawn_at=now())
    await sqlite_store.amendments.remind(now())
    await amend(amender(bot, sqlite_store), 5)
    assert [shown.text for shown in groups[1].conversation()] == [NOTICE]
    assert [group.conversation() for group in groups[2:]] == [[]] * 3
    assert await amended(sqlite_store) == {"done"}


async def test_a_flood_holds_amendments_up_too(
    bot: ExtBot[None], telegram: TelegramServer, sqlite_store: Store, groups: list[Group]
) -> None:
    await sent(bot, sqlite_store, groups[:1])
    await change(sqlite_store.database, "a1", html="改期", revision=1)
    await sqlite_store.amendments.remind(now())
    telegram.world.faults.add("flood", "editMessageText", times=1, seconds=1)
    amends = amender(bot, sqlite_store)
    await amend(amends, 2)
    first, second = telegram.calls("editMessageText")
    assert second.at - first.at >= 1
    assert groups[0].conversation()[0].text == "改期"
