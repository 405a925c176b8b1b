"""Conversations in private, as docs/对话.md shows them."""

from __future__ import annotations

import pytest

from bot.storage.store import Store
from knowledge.model.answer import Status
from tests.bot.storage.samples import act
from tests.handlers.conftest import FEE, FEE_ANSWER, SEAL, Clock
from tests.handlers.telegram import BOT, Person, message

PHOTO = [{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}]


async def test_a_question_is_answered_with_its_citation_and_what_else_may_be_asked(citizen: Person) -> None:
    assert await citizen.say(FEE) == FEE_ANSWER
    assert list(citizen.buttons()) == ["游泳馆早上几点开门？", "评价", "答案不对", "问人工"]
    [sent] = citizen.calls("sendMessage")
    assert sent["parse_mode"] == "HTML"
    assert "reply_parameters" not in sent


async def test_a_related_entry_is_answered_under_its_question(citizen: Person) -> None:
    await citizen.say(FEE)
    [first, second] = await citizen.press("游泳馆早上几点开门？")
    assert first == ("answerCallbackQuery", {"callback_query_id": "1", "show_alert": False})
    assert second[1]["text"].startswith("<b>游泳馆早上几点开门？</b>\n游泳馆早上8点开门。\n出处：")


async def test_a_table_is_cited_by_row_and_column(citizen: Person) -> None:
    reply = await citizen.say("公园的停车费怎么收？")
    assert "出处：《蓝禾镇收费表（样本）》，蓝禾镇样本报，公园停车，价格\n<blockquote>每小时3元" in reply


async def test_what_may_be_meant_is_offered_and_picked_by_button(citizen: Person) -> None:
    reply = await citizen.say("游泳馆")
    assert reply == "您想问的是哪一个？\n1. 游泳馆的门票多少钱？\n2. 游泳馆早上几点开门？"
    assert list(citizen.buttons()) == ["1. 游泳馆的门票多少钱？", "2. 游泳馆早上几点开门？", "都不是"]
    calls = await citizen.press("1.")
    assert calls[-1][1]["text"] == f"<b>{FEE}</b>\n{FEE_ANSWER}"


async def test_an_option_may_be_typed(citizen: Person, clock: Clock) -> None:
    for typed in ("1", "一", "第一个", "１"):
        clock.forward(minutes=11)
        await citizen.say("游泳馆")
        assert await citizen.say(typed) == f"<b>{FEE}</b>\n{FEE_ANSWER}"


async def test_a_number_beyond_the_options_keeps_them(citizen: Person) -> None:
    await citizen.say("游泳馆")
    assert "没有这个选项" in await citizen.say("9")
    assert (await citizen.say("2")).startswith("<b>游泳馆早上几点开门？</b>")


async def test_what_is_offered_for_a_part_in_doubt_has_one_button(citizen: Person) -> None:
    reply = await citizen.say("游泳馆的门票多少钱，游泳馆开门有规定吗")
    assert "“游泳馆开门有规定吗”我没有十足的把握，您是不是想问：\n1. 游泳馆早上几点开门？" in reply
    assert "您可能还想了解" not in reply
    assert [label for label in citizen.buttons() if "几点开门" in label] == ["1. 游泳馆早上几点开门？"]


async def test_a_letter_gets_what_is_told_of_it_and_hears_what_is_not(citizen: Person) -> None:
    """Who writes and why is no question; two of three are told, and the third is said to be missing."""
    reply = await citizen.say(
        "体育科：因编制年鉴，请提供：（一）游泳馆门票价格；（二）公园停车费；（三）校长姓名。"
    )
    assert reply.startswith(FEE_ANSWER.partition("\n")[0])
    assert "每小时3元" in reply
    assert "其余的我没有找到：校长是谁" in reply
    assert "体育科" not in reply


