"""What a bot sends, edits and deletes is what a person sees."""

from __future__ import annotations

import pytest
from telegram import InlineKeyboardButton as Button
from telegram import InlineKeyboardMarkup as Buttons
from telegram import MessageEntity, ReplyParameters
from telegram.constants import ParseMode

from tests.telegram_api.server import TelegramServer
from tests.telegram_api_tests.conftest import Bot, refused


def yes_or_no() -> Buttons:
    return Buttons([[Button("是", callback_data="y"), Button("否", callback_data="n")]])


def one_button(data: str | None = None, label: str = "是") -> Buttons:
    return Buttons([[Button(label, callback_data=data)]])


async def test_a_message_is_received_with_its_buttons(telegram: TelegramServer, bot: Bot) -> None:
    alice = telegram.person("Alice")
    sent = await bot.send_message(alice.id, "您好", reply_markup=yes_or_no())
    seen = await alice.receives()
    assert (seen.id, seen.text, seen.buttons) == (sent.message_id, "您好", [["是", "否"]])
    assert sent.from_user and sent.from_user.id == bot.id and sent.chat.first_name == "Alice"


async def test_html_becomes_text_and_entities(telegram: TelegramServer, bot: Bot) -> None:
    alice = telegram.person("Alice")
    text = "<b>😀 标题</b>\n<blockquote expandable>出处 &lt;第6段&gt;</blockquote>"
    await bot.send_message(alice.id, text, parse_mode=ParseMode.HTML)
    seen = await alice.receives()
    assert seen.text == "😀 标题\n出处 <第6段>"
    assert seen.parts("bold") == ["😀 标题"]
    assert seen.parts("expandable_blockquote") == ["出处 <第6段>"]


async def test_an_edit_changes_the_screen_and_takes_the_buttons_along(
    telegram: TelegramServer, bot: Bot
) -> None:
    alice = telegram.person("Alice")
    sent = await bot.send_message(alice.id, "旧", reply_markup=yes_or_no())
    await bot.edit_message_text("新", alice.id, sent.message_id)
    assert (alice.screen().text, alice.screen().buttons, alice.screen().edited) == ("新", [], True)


async def test_only_the_buttons_change(telegram: TelegramServer, bot: Bot) -> None:
    alice = telegram.person("Alice")
    sent = await bot.send_message(alice.id, "问", reply_markup=yes_or_no())
    await bot.edit_message_reply_markup(alice.id, sent.message_id)
    assert (alice.screen().text, alice.screen().buttons) == ("问", [])


async def test_a_deleted_message_is_seen_no_more(telegram: TelegramServer, bot: Bot) -> None:
    alice = telegram.person("Alice")
    sent = await bot.send_message(alice.id, "撤回")
    await bot.delete_message(alice.id, sent.message_id)
    assert alice.conversation() == []


async def test_message_ids_count_up_in_each_chat(telegram: TelegramServer, bot: Bot) -> None:
    alice, group = telegram.person("Alice"), telegram.group("街坊")
    numbers = [(await bot.send_message(chat, "一")).message_id for chat in (alice.id, alice.id, group.id)]
    assert numbers == [1, 2, 1]


async def test_a_reply_shows_what_it_replies_to(telegram: TelegramServer, bot: Bot) -> None:
    alice = telegram.person("Alice")
    question = alice.writes("问题")
    sent = await bot.send_message(alice.id, "答", reply_parameters=ReplyParameters(question.id))
    assert sent.reply_to_message and sent.reply_to_message.text == "问题"
    assert (await alice.receives()).replies_to == question.id


async def test_a_reply_to_nothing_goes_out_alone_when_that_is_allowed(
    telegram: TelegramServer, bot: Bot
) -> None:
    alice = telegram.person("Alice")
    to = ReplyParameters(99, allow_sending_without_reply=True)
    assert (await bot.send_message(alice.id, "答", reply_parameters=to)).reply_to_message is None


