"""What was sent is edited, withdrawn and pinned wherever it stands, on a real Telegram over HTTP."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import select, update
from telegram.ext import ExtBot

from bot.amending import Amender
from bot.metrics import Metrics
from bot.storage.amendments import Amendments
from bot.storage.delivery_rows import Letter
from bot.storage.store import Store
from bot.storage.tables import deliveries
from handlers.announcing.reporting import sum_lines
from tests.bot.sending import SECONDS, UNLIMITED, begun, bot, ended, groups, now, until, worker
from tests.bot.storage.announced import change
from tests.bot.storage.samples import act
from tests.telegram_api.fixtures import telegram
from tests.telegram_api.people import Group
from tests.telegram_api.server import TelegramServer

__all__ = ["bot", "groups", "telegram"]

NOTICE = "这条通知已经撤回。"


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


async def withdrawal(store: Store) -> str:
    """What the report says of the withdrawal."""
    announcement, rows = await store.announcements.get("a1"), await store.deliveries.rows("a1")
    assert announcement is not None
    return list(sum_lines(announcement, rows, {}))[1]


async def test_an_announcement_is_pinned_where_that_is_wanted_and_allowed(
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
    assert await withdrawal(sqlite_store) == "撤回：删掉 4 个群里的，改成一句说明 1，没撤成 0，还没轮到 0。"


async def test_what_could_not_be_pinned_and_is_deleted_does_not_stand(
    bot: ExtBot[None], sqlite_store: Store, groups: list[Group]
) -> None:
    await sent(bot, sqlite_store, groups, pin=True)
    amends = amender(bot, sqlite_store)
    await amend(amends, 5)
    await sqlite_store.announcements.withdraw("a1", act(at=now()))
    await amend(amends, 5)
    assert [group.conversation() for group in groups] == [[]] * 5
    assert await withdrawal(sqlite_store) == "撤回：删掉 5 个群里的，改成一句说明 0，没撤成 0，还没轮到 0。"


async def test_what_staff_counted_as_sent_cannot_be_deleted_and_is_named(
    bot: ExtBot[None], sqlite_store: Store, groups: list[Group]
) -> None:
    """Given a message whose number nobody knows, then it is not said to be gone."""
    await sent(bot, sqlite_store, groups)
    unknown = update(deliveries).where(deliveries.c.chat_id == groups[0].id).values(message_ids=[])
    await sqlite_store.database.write(lambda connection: connection.execute(unknown).rowcount)
    await sqlite_store.announcements.withdraw("a1", act(at=now()))
    await amend(amender(bot, sqlite_store), 5)
    assert await withdrawal(sqlite_store) == "撤回：删掉 4 个群里的，改成一句说明 0，没撤成 1，还没轮到 0。"


class Failing(Amendments):
    """A store that fails with the first amendment and takes its time with the others."""

    begun = ended = 0

    async def done(self, letter: Letter, reason: str = "") -> bool:
        self.begun += 1
        if self.begun == 1:
            raise OSError("the store is broken")
        try:
            await asyncio.sleep(0.2)
            return await super().done(letter, reason)
        finally:
            self.ended += 1


async def test_an_amendment_that_cannot_be_written_down_leaves_no_request_running(
    bot: ExtBot[None], sqlite_store: Store, groups: list[Group]
) -> None:
    await sent(bot, sqlite_store, groups)
    await change(sqlite_store.database, "a1", html="改期", revision=1)
    await sqlite_store.amendments.remind(now())
    failing = Failing(sqlite_store.database)
    amends = amender(bot, replace(sqlite_store, amendments=failing))
    with pytest.raises(ExceptionGroup):
        await amend(amends, 5)
    assert failing.ended == failing.begun - 1


async def test_flood_control_postpones_amendments_too(
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
