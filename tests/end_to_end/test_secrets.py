"""What must be known to nobody afterwards is in no file and in no line, whatever went wrong meanwhile."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.end_to_end.process import STAFF, BotProcess
from tests.end_to_end.test_conversations import FEE, UNKNOWN
from tests.telegram_api.faults import Kind
from tests.telegram_api.people import Person
from tests.telegram_api.server import TelegramServer

PHONE, CITIZEN, CITIZEN_X, CARD = (
    "13812345678",
    "110105194912310029",
    "11010519491231002X",
    "6222020200112233455",
)
SECRETS = (PHONE, CITIZEN, CITIZEN_X, CARD)
_WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
PUBLIC = "13711112222"  # the number that an office announces
AT_ANY_HOUR = {
    "ANNOUNCEMENTS__TRIAL": "false",
    "ANNOUNCEMENTS__QUIET_FROM": "0",
    "ANNOUNCEMENTS__QUIET_UNTIL": "0",
}
LATER = 20.0
# Telegram's ids are this long nowadays; shorter ones could stand in a file by chance.
ALICE, BOB, FOLLOWER = 7_412_589_631, 7_963_258_741, 7_135_792_468


def spellings(number: str) -> list[str]:
    """A number as people write it."""
    grouped = [number[start : start + 4] for start in range(0, len(number), 4)]
    return [
        number,
        " ".join(grouped),
        "-".join(grouped),
        "—".join(grouped),
        " ".join(number),
        number.translate(_WIDE),
        number.lower(),
    ]


def found_in(bot: BotProcess, *wanted: str) -> list[tuple[str, str]]:
    """Which of these strings stand in which file of the bot, in any encoding."""
    files = [path for path in bot.log.parent.rglob("*") if path.is_file()]
    assert {"anda.sqlite", "bot.log"} <= {path.name for path in files}
    return [
        (path.name, text)
        for path in files
        for data in [path.read_bytes()]
        for text in wanted
        if any(text.encode(encoding) in data for encoding in _ENCODINGS)
    ]


def kept_as_numbers(folder: Path, *ids: int) -> list[tuple[str, int]]:
    """Which ids stand in the database's files as SQLite writes integers of that size."""
    files = sorted(folder.glob("anda.sqlite*"))
    return [(f.name, one) for f in files for one in ids if one.to_bytes(6, "big") in f.read_bytes()]


async def tells_everything(person: Person, telegram: TelegramServer, bob: Person) -> None:
    """A citizen leaves numbers wherever words can be left."""
    for number in SECRETS:
        for text in spellings(number)[: 7 if number == PHONE else 3]:
            person.writes(f"我是{text}，{FEE}")
    question = person.writes("图书馆在哪里？")
    await person.sees("柳溪路", LATER)
    person.edits(f"{UNKNOWN}，回电{PHONE}，卡号{CARD}", question)
    await person.sees("没有找到", LATER)
    person.sends("photo", caption=f"身份证 {CITIZEN_X}")
    person.sends("contact", phone_number=f"+86{PHONE}", first_name=PHONE)
    person.writes(f"/ask {PHONE} {FEE}")
    person.types_inline(f"{CITIZEN} 游泳馆")
    group = telegram.group(f"群{PHONE}")
    group.writes(bob, f"{FEE} 我的号{CITIZEN}", mentions_bot=True)
    await group.receives(LATER)


async def test_numbers_of_citizens_are_nowhere_even_when_answers_fail(tmp_path: Path) -> None:
    async with TelegramServer() as telegram:
        bot = BotProcess.beside(telegram, tmp_path, LOG__LEVEL="debug")
        alice = telegram.person(f"王{PHONE}", id=ALICE, last_name=CITIZEN)
        bob = telegram.person("Bob", id=BOB)
        await bot.start()
        try:
            await bot.says("started")
            await tells_everything(alice, telegram, bob)
            telegram.world.faults.add(Kind.FORBIDDEN, "sendMessage", chat=BOB)
            bob.writes(f"我的号{PHONE}")
            telegram.world.faults.add(Kind.SERVER_ERROR, "sendMessage", chat=ALICE, times=5)
            alice.writes(f"{CITIZEN_X}，{FEE}")
            await bot.says("handler_failed")
            await alice.sees("对不起", LATER)
            await bot.kill()  # what is left in the journal counts too
            assert found_in(bot, *SECRETS, *(text for n in SECRETS for text in spellings(n))) == []
            await bot.start()
            alice.writes("图书馆在哪里？")
            await alice.sees("柳溪路", LATER)
        finally:
            await bot.stop_or_kill()
        assert found_in(bot, *SECRETS, telegram.token, str(ALICE), str(BOB)) == []
        assert kept_as_numbers(bot.data, ALICE, BOB) == []