async def test_two_turns_that_do_not_help_end_with_a_person_and_not_in_a_loop(citizen: Person) -> None:
    await citizen.say("游泳馆")
    calls = await citizen.press("都不是")
    assert [name for name, _ in calls] == ["answerCallbackQuery", "editMessageReplyMarkup", "sendMessage"]
    assert "请换个说法再问一次" in calls[-1][1]["text"]
    await citizen.say("游泳馆")
    calls = await citizen.press("都不是")
    assert calls[-1][1]["text"].startswith("对不住，两次都没帮上您。不如直接打12345")
    assert list(citizen.buttons()) == ["问人工"]
    calls = await citizen.press("问人工")
    assert "12345" in calls[-1][1]["text"]


async def test_ignoring_the_options_twice_offers_a_person_too(citizen: Person) -> None:
    answers = [await citizen.say(text) for text in ("游泳馆", "老人补贴", "镇长是谁")]
    assert ["两次都没帮上您" in answer for answer in answers] == [False, False, True]
    await citizen.say(FEE)
    assert "两次都没帮上您" not in await citizen.say("镇长是谁")


async def test_an_unknown_answer_says_so_and_can_be_followed(citizen: Person, sqlite_store: Store) -> None:
    reply = await citizen.say("游泳馆的教练是谁")
    assert reply.startswith("这个问题，我在公开发表的资料里没有找到答案。\n您可以拨打政务服务便民热线 12345")
    assert "<blockquote>" not in reply
    assert [label[:3] for label in citizen.buttons()] == ["1. ", "2. ", "有答案", "问人工"]
    [first, second] = await citizen.press("有答案了告诉我")
    assert first[1]["text"] == "好的。工作人员有了答案，我就在这里告诉您。"
    assert second[0] == "editMessageReplyMarkup"
    [question] = await sqlite_store.staff.open_questions(5)
    assert question.text == "游泳馆的教练是谁"
    [follower] = await sqlite_store.feedback.waiting(question.answer)
    assert follower.chat_id == citizen.id


async def test_a_person_to_ask_is_one_tap_away_with_what_to_say(citizen: Person) -> None:
    await citizen.say("镇长是谁")
    calls = await citizen.press("问人工")
    assert calls[-1][1]["text"] == (
        "请打12345（政务服务便民热线），有人接听。\n接通后可以这样说：“您好，我想问一下，镇长是谁”"
    )


async def test_a_follow_up_is_understood_for_ten_minutes(citizen: Person, clock: Clock) -> None:
    await citizen.say("游泳馆早上几点开门？")
    clock.forward(minutes=9)
    assert "12元" in await citizen.say("那多少钱呢？")
    clock.forward(minutes=11)
    assert "您是不是想问" in await citizen.say("那多少钱呢？")


async def test_a_low_rating_is_asked_why(citizen: Person, sqlite_store: Store, clock: Clock) -> None:
    await citizen.say(FEE)
    await citizen.press("评价")
    assert list(citizen.buttons()) == ["非常满意", "满意", "基本满意", "不满意", "非常不满意"]
    calls = await citizen.press("非常不满意")
    assert calls[0][1]["text"].startswith("对不住。是哪里不好？")
    assert list(citizen.buttons()) == ["答非所问", "内容不对", "看不懂", "内容太旧", "别的原因"]
    calls = await citizen.press("内容太旧")
    assert calls[0][1]["text"] == "记下了，工作人员会看。谢谢您。"
    assert await sqlite_store.staff.ratings(clock()) == {1: 1}
    count, report = await sqlite_store.feedback.reported(0)
    assert (count, report and report.asked.question) == (1, FEE)


async def test_a_good_rating_is_thanked(citizen: Person, sqlite_store: Store, clock: Clock) -> None:
    await citizen.say(FEE)
    await citizen.press("评价")
    calls = await citizen.press("满意")
    assert calls[0][1]["text"] == "谢谢您的评价。"
    assert list(citizen.buttons()) == ["答案不对", "问人工"]
    assert await sqlite_store.staff.ratings(clock()) == {4: 1}


