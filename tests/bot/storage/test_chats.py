"""Groups are joined, left and moved; announcements go to those that are active and subscribed."""

from __future__ import annotations

from datetime import timedelta

import pytest
import pytest_asyncio

from bot.storage.database import Database
from bot.storage.retention import purge
from bot.storage.store import Store
from handlers.records import NO_RIGHT, REMOVED, UNSUBSCRIBED, ChatState, KnownChat
from knowledge.model.announcement import Target
from tests.bot.storage.samples import NOW

LATER = NOW + timedelta(hours=1)
OLD, NEW, OTHER = -5, -1005, -1006
ALL = Target()


@pytest_asyncio.fixture
async def joined(store: Store) -> Store:
    """A store that knows two groups."""
    await store.chats.joined(OLD, "邻里", "group", NOW)
    await store.chats.joined(OTHER, "家长", "supergroup", NOW)
    return store


async def test_a_chat_is_greeted_once_however_often_it_comes_back(store: Store) -> None:
    assert await store.chats.joined(OLD, "邻里", "group", NOW)
    await store.chats.mark(OLD, ChatState.LEFT, REMOVED, LATER)
    assert not await store.chats.joined(OLD, "邻里群", "group", LATER)
    assert await store.chats.known(OLD) == KnownChat(
        chat_id=OLD, title="邻里群", kind="group", state=ChatState.ACTIVE, welcomed=True
    )


@pytest.mark.parametrize("state", [ChatState.MUTE, ChatState.LEFT])
async def test_only_active_chats_are_addressed(joined: Store, state: ChatState) -> None:
    await joined.chats.mark(OLD, state, NO_RIGHT, LATER)
    assert await joined.chats.addressees(ALL) == ((OTHER, None),)
    assert await joined.chats.addressees(Target(chats=(OLD,))) == ()


@pytest.mark.parametrize(
    ("target", "chats"),
    [
        pytest.param(ALL, [OTHER, OLD], id="all"),
        pytest.param(Target(tags=("医疗",)), [OLD], id="a tag"),
        pytest.param(Target(tags=("医疗", "教育")), [OTHER, OLD], id="any of two tags"),
        pytest.param(Target(tags=("医疗",), chats=(OTHER,)), [OTHER, OLD], id="a tag and a chat"),
        pytest.param(Target(tags=("供水",)), [], id="a tag of nobody"),
        pytest.param(Target(chats=(-77,)), [], id="an unknown chat"),
    ],
)
async def test_a_target_names_tags_and_chats(joined: Store, target: Target, chats: list[int]) -> None:
    await joined.chats.subscribe(OLD, ["医疗"], None, NOW)
    await joined.chats.subscribe(OTHER, ["教育", "医院"], None, NOW)
    assert [chat for chat, _ in await joined.chats.addressees(target)] == chats


async def test_an_addressee_has_the_topic_of_its_chat(joined: Store) -> None:
    await joined.chats.subscribe(OTHER, [], 77, NOW)
    assert await joined.chats.addressees(ALL) == ((OTHER, 77), (OLD, None))


async def test_a_chat_subscribes_to_tags_and_unsubscribes(joined: Store) -> None:
    chat = await joined.chats.subscribe(OLD, ["医疗", "教育"], None, NOW)
    assert chat is not None and chat.tags == ("医疗", "教育")
    chat = await joined.chats.subscribe(OLD, ["教育", "供水"], None, NOW)
    assert chat is not None and chat.tags == ("供水", "医疗", "教育")
    chat = await joined.chats.unsubscribe(OLD, ["医疗"], NOW)
    assert chat is not None and chat.tags == ("供水", "教育") and chat.state is ChatState.ACTIVE
    assert await joined.chats.tags() == ("供水", "教育")


async def test_an_unsubscribed_chat_gets_nothing_until_it_subscribes(joined: Store) -> None:
    chat = await joined.chats.unsubscribe(OLD, [], NOW)
    assert chat is not None and (chat.state, chat.reason) == (ChatState.MUTE, UNSUBSCRIBED)
    assert not await joined.chats.joined(OLD, "邻里", "group", LATER)  # made an administrator, say
    await joined.chats.mark(OLD, ChatState.MUTE, NO_RIGHT, LATER)
    assert await joined.chats.addressees(ALL) == ((OTHER, None),)
    await joined.chats.subscribe(OLD, [], None, LATER)
    assert len(await joined.chats.addressees(ALL)) == 2