async def test_a_document_arrives_with_its_bytes(telegram: TelegramServer, bot: Bot) -> None:
    alice = telegram.person("Alice")
    sent = await bot.send_document(alice.id, b"a,b\n", filename="stats.csv", caption="统计")
    assert sent.document and sent.document.file_name == "stats.csv"
    assert telegram.world.files[sent.document.file_id] == ("stats.csv", b"a,b\n")
    assert (await alice.receives()).text == "统计"


async def test_a_photo_is_uploaded_and_sent_again_by_its_id(telegram: TelegramServer, bot: Bot) -> None:
    alice = telegram.person("Alice")
    first = await bot.send_photo(alice.id, b"\x89PNG", caption="<i>图</i>", parse_mode="HTML")
    again = await bot.send_photo(alice.id, first.photo[-1])
    assert again.photo == first.photo


async def test_a_copy_and_a_pin(telegram: TelegramServer, bot: Bot) -> None:
    alice, group = telegram.person("Alice"), telegram.group("街坊")
    group.promotes_bot(by=alice)
    sent = await bot.send_message(alice.id, "公告")
    copied = await bot.copy_message(group.id, alice.id, sent.message_id)
    await bot.pin_chat_message(group.id, copied.message_id)
    assert group.chat.pinned == [copied.message_id]
    assert group.screen().text == "公告"


async def test_a_message_goes_into_a_topic(telegram: TelegramServer, bot: Bot) -> None:
    alice, forum = telegram.person("Alice"), telegram.group("论坛", forum=True)
    topic = forum.topic(alice, "医保")
    sent = await bot.send_message(forum.id, "答", message_thread_id=topic)
    assert sent.is_topic_message and sent.message_thread_id == topic
    question = forum.writes(alice, "问", topic=topic)
    answer = await bot.send_message(forum.id, "答", reply_parameters=ReplyParameters(question.id))
    assert answer.message_thread_id == topic


async def test_a_method_without_a_function_answers_true(telegram: TelegramServer, bot: Bot) -> None:
    assert await bot.set_my_short_description("安次区问答") is True
    assert telegram.calls("setMyShortDescription")[0].status == 200


async def test_commands_are_kept_by_their_scope(telegram: TelegramServer, bot: Bot) -> None:
    await bot.set_my_commands([("help", "帮助")])
    assert [one.command for one in await bot.get_my_commands()] == ["help"]
    assert await bot.get_my_commands(language_code="en") == ()


