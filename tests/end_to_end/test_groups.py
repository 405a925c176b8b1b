"""Groups and their announcements, with the real process over HTTP and the command beside it."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.config import PROJECT
from tests.end_to_end.process import STAFF, BotProcess
from tests.telegram_api.people import Group, Person
from tests.telegram_api.server import TelegramServer

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("rules")]

SETTINGS = {
    "ANNOUNCEMENTS__TRIAL": "false",
    "ANNOUNCEMENTS__QUIET_FROM": "0",
    "ANNOUNCEMENTS__QUIET_UNTIL": "0",
    "ANNOUNCEMENTS__PER_SECOND": "1000",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(
    telegram: TelegramServer, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[BotProcess]:
    """A bot whose announcements are for everybody, and a member of staff who can be told how they go."""
    telegram.person("Staff", id=STAFF)
    process = BotProcess.beside(telegram, tmp_path_factory.mktemp("groups"), **SETTINGS)
    async with process.running_to_its_end():
        yield process


@pytest.fixture
def alice(telegram: TelegramServer) -> Person:
    return telegram.person("Alice")


async def joined(
    telegram: TelegramServer, by: Person, title: str, *, kind: str = "supergroup", forum: bool = False
) -> Group:
    """A group that has added the bot and was greeted."""
    group = telegram.group(title, kind=kind, forum=forum)
    group.promotes(by, "creator")
    group.adds_bot(by)
    assert "大家好，我是安答" in (await group.receives()).text
    return group


async def anda(bot: BotProcess, *arguments: str) -> str:
    """What the command says, run beside the bot over the same data."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=PROJECT,
        env={**bot.environment, "COLUMNS": "160"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, errors = await process.communicate()
    assert process.returncode == 0, errors.decode()
    return out.decode()


async def test_a_group_is_greeted_once_and_says_what_it_wants(
    telegram: TelegramServer, bot: BotProcess, alice: Person
) -> None:
    # Given a group that added the bot
    group = await joined(telegram, alice, "街坊")
    # When its administrator, and then somebody else, subscribes
    group.writes(alice, "/subscribe 医疗 教育")
    assert "还接收这些主题的公告：医疗、教育" in (await group.receives()).text
    group.writes(telegram.person("Bob"), "/unsubscribe")
    # Then only the administrator's word counts
    assert "请群管理员来设置" in (await group.receives()).text
    group.writes(alice, "/unsubscribe 教育", anonymous=True)
    assert "还接收这些主题的公告：医疗" in (await group.receives()).text
    # And coming back, the bot does not greet again
    group.removes_bot(alice)
    group.adds_bot(alice)
    await group.receives_nothing()
    assert re.search(rf"{group.id} .*街坊.*能收到.*医疗", await anda(bot, "announce", "chats"))


async def test_a_group_that_moved_gets_what_it_subscribed_to_and_one_that_left_does_not(
    telegram: TelegramServer, bot: BotProcess, alice: Person, tmp_path: Path
) -> None:
    # Given a group that subscribed and then became a supergroup, a forum, and one that removed the bot
    old = await joined(telegram, alice, "小区", kind="group")
    old.writes(alice, "/subscribe 供水")
    await old.receives()
    moved = old.migrates(alice)
    forum = await joined(telegram, alice, "论坛", forum=True)
    topic = forum.topic(alice, "公告")
    forum.writes(alice, "/subscribe 供水", topic=topic)
    assert "公告会发到这个话题里" in (await forum.receives()).text
    left = await joined(telegram, alice, "旧群")
    left.writes(alice, "/subscribe 供水")
    await left.receives()
    left.removes_bot(alice)
    # When staff announce from the terminal
    file = tmp_path / "water.yaml"
    file.write_text("id: water\ntext: 明早停水\ntarget: {tags: [供水]}\n", "utf-8")
    by = ("--as", str(STAFF))
    match = re.search(r"编号 (\w+)。", await anda(bot, "announce", "new", str(file), *by))
    assert match is not None
    await anda(bot, "announce", "approve", match[1], *by, "--chats", "2")
    # Then those that are there get it where they want it, and the report says so
    assert (await moved.receives()).text == "明早停水"
    shown = await forum.receives()
    assert (shown.text, shown.json["message_thread_id"]) == ("明早停水", topic)
    report = await anda(bot, "announce", "report", match[1])
    assert "2 个群，已发 2" in report
    assert left.screen().text != "明早停水"
    # And who asks the bot finds it
    alice.writes("停水通知")
    assert (await alice.receives()).text.endswith("明早停水")
    alice.writes("游泳馆的门票多少钱？")
    assert "停水" not in (await alice.receives()).text
    # And when it is withdrawn, it is gone and not found any more
    await anda(bot, "announce", "withdraw", match[1], *by, "--chats", "2")
    await moved.until(lambda: all("停水" not in one.text for one in moved.conversation()), "the withdrawal")
    alice.writes("停水通知")
    assert "没有找到答案" in (await alice.receives()).text


async def test_a_bot_with_a_list_leaves_other_groups_with_a_word(tmp_path: Path) -> None:
    # Given a bot that serves listed groups only
    async with TelegramServer() as elsewhere:
        process = BotProcess.beside(elsewhere, tmp_path, ANNOUNCEMENTS__ALLOW_UNKNOWN_GROUPS="false")
        await process.start()
        try:
            await process.says("started")
            # When somebody adds it
            group = elsewhere.group("别处")
            group.adds_bot(elsewhere.person("Alice"))
            # Then it says so politely, and leaves
            assert "先告辞了" in (await group.receives()).text
            await group.until(lambda: bool(elsewhere.calls("leaveChat")), "the bot's leaving")
            assert elsewhere.refused() == []
        finally:
            await process.stop_or_kill()