async def test_an_unknown_chat_cannot_subscribe(store: Store) -> None:
    assert await store.chats.subscribe(OLD, ["医疗"], None, NOW) is None
    assert await store.chats.unsubscribe(OLD, [], NOW) is None
    assert await store.chats.listed() == ()


async def test_a_group_that_moves_takes_its_tags_along_and_is_found_by_both_ids(joined: Store) -> None:
    await joined.chats.subscribe(OLD, ["医疗"], None, NOW)
    for _ in range(2):  # both chats report it
        await joined.chats.moved(OLD, NEW, LATER)
    moved = KnownChat(
        chat_id=NEW, title="邻里", kind="supergroup", state=ChatState.ACTIVE, tags=("医疗",), welcomed=True
    )
    assert await joined.chats.known(OLD) == moved
    assert await joined.chats.known(NEW) == moved
    assert await joined.chats.addressees(Target(chats=(OLD,))) == ((NEW, None),)
    assert [chat.chat_id for chat in await joined.chats.listed()] == [OTHER, NEW]


async def test_a_moved_chat_stays_moved_whatever_is_reported_late_of_its_old_id(joined: Store) -> None:
    await joined.chats.moved(OLD, NEW, NOW)
    await joined.chats.mark(OLD, ChatState.LEFT, REMOVED, LATER)
    assert not await joined.chats.joined(OLD, "邻里", "group", LATER)
    assert await joined.chats.addressees(ALL) == ((OTHER, None), (NEW, None))


async def test_a_moved_group_may_be_known_by_its_new_id_first(store: Store) -> None:
    assert await store.chats.joined(NEW, "邻里", "supergroup", NOW)
    await store.chats.subscribe(NEW, ["教育"], 9, NOW)
    await store.chats.moved(OLD, NEW, NOW)
    assert await store.chats.addressees(Target(chats=(OLD,), tags=("教育",))) == ((NEW, 9),)


async def test_an_unsubscribed_chat_stays_unsubscribed_after_moving(joined: Store) -> None:
    await joined.chats.unsubscribe(OLD, [], NOW)
    await joined.chats.moved(OLD, NEW, NOW)
    assert await joined.chats.addressees(ALL) == ((OTHER, None),)


async def test_an_unsubscribed_chat_stays_unsubscribed_when_the_bot_comes_back(joined: Store) -> None:
    await joined.chats.unsubscribe(OLD, [], NOW)
    await joined.chats.mark(OLD, ChatState.LEFT, REMOVED, NOW)
    chat = await joined.chats.known(OLD)
    assert chat is not None and chat.state is ChatState.LEFT
    await joined.chats.joined(OLD, "邻里", "group", LATER)
    chat = await joined.chats.known(OLD)
    assert chat is not None and chat.state is ChatState.MUTE
    await joined.chats.subscribe(OLD, [], None, LATER)
    chat = await joined.chats.known(OLD)
    assert chat is not None and chat.state is ChatState.ACTIVE


async def test_a_chat_that_was_left_and_then_moved_is_active_under_its_new_id(joined: Store) -> None:
    await joined.chats.mark(OLD, ChatState.LEFT, REMOVED, NOW)
    await joined.chats.moved(OLD, NEW, NOW)
    assert (NEW, None) in await joined.chats.addressees(ALL)


async def test_a_group_that_was_left_long_ago_is_forgotten(joined: Store, database: Database) -> None:
    await joined.chats.subscribe(OLD, ["医疗"], None, NOW)
    await joined.chats.mark(OLD, ChatState.LEFT, REMOVED, NOW)
    kept = timedelta(days=90)
    await purge(database, NOW + kept, kept)
    assert await joined.chats.known(OLD) is not None
    await purge(database, NOW + kept + timedelta(seconds=1), kept)
    assert [chat.chat_id for chat in await joined.chats.listed()] == [OTHER]
    assert await joined.chats.tags() == ()
