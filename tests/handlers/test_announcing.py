"""Staff announce: few steps when it is simple, nothing sent by accident, and every step noted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import pytest_asyncio

from bot.application import Bot
from bot.storage.store import Store
from handlers.context import Rules, Services
from handlers.records import Role, Step
from knowledge.announcement import Announcement, OnDoubt, State
from knowledge.engine import Engine
from tests.handlers.conftest import Clock
from tests.handlers.telegram import Person

GROUPS = {-100: "邻里", -101: "家长", -102: "柳溪路街坊"}
TEXT = "明天上午柳溪路检修水管，请提前接水。"
RULES = Rules(approve_above=2, quiet=(22, 7), staff_group=-100)
NO_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)
ROLES = {1: Role.ADMIN, 2: Role.EDITOR, 3: Role.APPROVER}


@pytest_asyncio.fixture(autouse=True)
async def groups(sqlite_store: Store, clock: Clock) -> None:
    for number, title in GROUPS.items():
        await sqlite_store.chats.joined(number, title, "supergroup", clock())
    await sqlite_store.chats.subscribe(-101, ["教育"], None, clock())


@pytest.fixture(autouse=True)
def ruled(application: Bot, services: Services) -> Services:
    """Two chats need no second person; three do."""
    held = replace(
        services,
        rules=RULES,
        role_of=ROLES.get,
        staff_with=lambda needed: tuple(n for n, role in ROLES.items() if role.covers(needed)),
    )
    application.bot_data["services"] = held
    return held


def staff(citizen: Person, number: int) -> Person:
    return replace(citizen, id=number, chat={"id": number, "type": "private"})


@pytest.fixture
def admin(citizen: Person) -> Person:
    return staff(citizen, 1)


@pytest.fixture
def editor(citizen: Person) -> Person:
    return staff(citizen, 2)


@pytest.fixture
def approver(citizen: Person) -> Person:
    return staff(citizen, 3)


async def written(who: Person, text: str = TEXT) -> str:
    """Begins an announcement; what the bot says to its words."""
    await who.say("/announce")
    return await who.say(text)


async def the_one(store: Store) -> Announcement:
    """The announcement there is."""
    [held] = await store.announcements.listed(9)
    return held


async def acts(store: Store) -> list[str]:
    """What was done, oldest first."""
    return [act.action for act in reversed(await store.staff.trail(50))]


def sent(who: Person, chat: int) -> list[str]:
    """What the bot wrote to a chat."""
    return [held["text"] for held in who.calls("sendMessage") if int(held["chat_id"]) == chat]


async def test_a_simple_one_takes_three_steps(admin: Person, sqlite_store: Store) -> None:
    assert "请把公告发给我" in await admin.say("/announce")
    shown = (await admin.say(TEXT)).splitlines()
    assert shown[0] == TEXT
    assert "发给：全部，3 个群" in shown
    await admin.press("发给谁")
    await admin.say("邻里")
    await admin.press("发到 1 个群")
    assert sent(admin, 1)[-1].startswith("这条公告要发到 1 个群")
    assert "1 个群，现在开始发" in await admin.say("1")
    held = await the_one(sqlite_store)
    assert (held.state, held.approver, held.confirmed_chats) == (State.APPROVED, 1, 1)
    assert await acts(sqlite_store) == [
        "announce_new", "announce_change", "announce_change", "announce_confirm", "announce_approve",
    ]  # fmt: skip
    assert sent(admin, -100) == []  # the outbox sends, and nobody else


async def test_what_is_bold_stays_bold_and_what_looks_like_a_tag_is_shown(
    editor: Person, sqlite_store: Store
) -> None:
    await editor.say("/announce")
    told = await editor.say("停水 <b>x", entities=[{"type": "bold", "offset": 0, "length": 2}])
    assert told.startswith("<b>停水</b> &lt;b&gt;x")
    assert "会照原样给人看到" in told
    assert (await the_one(sqlite_store)).html == "<b>停水</b> &lt;b&gt;x"


@pytest.mark.parametrize("typed", ["2", "四", "3个", "好", ""])
async def test_only_the_number_of_chats_lets_it_go(admin: Person, sqlite_store: Store, typed: str) -> None:
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
    await written(admin)
    await admin.press("发到 3 个群")
    assert "要由另一位同事批准，已经请 1 位看了" in await admin.say("3")
    assert sent(admin, 3)[0] == TEXT
    assert (await the_one(sqlite_store)).state is State.DRAFT
    mine = admin.button("批准")
    await approver.press_data(mine)
    held = await the_one(sqlite_store)
    assert (held.state, held.author, held.approver) == (State.APPROVED, 1, 3)
    assert "您的公告批准了" in sent(admin, 1)[-1]


async def test_nobody_approves_their_own_above_the_limit(admin: Person, sqlite_store: Store) -> None:
    await written(admin)
    await admin.press("发到 3 个群")
    await admin.say("3")
    held = await the_one(sqlite_store)
    await admin.say(f"/announce {held.id}")
    await admin.press("批准")
    assert "超过 2 个群，自己不能批自己的" in sent(admin, 1)[-1]
    assert (await the_one(sqlite_store)).state is State.DRAFT


async def test_an_editor_always_needs_an_approver(editor: Person, sqlite_store: Store) -> None:
    await written(editor)
    await editor.press("发给谁")
    await editor.say("邻里")
    await editor.press("发到 1 个群")
    assert "要由另一位同事批准，已经请 2 位看了" in await editor.say("1")
    held = await the_one(sqlite_store)
    assert "批准" not in "".join(editor.buttons()) or held.state is State.DRAFT


async def test_of_two_who_approve_one_is_first(
    editor: Person, approver: Person, admin: Person, sqlite_store: Store
) -> None:
    await written(editor)
    await editor.press("发到 3 个群")
    await editor.say("3")
    keyboards = [held for held in editor.calls("sendMessage") if "批准" in str(held.get("reply_markup"))]
    data = {
        int(held["chat_id"]): held["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        for held in keyboards
    }
    await admin.press_data(data[1])
    calls = await approver.press_data(data[3])
    assert "已经有人处理了，现在是“已批准”" in dict(calls)["answerCallbackQuery"]["text"]
    assert (await the_one(sqlite_store)).approver == 1
    assert (await acts(sqlite_store)).count("announce_approve") == 1


async def test_what_was_changed_is_not_approved_unseen(
    editor: Person, approver: Person, sqlite_store: Store
) -> None:
    await written(editor)
    await editor.press("发到 3 个群")
    await editor.say("3")
    approve = [held for held in editor.calls("sendMessage") if int(held["chat_id"]) == 3][-1]
    data = approve["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    held = await the_one(sqlite_store)
    await editor.say(f"/announce {held.id}")
    await editor.press("接着写")
    await editor.press("置顶")
    await editor.press("发到 3 个群")
    await editor.say("3")
    calls = await approver.press_data(data)
    assert "后来改过" in dict(calls)["answerCallbackQuery"]["text"]
    assert (await the_one(sqlite_store)).state is State.DRAFT


async def test_it_can_be_sent_back(editor: Person, approver: Person, sqlite_store: Store) -> None:
    await written(editor)
    await editor.press("发到 3 个群")
    await editor.say("3")
    approve = [held for held in editor.calls("sendMessage") if int(held["chat_id"]) == 3][-1]
    await approver.press_data(approve["reply_markup"]["inline_keyboard"][0][1]["callback_data"])
    assert "被退回了" in sent(editor, 2)[-1]
    held = await the_one(sqlite_store)
    assert (held.state, held.confirmed_chats) == (State.DRAFT, None)


async def test_a_button_is_its_persons_alone(editor: Person, citizen: Person, sqlite_store: Store) -> None:
    await written(editor)
    send = editor.button("发到")
    calls = await citizen.press_data(send)
    assert [name for name, _ in calls] == ["answerCallbackQuery"]
    assert len(send.encode()) <= 64
    assert all(len(data.encode()) <= 64 for data in editor.buttons().values())


async def test_everything_can_be_chosen(editor: Person, sqlite_store: Store) -> None:
    await written(editor)
    for label in ("置顶", "静音", "没把握的"):
        await editor.press(label)
    await editor.press("发给谁")
    await editor.press("教育")
    await editor.say("邻里\n-102")
    await editor.press("什么时候")
    await editor.say("2031-01-12 09:30")
    held = await the_one(sqlite_store)
    assert (held.pin, held.silent, held.on_doubt) == (True, True, OnDoubt.RESEND)
    assert (held.target.tags, held.target.chats) == (("教育",), (-100, -102))
    assert held.send_at == datetime(2031, 1, 12, 9, 30, tzinfo=UTC)
    await editor.press("什么时候")
    await editor.say("每周一 9:00 到 2031-03-01")
    held = await the_one(sqlite_store)
    assert held.repeat is not None and held.repeat.cron == "0 9 * * 1" and held.send_at is None


@pytest.mark.parametrize(
    ("button", "typed", "told"),
    [
        pytest.param("什么时候", "2031-01-01 09:00", "已经过了", id="a time that has passed"),
        pytest.param("什么时候", "明天 9点 Asia/Nowhere", "时区不认得", id="an unknown time zone"),
        pytest.param("什么时候", "改天", "看不懂", id="no time"),
        pytest.param("什么时候", "每周一 9:00", "到哪天为止", id="a repetition without an end"),
        pytest.param("什么时候", "* * * * * 到 2031-03-01", "太密了", id="a repetition that floods"),
        pytest.param("发给谁", "没有的群", "没有找到这个群", id="a chat nobody knows"),
        pytest.param("写依据", "nowhere", "没有这个条目：nowhere", id="an entry that is not there"),
    ],
)
async def test_what_cannot_be_is_said_and_changes_nothing(
    editor: Person, sqlite_store: Store, button: str, typed: str, told: str
) -> None:
    editor.request.refuse = lambda name, held: (400, "chat not found") if name == "getChat" else None
    await written(editor)
    before = await the_one(sqlite_store)
    await editor.press(button)
    assert told in await editor.say(typed)
    assert await the_one(sqlite_store) == before


async def test_a_channel_is_no_target(editor: Person, sqlite_store: Store) -> None:
    facts = {"accent_color_id": 0, "max_reaction_count": 1, "accepted_gift_types": NO_GIFTS}
    editor.request.results["getChat"] = {"id": -500, "type": "channel", "title": "镇政府发布", **facts}
    await written(editor)
    await editor.press("发给谁")
    assert "“镇政府发布”是频道" in await editor.say("-500")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("字" * 4097, "太长了：4097 字，最多 4096 字，多了 1 字", id="4097 characters"),
        pytest.param("😀" * 2049, "太长了：4098 字", id="two units a sign"),
        pytest.param("有事打 138********", "被遮住了", id="a number that was masked"),
    ],
)
async def test_words_that_cannot_be_sent_are_not_kept(
    editor: Person, sqlite_store: Store, text: str, told: str
) -> None:
    assert told in await written(editor, text)
    assert await sqlite_store.announcements.listed(9) == ()
    assert TEXT in await editor.say(TEXT)  # it is still awaited


async def test_a_caption_is_shorter(editor: Person, sqlite_store: Store) -> None:
    await editor.say("/announce")
    photo = [{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}]
    await editor.send(photo=photo, caption="字" * 1025)
    assert "最多 1024 字" in sent(editor, 2)[-1]
    await editor.send(photo=photo, caption="照片")
    assert editor.calls("sendPhoto")[-1]["photo"] == "p"
    held = await the_one(sqlite_store)
    assert held.attachment is not None and held.html == "照片"


async def test_a_photo_that_is_gone_is_asked_for_again(editor: Person, sqlite_store: Store) -> None:
    await editor.say("/announce")
    photo = [{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}]
    await editor.send(photo=photo, caption="照片")
    editor.request.refuse = lambda name, held: (
        (400, "Bad Request: invalid file_id") if name == "getFile" else None
    )
    await editor.press("发到 3 个群")
    assert "照片或者文件已经没有了" in sent(editor, 2)[-1]
    assert (await the_one(sqlite_store)).confirmed_chats is None


async def test_what_telegram_refuses_to_show_is_asked_for_again(editor: Person, sqlite_store: Store) -> None:
    await editor.say("/announce")
    broken = (400, "Bad Request: can't parse entities: unclosed start tag")
    editor.request.refuse = lambda name, held: broken if held.get("text") == "坏" else None
    assert "Telegram 不收这条内容" in await editor.say("坏")
    editor.request.refuse = lambda name, held: None
    assert TEXT in await editor.say(TEXT)
    assert (await the_one(sqlite_store)).html == TEXT


async def test_a_target_of_no_chats_is_not_sent(editor: Person, sqlite_store: Store, clock: Clock) -> None:
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


async def test_figures_must_be_proved_by_the_entries_that_are_named(
    editor: Person, small_engine: Engine, sqlite_store: Store
) -> None:
    entry = small_engine.base.entries[0]
    assert "正文里有数字，没有写依据" in await written(editor, f"{entry.answer}另收 987 元。")
    await editor.press("写依据")
    assert "这个数字没有依据：987 元" in await editor.say(entry.id)
    assert (await the_one(sqlite_store)).entries == ()
    await editor.press("换内容")
    await editor.say(entry.answer)
    await editor.press("写依据")
    told = await editor.say(entry.id)
    assert f"<blockquote>{entry.citations[0].evidence}</blockquote>" in told
    held = await the_one(sqlite_store)
    assert held.entries == (entry.id,) and entry.citations[0].evidence in held.html


async def test_at_night_staff_choose(editor: Person, sqlite_store: Store, clock: Clock) -> None:
    clock.now = clock.now.replace(hour=23)
    assert "在夜里" in await written(editor)
    await editor.press("发到 3 个群")
    assert (await sqlite_store.writings.of(2)) is not None
    assert "在夜里" in sent(editor, 2)[-1]  # the choice is asked for, not the number
    await editor.press("改到早上发")
    held = await the_one(sqlite_store)
    assert held.send_at == datetime(2031, 1, 11, 7, 0, tzinfo=UTC)
    await editor.press("什么时候")
    await editor.press("马上发")
    await editor.press("有急事")
    assert (await the_one(sqlite_store)).urgent


async def test_what_is_approved_at_night_waits_for_the_morning(
    admin: Person, approver: Person, sqlite_store: Store, clock: Clock
) -> None:
    await written(admin)
    await admin.press("发到 3 个群")
    await admin.say("3")
    clock.now = clock.now.replace(hour=23)
    await approver.press_data(admin.button("批准"))
    assert (await the_one(sqlite_store)).send_at == datetime(2031, 1, 11, 7, 0, tzinfo=UTC)


async def test_a_test_goes_to_the_staff_group_as_chats_will_see_it(
    editor: Person, sqlite_store: Store
) -> None:
    await written(editor)
    await editor.press("先发到工作群")
    assert sent(editor, -100)[-1] == TEXT
    assert (await acts(sqlite_store))[-1] == "announce_test"


async def test_on_trial_only_the_staff_group_is_addressed(
    editor: Person, application: Bot, ruled: Services
) -> None:
    application.bot_data["services"] = replace(ruled, rules=replace(RULES, trial=True))
    told = await written(editor)
    assert "现在是试运行" in told and "，1 个群" in told
    application.bot_data["services"] = replace(ruled, rules=Rules(trial=True))
    await editor.press("什么时候")
    await editor.press("马上发")
    await editor.press("发到 0 个群")
    assert "还没有写工作群" in sent(editor, 2)[-1]


async def test_it_can_be_dropped_at_any_step(editor: Person, sqlite_store: Store) -> None:
    await editor.say("/announce")
    assert "不写了" in await editor.say("/cancel")
    assert "没有在写公告" in await editor.say("/cancel")
    await written(editor)
    for button in ("发给谁", "什么时候", "写依据", "换内容", "发到"):
        await editor.press(button)
        await editor.say("/announce")
    await editor.press("发到")
    assert "什么都没有发" in await editor.say("/cancel")
    assert (await the_one(sqlite_store)).state is State.CANCELLED
    assert await sqlite_store.writings.of(2) is None


async def test_between_two_questions_staff_may_ask_the_bot(editor: Person, sqlite_store: Store) -> None:
    await written(editor)
    assert (await sqlite_store.writings.of(2)).step is Step.READY  # type: ignore[union-attr]
    told = await editor.say("游泳馆多少钱")
    assert "↑ 每个群" not in told and told


async def test_it_is_gone_on_with_where_it_was_left(editor: Person) -> None:
    await written(editor)
    told = await editor.say("/announce")
    assert told.startswith(TEXT)


async def test_an_edit_of_what_was_sent_changes_no_draft(editor: Person, sqlite_store: Store) -> None:
    await written(editor)
    await editor.send("edited_message", 2, text="别的话", edit_date=1_900_000_001)
    assert sent(editor, 2)[-1].startswith("公告没有跟着改")
    assert (await the_one(sqlite_store)).html == TEXT


async def test_an_edited_question_is_a_question_all_the_same(editor: Person) -> None:
    await written(editor)
    number = await editor.send(text="老人补贴")
    await editor.send("edited_message", number, text="镇长是谁", edit_date=1_900_000_001)
    assert not any(text.startswith("公告没有跟着改") for text in sent(editor, 2))


async def test_the_next_day_nothing_is_awaited_any_more(
    editor: Person, sqlite_store: Store, clock: Clock
) -> None:
    await written(editor)
    await editor.press("发到 3 个群")
    clock.forward(hours=13)
    await editor.say("3")
    assert (await the_one(sqlite_store)).confirmed_chats is None


async def test_without_words_entries_stay_as_they_are(
    editor: Person, small_engine: Engine, sqlite_store: Store
) -> None:
    entry = small_engine.base.entries[0]
    await written(editor, entry.answer)
    await editor.press("写依据")
    await editor.say(entry.id)
    await editor.press("写依据")
    await editor.send(location={"latitude": 1, "longitude": 1})
    assert (await the_one(sqlite_store)).entries == (entry.id,)
    await editor.say("无")
    assert (await the_one(sqlite_store)).entries == ()


async def test_who_approves_from_the_list_sees_what_chats_will_see(
    editor: Person, approver: Person, sqlite_store: Store
) -> None:
    await written(editor)
    await editor.press("发到 3 个群")
    await editor.say("3")
    held = await the_one(sqlite_store)
    told = await approver.say(f"/announce {held.id}")
    assert told.startswith(TEXT) and "发给：全部，3 个群" in told
    await approver.press("批准")
    assert (await the_one(sqlite_store)).state is State.APPROVED


async def test_looking_at_the_choices_takes_no_confirmation_back(editor: Person, sqlite_store: Store) -> None:
    await written(editor)
    await editor.press("发到 3 个群")
    await editor.say("3")
    held = await the_one(sqlite_store)
    await editor.say(f"/announce {held.id}")
    await editor.press("接着写")
    await editor.press("发给谁")
    await editor.press("好了")
    assert (await the_one(sqlite_store)).confirmed_chats == 3


async def test_an_album_is_refused(editor: Person, sqlite_store: Store) -> None:
    await editor.say("/announce")
    photo = [{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}]
    await editor.send(photo=photo, media_group_id="7")
    await editor.send(location={"latitude": 1, "longitude": 1})
    assert "只能带一张照片" in sent(editor, 2)[-2]
    assert "公告只能是文字" in sent(editor, 2)[-1]
    assert await sqlite_store.announcements.listed(9) == ()
