"""What the server writes is as Telegram's own description says: updates and results of every kind."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import InlineKeyboardButton as Button
from telegram import InlineKeyboardMarkup as Buttons
from telegram import InlineQueryResultArticle as Article
from telegram import InputTextMessageContent as Text

from tests.telegram_api.description import METHODS, TYPES, read_value
from tests.telegram_api.server import TelegramServer
from tests.telegram_api_tests.conftest import Bot

Json = dict[str, Any]
RATING = Buttons([[Button("有用", callback_data="rate:5")]])


async def everything(telegram: TelegramServer, bot: Bot) -> None:
    """Something of each kind happens."""
    alice, forum, channel = (
        telegram.person("Alice"),
        telegram.group("论坛", forum=True),
        telegram.channel("发布"),
    )
    village = telegram.group("村", kind="group")
    for kind in ("sticker", "photo", "voice", "location", "poll", "contact", "document"):
        alice.sends(kind, caption="说明") if kind in ("photo", "voice") else alice.sends(kind)
    alice.edits("改", alice.writes("/start 看 http://a.cn @anda_bot"))
    topic = forum.topic(alice, "医保")
    forum.writes(alice, "问", topic=topic, replying_to=forum.writes(alice, "先", anonymous=True))
    await bot.send_message(alice.id, "<b>答</b>", "HTML", reply_markup=RATING)
    alice.presses("有用")
    alice.types_inline("问")
    alice.chooses(Article("1", "题", Text("文"), reply_markup=RATING).to_dict(), "问")
    alice.forwards(channel.posts("通知"))
    village.adds_bot(alice)
    village.promotes_bot(alice)
    village.migrates(alice)
    alice.blocks_bot()
    alice.unblocks_bot()
    forum.removes_bot(alice)


async def test_every_update_is_as_the_description_says(telegram: TelegramServer, bot: Bot) -> None:
    await everything(telegram, bot)
    pending = telegram.world.updates.pending.values()
    assert len(pending) > 20
    for update in pending:
        read_value("update", "Update", update)


RESULTS: dict[str, tuple[Json, str]] = {
    "getMe": ({}, "User"),
    "getChat": ({"chat_id": 1001}, "ChatFullInfo"),
    "getChatMember": ({"chat_id": -1001000000001, "user_id": 1001}, "ChatMember"),
    "getChatAdministrators": ({"chat_id": -1001000000001}, "Array of ChatMember"),
    "getChatMemberCount": ({"chat_id": -1001000000001}, "Integer"),
    "getWebhookInfo": ({}, "WebhookInfo"),
    "sendMessage": ({"chat_id": 1001, "text": "字"}, "Message"),
    "sendLocation": ({"chat_id": 1001, "latitude": 1.0, "longitude": 2.0}, "Message"),
    "forwardMessage": ({"chat_id": 1001, "from_chat_id": 1001, "message_id": 1}, "Message"),
    "copyMessage": ({"chat_id": 1001, "from_chat_id": 1001, "message_id": 1}, "MessageId"),
}


@pytest.mark.parametrize("method", RESULTS)
async def test_results_are_as_the_description_says(telegram: TelegramServer, bot: Bot, method: str) -> None:
    alice, group = telegram.person("Alice"), telegram.group("街坊")
    alice.writes("一")
    group.promotes_bot(alice)
    group.promotes(alice, "creator")
    parameters, kind = RESULTS[method]
    await bot._post(method, dict(parameters))
    read_value("result", kind, telegram.calls()[-1].result)


def test_the_description_is_whole() -> None:
    assert (len(METHODS), len(TYPES)) == (176, 303)
