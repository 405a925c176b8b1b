"""In groups: an answer, as a reply, when the bot is addressed; else none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.storage.store import Store
from handlers.context import Services
from knowledge.answering.engine import Engine
from knowledge.derived.derived import derive
from knowledge.model.base import Reply
from tests.handlers.conftest import FEE, FEE_ANSWER, SEAL
from tests.handlers.telegram import BOT, Person, message


async def test_a_mention_is_answered_as_a_reply(member: Person) -> None:
    assert await member.say(f"@anda_bot {FEE}") == FEE_ANSWER
    [sent] = member.calls("sendMessage")
    assert sent["reply_parameters"] == {"message_id": 1, "allow_sending_without_reply": True}
    assert "message_thread_id" not in sent


@pytest.mark.parametrize(
    "text", [f"{FEE} @anda_bot", f"@Anda_Bot，{FEE}", f"@anda_bot：{FEE}"], ids=["behind", "case", "colon"]
)
async def test_the_mention_may_stand_anywhere(member: Person, text: str) -> None:
    at = text.find("@")
    entity = {"type": "mention", "offset": at, "length": len("@anda_bot")}
    assert await member.say(text, entities=[entity]) == FEE_ANSWER


async def test_a_mention_without_a_username_is_understood(member: Person) -> None:
    entity = {"type": "text_mention", "offset": 0, "length": 2, "user": BOT}
    assert await member.say(f"安答 {FEE}", entities=[entity]) == FEE_ANSWER


async def test_a_reply_to_the_bot_is_answered(member: Person) -> None:
    before = message(5, member.chat, BOT, text="您好")
    assert await member.say(FEE, reply_to_message=before) == FEE_ANSWER


async def test_a_command_with_a_question_is_answered(member: Person) -> None:
    assert await member.say(f"/ask@anda_bot {FEE}") == FEE_ANSWER
    assert "请在 /ask 后面写上您的问题" in await member.say("/ask")


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"text": FEE}, id="a question among people"),
        pytest.param({"text": "@somebody 你好"}, id="a mention of somebody else"),
        pytest.param({"text": "/topics@other_bot"}, id="a command for another bot"),
        pytest.param({"text": "/weather"}, id="a command of nobody's"),
        pytest.param({"text": f"@anda_bot {FEE}", "via_bot": BOT}, id="sent through a bot"),
        pytest.param({"text": f"@anda_bot {FEE}", "is_automatic_forward": True}, id="a channel's post"),
        pytest.param(
            {
                "text": FEE,
                "reply_to_message": message(
                    5, {"id": -100, "type": "supergroup"}, {"id": 9, "is_bot": False, "first_name": "甲"}
                ),
            },
            id="a reply to somebody else",
        ),
        pytest.param({"photo": []}, id="a photo"),
        pytest.param({"new_chat_title": "新名"}, id="a service message"),
    ],
)
async def test_what_is_not_for_the_bot_gets_silence(member: Person, values: dict[str, Any]) -> None:
    await member.send(**values)
    assert member.request.calls[1:] == []


async def test_another_bot_that_mentions_us_gets_silence(member: Person) -> None:
    other = {"id": 9, "is_bot": True, "first_name": "x"}
    entity = {"type": "mention", "offset": 0, "length": 9}
    await member.update(message=message(1, member.chat, other, text=f"@anda_bot {FEE}", entities=[entity]))
    assert member.request.calls[1:] == []


async def test_in_a_topic_the_answer_stays_in_the_topic(member: Person) -> None:
    await member.say(f"@anda_bot {FEE}", message_thread_id=77, is_topic_message=True)
    assert member.calls("sendMessage")[-1]["message_thread_id"] == 77


async def test_a_button_is_only_for_the_person_who_asked(member: Person) -> None:
    await member.say("@anda_bot 游泳馆")
    [refused] = await member.press("1.", by=12345)
    assert refused[0] == "answerCallbackQuery"
    assert refused[1]["text"].startswith("这是给提问那位的按钮")
    assert (await member.press("1."))[-1][0] == "sendMessage"


async def test_two_members_are_remembered_apart(member: Person) -> None:
    other = Person(member.application, member.request, id=9, chat=member.chat)
    await member.say("@anda_bot 游泳馆早上几点开门？")
    await other.say("@anda_bot 图书馆在哪里？")
    assert "12元" in await member.say("@anda_bot 那多少钱呢？")


async def test_what_is_private_is_not_shown_in_a_group(member: Person) -> None:
    for command in ("/history", "/forget"):
        assert "请在私聊里做" in await member.say(command)


async def test_an_edited_question_edits_its_answer_and_other_edits_are_silent(member: Person) -> None:
    number = await member.send(text=f"@anda_bot {FEE}")
    await member.send("edited_message", number, text="@anda_bot 图书馆在哪里？")
    assert member.calls("editMessageText")[0]["text"].startswith("图书馆在柳溪路的东头。")
    calls = len(member.request.calls)
    await member.send("edited_message", 999, text="随便说说")
    assert len(member.request.calls) == calls


async def test_a_private_question_is_never_quoted_in_a_group(member: Person) -> None:
    """Given a forgotten answer in a group, when 问人工 is pressed there, nothing from elsewhere is quoted."""
    await member.say(f"@anda_bot {FEE}")
    button = member.button("问人工")
    in_private = replace(member, chat={"id": member.id, "type": "private"})
    await in_private.say("/forget")
    await in_private.say("镇长家住哪儿")
    calls = await member.press_data(button)
    assert "12345" in calls[-1][1]["text"]
    assert "镇长" not in calls[-1][1]["text"]


async def test_a_follow_up_may_reply_to_the_answer_to_somebody_else(member: Person) -> None:
    """Given an answer to one member, when another replies to it, that is what the reply is about."""
    other = Person(member.application, member.request, id=9, chat=member.chat)
    await member.say("@anda_bot 游泳馆早上几点开门？")
    await other.say("@anda_bot 图书馆在哪里？")
    answer = message(1_000, member.chat, BOT, text="…")
    assert "12元" in await other.say("那多少钱呢？", reply_to_message=answer)


async def test_somebody_else_may_pick_an_option_by_its_number(member: Person) -> None:
    other = Person(member.application, member.request, id=9, chat=member.chat)
    await member.say("@anda_bot 游泳馆")
    offered = message(1_000, member.chat, BOT, text="…")
    assert "12元" in await other.say("1", reply_to_message=offered)
    assert "没有这个选项" in await other.say("9", reply_to_message=offered)


async def test_an_edited_command_edits_its_answer(member: Person) -> None:
    number = await member.send(text=f"/ask@anda_bot {FEE}")
    await member.send("edited_message", number, text="/ask@anda_bot 图书馆在哪里？")
    assert member.calls("editMessageText")[0]["text"].startswith("图书馆在柳溪路的东头。")


@pytest.mark.parametrize("command", [f"/ask@anda_bot {FEE}", "/simple", "/subscribe"])
async def test_a_forwarded_command_is_not_carried_out(member: Person, command: str) -> None:
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "别人"}
    assert await member.say(command, forward_origin=origin) == ""


@pytest.mark.parametrize("command", [f"/ask@anda_bot {FEE}", "/whoami"])
async def test_commands_in_a_group_are_counted(member: Person, command: str) -> None:
    replies = [await member.say(command) for _ in range(63)]
    assert replies[59] == replies[0] != ""
    assert replies[60].startswith("您发得有点快")
    assert replies[62] == ""


async def test_a_mention_below_a_picture_is_answered(member: Person) -> None:
    photo = [{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}]
    named = [{"type": "mention", "offset": 0, "length": len("@anda_bot")}]
    await member.send(photo=photo, caption=f"@anda_bot {FEE}", caption_entities=named)
    assert member.calls("sendMessage")[0]["text"] == FEE_ANSWER
    await member.send(photo=photo, caption=FEE)
    assert len(member.calls("sendMessage")) == 1


@pytest.mark.parametrize("text", ["谢谢", "🙏", "谢谢！", "👍👍", "谢谢，谢谢🙏"])
async def test_thanks_need_no_reply_in_a_group(member: Person, text: str) -> None:
    """Given an answer or an announcement, when somebody only thanks for it, nothing is sent to the group."""
    before = message(5, member.chat, BOT, text="通知")
    assert await member.say(text, reply_to_message=before) == ""
    assert await member.say(f"@anda_bot {text}") != ""


async def test_an_anonymous_administrator_may_press_the_buttons_under_their_answer(member: Person) -> None:
    """Given somebody who hides behind the group, when they press a button, the update holds their own id."""
    hidden = {"sender_chat": member.chat}
    await member.say("@anda_bot 游泳馆", **hidden)
    calls = await member.press(next(iter(member.buttons())))
    assert "sendMessage" in {name for name, _ in calls}


async def test_nobody_else_may_press_what_was_made_for_a_member(member: Person) -> None:
    await member.say("@anda_bot 游泳馆")
    calls = await member.press(next(iter(member.buttons())), by=9)
    assert [name for name, _ in calls] == ["answerCallbackQuery"]


@pytest.mark.parametrize("text", ["+1", "1", "666", "哈哈", "哈哈哈", "👍", "@alice 你看看", "谢谢，哈哈哈"])
async def test_a_text_that_asks_nothing_gets_no_reply_in_a_group(member: Person, text: str) -> None:
    """Given an answer that offers nothing, when somebody writes what is no question, nothing is sent."""
    await member.say(f"@anda_bot {FEE}")
    assert await member.say(text, reply_to_message=message(1_000, member.chat, BOT, text="…")) == ""


async def test_an_emergency_number_alone_is_no_figure(member: Person, services: Services) -> None:
    engine = services.engine()
    fire = Reply(kind="emergency", words=("119",), answer={"zh": "请马上打119。"})
    lexicon = replace(engine.base.lexicon, replies=(*engine.base.lexicon.replies, fire))
    changed = replace(engine.base, lexicon=lexicon)
    changed_services = replace(services, engine=lambda: Engine(changed, derive(changed)))
    member.application.bot_data["services"] = changed_services
    before = message(5, member.chat, BOT, text="通知")
    assert await member.say("119", reply_to_message=before) == "请马上打119。"


NEIGHBOUR = {"id": 9, "is_bot": False, "first_name": "邻居"}


@pytest.mark.parametrize("text", ["@anda_bot", "@anda_bot ？", "/ask@anda_bot", "@anda_bot /ask"])
async def test_a_bare_mention_answers_the_question_that_it_replies_to(member: Person, text: str) -> None:
    """Given a person's question, when somebody replies with a bare mention of the bot, that is answered."""
    asked = message(5, member.chat, NEIGHBOUR, text=FEE)
    mention = [{"type": "mention", "offset": 0, "length": 9}] if text.startswith("@") else []
    command = [{"type": "bot_command", "offset": 0, "length": len(text)}] if text.startswith("/") else []
    number = await member.send(text=text, entities=mention + command, reply_to_message=asked)
    [sent] = member.calls("sendMessage")
    assert sent["text"] == FEE_ANSWER
    assert sent["reply_parameters"]["message_id"] == number