LONG = "字" * 4096
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
REPLY = ReplyParameters(99)
_BUTTON = "can't parse inline keyboard button: "
NO_ACTION = _BUTTON + "Text buttons are unallowed in the inline keyboard"
NO_LABEL = _BUTTON + "text must be non-empty"
UNCLOSED = "can't parse entities: Can't find end tag corresponding to start tag \"b\""
NO_MARKDOWN = "unsupported parse_mode: this server reads HTML only, not MarkdownV2"
_ENTITY = "can't parse MessageEntity: entity beginning at UTF-16 offset 0"
TOO_FAR = _ENTITY + " ends after the end of the text at UTF-16 offset 1"
UNKNOWN = 'unknown parameter "colour" in sendMessage'
NO_JSON = 'can\'t parse "reply_markup" JSON object'
NO_MARKUP = 'can\'t parse "reply_markup": unknown field "a" in InlineKeyboardMarkup'
NO_BOOLEAN = 'can\'t parse "disable_notification": expected Boolean'


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(LONG, id="4096 characters"),
        pytest.param("😀" * 2048, id="2048 characters of two units"),
        pytest.param(f"<b>{LONG}</b>", id="tags do not count"),
        pytest.param("&lt;" * 4096, id="a reference counts as one"),
        pytest.param(f"  {LONG}\n", id="blanks around do not count"),
    ],
)
async def test_the_longest_text_passes(telegram: TelegramServer, bot: Bot, text: str) -> None:
    alice = telegram.person("Alice")
    await bot.send_message(alice.id, text, parse_mode="HTML")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("", "message text is empty", id="nothing"),
        pytest.param(" \n ", "text must be non-empty", id="blanks"),
        pytest.param("<b></b>", "text must be non-empty", id="tags around nothing"),
        pytest.param(LONG + "字", "message is too long", id="one character more"),
        pytest.param("😀" * 2048 + "a", "message is too long", id="one UTF-16 unit more"),
    ],
)
async def test_a_text_too_long_or_empty_is_refused(
    telegram: TelegramServer, bot: Bot, text: str, why: str
) -> None:
    alice = telegram.person("Alice")
    with refused(telegram, f"Bad Request: {why}"):
        await bot.send_message(alice.id, text, parse_mode="HTML")
    assert alice.conversation() == []


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        pytest.param({"reply_markup": one_button("d" * 65)}, "BUTTON_DATA_INVALID", id="65 bytes"),
        pytest.param({"reply_markup": one_button("字" * 22)}, "BUTTON_DATA_INVALID", id="66 bytes"),
        pytest.param({"reply_markup": one_button()}, NO_ACTION, id="a button without action"),
        pytest.param({"reply_markup": one_button("d", label=" ")}, NO_LABEL, id="a button without label"),
        pytest.param({"reply_parameters": REPLY}, "message to be replied not found", id="reply"),
        pytest.param({"message_thread_id": 1}, "message thread not found", id="general topic"),
        pytest.param({"message_thread_id": 77}, "message thread not found", id="no such topic"),
        pytest.param({"parse_mode": "HTML", "text": "<b>不完"}, UNCLOSED, id="broken HTML"),
        pytest.param({"parse_mode": "MarkdownV2", "text": "*一*"}, NO_MARKDOWN, id="markdown"),
        pytest.param({"entities": [MessageEntity("bold", 0, 9)]}, TOO_FAR, id="an entity beyond the end"),
        pytest.param({"chat_id": 4711}, "chat not found", id="chat"),
        pytest.param({"api_kwargs": {"colour": "red"}}, UNKNOWN, id="unknown field"),
        pytest.param({"api_kwargs": {"reply_markup": "{"}}, NO_JSON, id="broken JSON"),
        pytest.param({"api_kwargs": {"reply_markup": {"a": 1}}}, NO_MARKUP, id="a markup of no kind"),
        pytest.param({"disable_notification": 3}, NO_BOOLEAN, id="no Boolean"),
    ],
)
async def test_telegrams_refusals(
    telegram: TelegramServer, bot: Bot, arguments: dict[str, object], why: str
) -> None:
    alice = telegram.person("Alice")
    with refused(telegram, f"Bad Request: {why}"):
        await bot.send_message(**{"chat_id": alice.id, "text": "答", **arguments})  # type: ignore[arg-type]
    assert alice.conversation() == []


async def test_the_same_again_is_not_modified(telegram: TelegramServer, bot: Bot) -> None:
    alice = telegram.person("Alice")
    sent = await bot.send_message(alice.id, "<b>同</b>", parse_mode="HTML", reply_markup=yes_or_no())
    with refused(telegram, "Bad Request: " + NOT_MODIFIED):
        await bot.edit_message_text(
            "<strong>同</strong>", alice.id, sent.message_id, parse_mode="HTML", reply_markup=yes_or_no()
        )


async def test_what_others_wrote_is_not_edited(telegram: TelegramServer, bot: Bot) -> None:
    alice = telegram.person("Alice")
    question = alice.writes("问")
    with refused(telegram, "Bad Request: message can't be edited"):
        await bot.edit_message_text("改", alice.id, question.id)
    with refused(telegram, "Bad Request: message to edit not found"):
        await bot.edit_message_text("改", alice.id, 99)
    with refused(telegram, "Bad Request: message to delete not found"):
        await bot.delete_message(alice.id, 99)


async def test_a_caption_is_shorter_than_a_text(telegram: TelegramServer, bot: Bot) -> None:
    alice = telegram.person("Alice")
    await bot.send_photo(alice.id, b"x", caption="字" * 1024)
    with refused(telegram, "Bad Request: message caption is too long"):
        await bot.send_photo(alice.id, b"x", caption="字" * 1025)