async def test_a_wrong_answer_is_reported(citizen: Person) -> None:
    await citizen.say(FEE)
    calls = await citizen.press("答案不对")
    assert calls[0][1]["text"].startswith("记下了，工作人员会核对")
    assert calls[0][1]["show_alert"] is True


async def test_an_edited_question_edits_its_answer(citizen: Person, sqlite_store: Store) -> None:
    number = await citizen.send(text="游泳馆的门票多少钱")
    sent = len(citizen.calls("sendMessage"))
    await citizen.send("edited_message", number, text="图书馆在哪里？")
    assert len(citizen.calls("sendMessage")) == sent
    [edited] = citizen.calls("editMessageText")
    assert edited["text"].startswith("图书馆在柳溪路的东头。")
    [asked] = await sqlite_store.answers.history(SEAL.person(citizen.id), 5)
    assert asked.question == "图书馆在哪里？" and asked.entries == ("library-place",)


async def test_an_edit_with_the_same_text_changes_nothing(citizen: Person) -> None:
    number = await citizen.send(text=FEE)
    calls = len(citizen.request.calls)
    await citizen.send("edited_message", number, text=FEE)
    assert len(citizen.request.calls) == calls


async def test_english_is_answered_in_english(citizen: Person) -> None:
    reply = await citizen.say("how much is the pool")
    assert reply.startswith("A swimming pool ticket is 12 yuan a visit.\nSource: “蓝禾镇便民通告（样本）”")
    assert list(citizen.buttons())[-3:] == ["Rate", "Wrong answer", "Ask a person"]
    calls = await citizen.press("When does the swimming pool open?")
    assert "The swimming pool opens at 8" in calls[-1][1]["text"]


async def test_an_emergency_comes_first_even_when_answers_are_stopped(
    citizen: Person, sqlite_store: Store, clock: Clock
) -> None:
    await sqlite_store.staff.pause(act(why="改数据"))
    assert await citizen.say(FEE) == "安答正在更新资料，暂时不回答问题。着急的事，请打12345。"
    assert await citizen.say("着火了") == "请马上拨打119。"
    await sqlite_store.staff.resume(act(action="start_answers"))
    assert await citizen.say(FEE) == FEE_ANSWER


async def test_what_is_not_text_gets_one_sentence(citizen: Person) -> None:
    await citizen.send(
        sticker={
            "file_id": "x",
            "file_unique_id": "x",
            "width": 1,
            "height": 1,
            "is_animated": False,
            "is_video": False,
            "type": "regular",
        }
    )
    await citizen.send(location={"latitude": 1.0, "longitude": 2.0})
    replies = [call["text"] for call in citizen.calls("sendMessage")]
    assert replies == ["我只看得懂文字。请把想问的事写给我。"] * 2


async def test_a_forwarded_channel_post_is_not_taken_for_a_question(citizen: Person) -> None:
    origin = {"type": "channel", "date": 1, "chat": {"id": -1, "type": "channel"}, "message_id": 3}
    assert "这是转发的消息" in await citizen.say(FEE, forward_origin=origin)


async def test_whoever_asks_too_fast_is_told_so_once(citizen: Person) -> None:
    replies = [await citizen.say("你好") for _ in range(63)]
    assert replies[59] == "您好，请问想了解什么？"
    assert replies[60].startswith("您发得有点快")
    assert "110、119" in replies[60]
    assert replies[61] == replies[62] == ""
    assert "119" in await citizen.say("我家着火了")


async def test_what_is_kept_of_a_question_reproduces_its_answer(
    citizen: Person, sqlite_store: Store, clock: Clock
) -> None:
    await citizen.say(FEE)
    [asked] = await sqlite_store.answers.history(SEAL.person(citizen.id), 5)
    assert asked.status is Status.ANSWERED and asked.entries == ("pool-fee",)
    assert asked.content_version and set(asked.thresholds) >= {"answer", "clarify", "lead"}
    assert asked.at == clock()