async def test_a_letter_of_staff_and_a_report_carry_no_numbers_and_one_chat_until_told(
    tmp_path: Path,
) -> None:
    async with TelegramServer() as telegram:
        bot = BotProcess.beside(telegram, tmp_path)
        citizen, staff = telegram.person("Alice", id=FOLLOWER), telegram.person("主任", id=STAFF)
        await bot.start()
        try:
            citizen.writes(f"{UNKNOWN}，请打{PHONE}")
            await citizen.receives(LATER)
            await citizen.notice(citizen.presses("有答案了告诉我"))
            staff.writes("/queue")
            group = await staff.receives(LATER)
            staff.writes(f"请带身份证 {CITIZEN_X} 来，或者转到 {CARD}", replying_to=group)
            await citizen.sees("请带身份证", LATER)
            citizen.writes(f"{FEE} {CITIZEN}")
            await citizen.sees("12元", LATER)
            await citizen.notice(citizen.presses("答案不对"))
        finally:
            await bot.stop_or_kill()
        assert found_in(bot, *SECRETS, str(FOLLOWER)) == []
        with closing(sqlite3.connect(bot.data / "anda.sqlite")) as database:
            for table in ("followers", "reports"):  # kept on purpose: without it nobody could be told
                assert database.execute(f"SELECT chat_id FROM {table}").fetchall() == [(FOLLOWER,)]  # noqa: S608


async def test_a_mobile_number_in_an_announcement_is_where_it_is_published_and_nowhere_else(
    tmp_path: Path,
) -> None:
    async with TelegramServer() as telegram:
        bot = BotProcess.beside(telegram, tmp_path, LOG__LEVEL="debug", **AT_ANY_HOUR)
        staff, alice, group = (
            telegram.person("主任", id=STAFF),
            telegram.person("Alice"),
            telegram.group("邻里"),
        )
        await bot.start()
        try:
            await bot.says("started")
            staff.writes(f"找小李 {PUBLIC}")  # nothing was asked for yet
            group.adds_bot(staff)
            staff.writes("/announce")
            await staff.sees("请把公告发给我", LATER)
            staff.writes(f"带上身份证 {CITIZEN_X}，卡 {CARD}")
            await staff.sees("身份证号、银行卡号不能写进公告", LATER)
            assert found_in(bot, *SECRETS, PUBLIC) == []
            staff.writes(f"停水找小李 {PUBLIC}")
            await staff.sees("正文里有手机号，人人都会看到", LATER)
            staff.presses("发到 1 个群")
            await staff.sees("请打数字：1", LATER)
            staff.writes("1")
            await group.sees(f"停水找小李 {PUBLIC}", LATER)
            alice.writes(f"停水通知，我的号 {PHONE}")
            await alice.sees(PUBLIC, LATER)  # who asks is told what was published
            await staff.sees("每个群的情况", LATER)
        finally:
            await bot.stop_or_kill()
        assert {name for name, _ in found_in(bot, PUBLIC)} == {"anda.sqlite"}
        assert [name for name, _ in tables_with(bot, PUBLIC)] == ["announcements"]
        assert found_in(bot, *SECRETS) == []


def tables_with(bot: BotProcess, text: str) -> list[tuple[str, int]]:
    """The tables of which rows hold a text, and how many."""
    names = [name for (name,) in bot.asks("SELECT name FROM sqlite_master WHERE type = 'table'")]
    counts = [(name, sum(text in str(row) for row in bot.asks(f'SELECT * FROM "{name}"'))) for name in names]  # noqa: S608
    return [(name, count) for name, count in counts if count]


@pytest.mark.parametrize(
    ("log", "refusal"), [("json", Kind.UNAUTHORIZED), ("console", Kind.NOT_FOUND)], ids=["401", "404"]
)
async def test_the_token_is_in_no_line_at_any_level_whatever_telegram_answers(
    tmp_path: Path, log: str, refusal: Kind
) -> None:
    async with TelegramServer() as telegram:
        bot = BotProcess.beside(telegram, tmp_path, LOG__LEVEL="debug", LOG__FORMAT=log)
        faults = telegram.world.faults
        for kind in (Kind.GARBAGE, Kind.EMPTY, Kind.DROP, Kind.BAD_GATEWAY):
            faults.add(kind, "sendMessage", times=1)
            faults.add(kind, "getUpdates", after=1, times=1)
        alice = telegram.person("Alice")
        await telegram.stop()  # no network at first
        await bot.start()
        try:
            await _until_said(bot, "getMe")
            await telegram.start()
            for _ in range(4):
                alice.writes(FEE)
            await alice.sees("12元", LATER)
            await telegram.stop()
            await asyncio.sleep(1)
            await telegram.start()
            faults.clear()
            faults.add(refusal)
            alice.writes(FEE)
            assert await bot.ended() == 2
        finally:
            await bot.stop_or_kill()
        token = telegram.token
        assert found_in(bot, token, token.partition(":")[2], token.replace(":", "%3A")) == []


async def _until_said(bot: BotProcess, words: str) -> None:
    async with asyncio.timeout(40):
        while words not in bot.said():  # noqa: ASYNC110 - a file tells nobody that it has grown
            await asyncio.sleep(0.05)
