"""People act, a real application answers, people see."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from telegram import InlineKeyboardButton as Button
from telegram import InlineKeyboardMarkup as Buttons
from telegram import InlineQueryResultArticle as Article
from telegram import InputTextMessageContent as Text
from telegram import Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from tests.telegram_api.server import TelegramServer
from tests.telegram_api.world import World
from tests.telegram_api_tests.conftest import Bot, refused

Context = ContextTypes.DEFAULT_TYPE
AnyApplication = Application[Any, Any, Any, Any, Any, Any]
RATING = Buttons([[Button("有用", callback_data="rate:5")]])


async def echo(update: Update, context: Context) -> None:
    if update.effective_message and update.effective_message.text:
        await update.effective_message.reply_text(f"您说{update.effective_message.text}", reply_markup=RATING)


async def rated(update: Update, context: Context) -> None:
    assert update.callback_query
    await update.callback_query.answer("谢谢")
    await update.callback_query.edit_message_text(f"已评：{update.callback_query.data}")


async def suggest(update: Update, context: Context) -> None:
    assert update.inline_query
    query = update.inline_query.query
    await update.inline_query.answer(
        [Article("1", f"问{query}", Text(f"<b>{query}</b>", "HTML"), reply_markup=RATING)]
    )


@pytest_asyncio.fixture
async def application(telegram: TelegramServer) -> AsyncIterator[AnyApplication]:
    """A small bot that polls: an echo, a rating, a suggestion."""
    application = ApplicationBuilder().token(telegram.token).base_url(telegram.base_url).build()
    application.add_handler(CommandHandler("start", echo))
    application.add_handler(MessageHandler(filters.UpdateType.MESSAGE & filters.TEXT, echo))
    application.add_handler(CallbackQueryHandler(rated))
    application.add_handler(InlineQueryHandler(suggest))
    async with application:
        assert application.updater
        await application.updater.start_polling(timeout=2)
        await application.start()
        yield application
        await application.updater.stop()
        await application.stop()


@pytest.mark.usefixtures("application")
async def test_a_conversation_over_real_http(telegram: TelegramServer) -> None:
    alice, bob = telegram.person("Alice"), telegram.person("Bob")
    alice.writes("/start")
    assert (await alice.receives()).text == "您说/start"
    bob.writes("您好")
    answer = await bob.receives()
    assert (answer.text, answer.buttons) == ("您说您好", [["有用"]])
    assert await bob.notice(bob.presses("有用")) == "谢谢"
    assert (await bob.sees("已评")).buttons == []
    await alice.receives_nothing(0.05)


@pytest.mark.usefixtures("application")
async def test_a_suggestion_is_chosen_and_its_button_pressed_in_its_chat(telegram: TelegramServer) -> None:
    alice, group = telegram.person("Alice"), telegram.group("街坊")
    (result,) = await alice.suggestions(alice.types_inline("低保"))
    chosen = alice.chooses(result, "低保", into=group)
    assert (chosen.text, chosen.parts("bold")) == ("低保", ["低保"])
    await group.notice(group.presses(alice, "有用", on=chosen))
    await group.until(lambda: group.chat.messages[chosen.id]["text"] == "已评：rate:5", "an edit")


@pytest.mark.usefixtures("application")
async def test_a_group_hears_the_answer_to_a_mention(telegram: TelegramServer) -> None:
    alice, group = telegram.person("Alice"), telegram.group("街坊")
    asked = group.writes(alice, "几点开门", mentions_bot=True)
    assert asked.parts("mention") == ["@anda_bot"]
    assert "几点开门" in (await group.receives()).text


async def test_a_bot_that_keeps_silent_fails_the_test_with_its_last_calls(
    telegram: TelegramServer, bot: Bot
) -> None:
    with pytest.raises(
        AssertionError, match=r"there was not a message of the bot in 0.05 s; last calls: \[\('getMe', 200"
    ):
        await telegram.person("Alice").receives(0.05)


async def updates(bot: Bot) -> list[Update]:
    return list(await bot.get_updates(timeout=0))


@pytest.mark.parametrize(
    "kind", ["sticker", "photo", "voice", "audio", "video", "video_note", "animation", "document", "location",
             "contact", "poll", "dice"],
)  # fmt: skip
async def test_people_send_more_than_words(telegram: TelegramServer, bot: Bot, kind: str) -> None:
    telegram.person("Alice").sends(kind)
    (update,) = await updates(bot)
    assert getattr(update.message, kind)


async def test_an_anonymous_administrator_writes_as_the_group(telegram: TelegramServer, bot: Bot) -> None:
    alice, group = telegram.person("Alice"), telegram.group("街坊")
    group.writes(alice, "/stop_answers", anonymous=True)
    (update,) = await updates(bot)
    assert update.message and update.message.from_user and update.message.sender_chat
    assert (update.message.from_user.id, update.message.sender_chat.id) == (1087968824, group.id)


async def test_a_channel_post_is_edited_and_forwarded(telegram: TelegramServer, bot: Bot) -> None:
    alice, channel = telegram.person("Alice"), telegram.channel("安次发布")
    post = channel.posts("停水通知")
    channel.edits_post(post, "停水取消")
    alice.forwards(post)
    posted, edited, forwarded = await updates(bot)
    assert posted.channel_post and posted.channel_post.from_user is None
    assert edited.edited_channel_post and edited.edited_channel_post.text == "停水取消"
    assert forwarded.message and forwarded.message.forward_origin
    assert forwarded.message.forward_origin.type == "channel"


async def test_an_edit_keeps_the_number_of_the_message(telegram: TelegramServer, bot: Bot) -> None:
    alice = telegram.person("Alice")
    first = alice.writes("一")
    alice.writes("二")
    alice.edits("壹", first)
    edited = (await updates(bot))[-1].edited_message
    assert edited and (edited.message_id, edited.text) == (first.id, "壹")


async def test_a_button_of_a_deleted_message_still_sends(telegram: TelegramServer, bot: Bot) -> None:
    alice = telegram.person("Alice")
    await bot.send_message(alice.id, "问", reply_markup=RATING)
    old = await alice.receives()
    await bot.delete_message(alice.id, old.id)
    alice.presses("有用", on=old)
    query = (await updates(bot))[-1].callback_query
    assert query and query.message and not query.message.is_accessible


async def test_a_press_of_a_button_that_is_not_there_names_those_that_are(
    telegram: TelegramServer, bot: Bot
) -> None:
    alice = telegram.person("Alice")
    await bot.send_message(alice.id, "问", reply_markup=RATING)
    with pytest.raises(AssertionError, match=r"no button '无用'; there are \[\[\['有用'\]\]\]"):
        alice.presses("无用")


async def test_a_query_that_was_forgotten_is_too_old(telegram: TelegramServer, bot: Bot) -> None:
    alice = telegram.person("Alice")
    await bot.send_message(alice.id, "问", reply_markup=RATING)
    query, inline = alice.presses("有用"), alice.types_inline("问")
    telegram.world.forget_queries()
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    with refused(telegram, too_old):
        await bot.answer_callback_query(query)
    with refused(telegram, too_old):
        await bot.answer_inline_query(inline, [])


@pytest.mark.parametrize(
    ("results", "why"),
    [
        pytest.param([Article(str(n), "题", Text("文")) for n in range(51)], "RESULTS_TOO_MUCH", id="51"),
        pytest.param([Article("1", "题", Text("文"))] * 2, "RESULT_ID_DUPLICATE", id="twice the same id"),
        pytest.param([Article("字" * 22, "题", Text("文"))], "RESULT_ID_INVALID", id="an id of 66 bytes"),
        pytest.param([Article("1", "题", Text("文" * 4097))], "MESSAGE_TOO_LONG", id="4097 characters"),
        pytest.param(
            [Article("1", "题", Text("<b>文", "HTML"))],
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
            id="broken HTML",
        ),
    ],
)
async def test_suggestions_beyond_the_limits_are_refused(
    telegram: TelegramServer, bot: Bot, results: list[Article], why: str
) -> None:
    query = telegram.person("Alice").types_inline("问")
    with refused(telegram, f"Bad Request: {why}"):
        await bot._post(  # python-telegram-bot itself refuses some of these
            "answerInlineQuery", {"inline_query_id": query, "results": results}
        )


async def test_privacy_mode_lets_through_what_concerns_the_bot(bot: Bot) -> None:
    async with TelegramServer(World(privacy=True)) as telegram:
        alice, group = telegram.person("Alice"), telegram.group("街坊")
        for text in ("闲聊", "/help", "/help@other_bot", "@anda_bot 问"):
            group.writes(alice, text)
        sent = [one["message"]["text"] for one in telegram.world.updates.pending.values()]
        assert sent == ["/help", "@anda_bot 问"]
        group.promotes_bot(by=alice)
        group.writes(alice, "闲聊")
        assert len(telegram.world.updates.pending) == 4  # the promotion is an update too
