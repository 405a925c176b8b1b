"""Whatever Telegram answers, or does not: one sentence for the right person, and nothing is lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.storage.notifications import LEASE
from tests.end_to_end.process import STAFF, BotProcess
from tests.end_to_end.test_conversations import FEE
from tests.telegram_api.faults import Kind
from tests.telegram_api.people import Person
from tests.telegram_api.server import TelegramServer

pytestmark = pytest.mark.asyncio(loop_scope="module")
LATER = 30.0
_AT_ONCE = 24  # as configured


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def hasty(
    telegram: TelegramServer, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[BotProcess]:
    """A bot that notices a stall within seconds and tells again soon."""
    process = BotProcess.beside(
        telegram,
        tmp_path_factory.mktemp("hasty"),
        TELEGRAM__STALLED_SECONDS="4",
        TELEGRAM__POLL_SECONDS="2",
        TELEGRAM__TELL_AGAIN_SECONDS="1",
    )
    async with process.running_to_its_end():
        yield process


@pytest_asyncio.fixture(loop_scope="module", autouse=True)
async def whole(telegram: TelegramServer, hasty: BotProcess) -> AsyncIterator[None]:
    """Telegram is well again afterwards, and no handler has failed without a reason that was planned."""
    yield
    telegram.world.faults.clear()


def words_of(person: Person) -> list[str]:
    """What the bot wrote to somebody."""
    numbers = set(person.room.chat.sent_by_bot)
    return [shown.text for shown in person.conversation() if shown.id in numbers]


async def test_a_request_for_news_that_is_never_answered_is_given_up_and_made_anew(
    telegram: TelegramServer, hasty: BotProcess
) -> None:
    alice = telegram.person("Alice")
    telegram.world.faults.add(Kind.HANG, "getUpdates", times=1)
    alice.writes("你好")  # ends the request that waits; the next one hangs
    await alice.receives(LATER)
    alice.writes(FEE)
    await hasty.says("poll_repaired")
    assert "12元" in (await alice.sees("12元", LATER)).text


@pytest.mark.parametrize("kind", [Kind.EMPTY, Kind.CONFLICT], ids=["empty", "409"])
async def test_news_that_cannot_be_read_is_fetched_again_and_no_question_is_lost(
    telegram: TelegramServer, hasty: BotProcess, kind: Kind
) -> None:
    alice = telegram.person("Alice")
    before = len(hasty.lines("poll_failed"))
    telegram.world.faults.add(kind, "getUpdates", times=2)
    alice.writes("你好")  # ends the request that waits
    await alice.receives(LATER)
    async with asyncio.timeout(LATER):
        while len(hasty.lines("poll_failed")) <= before:  # noqa: ASYNC110 - a file tells nobody
            await asyncio.sleep(0.05)
    alice.writes(FEE)
    assert "12元" in (await alice.receives(LATER)).text
    if kind is Kind.CONFLICT:
        assert "another program asks with the same token" in str(hasty.lines("poll_failed")[-1])


async def test_an_empty_reply_to_an_answer_is_followed_by_neither_copy_nor_apology(
    telegram: TelegramServer, hasty: BotProcess
) -> None:
    alice = telegram.person("Alice")
    telegram.world.faults.add(Kind.EMPTY, "sendMessage", chat=alice.id, times=1)
    alice.writes(FEE)
    await hasty.says("send_uncertain")
    alice.writes("/history")  # it counts as answered
    assert FEE in (await alice.sees(FEE, LATER)).text
    assert len([text for text in words_of(alice) if "12元" in text]) == 1
    assert not [text for text in words_of(alice) if "对不起" in text]


async def test_429_is_waited_out_and_others_are_answered_meanwhile(
    telegram: TelegramServer, hasty: BotProcess
) -> None:
    bob, crowd = telegram.person("Bob"), [telegram.person(f"Crowd {n}") for n in range(_AT_ONCE)]
    for one in crowd:
        telegram.world.faults.add(Kind.FLOOD, "sendMessage", chat=one.id, times=1, seconds=5)
        one.writes(FEE)
    async with asyncio.timeout(LATER):
        while len(hasty.lines("request_waits")) < _AT_ONCE:  # noqa: ASYNC110 - a file tells nobody
            await asyncio.sleep(0.05)
    bob.writes(FEE)
    assert "12元" in (await bob.receives()).text
    assert not any(map(words_of, crowd))
    for one in crowd:
        assert "12元" in (await one.receives(LATER)).text


async def test_who_blocked_the_bot_is_passed_over_and_staff_are_told_so(
    telegram: TelegramServer, hasty: BotProcess
) -> None:
    staff, alice = telegram.person("主任", id=STAFF), telegram.person("Alice")
    await reports_fee(alice)
    alice.blocks_bot()
    assert "告诉了 0 位" in await corrects(staff)
    alice.unblocks_bot()
    alice.writes("图书馆在哪里？")
    await alice.sees("柳溪路", LATER)


async def reports_fee(person: Person) -> None:
    """Somebody finds an answer wrong."""
    person.writes(FEE)
    await person.sees("12元", LATER)
    assert "改正了就在这里告诉您" in await person.notice(person.presses("答案不对"))


async def corrects(staff: Person) -> str:
    """Staff put the oldest report right; what they hear."""
    staff.writes("/reports")
    await staff.sees("市民说不对的回答", LATER)
    query = staff.presses("已改正")
    await staff.room.until(
        lambda: staff.world.callback_queries.get(query) is not None, "an answer to staff", LATER
    )
    return str((staff.world.callback_queries[query] or {}).get("text"))


async def test_who_could_not_be_told_is_told_later_even_after_a_kill(
    telegram: TelegramServer, hasty: BotProcess
) -> None:
    staff, alice = telegram.person("主任", id=STAFF), telegram.person("Alice")
    await reports_fee(alice)
    telegram.world.faults.add(Kind.SERVER_ERROR, "sendMessage", chat=alice.id)
    assert "联系不上，会自动再送" in await corrects(staff)
    await hasty.kill()
    telegram.world.faults.clear()
    await hasty.start()
    after = LATER + LEASE.total_seconds()  # the process that was killed may have had it in hand
    assert "现在的回答是" in (await alice.sees("工作人员核对过了", after)).text
    await asyncio.sleep(2)
    assert len([text for text in words_of(alice) if "工作人员核对过了" in text]) == 1


async def test_who_can_never_be_told_is_given_up_on_record(
    telegram: TelegramServer, hasty: BotProcess
) -> None:
    staff, alice = telegram.person("主任", id=STAFF), telegram.person("Alice")
    await reports_fee(alice)
    telegram.world.faults.add(Kind.GARBAGE, "sendMessage", chat=alice.id)
    await corrects(staff)
    trail = "SELECT who, why FROM audit WHERE action = 'telling_given_up'"
    async with asyncio.timeout(60):
        while not hasty.asks(trail):  # noqa: ASYNC110 - a file tells nobody that it has changed
            await asyncio.sleep(0.2)
    assert hasty.asks(trail)[0][0] == 0
    assert hasty.asks("SELECT count(*) FROM notifications") == [(0,)]


async def test_a_bot_that_telegram_does_not_find_ends_in_a_sentence(tmp_path: Path) -> None:
    async with TelegramServer() as telegram:
        telegram.world.faults.add(Kind.BAD_GATEWAY, "getMe", times=1)
        telegram.world.faults.add(Kind.NOT_FOUND)
        bot = BotProcess.beside(telegram, tmp_path)
        await bot.start()
        assert await bot.ended() == 2
        assert "Telegram 不认这个令牌" in bot.said() and "Traceback" not in bot.said()
