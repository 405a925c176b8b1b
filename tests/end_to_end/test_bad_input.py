"""What nobody planned for ends in a sentence for the right person, and nothing is lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.end_to_end.process import BotProcess
from tests.end_to_end.test_conversations import FEE, HOURS, option
from tests.telegram_api.faults import Kind
from tests.telegram_api.server import TelegramServer

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("bot", "rules")]

LATER = 20.0  # seconds that an answer may take when Telegram has troubles


@pytest_asyncio.fixture(loop_scope="module")
async def whole(telegram: TelegramServer) -> AsyncIterator[None]:
    """Telegram is well again afterwards."""
    yield
    telegram.world.faults.clear()


@pytest.mark.parametrize("kind", ["sticker", "photo", "voice", "location", "poll", "document", "contact"])
async def test_what_is_not_text_gets_one_sentence(telegram: TelegramServer, kind: str) -> None:
    alice = telegram.person("Alice")
    alice.sends(kind)
    assert (await alice.receives()).text == "我只看得懂文字。请把想问的事写给我。"
    await alice.receives_nothing(0.1)


async def test_a_forwarded_post_is_not_taken_for_a_question(telegram: TelegramServer) -> None:
    alice, channel = telegram.person("Alice"), telegram.channel("蓝禾发布")
    alice.forwards(channel.posts(FEE))
    assert "这是转发的消息" in (await alice.receives()).text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<b>&amp;</i> <script>", id="markup"),
        pytest.param("问" * 4096, id="as long as Telegram allows"),
        pytest.param("🏊" * 300, id="emoji"),
        pytest.param("\u202e\u200b\ufeff", id="invisible"),
        pytest.param("'; DROP TABLE updates; --", id="SQL"),
    ],
)
async def test_odd_text_gets_an_answer_all_the_same(telegram: TelegramServer, text: str) -> None:
    alice = telegram.person("Alice")
    alice.writes(text)
    assert (await alice.receives()).text


async def test_another_bots_command_gets_silence_in_a_group(telegram: TelegramServer) -> None:
    alice, group = telegram.person("Alice"), telegram.group("街坊")
    group.writes(alice, "/weather@other_bot 明天")
    await group.receives_nothing()


async def test_a_command_of_nobodys_is_explained_in_private(telegram: TelegramServer) -> None:
    alice = telegram.person("Alice")
    alice.writes("/weather")
    assert "没有这个命令" in (await alice.receives()).text


@pytest.mark.parametrize("data", ["e.xxx.zh.AAAAAAAA", "x" * 64, "l.1.2.3", "", "🏊" * 16])
async def test_a_forged_button_is_refused(telegram: TelegramServer, data: str) -> None:
    alice = telegram.person("Alice")
    alice.writes(FEE)
    answer = await alice.receives()
    assert await alice.notice(alice.forges(data, answer))
    await alice.receives_nothing(0.1)


async def test_a_button_from_before_a_restart_still_does_its_work(
    telegram: TelegramServer, bot: BotProcess
) -> None:
    alice = telegram.person("Alice")
    alice.writes("游泳馆")
    label = option(await alice.receives(), HOURS)
    await bot.kill()
    alice.presses(label)
    await bot.start()
    await alice.sees("游泳馆早上8点开门", LATER)


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize(
    "kind", [Kind.FLOOD, Kind.SERVER_ERROR, Kind.BAD_GATEWAY], ids=["429", "500", "502 with a page"]
)
async def test_a_refused_answer_is_sent_again(telegram: TelegramServer, kind: Kind) -> None:
    alice = telegram.person("Alice")
    telegram.world.faults.add(kind, "sendMessage", chat=alice.id, times=2, seconds=1)
    alice.writes(FEE)
    assert "12元" in (await alice.receives(LATER)).text
    await alice.receives_nothing()


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize(
    "kind",
    [Kind.CONFLICT, Kind.SERVER_ERROR, Kind.GARBAGE, Kind.DROP, Kind.FLOOD],
    ids=["409", "500", "garbage", "dropped", "429"],
)
async def test_news_that_cannot_be_fetched_is_asked_for_again(telegram: TelegramServer, kind: Kind) -> None:
    alice = telegram.person("Alice")
    telegram.world.faults.add(kind, "getUpdates", times=1, seconds=1)
    alice.writes("你好")  # ends the request that waits
    alice.writes(FEE)
    assert (await alice.receives(LATER)).text.startswith("您好")
    assert "12元" in (await alice.receives(LATER)).text


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize("kind", [Kind.GARBAGE, Kind.DROP_AFTER], ids=["garbage", "cut off"])
async def test_an_answer_that_may_have_arrived_is_not_sent_twice(
    telegram: TelegramServer, kind: Kind
) -> None:
    alice = telegram.person("Alice")
    telegram.world.faults.add(kind, "sendMessage", chat=alice.id, times=1)
    alice.writes(FEE)
    assert "12元" in (await alice.receives(LATER)).text
    await asyncio.sleep(1)
    _, answer, *more = [shown.text for shown in alice.conversation()]
    assert "12元" in answer
    assert more == []  # an apology beneath an answer would be wrong


async def test_who_blocked_the_bot_does_not_hold_up_others(telegram: TelegramServer) -> None:
    alice, bob = telegram.person("Alice"), telegram.person("Bob")
    alice.writes(FEE)
    alice.blocks_bot()
    bob.writes(FEE)
    assert "12元" in (await bob.receives()).text


async def test_a_group_that_becomes_a_supergroup_gets_its_answer(telegram: TelegramServer) -> None:
    alice, group = telegram.person("Alice"), telegram.group("老群", kind="group")
    group.writes(alice, FEE, mentions_bot=True)
    supergroup = group.migrates(alice)  # before the bot can have answered
    assert "12元" in (await supergroup.receives(LATER)).text


async def test_an_outage_loses_nothing(telegram: TelegramServer) -> None:
    alice = telegram.person("Alice")
    await telegram.stop()
    alice.writes(FEE)
    await asyncio.sleep(1)
    await telegram.start()
    assert "12元" in (await alice.receives(LATER)).text


async def test_without_network_at_start_it_waits(tmp_path: Path) -> None:
    telegram = TelegramServer()
    await telegram.start()
    await telegram.stop()
    process = BotProcess.beside(telegram, tmp_path)
    alice = telegram.person("Alice")
    alice.writes(FEE)
    await process.start()
    try:
        await process.says("request_waits")
        await telegram.start()
        assert "12元" in (await alice.receives(LATER)).text
    finally:
        await process.stop_or_kill()
        await telegram.stop()


@pytest.mark.parametrize(
    ("token", "sentence"),
    [
        pytest.param("9:of-another-bot", "Telegram 不认这个令牌", id="wrong"),
        pytest.param("no token at all", "令牌的样子不对", id="no token"),
        pytest.param("", "没有机器人的令牌", id="none"),
    ],
)
async def test_a_token_that_cannot_be_used_ends_in_a_sentence(
    telegram: TelegramServer, tmp_path: Path, token: str, sentence: str
) -> None:
    process = BotProcess(tmp_path, token=token, base_url=telegram.base_url)
    await process.start()
    assert await process.ended() == 2
    assert sentence in process.said() and "Traceback" not in process.said()
    assert "Unclosed" not in process.said()


async def test_a_second_instance_is_refused(telegram: TelegramServer, bot: BotProcess) -> None:
    second = BotProcess.beside(telegram, bot.log.parent)
    second.log = bot.log.with_name("second.log")
    await second.start()
    assert await second.ended() == 2
    assert second.said().strip() and "Traceback" not in second.said()


async def test_a_revoked_token_ends_in_a_sentence_and_loses_no_question(tmp_path: Path) -> None:
    async with TelegramServer() as telegram:
        process = BotProcess.beside(telegram, tmp_path)
        alice = telegram.person("Alice")
        await process.start()
        await process.says("started")
        telegram.world.faults.add(Kind.UNAUTHORIZED)
        alice.writes(FEE)
        assert await process.ended() == 2
        assert process.lines("handler_failed") == []
        assert "Traceback" not in process.said() and telegram.token not in process.said()
        telegram.world.faults.clear()
        await process.start()
        try:
            assert "12元" in (await alice.receives(LATER)).text
        finally:
            await process.stop_or_kill()
