"""getUpdates and the webhook, as Telegram delivers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from telegram.error import Conflict

from tests.telegram_api.server import TelegramServer
from tests.telegram_api.updates import Pulse
from tests.telegram_api.webhook import SECRET_HEADER
from tests.telegram_api_tests.conftest import Bot

Json = dict[str, Any]


async def texts(bot: Bot, **arguments: Any) -> list[str | None]:
    """The words of the updates that the bot gets."""
    return [update.message.text for update in await bot.get_updates(**arguments) if update.message]


async def test_an_update_comes_again_until_a_higher_offset_confirms_it(
    telegram: TelegramServer, bot: Bot
) -> None:
    alice = telegram.person("Alice")
    alice.writes("一")
    alice.writes("二")
    first, second = await bot.get_updates(timeout=0)
    assert second.update_id == first.update_id + 1
    assert await texts(bot, timeout=0) == ["一", "二"]
    assert await texts(bot, timeout=0, offset=second.update_id) == ["二"]
    assert await texts(bot, timeout=0) == ["二"]
    assert await texts(bot, timeout=0, offset=second.update_id + 1) == []


@pytest.mark.parametrize(
    ("arguments", "seen"),
    [
        pytest.param({"limit": 2}, ["一", "二"], id="limit"),
        pytest.param({"offset": -1}, ["三"], id="only the last"),
        pytest.param({"offset": -2}, ["二", "三"], id="the last two"),
        pytest.param({"offset": -9}, ["一", "二", "三"], id="more than there are"),
        pytest.param({"offset": 5}, ["一", "二", "三"], id="an offset of long ago"),
    ],
)
async def test_limit_and_offset(telegram: TelegramServer, bot: Bot, arguments: Json, seen: list[str]) -> None:
    alice = telegram.person("Alice")
    for text in ("一", "二", "三"):
        alice.writes(text)
    assert await texts(bot, timeout=0, **arguments) == seen


async def test_a_negative_offset_forgets_what_came_before(telegram: TelegramServer, bot: Bot) -> None:
    alice = telegram.person("Alice")
    for text in ("一", "二"):
        alice.writes(text)
    await bot.get_updates(timeout=0, offset=-1)
    assert await texts(bot, timeout=0) == ["二"]


async def test_a_long_poll_ends_with_the_first_update(telegram: TelegramServer, bot: Bot) -> None:
    alice = telegram.person("Alice")
    poll = asyncio.create_task(texts(bot, timeout=5))
    await asyncio.sleep(0.05)
    assert not poll.done()
    alice.writes("来了")
    assert await asyncio.wait_for(poll, 1) == ["来了"]


async def test_a_long_poll_without_updates_ends_with_its_time(telegram: TelegramServer, bot: Bot) -> None:
    loop = asyncio.get_running_loop()
    begin = loop.time()
    assert await bot.get_updates(timeout=1) == ()
    assert 0.9 < loop.time() - begin < 2


async def test_a_second_poll_ends_the_first_in_a_conflict(telegram: TelegramServer, bot: Bot) -> None:
    alice = telegram.person("Alice")
    first = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(texts(bot, timeout=5))
    with pytest.raises(Conflict, match="only one bot instance"):
        await first
    alice.writes("给第二个")
    assert await second == ["给第二个"]


@pytest.mark.parametrize(
    ("allowed", "kinds"),
    [
        pytest.param(None, ["message", "edited_message"], id="not said"),
        pytest.param([], ["message", "edited_message"], id="all usual ones"),
        pytest.param(["message"], ["message"], id="messages only"),
    ],
)
async def test_only_the_kinds_that_were_asked_for_are_queued(
    telegram: TelegramServer, bot: Bot, allowed: list[str] | None, kinds: list[str]
) -> None:
    alice = telegram.person("Alice")
    await bot.get_updates(timeout=0, allowed_updates=allowed)
    alice.writes("一")
    alice.edits("二")
    telegram.world.updates.push("chat_member", {})
    assert [next(iter(set(one) - {"update_id"})) for one in telegram.world.updates.pending.values()] == kinds


class Receiver:
    """The bot's end of a webhook; it refuses as long as it is told to."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.secrets: set[str | None] = set()
        self.refuses = False
        self.in_flight: list[int] = []
        self.most_of_one_chat = 0
        self.url = ""
        self.pulse = Pulse()

    async def receive(self, request: web.Request) -> web.Response:
        message: Json = (await request.json())["message"]
        chat = message["chat"]["id"]
        self.in_flight.append(chat)
        self.most_of_one_chat = max(self.most_of_one_chat, self.in_flight.count(chat))
        await asyncio.sleep(0.01)
        self.in_flight.remove(chat)
        self.secrets.add(request.headers.get(SECRET_HEADER))
        if self.refuses:
            return web.Response(status=500)
        self.texts.append(message["text"])
        self.pulse.beat()
        return web.Response()

    async def has(self, number: int) -> None:
        while len(self.texts) < number:
            assert await self.pulse.wait(3), self.texts


@pytest_asyncio.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.add_routes([web.post("/hook", receiver.receive)])
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


async def test_a_webhook_gets_each_chats_updates_in_order_and_one_at_a_time(
    telegram: TelegramServer, bot: Bot, receiver: Receiver
) -> None:
    people = [telegram.person(name) for name in ("Alice", "Bob")]
    await bot.set_webhook(receiver.url, secret_token="s3cret")  # noqa: S106
    for number in range(5):
        for person in people:
            person.writes(f"{person.user['first_name']} {number}")
    await receiver.has(10)
    assert [text for text in receiver.texts if "Bob" in text] == [f"Bob {number}" for number in range(5)]
    assert (receiver.most_of_one_chat, receiver.secrets) == (1, {"s3cret"})
    assert (await bot.get_webhook_info()).pending_update_count == 0


async def test_a_webhook_that_refuses_gets_the_update_again(
    telegram: TelegramServer, bot: Bot, receiver: Receiver
) -> None:
    receiver.refuses = True
    await bot.set_webhook(receiver.url)
    telegram.person("Alice").writes("再来")
    await asyncio.sleep(0.1)
    info = await bot.get_webhook_info()
    assert (info.pending_update_count, info.last_error_message) == (
        1,
        "Wrong response from the webhook: 500 Internal Server Error",
    )
    receiver.refuses = False
    await receiver.has(1)


async def test_polling_is_refused_while_a_webhook_is_set(
    telegram: TelegramServer, bot: Bot, receiver: Receiver
) -> None:
    await bot.set_webhook(receiver.url)
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates(timeout=0)
    await bot.delete_webhook()
    telegram.person("Alice").writes("轮询")
    assert await texts(bot, timeout=0) == ["轮询"]


async def test_pending_updates_are_dropped_when_that_is_asked(telegram: TelegramServer, bot: Bot) -> None:
    telegram.person("Alice").writes("旧的")
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates(timeout=0) == ()
