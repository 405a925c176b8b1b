"""Only its administrators, anonymous ones included, choose what announcements a group gets."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.storage.store import Store
from handlers.records import ChatState
from tests.handlers.telegram import Person
from tests.handlers.test_chats import GROUP
from tests.telegram_api.chats import member as member_of

ALL = "本群接收发给所有群的公告。"


def set_status(member: Person, status: str = "administrator") -> None:
    """Makes Telegram answer that the member has this status in the group."""
    member.request.results["getChatMember"] = member_of(member.user, status)


@pytest.mark.parametrize("status", ["creator", "administrator"])
async def test_an_administrator_chooses_what_the_group_gets(
    member: Person, sqlite_store: Store, status: str
) -> None:
    set_status(member, status)
    assert await member.say("/subscribe 医疗，#教育 醫療") == (
        f"{ALL}\n还接收这些主题的公告：医疗、教育\n"
        "现在还没有这些主题的公告：医疗、教育。已经记下，以后有了就会发来。"
    )
    group = await sqlite_store.chats.known(GROUP)
    assert group is not None and group.tags == ("医疗", "教育")
    assert await member.say("/unsubscribe 医疗") == f"{ALL}\n还接收这些主题的公告：教育"
    assert "不再接收公告" in await member.say("/unsubscribe")
    group = await sqlite_store.chats.known(GROUP)
    assert group is not None and group.state is ChatState.MUTE
    assert await member.say("/subscribe") == ALL


async def test_an_unknown_group_that_unsubscribes_is_kept_as_unsubscribed(
    member: Person, sqlite_store: Store
) -> None:
    set_status(member)
    assert "不再接收公告" in await member.say("/unsubscribe")
    assert not await sqlite_store.chats.joined(GROUP, "邻里", "supergroup", datetime(2031, 1, 10, tzinfo=UTC))
    group = await sqlite_store.chats.known(GROUP)
    assert group is not None and group.state is ChatState.MUTE


@pytest.mark.parametrize("status", ["member", "left"])
async def test_others_get_one_polite_sentence(member: Person, sqlite_store: Store, status: str) -> None:
    set_status(member, status)
    for command in ("/subscribe 医疗", "/unsubscribe"):
        assert await member.say(command) == "谢谢。本群接收哪些公告，请群管理员来设置。"
    assert await sqlite_store.chats.known(GROUP) is None


async def test_an_anonymous_administrator_counts_as_one(member: Person) -> None:
    set_status(member, "member")
    hidden = {"sender_chat": member.chat}
    assert (await member.say("/subscribe", **hidden)).startswith(ALL)


async def test_a_channel_that_speaks_in_the_group_is_no_administrator(member: Person) -> None:
    set_status(member)
    channel = {"id": -900, "type": "channel", "title": "频道"}
    assert "请群管理员来设置" in await member.say("/subscribe", sender_chat=channel)


async def test_whoever_telegram_does_not_know_is_no_administrator(member: Person) -> None:
    member.request.refuse = lambda method, parameters: (
        (400, "Bad Request: PARTICIPANT_ID_INVALID") if method == "getChatMember" else None
    )
    assert "请群管理员来设置" in await member.say("/subscribe")


@pytest.mark.parametrize(
    ("values", "thread"),
    [
        pytest.param({"message_thread_id": 77, "is_topic_message": True}, 77, id="a topic"),
        pytest.param({"message_thread_id": 1, "is_topic_message": True}, None, id="the general topic"),
        pytest.param({"message_thread_id": 55}, None, id="a thread of replies"),
    ],
)
async def test_announcements_are_sent_to_the_topic_of_the_subscription(
    member: Person, sqlite_store: Store, values: dict[str, Any], thread: int | None
) -> None:
    set_status(member)
    said = await member.say("/subscribe", **values)
    known = await sqlite_store.chats.known(GROUP)
    assert known is not None and known.thread_id == thread
    assert ("公告会发到这个话题里" in said) is (thread is not None)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        pytest.param("/subscribe " + "长" * 33, "一个主题最多32个字", id="too long"),
        pytest.param(
            "/subscribe " + " ".join(f"主题{n}" for n in range(21)), "最多选20个主题", id="too many"
        ),
    ],
)
async def test_an_invalid_tag_is_refused_and_nothing_kept(
    member: Person, sqlite_store: Store, command: str, said: str
) -> None:
    set_status(member)
    assert said in await member.say(command)
    known = await sqlite_store.chats.known(GROUP)
    assert known is None or known.tags == ()


async def test_a_forwarded_command_is_ignored(member: Person, sqlite_store: Store) -> None:
    set_status(member)
    origin = {"type": "user", "date": 1, "sender_user": member.user}
    for values in ({"forward_origin": origin}, {"is_automatic_forward": True, "sender_chat": member.chat}):
        assert await member.say("/subscribe", **values) == ""
    assert await sqlite_store.chats.known(GROUP) is None


async def test_in_a_private_chat_the_command_is_refused(citizen: Person) -> None:
    assert await citizen.say("/subscribe 医疗") == "这个命令请在群里用，由群管理员来发。"