@pytest.mark.parametrize("text", ["着火了", "谢谢", "你好"])
async def test_a_fixed_reply_never_apologises_for_what_was_not_found(citizen: Person, text: str) -> None:
    """Given two questions that nobody could answer, an emergency gets its number and nothing else."""
    for question in ("镇长是谁", "游泳馆的教练是谁"):
        await citizen.say(question)
    assert "两次都没帮上您" not in await citizen.say(text)


async def test_a_follow_up_is_read_after_the_answer_that_it_replies_to(citizen: Person) -> None:
    """Given two answers, when the older one is replied to, the follow-up is about that answer."""
    await citizen.say("游泳馆早上几点开门？")
    await citizen.say("图书馆在哪里？")
    older = message(1_000, citizen.chat, BOT, text="…")
    assert "12元" in await citizen.say("那多少钱呢？", reply_to_message=older)


async def test_a_follow_up_to_something_else_is_read_after_the_last_answer(citizen: Person) -> None:
    await citizen.say("游泳馆早上几点开门？")
    other = message(500, citizen.chat, BOT, text="…")
    assert "12元" in await citizen.say("那多少钱呢？", reply_to_message=other)


async def test_the_caption_of_a_picture_is_a_question(citizen: Person) -> None:
    before = len(citizen.request.calls)
    await citizen.send(photo=PHOTO, caption=FEE)
    assert citizen.calls("sendMessage")[0]["text"] == FEE_ANSWER
    await citizen.send(photo=PHOTO, caption="我家着火了")
    assert "119" in citizen.calls("sendMessage")[-1]["text"]
    assert len(citizen.request.calls) > before


async def test_an_album_is_answered_once(citizen: Person) -> None:
    """Given five pictures sent at once with one caption, then that is answered and nothing else is sent."""
    await citizen.send(photo=PHOTO, caption=FEE, media_group_id="1")
    for _ in range(4):
        await citizen.send(photo=PHOTO, media_group_id="1")
    assert len(citizen.calls("sendMessage")) == 1
    for _ in range(3):
        await citizen.send(photo=PHOTO, media_group_id="2")
    assert [call["text"][:8] for call in citizen.calls("sendMessage")[1:]] == ["我只看得懂文字。"]


async def test_a_forwarded_command_is_not_carried_out(citizen: Person) -> None:
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "别人"}
    assert "这是转发的消息" in await citizen.say("/simple", forward_origin=origin)


async def test_an_older_question_that_is_edited_is_not_read_after_a_later_one(citizen: Person) -> None:
    """Given two answers, when the first question is edited, it is not read after the second."""
    older = await citizen.send(text="图书馆在哪里？")
    await citizen.say("游泳馆早上几点开门？")
    await citizen.send("edited_message", older, text="那多少钱呢？")
    assert "12元" not in citizen.calls("editMessageText")[-1]["text"]


async def test_the_last_question_that_is_edited_is_answered_anew(citizen: Person) -> None:
    last = await citizen.send(text="图书馆在哪里？")
    await citizen.send("edited_message", last, text="游泳馆多少钱呢？")
    assert "12元" in citizen.calls("editMessageText")[-1]["text"]


async def test_a_greeting_that_is_edited_is_not_answered_twice(citizen: Person) -> None:
    """Given a fixed reply, when its message is edited, twice, then its new answer replaces the old one."""
    number = await citizen.send(text="你好")
    await citizen.send("edited_message", number, text="谢谢")
    await citizen.send("edited_message", number, text=FEE)
    assert len(citizen.calls("sendMessage")) == 1
    call = [(call["message_id"], call["text"]) for call in citizen.calls("editMessageText")]
    assert call == [(1_000, "不客气。"), (1_000, FEE_ANSWER)]
