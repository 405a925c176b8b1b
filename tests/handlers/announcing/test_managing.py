"""Acts on an approved announcement: who may, only once, and what is replied."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest_asyncio
from sqlalchemy import insert

from bot.storage.store import Store
from bot.storage.tables import chats
from knowledge.model.announcement import Announcement, DeliveryState, State
from tests.bot.storage.announced import change, keep_deliveries
from tests.bot.storage.samples import act
from tests.handlers.conftest import Clock
from tests.handlers.telegram import Call, Person

SENT, FAILED, UNCERTAIN, PENDING = (
    DeliveryState.SENT,
    DeliveryState.FAILED,
    DeliveryState.UNCERTAIN,
    DeliveryState.PENDING,
)
EARLIER = datetime(2031, 1, 1, tzinfo=UTC)
NEW_CHAT = {"title": "群7", "kind": "supergroup", "state": "active", "reason": "", "welcomed": True}
STATES = {-1: SENT, -2: SENT, -3: FAILED, -4: UNCERTAIN, -5: UNCERTAIN, -6: PENDING}


@pytest_asyncio.fixture(autouse=True)
async def sending(sqlite_store: Store, clock: Clock) -> Announcement:
    """An announcement of an editor that is under way in six groups."""
    announcement = Announcement(
        id="a1",
        state=State.SENDING,
        html="停水",
        author=2,
        created_at=clock(),
        series="a1",
        started_at=clock(),
    )
    await sqlite_store.announcements.add(announcement, act(action="announce_new"))
    for chat in STATES:
        await sqlite_store.chats.joined(chat, f"群{-chat}", "supergroup", clock())
    await keep_deliveries(sqlite_store.database, "a1", STATES, clock())
    return announcement


async def state(store: Store) -> State:
    announcement = await store.announcements.get("a1")
    assert announcement is not None
    return announcement.state


async def set_state(store: Store, to: State) -> None:
    await change(store.database, "a1", state=to.value)


def notice(calls: list[Call]) -> str:
    """The notice with which the press was acknowledged."""
    return str(next(call.get("text", "") for name, call in calls if name == "answerCallbackQuery"))


async def test_the_page_shows_how_far_it_is(editor: Person) -> None:
    reply = await editor.say("/announce a1")
    assert "已发 2　失败 1　没把握 2　等着 1" in reply
    assert list(editor.buttons()) == ["暂停", "取消", "改正文", "撤回", "没把握的（2）", "每个群的情况"]
    assert "没有这条公告" in await editor.say("/announce nothing")


async def test_the_newest_are_listed(editor: Person) -> None:
    await editor.say("/announcements")
    await editor.press("a1 正在发")
    assert "暂停" in editor.buttons()


async def test_it_is_paused_and_resumed(editor: Person, approver: Person, sqlite_store: Store) -> None:
    await editor.say("/announce a1")
    pause = editor.button("暂停")
    assert notice(await editor.press_data(pause)) == "暂停了，没发的先不发。"
    assert await state(sqlite_store) is State.PAUSED
    assert "晚了一步" in notice(await editor.press_data(pause))
    assert "approver" in notice(await editor.press("继续"))  # an author may pause, only an approver resumes
    await approver.say("/announce a1")
    assert notice(await approver.press("继续")) == "继续发。"
    assert await state(sqlite_store) is State.SENDING


async def test_a_reason_for_an_act_goes_on_record(
    editor: Person, approver: Person, sqlite_store: Store, clock: Clock
) -> None:
    await editor.say("/announce a1")
    await editor.press("暂停")
    pausing = editor.answering_last()
    clock.forward(minutes=1)
    await approver.say("/announce a1")
    await approver.press("继续")
    assert await approver.say("水管修好了", **approver.answering_last()) == "理由记下了。"
    clock.forward(minutes=1)
    await editor.say("/announce a1")
    await editor.press("暂停")  # a second time: the first reason is not meant for this one
    assert await editor.say("时间写错了", **pausing) == "理由记下了。"
    reasons = [act for act in await sqlite_store.staff.trail(9) if act.action == "reason"]
    assert [(act.who, act.what, act.why) for act in reasons] == [
        (2, "announce_pause: a1", "时间写错了"),
        (3, "announce_resume: a1", "水管修好了"),
    ]


async def test_an_act_with_a_reason_is_not_asked_for_one(editor: Person) -> None:
    await editor.say("/announce a1")
    await editor.press("取消")
    await editor.press("确定取消")
    assert "理由" not in "".join(call["text"] for call in editor.calls("sendMessage"))


async def test_a_reason_is_no_announcement_while_one_is_awaited(editor: Person, sqlite_store: Store) -> None:
    await editor.say("/announce a1")
    await editor.press("暂停")
    reply = editor.answering_last()
    await editor.say("/announce")
    assert await editor.say("时间写错了", **reply) == "理由记下了。"
    assert len(await sqlite_store.announcements.listed(9)) == 1


async def test_it_is_cancelled_after_a_second_press(editor: Person, sqlite_store: Store) -> None:
    await editor.say("/announce a1")
    await editor.press("取消")
    assert await state(sqlite_store) is State.SENDING
    assert notice(await editor.press("确定取消")) == "取消了，还有 1 个群没有发。"
    assert await state(sqlite_store) is State.CANCELLED


async def test_it_is_withdrawn_after_a_second_press(editor: Person, sqlite_store: Store) -> None:
    await editor.say("/announce a1")
    await editor.press("撤回")
    await editor.press("不，回去")
    await editor.press("撤回")
    surely = editor.button("确定撤回")
    assert notice(await editor.press_data(surely)) == "正在撤回 2 个群里的。"
    assert "已经撤回了" in notice(await editor.press_data(surely))
    [last, _] = await sqlite_store.staff.trail(9)
    assert (last.action, last.what, last.why) == ("announce_withdraw", "a1", "内容不对")


async def test_a_colleague_may_only_look(colleague: Person, sqlite_store: Store) -> None:
    await colleague.say("/announce a1")
    for label in ("暂停", "撤回", "改正文"):
        assert "approver" in notice(await colleague.press(label))
    await colleague.press("每个群的情况")
    assert "失败　群3：机器人被移出了群" in colleague.calls("sendMessage")[-1]["text"]
    assert len(colleague.calls("sendDocument")) == 1
    assert await state(sqlite_store) is State.SENDING


async def test_failed_deliveries_are_sent_again(approver: Person, sqlite_store: Store) -> None:
    await set_state(sqlite_store, State.DONE)
    await approver.say("/announce a1")
    resend = approver.button("重发失败的（1）")
    assert notice(await approver.press_data(resend)) == "正在重发 1 个群。"
    assert "晚了一步" in notice(await approver.press_data(resend))
    assert (await sqlite_store.deliveries.counts("a1"))[PENDING] == 2


async def test_missing_deliveries_are_made(approver: Person, editor: Person, sqlite_store: Store) -> None:
    await set_state(sqlite_store, State.DONE)
    await change(sqlite_store.database, "a1", addressed=7)
    await approver.say("/announce a1")
    await approver.press("每个群的情况")
    assert "⚠ 有 1 个群本来该发，却没有记录" in approver.calls("sendMessage")[-1]["text"]
    mend = approver.button("补发缺的（1）")
    assert notice(await approver.press_data(mend)) == "没有可以处理的群了。"  # the bot knows no seventh
    early = insert(chats).values({**NEW_CHAT, "chat_id": -7, "since": EARLIER, "changed_at": EARLIER})
    await sqlite_store.database.write(lambda connection: connection.execute(early).rowcount)
    assert notice(await approver.press_data(mend)) == "正在补发 1 个群。"
    assert "晚了一步" in notice(await approver.press_data(mend))
    rows = {row.chat_id: row.state for row in await sqlite_store.deliveries.rows("a1")}
    assert rows == {**STATES, -7: PENDING}
    await set_state(sqlite_store, State.DONE)
    await editor.say("/announce a1")
    assert "补发" not in "".join(editor.buttons())


async def test_uncertain_deliveries_are_settled_one_by_one_or_all(
    approver: Person, sqlite_store: Store
) -> None:
    await approver.say("/announce a1")
    await approver.press("没把握的")
    assert "第 1 个，共 2 个：\n群5\n没有等到回音" in approver.calls("editMessageText")[-1]["text"]
    await approver.press("下一个")
    await approver.press("算发到了")
    counts = await sqlite_store.deliveries.counts("a1")
    assert (counts[SENT], counts[UNCERTAIN]) == (3, 1)
    await approver.press("全部再发一次")
    counts = await sqlite_store.deliveries.counts("a1")
    assert (counts[PENDING], counts.get(UNCERTAIN, 0)) == (2, 0)
    assert await approver.say("都打过电话", **approver.answering_last()) == "理由记下了。"
    why, last, before, *_ = await sqlite_store.staff.trail(3)
    assert (why.what, why.why) == ("announce_settle_again: a1 all", "都打过电话")
    assert (last.action, last.what) == ("announce_settle_again", "a1 all")
    assert (before.action, before.what) == ("announce_settle_sent", "a1 -4")


async def test_new_words_are_a_draft_of_their_own(
    editor: Person, approver: Person, sqlite_store: Store
) -> None:
    await editor.say("/announce a1")
    await editor.press("改正文")
    assert "改到：收到过这条公告的 2 个群" in await editor.say("改期")
    assert "什么时候" not in editor.buttons()
    await editor.press("改到 2 个群")
    await editor.say("2")
    announcement = await sqlite_store.announcements.get("a1")
    assert announcement is not None and announcement.html == "停水"
    [draft] = await sqlite_store.announcements.listed(9, [State.DRAFT])
    await approver.say(f"/announce {draft.id}")
    await approver.press("批准")
    announcement = await sqlite_store.announcements.get("a1")
    assert announcement is not None and (announcement.html, announcement.revision) == ("改期", 1)


async def test_a_button_pressed_by_a_citizen_is_refused(editor: Person, citizen: Person) -> None:
    await editor.say("/announce a1")
    pause = editor.button("暂停")
    assert "暂停" not in notice(await citizen.press_data(pause))
    assert len(pause.encode()) <= 64
