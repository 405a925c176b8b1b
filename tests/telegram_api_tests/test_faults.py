"""Each fault, as a real bot feels it."""

from __future__ import annotations

import asyncio

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import ExtBot

from tests.telegram_api.faults import Faults, Kind
from tests.telegram_api.server import TelegramServer
from tests.telegram_api_tests.conftest import Bot, refused


@pytest.mark.parametrize(
    ("kind", "error", "stored"),
    [
        pytest.param("flood", RetryAfter, 0, id="429"),
        pytest.param("forbidden", Forbidden, 0, id="403"),
        pytest.param("migrated", ChatMigrated, 0, id="400 with another id"),
        pytest.param("unauthorized", InvalidToken, 0, id="401"),
        pytest.param("conflict", Conflict, 0, id="409"),
        pytest.param("server error", NetworkError, 0, id="500"),
        pytest.param("bad gateway", NetworkError, 0, id="502"),
        pytest.param("garbage", TelegramError, 1, id="garbage"),
        pytest.param("hang", TimedOut, 1, id="accepted, then silence"),
        pytest.param("drop", NetworkError, 0, id="dropped before"),
        pytest.param("drop after", NetworkError, 1, id="dropped after"),
    ],
)
async def test_a_fault_hits_once_and_the_next_call_passes(
    telegram: TelegramServer, bot: Bot, kind: str, error: type[TelegramError], stored: int
) -> None:
    alice = telegram.person("Alice")
    telegram.world.faults.add(kind, "sendMessage", times=1, to=-5)
    with pytest.raises(error):
        await bot.send_message(alice.id, "一")
    assert len(alice.conversation()) == stored
    await bot.send_message(alice.id, "二")
    assert alice.screen().text == "二"


async def test_a_flood_says_how_long_to_wait(telegram: TelegramServer, bot: Bot) -> None:
    alice = telegram.person("Alice")
    telegram.world.faults.add(Kind.FLOOD, seconds=7)
    with refused(telegram, "Too Many Requests: retry after 7"):
        await bot.send_message(alice.id, "一")


async def test_latency_delays_and_lets_pass(telegram: TelegramServer, bot: Bot) -> None:
    alice = telegram.person("Alice")
    telegram.world.faults.add(Kind.LATENCY, seconds=0.2)
    begin = asyncio.get_running_loop().time()
    await bot.send_message(alice.id, "一")
    assert asyncio.get_running_loop().time() - begin >= 0.2


async def test_a_fault_is_for_its_method_and_chat(telegram: TelegramServer, bot: Bot) -> None:
    alice, bob = telegram.person("Alice"), telegram.person("Bob")
    telegram.world.faults.add(Kind.FORBIDDEN, "sendMessage", chat=bob.id)
    await bot.send_message(alice.id, "一")
    await bot.send_chat_action(bob.id, "typing")
    with pytest.raises(Forbidden):
        await bot.send_message(bob.id, "一")


def outcomes(faults: Faults, number: int) -> list[bool]:
    return [bool(faults.next("sendMessage", 1)) for _ in range(number)]


def test_a_counted_fault_spares_the_first_and_ends() -> None:
    faults = Faults()
    faults.add(Kind.DROP, after=2, times=2)
    assert outcomes(faults, 6) == [False, False, True, True, False, False]


def test_the_same_seed_throws_the_same_dice() -> None:
    first, again, other = Faults(1), Faults(1), Faults(2)
    for faults in (first, again, other):
        faults.add(Kind.DROP, probability=0.3)
    thrown = outcomes(first, 200)
    assert thrown == outcomes(again, 200) != outcomes(other, 200)
    assert 40 < sum(thrown) < 80


def test_a_call_is_late_and_then_refused_but_refused_once() -> None:
    faults = Faults()
    faults.add(Kind.LATENCY)
    faults.add(Kind.FLOOD, times=1)
    faults.add(Kind.DROP, times=1)
    kinds = [[fault.kind for fault in faults.next("sendMessage", 1)] for _ in range(3)]
    assert kinds == [[Kind.LATENCY, Kind.FLOOD], [Kind.LATENCY, Kind.DROP], [Kind.LATENCY]]


