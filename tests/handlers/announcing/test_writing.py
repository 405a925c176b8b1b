"""What staff write becomes a draft: step by step, kept as it was written, dropped at any time."""

from __future__ import annotations

import pytest

from bot.storage.store import Store
from handlers.acts import WritingStep
from knowledge.answering.engine import Engine
from knowledge.model.announcement import State
from tests.handlers.announcing.conftest import TEXT, acts, sent, the_one, written
from tests.handlers.telegram import Person

pytestmark = pytest.mark.usefixtures("ruled")


async def test_a_simple_announcement_takes_three_steps(admin: Person, sqlite_store: Store) -> None:
    assert "请把公告发给我" in await admin.say("/announce")
    shown = (await admin.say(TEXT)).splitlines()
    assert shown[0] == TEXT
    assert "发给：全部，3 个群" in shown
    await admin.press("发给谁")
    await admin.say("邻里")
    await admin.press("发到 1 个群")
    assert sent(admin, 1)[-1].startswith("这条公告要发到 1 个群")
    assert "1 个群，现在开始发" in await admin.say("1")
    announcement = await the_one(sqlite_store)
    assert (announcement.state, announcement.approver, announcement.confirmed_chats) == (State.APPROVED, 1, 1)
    assert await acts(sqlite_store) == [
        "announce_new", "announce_change", "announce_change", "announce_confirm", "announce_approve",
    ]  # fmt: skip
    assert sent(admin, -100) == []  # the outbox sends, and nobody else


async def test_what_is_bold_stays_bold_and_what_looks_like_a_tag_is_shown(
    editor: Person, sqlite_store: Store
) -> None:
    await editor.say("/announce")
    reply = await editor.say("停水 <b>x", entities=[{"type": "bold", "offset": 0, "length": 2}])
    assert reply.startswith("<b>停水</b> &lt;b&gt;x")
    assert "会照原样给人看到" in reply
    assert (await the_one(sqlite_store)).html == "<b>停水</b> &lt;b&gt;x"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("字" * 4097, "太长了：4097 字，最多 4096 字，多了 1 字", id="4097 characters"),
        pytest.param("😀" * 2049, "太长了：4098 字", id="two units a sign"),
        pytest.param("有事打 138********", "身份证号、银行卡号不能写进公告", id="a number that was masked"),
    ],
)
async def test_words_that_cannot_be_sent_are_not_kept(
    editor: Person, sqlite_store: Store, text: str, sentence: str
) -> None:
    assert sentence in await written(editor, text)
    assert await sqlite_store.announcements.listed(9) == ()
    assert TEXT in await editor.say(TEXT)  # it is still awaited


async def test_words_that_just_fit_may_have_been_cut(editor: Person) -> None:
    assert "正文正好 4096 字" in await written(editor, "字" * 4096)


async def test_a_caption_is_shorter(editor: Person, sqlite_store: Store) -> None:
    await editor.say("/announce")
    photo = [{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}]
    await editor.send(photo=photo, caption="字" * 1025)
    assert "最多 1024 字" in sent(editor, 2)[-1]
    await editor.send(photo=photo, caption="照片")
    assert editor.calls("sendPhoto")[-1]["photo"] == "p"
    announcement = await the_one(sqlite_store)
    assert announcement.attachment is not None and announcement.html == "照片"


async def test_what_telegram_refuses_to_show_is_asked_for_again(editor: Person, sqlite_store: Store) -> None:
    await editor.say("/announce")
    broken = (400, "Bad Request: can't parse entities: unclosed start tag")
    editor.request.refuse = lambda name, parameters: broken if parameters.get("text") == "坏" else None
    assert "Telegram 不收这条内容" in await editor.say("坏")
    editor.request.refuse = lambda name, parameters: None
    assert TEXT in await editor.say(TEXT)
    assert (await the_one(sqlite_store)).html == TEXT


async def test_figures_must_be_proved_by_the_entries_that_are_named(
    editor: Person, small_engine: Engine, sqlite_store: Store
) -> None:
    entry = small_engine.base.entries[0]
    assert "正文里有数字，没有写依据" in await written(editor, f"{entry.answer}另收 987 元。")
    await editor.press("写依据")
    assert "这个数字没有依据：987 元" in await editor.say(entry.id)
    assert (await the_one(sqlite_store)).entries == ()
    await editor.press("换内容")
    await editor.say("高龄津贴农村每年80元。")
    await editor.press("写依据")
    reply = await editor.say("allowance-sum")
    assert "正文写的是“高龄津贴农村每年80元”，条目的依据是“农村每人每月80元”" in reply
    assert (await the_one(sqlite_store)).entries == ()
    await editor.press("换内容")
    await editor.say(entry.answer)
    await editor.press("写依据")
    reply = await editor.say(entry.id)
    assert f"<blockquote>{entry.citations[0].evidence}</blockquote>" in reply
    announcement = await the_one(sqlite_store)
    assert announcement.entries == (entry.id,) and entry.citations[0].evidence in announcement.html


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
    assert (await sqlite_store.writings.of(2)).step is WritingStep.READY  # type: ignore[union-attr]
    reply = await editor.say("游泳馆多少钱")
    assert "↑ 每个群" not in reply and reply


async def test_writing_continues_where_it_was_left(editor: Person) -> None:
    await written(editor)
    reply = await editor.say("/announce")
    assert reply.startswith(TEXT)


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


async def test_an_album_is_refused(editor: Person, sqlite_store: Store) -> None:
    await editor.say("/announce")
    photo = [{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}]
    await editor.send(photo=photo, media_group_id="7")
    await editor.send(location={"latitude": 1, "longitude": 1})
    assert "只能带一张照片" in sent(editor, 2)[-2]
    assert "公告只能是文字" in sent(editor, 2)[-1]
    assert await sqlite_store.announcements.listed(9) == ()
