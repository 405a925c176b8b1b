"""Five groups on a Telegram over HTTP, an announcement to them, and a worker that sends it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from telegram.ext import ExtBot

from bot.metrics import Metrics
from bot.outbox import Manner, Outbox
from bot.request import AiohttpRequest
from bot.storage.rates import RateLimits
from bot.storage.store import Store
from knowledge.model.announcement import Delivery, DeliveryState
from tests.bot.storage.announced import announcement, keep, keep_chats
from tests.telegram_api.people import Group
from tests.telegram_api.server import TelegramServer

UNLIMITED = Manner(limits=RateLimits(per_second=1e6, per_minute_group=10**6, burst=1000))
SECONDS = 30.0


def now() -> datetime:
    """This moment."""
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
    """The groups."""
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
    """Whether nothing is left to send."""
    return not counts.keys() & {DeliveryState.PENDING, DeliveryState.CLAIMED, DeliveryState.SENDING}


async def delivery_to(group: Group, store: Store) -> Delivery:
    """The delivery to a group, as it is now."""
    return next(one for one in await store.deliveries.rows("a1") if one.chat_id == group.id)