def test_a_cleared_plan_does_nothing() -> None:
    faults = Faults()
    faults.add(Kind.DROP)
    faults.clear()
    assert outcomes(faults, 1) == [False]


async def test_a_wrong_token_is_unauthorized(telegram: TelegramServer) -> None:
    bot = ExtBot("1:wrong", base_url=telegram.base_url)
    with pytest.raises(InvalidToken, match="rejected by the server"):
        await bot.initialize()
    await bot.shutdown()
    assert telegram.calls()[-1].status == 401


async def test_an_unknown_method_is_not_found(telegram: TelegramServer, bot: Bot) -> None:
    with refused(telegram, "Not Found: method not found"):
        await bot.do_api_request("sendTelegram")


async def test_the_bot_is_blocked_and_let_back(telegram: TelegramServer, bot: Bot) -> None:
    alice = telegram.person("Alice")
    alice.blocks_bot()
    with refused(telegram, "Forbidden: bot was blocked by the user"):
        await bot.send_message(alice.id, "一")
    alice.unblocks_bot()
    await bot.send_message(alice.id, "一")
    statuses = [
        one.my_chat_member.new_chat_member.status for one in await bot.get_updates() if one.my_chat_member
    ]
    assert statuses == ["kicked", "member"]
    alice.deletes_account()
    with refused(telegram, "Forbidden: user is deactivated"):
        await bot.send_message(alice.id, "一")


async def test_the_bot_is_removed_from_a_group(telegram: TelegramServer, bot: Bot) -> None:
    alice = telegram.person("Alice")
    for kind in ("group", "supergroup"):
        group = telegram.group("街坊", kind=kind)
        group.removes_bot(by=alice)
        with refused(telegram, f"Forbidden: bot was kicked from the {kind} chat"):
            await bot.send_message(group.id, "一")


async def test_a_group_that_moved_tells_its_new_id(telegram: TelegramServer, bot: Bot) -> None:
    alice, group = telegram.person("Alice"), telegram.group("街坊", kind="group")
    new = group.migrates(by=alice)
    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(group.id, "一")
    assert caught.value.new_chat_id == new.id
    assert telegram.refused() == []
    await bot.send_message(new.id, "一")
    told = [
        (one.message.migrate_to_chat_id, one.message.migrate_from_chat_id)
        for one in await bot.get_updates()
        if one.message
    ]
    assert told == [(new.id, None), (None, group.id)]


async def test_a_bot_that_left_is_outside(telegram: TelegramServer, bot: Bot) -> None:
    group = telegram.group("街坊")
    await bot.leave_chat(group.id)
    with refused(telegram, "Forbidden: bot is not a member of the supergroup chat"):
        await bot.send_message(group.id, "一")


async def test_a_server_that_stopped_comes_back_on_its_port(telegram: TelegramServer, bot: Bot) -> None:
    alice = telegram.person("Alice")
    await telegram.stop()
    with pytest.raises(NetworkError) as caught:
        await bot.send_message(alice.id, "一")
    assert not isinstance(caught.value, BadRequest)
    await telegram.start()
    await bot.send_message(alice.id, "一")


async def test_a_planned_fault_is_no_rule_that_was_broken(telegram: TelegramServer, bot: Bot) -> None:
    alice = telegram.person("Alice")
    telegram.world.faults.add(Kind.MIGRATED, "sendMessage", times=1, to=-5)
    with pytest.raises(ChatMigrated):
        await bot.send_message(alice.id, "一")
    assert telegram.refused() == []
    with refused(telegram, "Bad Request: message text is empty"):
        await bot.send_message(alice.id, "")
    assert [call.method for call in telegram.refused()] == ["sendMessage"]