async def test_a_bare_mention_keeps_nothing_of_the_other_person(member: Person, sqlite_store: Store) -> None:
    asked = message(5, member.chat, NEIGHBOUR, text=FEE)
    number = await member.send(text="@anda_bot", reply_to_message=asked)
    assert await sqlite_store.answers.history(SEAL.person(9), 5) == ()
    [kept] = await sqlite_store.answers.history(SEAL.person(member.id), 5)
    assert kept.question_message == number


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"text": "", "photo": []}, id="without words"),
        pytest.param({"text": FEE, "from": {"id": 10, "is_bot": True, "first_name": "x"}}, id="a bot's"),
        pytest.param({"text": FEE, "sender_chat": {"id": -5, "type": "channel"}}, id="a channel's"),
        pytest.param({"text": FEE, "via_bot": BOT}, id="sent through a bot"),
    ],
)
async def test_a_bare_mention_below_no_persons_question_asks_for_a_question(
    member: Person, values: dict[str, Any]
) -> None:
    below = message(5, member.chat, NEIGHBOUR) | values
    assert "没看到文字" in await member.say("@anda_bot", reply_to_message=below)


@pytest.mark.parametrize("command", ["/start", "/help", "/没有的"])
async def test_a_command_behind_a_mention_is_no_question(member: Person, command: str) -> None:
    reply = await member.say(f"@anda_bot {command}")
    assert reply.startswith("我是安答") and "@anda_bot" in reply


