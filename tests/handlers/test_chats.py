"""Groups become known when they add the bot, are greeted once, and are left where they are not wanted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio
from telegram.ext import ExtBot

from bot.application import Bot, application_of
from bot.storage.store import Store
from handlers.context import Admission, Services
from handlers.records import NO_RIGHT, REMOVED, ChatState
from tests.handlers.telegram import BOT, Person, RecordingRequest, message
from tests.telegram_api.chats import member as member_of

GROUP = -100


async def becomes(member: Person, status: str, **values: Any) -> None:
    """The person changes the bot's place in the group."""
    change = {"chat": member.chat, "from": member.user, "date": 1, "old_chat_member": member_of(BOT, "left")}
    await member.update(my_chat_member={**change, "new_chat_member": member_of(BOT, status) | values})


def texts(member: Person) -> list[str]:
    return [call["text"] for call in member.calls("sendMessage")]


async def test_a_group_that_adds_the_bot_is_known_and_greeted_once(
    member: Person, sqlite_store: Store
) -> None:
    await becomes(member, "member")
    await becomes(member, "administrator")
    await becomes(member, "left")
    await becomes(member, "member")
    [welcome] = texts(member)
    assert "@anda_bot" in welcome and "/subscribe" in welcome
    group = await sqlite_store.chats.known(GROUP)
    assert group is not None and (group.title, group.state) == ("邻里", ChatState.ACTIVE)


@pytest.mark.parametrize(
    ("status", "values", "state", "reason"),
    [
        pytest.param("kicked", {}, ChatState.LEFT, REMOVED, id="removed"),
        pytest.param("left", {}, ChatState.LEFT, REMOVED, id="left"),
        pytest.param("restricted", {"can_send_messages": False}, ChatState.MUTE, NO_RIGHT, id="muted"),
        pytest.param("restricted", {"is_member": False}, ChatState.LEFT, REMOVED, id="restricted and gone"),
        pytest.param("restricted", {}, ChatState.ACTIVE, "", id="restricted and may write"),
    ],
)
async def test_a_change_of_membership_is_noted(
    member: Person, sqlite_store: Store, status: str, values: dict[str, Any], state: ChatState, reason: str
) -> None:
    await becomes(member, "member")
    await becomes(member, status, **values)
    known = await sqlite_store.chats.known(GROUP)
    assert known is not None and (known.state, known.reason) == (state, reason)


async def test_a_group_where_the_bot_may_not_write_is_known_and_not_written_to(
    member: Person, sqlite_store: Store
) -> None:
    await becomes(member, "restricted", can_send_messages=False)
    known = await sqlite_store.chats.known(GROUP)
    assert known is not None and known.state is ChatState.MUTE
    assert texts(member) == []
    await becomes(member, "member")
    assert "大家好" in texts(member)[0]


async def test_a_welcome_that_is_refused_shows_that_the_bot_may_not_write(
    member: Person, sqlite_store: Store
) -> None:
    member.request.refuse = lambda method, parameters: (
        (400, "Bad Request: not enough rights to send text messages to the chat")
        if method == "sendMessage"
        else None
    )
    await becomes(member, "member")
    known = await sqlite_store.chats.known(GROUP)
    assert known is not None and (known.state, known.reason) == (ChatState.MUTE, NO_RIGHT)


@pytest.mark.parametrize("kind", ["channel", "private"])
async def test_channels_and_private_chats_are_no_groups(
    application: Bot, request_: RecordingRequest, sqlite_store: Store, kind: str
) -> None:
    owner = Person(application, request_, chat={"id": -900, "type": kind, "title": "频道"})
    await becomes(owner, "member")
    assert await sqlite_store.chats.listed() == ()
    assert request_.calls[1:] == []


async def test_a_group_that_moves_keeps_its_subscriptions(member: Person, sqlite_store: Store) -> None:
    await becomes(member, "member")
    await sqlite_store.chats.subscribe(GROUP, ["医疗"], None, member.application.bot_data["services"].now())
    new = {"id": -1001, "type": "supergroup", "title": "邻里"}
    await member.update(message=message(5, member.chat, member.user, migrate_to_chat_id=-1001))
    await member.update(message=message(1, new, member.user, migrate_from_chat_id=GROUP))
    group = await sqlite_store.chats.known(GROUP)
    assert group is not None and (group.chat_id, group.tags) == (-1001, ("医疗",))


async def test_another_title_is_noted(member: Person, sqlite_store: Store) -> None:
    await becomes(member, "member")
    await member.update(message=message(5, member.chat, member.user, new_chat_title="新邻里"))
    group = await sqlite_store.chats.known(GROUP)
    assert group is not None and group.title == "新邻里"


@pytest_asyncio.fixture
async def guarded(services: Services, request_: RecordingRequest) -> AsyncIterator[Bot]:
    """The bot with a list of groups that may have it."""
    listed = replace(services, admission=Admission(everyone=False, groups=frozenset({-300})))
    bot: ExtBot[None] = ExtBot("1:T", request=request_, get_updates_request=RecordingRequest())
    async with application_of(bot, listed) as application:
        yield application


def adder(application: Bot, request: RecordingRequest, *, chat: int = GROUP, id: int = 8) -> Person:
    return Person(application, request, id=id, chat={"id": chat, "type": "supergroup", "title": "群"})


async def test_a_group_that_is_not_listed_is_left_with_one_sentence(
    guarded: Bot, request_: RecordingRequest, sqlite_store: Store
) -> None:
    member = adder(guarded, request_)
    await becomes(member, "member")
    assert texts(member) == ["谢谢邀请。我只在登记过的群里服务，先告辞了；大家可以单独找我提问。"]
    assert member.calls("leaveChat") == [{"chat_id": GROUP}]
    await becomes(member, "left")
    assert await sqlite_store.chats.known(GROUP) is None


@pytest.mark.parametrize(
    ("chat", "by"), [pytest.param(-300, 8, id="listed"), pytest.param(GROUP, 2, id="added by staff")]
)
async def test_a_listed_group_and_one_of_staff_may_have_the_bot(
    guarded: Bot, request_: RecordingRequest, chat: int, by: int
) -> None:
    member = adder(guarded, request_, chat=chat, id=by)
    await becomes(member, "member")
    assert "/subscribe" in texts(member)[0]
    await becomes(adder(guarded, request_, chat=chat), "administrator")
    assert member.calls("leaveChat") == []


async def test_an_unlisted_group_does_not_become_known_by_subscribing(
    guarded: Bot, request_: RecordingRequest, sqlite_store: Store
) -> None:
    member = adder(guarded, request_)
    assert "告辞" in await member.say("/subscribe 医疗", sender_chat=member.chat)
    assert await sqlite_store.chats.listed() == ()
