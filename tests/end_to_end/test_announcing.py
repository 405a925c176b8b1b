"""An announcement from the first word to the withdrawal: staff, the real process, fifty groups, over HTTP."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from functools import partial

import pytest
import pytest_asyncio
from aiohttp import ClientSession

from tests.bot.loopback import free_port
from tests.end_to_end.process import BotProcess
from tests.end_to_end.scene import Scene, hears
from tests.telegram_api.faults import Kind
from tests.telegram_api.people import Group, Person
from tests.telegram_api.server import TelegramServer

pytestmark = pytest.mark.asyncio(loop_scope="module")

AUTHOR, APPROVER = 77, 78
GROUPS = 50
TEXT = "停水通知：明天上午柳溪路检修水管，请提前接水。"
NEW_TEXT = "停水改期：柳溪路检修水管改到后天上午，请提前接水。"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def author(telegram: TelegramServer) -> Person:
    return telegram.person("小李", id=AUTHOR)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def approver(telegram: TelegramServer) -> Person:
    return telegram.person("老王", id=APPROVER)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(
    telegram: TelegramServer, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[BotProcess]:
    """A bot that sends at any hour and hardly waits."""
    process = BotProcess.beside(
        telegram,
        tmp_path_factory.mktemp("announcing"),
        STAFF__IDS=f"{AUTHOR}:editor,{APPROVER}:approver",
        ANNOUNCEMENTS__TRIAL="false",
        ANNOUNCEMENTS__QUIET_FROM="0",
        ANNOUNCEMENTS__QUIET_UNTIL="0",
        ANNOUNCEMENTS__PER_MINUTE_GROUP="10000",
        METRICS__PORT=str(free_port()),
    )
    async with process.running_to_its_end():
        yield process


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def groups(telegram: TelegramServer, bot: BotProcess, author: Person) -> list[Group]:
    """Fifty groups that the author has added the bot to; the last one has put it out without a word."""
    rooms = [telegram.group(f"街坊 {number}") for number in range(1, GROUPS + 1)]
    for group in rooms:
        group.adds_bot(author)
    for group in rooms:
        await group.sees("", 40.0)
    telegram.world.faults.add(Kind.FORBIDDEN, chat=rooms[-1].id)
    return rooms


async def test_from_the_first_word_to_the_withdrawal(
    telegram: TelegramServer, groups: list[Group], author: Person, approver: Person
) -> None:
    scene, reached = Scene(), groups[:-1]
    scene.heading("写，看，打数字")
    scene.writes(author, "/announce")
    await scene.sees(author, "请把公告发给我")
    scene.writes(author, TEXT)
    await scene.sees(author, TEXT)
    await scene.sees(author, "每个群看到的就是这样")
    scene.presses(author, "发到 50 个群")
    await scene.sees(author, "请打数字：50")
    scene.writes(author, "50")
    await scene.sees(author, "已经请 1 位看了")
    scene.heading("另一位批准")
    await scene.sees(approver, TEXT)
    await scene.sees(approver, "等您批准")
    scene.presses(approver, "批准")
    await scene.sees(author, "您的公告批准了")
    scene.heading("发出去")
    await scene.reaches(reached, TEXT)
    await scene.sees(author, "100%")
    report = await scene.sees(author, "没有发 0")
    assert "已发 49，失败 1" in report.text and "失败　街坊 50：机器人被移出了群" in report.text
    await scene.sees(author, "每个群的情况")
    assert [row[2] for row in table(telegram)].count("已发") == 49
    await _edited(scene, author, approver, reached)
    await _withdrawn(scene, author, reached)
    scene.keep()
    assert {times(telegram, group, TEXT) for group in reached} == {1}  # none missing, none doubled
    assert telegram.refused() == []


async def _edited(scene: Scene, author: Person, approver: Person, groups: list[Group]) -> None:
    """New words, seen, confirmed and approved like the old ones, take their place everywhere."""
    scene.heading("改正文")
    scene.presses(author, "改正文")
    await scene.sees(author, "请把新的文字发给我")
    scene.writes(author, NEW_TEXT)
    await scene.sees(author, "各群里的会改成这样")
    scene.presses(author, "改到 49 个群")
    await scene.sees(author, "请打数字：49")
    scene.writes(author, "49")
    await scene.sees(approver, NEW_TEXT)
    await approver.sees("收到过这条公告的 49 个群")
    scene.presses(approver, "批准")
    assert all(shown.edited for shown in await scene.reaches(groups, NEW_TEXT))


async def _withdrawn(scene: Scene, author: Person, groups: list[Group]) -> None:
    """After a second press it is gone from every group."""
    scene.heading("撤回")
    scene.presses(author, "撤回")
    await scene.sees(author, "确定吗")
    scene.presses(author, "确定撤回")
    await scene.leaves(groups, "停水")


def table(telegram: TelegramServer) -> list[list[str]]:
    """The newest table that the bot sent."""
    files = [data for name, data in telegram.world.files.values() if str(name).endswith(".csv")]
    return list(csv.reader(io.StringIO(files[-1].decode("utf-8-sig"), newline="")))


def times(telegram: TelegramServer, group: Group, text: str) -> int:
    """How often a group was sent a text."""
    calls = telegram.calls("sendMessage", chat=group.id)
    return sum(call.parameters.get("text") == text and call.status == 200 for call in calls)


async def test_every_step_is_in_the_audit_trail(bot: BotProcess, groups: list[Group]) -> None:
    rows = bot.asks("SELECT who, action FROM audit ORDER BY id")
    assert [row for row in rows if row[1].startswith("announce")] == [
        (AUTHOR, "announce_new"),
        (AUTHOR, "announce_change"),
        (AUTHOR, "announce_confirm"),
        (APPROVER, "announce_approve"),
        (AUTHOR, "announce_edit"),
        (AUTHOR, "announce_change"),
        (AUTHOR, "announce_confirm"),
        (APPROVER, "announce_approve"),
        (AUTHOR, "announce_withdraw"),
    ]


async def test_the_numbers_can_be_read_meanwhile(bot: BotProcess, groups: list[Group]) -> None:
    where = f"http://127.0.0.1:{bot.environment['ANDA_METRICS__PORT']}/metrics"
    async with ClientSession() as session, session.get(where) as answer:
        numbers = await answer.text()
    assert f'anda_sends_total{{outcome="sent"}} {GROUPS - 1:.1f}' in numbers
    assert 'anda_sends_total{outcome="forbidden"} 1.0' in numbers


async def test_a_crash_forgets_nothing_of_what_is_being_written(
    bot: BotProcess, groups: list[Group], author: Person
) -> None:
    author.writes("/announce")
    await author.sees("请把公告发给我")
    await bot.kill()
    await bot.start()
    author.writes("粗体的通知")
    await author.sees("每个群看到的", 40.0)
    author.writes("/cancel")
    await author.sees("什么都没有发", 40.0)


async def test_a_photo_is_pinned_where_that_is_allowed(
    bot: BotProcess, groups: list[Group], author: Person, approver: Person
) -> None:
    groups[0].promotes_bot(author)
    await hears(author, lambda: author.writes("/announce"), "请把公告发给我")
    page = await hears(author, lambda: author.sends_photo("停气通知"), "每个群看到的")
    await hears(author, lambda: author.presses("发给谁", page), "按按钮选")
    page = await hears(author, lambda: author.writes("街坊 1\n街坊 2"), "发给：街坊 1、街坊 2，2 个群")
    author.presses("置顶", page)
    await author.sees("\n置顶，有提示音")
    await hears(author, lambda: author.presses("发到 2 个群"), "请打数字：2")
    await hears(approver, lambda: author.writes("2"), "发给：街坊 1、街坊 2，2 个群")
    report = await hears(author, lambda: approver.presses("批准"), "2 个群，已发 2")
    assert "已发　街坊 2：发到了，没能置顶" in report.text
    shown = [await group.sees("停气通知") for group in groups[:2]]
    assert all(one.json["photo"] for one in shown)
    assert len(groups[0].chat.pinned) == 1


async def test_a_record_that_was_lost_is_made_good_and_no_other_chat_hears_twice(
    telegram: TelegramServer, bot: BotProcess, groups: list[Group], author: Person, approver: Person
) -> None:
    text = "停暖通知：后天上午检修。"
    await hears(author, lambda: author.writes("/announce"), "请把公告发给我")
    page = await hears(author, lambda: author.writes(text), "每个群看到的")
    await hears(author, lambda: author.presses("发给谁", page), "按按钮选")
    await hears(author, lambda: author.writes("街坊 3\n街坊 4"), "，2 个群")
    await hears(author, lambda: author.presses("发到 2 个群"), "请打数字：2")
    await hears(approver, lambda: author.writes("2"), "等您批准")
    await hears(author, lambda: approver.presses("批准"), "2 个群，已发 2")
    [(name,)] = bot.asks(f"SELECT id FROM announcements WHERE html = '{text}'")  # noqa: S608 - ours
    lost, kept = groups[2], groups[3]
    with closing(sqlite3.connect(bot.data / "anda.sqlite")) as database, database:
        database.execute("DELETE FROM deliveries WHERE announcement = ? AND chat_id = ?", (name, lost.id))
    page = await hears(approver, lambda: approver.writes(f"/announce {name}"), text)
    report = await hears(author, lambda: approver.presses("补发缺的（1）", page), "2 个群，已发 2")
    assert "没有记录" not in report.text
    assert (times(telegram, lost, text), times(telegram, kept, text)) == (2, 1)


async def test_a_photo_that_is_gone_is_asked_for_again(
    telegram: TelegramServer, bot: BotProcess, groups: list[Group], author: Person
) -> None:
    await hears(author, lambda: author.writes("/announce"), "请把公告发给我")
    page = await hears(author, lambda: author.sends_photo("停电通知"), "每个群看到的")
    telegram.world.files.clear()
    [send] = page.buttons[0]
    await hears(author, lambda: author.presses(send, page), "照片或者文件已经没有了")
    await hears(author, lambda: author.writes("/cancel"), "什么都没有发")
    assert all("停电" not in one.text for one in groups[0].conversation())


async def test_what_cannot_be_is_said_and_nothing_goes_out(
    telegram: TelegramServer, bot: BotProcess, groups: list[Group], author: Person
) -> None:
    channel = telegram.channel("镇政府发布")
    before = len(telegram.calls("sendMessage"))
    await hears(author, lambda: author.writes("/announce"), "请把公告发给我")
    await hears(author, lambda: author.writes("字" * 4097), "太长了：4097 字")
    page = await hears(author, lambda: author.writes("<b>断网通知"), "会照原样给人看到")
    for button, asked, typed, sentence in (
        ("什么时候", "什么时候发", "2020-01-01 09:00", "已经过了"),
        ("什么时候", "什么时候发", "明天 9点 Asia/Nowhere", "时区不认得"),
        ("什么时候", "什么时候发", "每周一 9:00", "到哪天为止"),
        ("发给谁", "现在发给", "没有这个群", "没有找到这个群"),
        ("发给谁", "现在发给", str(channel.id), "是频道"),
    ):
        await hears(author, partial(author.presses, button, page), asked)
        await hears(author, partial(author.writes, typed), sentence)
    await hears(author, lambda: author.writes("/cancel"), "什么都没有发")
    assert {call.chat for call in telegram.calls("sendMessage")[before:]} == {AUTHOR}
