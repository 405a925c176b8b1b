"""Nothing is sent by accident: the number is typed, a second person approves what they saw."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.storage.store import Store
from knowledge.model.announcement import State
from tests.handlers.announcing.conftest import (
    GROUPS,
    TEXT,
    acts,
    asked_to_approve,
    confirmed,
    sent,
    submitted,
    the_one,
    written,
)
from tests.handlers.conftest import Clock
from tests.handlers.telegram import Person

pytestmark = pytest.mark.usefixtures("ruled")


@pytest.mark.parametrize("typed", ["2", "四", "3个", "好", ""])
async def test_only_the_number_of_chats_confirms_a_draft(
    admin: Person, sqlite_store: Store, typed: str
) -> None:
    await written(admin)
    await admin.press("发到 3 个群")
    await admin.send(text=typed) if typed else await admin.send(location={"latitude": 1, "longitude": 1})
    assert (await the_one(sqlite_store)).confirmed_chats is None
    assert "没有发" in sent(admin, 1)[-1]


async def test_pressing_and_typing_twice_sends_once(editor: Person, sqlite_store: Store) -> None:
    await written(editor)
    await editor.press("发到 3 个群")
    send = editor.button("发到")
    await editor.press_data(send)
    await editor.say("3")
    await editor.say("3")
    assert (await acts(sqlite_store)).count("announce_confirm") == 1
    assert len(await sqlite_store.announcements.listed(9)) == 1


async def test_above_the_limit_a_second_person_approves(
    admin: Person, approver: Person, sqlite_store: Store
) -> None:
    assert "要由另一位同事批准，已经请 1 位看了" in await submitted(admin)
    assert sent(admin, 3)[0] == TEXT
    assert (await the_one(sqlite_store)).state is State.DRAFT
    mine = admin.button("批准")
    await approver.press_data(mine)
    announcement = await the_one(sqlite_store)
    assert (announcement.state, announcement.author, announcement.approver) == (State.APPROVED, 1, 3)
    assert "您的公告批准了" in sent(admin, 1)[-1]


async def test_nobody_approves_their_own_above_the_limit(admin: Person, sqlite_store: Store) -> None:
    await submitted(admin)
    announcement = await the_one(sqlite_store)
    await admin.say(f"/announce {announcement.id}")
    await admin.press("批准")
    assert "超过 2 个群，自己不能批自己的" in sent(admin, 1)[-1]
    assert (await the_one(sqlite_store)).state is State.DRAFT


async def test_an_editor_always_needs_an_approver(editor: Person, sqlite_store: Store) -> None:
    await written(editor)
    await editor.press("发给谁")
    await editor.say("邻里")
    assert "要由另一位同事批准，已经请 2 位看了" in await confirmed(editor, 1)
    announcement = await the_one(sqlite_store)
    await editor.say(f"/announce {announcement.id}")
    assert list(editor.buttons()) == ["接着写"]
    assert (announcement.state, announcement.approver) == (State.DRAFT, None)


async def test_of_two_who_approve_the_first_counts(
    editor: Person, approver: Person, admin: Person, sqlite_store: Store
) -> None:
    await submitted(editor)
    await admin.press_data(asked_to_approve(editor, 1)[0])
    calls = await approver.press_data(asked_to_approve(editor, 3)[0])
    assert "已经有人处理了，现在是“已批准”" in dict(calls)["answerCallbackQuery"]["text"]
    assert (await the_one(sqlite_store)).approver == 1
    assert (await acts(sqlite_store)).count("announce_approve") == 1


async def test_a_draft_that_was_changed_is_not_approved_unseen(
    editor: Person, approver: Person, sqlite_store: Store
) -> None:
    await submitted(editor)
    approve, _ = asked_to_approve(editor, 3)
    announcement = await the_one(sqlite_store)
    await editor.say(f"/announce {announcement.id}")
    await editor.press("接着写")
    await editor.press("置顶")
    await confirmed(editor)
    calls = await approver.press_data(approve)
    assert "后来改过" in dict(calls)["answerCallbackQuery"]["text"]
    assert (await the_one(sqlite_store)).state is State.DRAFT


async def test_a_draft_can_be_returned_to_its_author(
    editor: Person, approver: Person, sqlite_store: Store
) -> None:
    await submitted(editor)
    await approver.press_data(asked_to_approve(editor, 3)[1])
    assert "被退回了" in sent(editor, 2)[-1]
    await approver.say("日期不对", **approver.answering_last())
    assert sent(editor, 2)[-1].endswith("退回的理由：日期不对")
    announcement = await the_one(sqlite_store)
    assert (announcement.state, announcement.confirmed_chats) == (State.DRAFT, None)


async def test_a_button_is_refused_to_anybody_else(
    editor: Person, citizen: Person, sqlite_store: Store
) -> None:
    await written(editor)
    send = editor.button("发到")
    calls = await citizen.press_data(send)
    assert [name for name, _ in calls] == ["answerCallbackQuery"]
    assert len(send.encode()) <= 64
    assert all(len(data.encode()) <= 64 for data in editor.buttons().values())


async def test_a_photo_that_is_gone_is_asked_for_again(editor: Person, sqlite_store: Store) -> None:
    await editor.say("/announce")
    photo = [{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}]
    await editor.send(photo=photo, caption="照片")
    editor.request.refuse = lambda name, parameters: (
        (400, "Bad Request: invalid file_id") if name == "getFile" else None
    )
    await editor.press("发到 3 个群")
    assert "照片或者文件已经没有了" in sent(editor, 2)[-1]
    assert (await the_one(sqlite_store)).confirmed_chats is None


async def test_a_draft_to_no_chats_is_not_confirmed(
    editor: Person, sqlite_store: Store, clock: Clock
) -> None:
    for number in GROUPS:
        await sqlite_store.chats.unsubscribe(number, [], clock())
    await written(editor)
    await editor.press("发到 0 个群")
    assert "没有一个群会收到" in sent(editor, 2)[-1]
    assert (await the_one(sqlite_store)).state is State.DRAFT


async def test_the_number_is_counted_anew_when_it_is_typed(
    editor: Person, sqlite_store: Store, clock: Clock
) -> None:
    await written(editor)
    await editor.press("发到 3 个群")
    await sqlite_store.chats.joined(-103, "新群", "supergroup", clock())
    assert "群数变了，现在是 4 个" in await editor.say("3")
    assert "记下了，4 个群" in await editor.say("4")


async def test_a_draft_approved_at_night_waits_for_the_morning(
    admin: Person, approver: Person, sqlite_store: Store, clock: Clock
) -> None:
    await submitted(admin)
    clock.now = clock.now.replace(hour=23)
    await approver.press_data(admin.button("批准"))
    assert (await the_one(sqlite_store)).send_at == datetime(2031, 1, 11, 7, 0, tzinfo=UTC)


async def test_the_next_day_nothing_is_awaited_any_more(
    editor: Person, sqlite_store: Store, clock: Clock
) -> None:
    await written(editor)
    await editor.press("发到 3 个群")
    clock.forward(hours=13)
    await editor.say("3")
    assert (await the_one(sqlite_store)).confirmed_chats is None


async def test_an_approver_from_the_list_sees_what_chats_will_see(
    editor: Person, approver: Person, sqlite_store: Store
) -> None:
    await submitted(editor)
    announcement = await the_one(sqlite_store)
    reply = await approver.say(f"/announce {announcement.id}")
    assert reply.startswith(TEXT) and "发给：全部，3 个群" in reply
    await approver.press("批准")
    assert (await the_one(sqlite_store)).state is State.APPROVED


async def test_a_draft_approved_too_late_is_returned_to_its_author(
    editor: Person, approver: Person, sqlite_store: Store, clock: Clock
) -> None:
    """Given a planned minute that is over, when somebody approves, then the author may choose another one."""
    await written(editor)
    await editor.press("什么时候")
    await editor.say("2031-01-10 11:00")
    await confirmed(editor)
    clock.forward(hours=4)
    await approver.press_data(asked_to_approve(editor, 3)[0])
    assert any("已经过了，不能批准" in text for text in sent(approver, 3))
    assert (await the_one(sqlite_store)).state is State.DRAFT
    assert "退回" in sent(editor, 2)[-1]


async def test_approvers_who_cannot_be_reached_are_named_as_such(editor: Person) -> None:
    """Given approvers who never spoke with the bot, the author is told that, and not that there are none."""
    editor.request.refuse = lambda name, parameters: (
        (403, "Forbidden: bot can't initiate conversation with a user")
        if str(parameters.get("chat_id")) in {"1", "3"} and name == "sendMessage"
        else None
    )
    reply = await submitted(editor)
    assert "能批准，可是消息发不到" in reply