async def test_a_question_behind_a_mention_and_a_command_is_answered(member: Person) -> None:
    assert await member.say(f"@anda_bot /ask {FEE}") == FEE_ANSWER


CHANNEL = {"id": -7, "type": "channel", "title": "发布"}


async def test_a_button_below_a_channels_question_says_why_it_does_nothing(member: Person) -> None:
    """Given a channel that asks in the group, when anybody presses, they are told what to do instead."""
    number = await member.send(text="@anda_bot 游泳馆", sender_chat=CHANNEL)
    asked = message(number, member.chat, member.user, text="@anda_bot 游泳馆", sender_chat=CHANNEL)
    shown = message(1_000, member.chat, BOT, text="…", reply_to_message=asked)
    [(name, notice)] = await member.press_data(member.button("1."), under=shown)
    assert name == "answerCallbackQuery"
    assert notice["text"].startswith("这是用频道的名义问的")


async def test_under_a_shared_name_a_follow_up_is_read_only_after_the_answer_it_replies_to(
    member: Person,
) -> None:
    """Given administrators who hide behind the group, a follow-up is only of the answer it replies to."""
    hidden = {"sender_chat": member.chat}
    await member.say("@anda_bot 游泳馆早上几点开门？", **hidden)
    assert "12元" not in await member.say("@anda_bot 那多少钱呢？", **hidden)
    answer = message(1_000, member.chat, BOT, text="…")
    assert "12元" in await member.say("那多少钱呢？", reply_to_message=answer, **hidden)


async def test_a_button_of_a_deleted_message_is_answered_below_the_question(member: Person) -> None:
    """Given an answer in a topic that was deleted, then the answer to its button is sent to that topic."""
    number = await member.send(text="@anda_bot 游泳馆", message_thread_id=77, is_topic_message=True)
    calls = await member.press_data(member.button("1."), under=member.gone(1_000))
    assert calls[-1][1]["reply_parameters"]["message_id"] == number


async def test_thanks_that_are_edited_get_no_reply(member: Person) -> None:
    before = message(5, member.chat, BOT, text="通知")
    number = await member.send(text="谢谢", reply_to_message=before)
    await member.send("edited_message", number, text="谢谢！", reply_to_message=before)
    assert member.request.calls[1:] == []
