"""Conversations as docs/对话.md tells them, with the real process over HTTP."""

from __future__ import annotations

import pytest

from tests.end_to_end.process import STAFF, BotProcess
from tests.telegram_api.server import TelegramServer
from tests.telegram_api.shown import Shown

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("bot", "rules")]

FEE = "游泳馆的门票多少钱？"
HOURS = "游泳馆早上几点开门？"
UNKNOWN = "游泳馆的教练是谁"


def option(shown: Shown, question: str) -> str:
    """The label of the button for a question; which comes first is for the engine to say."""
    return next(label for row in shown.buttons for label in row if label.endswith(question))


async def test_a_question_is_answered_with_its_citation(telegram: TelegramServer) -> None:
    alice = telegram.person("Alice")
    alice.writes(FEE)
    answer = await alice.receives()
    assert answer.text.startswith(
        "游泳馆的门票一次12元。\n出处：《蓝禾镇便民通告（样本）》，蓝禾镇样本报，第1段"
    )
    assert answer.parts("blockquote") == ["门票一次12元"]
    assert answer.buttons == [[HOURS], ["评价", "答案不对", "问人工"]]


async def test_what_may_be_meant_is_picked_by_button(telegram: TelegramServer) -> None:
    alice = telegram.person("Alice")
    alice.writes("游泳馆")
    asked_back = await alice.receives()
    assert asked_back.text.startswith("您想问的是哪一个？\n1. ")
    assert sorted(label[3:] for [label] in asked_back.buttons[:2]) == sorted([FEE, HOURS])
    alice.presses(option(asked_back, HOURS))
    assert (await alice.receives()).text.startswith(f"{HOURS}\n游泳馆早上8点开门。")


async def test_what_may_be_meant_is_picked_by_typing(telegram: TelegramServer) -> None:
    alice = telegram.person("Alice")
    alice.writes("游泳馆")
    number = option(await alice.receives(), HOURS)[0]
    alice.writes({"1": "第一个", "2": "第二个"}[number])
    assert (await alice.receives()).text.startswith(f"{HOURS}\n游泳馆早上8点开门。")


async def test_none_of_these_twice_ends_with_a_person_to_call(telegram: TelegramServer) -> None:
    alice = telegram.person("Alice")
    alice.writes("游泳馆")
    await alice.receives()
    alice.presses("都不是")
    assert "请换个说法再问一次" in (await alice.receives()).text
    alice.writes("游泳馆")
    await alice.receives()
    alice.presses("都不是")
    offered = await alice.receives()
    assert "两次都没帮上您" in offered.text and "12345" in offered.text
    alice.presses("问人工")
    assert "12345" in (await alice.receives()).text


async def test_a_follow_up_is_understood(telegram: TelegramServer) -> None:
    alice = telegram.person("Alice")
    alice.writes(HOURS)
    assert "早上8点" in (await alice.receives()).text
    alice.writes("那多少钱呢？")
    assert "12元" in (await alice.receives()).text


async def test_an_edited_question_edits_its_answer(telegram: TelegramServer) -> None:
    alice = telegram.person("Alice")
    question = alice.writes("游泳馆的门票多少钱")
    answer = await alice.receives()
    alice.edits("图书馆在哪里？", question)
    edited = await alice.sees("柳溪路")
    assert edited.id == answer.id and edited.edited
    await alice.receives_nothing()


async def test_english_is_answered_in_english(telegram: TelegramServer) -> None:
    alice = telegram.person("Alice", language_code="en")
    alice.writes("how much is the pool")
    answer = await alice.receives()
    assert answer.text.startswith("A swimming pool ticket is 12 yuan a visit.\nSource: ")
    assert answer.buttons[-1] == ["Rate", "Wrong answer", "Ask a person"]


async def test_a_low_rating_is_asked_why(telegram: TelegramServer) -> None:
    alice = telegram.person("Alice")
    alice.writes(FEE)
    await alice.receives()
    await alice.notice(alice.presses("评价"))
    await alice.room.until(lambda: "不满意" in str(alice.screen().buttons), "the five levels")
    assert (await alice.notice(alice.presses("非常不满意"))).startswith("对不住。是哪里不好？")
    await alice.room.until(lambda: "内容太旧" in str(alice.screen().buttons), "the reasons")
    assert "工作人员会看" in await alice.notice(alice.presses("内容太旧"))


async def test_a_question_without_an_answer_can_be_followed(telegram: TelegramServer) -> None:
    alice = telegram.person("Alice")
    alice.writes(UNKNOWN)
    assert "没有找到答案" in (await alice.receives()).text
    assert "我就在这里告诉您" in await alice.notice(alice.presses("有答案了告诉我"))


async def test_what_was_asked_can_be_seen_and_forgotten(telegram: TelegramServer) -> None:
    alice = telegram.person("Alice")
    alice.writes(FEE)
    await alice.receives()
    alice.writes("/history")
    assert FEE in (await alice.receives()).text
    alice.writes("/forget")
    assert "一共1个问题" in (await alice.receives()).text
    alice.writes("/history")
    assert "还没有您的提问记录" in (await alice.receives()).text


async def test_a_group_hears_the_bot_only_when_it_is_spoken_to(telegram: TelegramServer) -> None:
    alice, neighbours = telegram.person("Alice"), telegram.group("街坊")
    neighbours.writes(alice, FEE)
    await neighbours.receives_nothing()
    asked = neighbours.writes(alice, FEE, mentions_bot=True)
    answer = await neighbours.receives()
    assert "12元" in answer.text and answer.replies_to == asked.id
    bob = telegram.person("Bob")
    assert "给提问那位的按钮" in await neighbours.notice(neighbours.presses(bob, "评价"))


async def test_in_a_forum_the_answer_stays_in_its_topic(telegram: TelegramServer) -> None:
    alice, forum = telegram.person("Alice"), telegram.group("论坛", forum=True)
    topic = forum.topic(alice, "办事")
    forum.writes(alice, FEE, mentions_bot=True, topic=topic)
    assert (await forum.receives()).json["message_thread_id"] == topic
    forum.writes(alice, HOURS, mentions_bot=True)
    assert "message_thread_id" not in (await forum.receives()).json


async def test_a_suggestion_is_sent_into_another_chat(telegram: TelegramServer) -> None:
    alice, family = telegram.person("Alice"), telegram.group("家人")
    query = alice.types_inline("游泳馆门票")
    [first, *_] = await alice.suggestions(query)
    assert first["title"] == FEE
    shared = alice.chooses(first, query, into=family)
    assert "12元" in shared.text and shared.parts("blockquote") == ["门票一次12元"]


async def test_staff_stop_and_start_answers(telegram: TelegramServer) -> None:
    staff, alice = telegram.person("主任", id=STAFF), telegram.person("Alice")
    staff.writes("/stop_answers 数据有误")
    assert "原因：数据有误" in (await staff.receives()).text
    alice.writes(FEE)
    assert "暂时不回答问题" in (await alice.receives()).text
    alice.writes("着火了")
    assert "119" in (await alice.receives()).text
    staff.writes("/start_answers 改好了")
    assert "已恢复回答" in (await staff.receives()).text
    alice.writes(FEE)
    assert "12元" in (await alice.receives()).text


async def test_citizens_are_no_staff(telegram: TelegramServer) -> None:
    alice = telegram.person("Alice")
    alice.writes("/stop_answers x")
    assert "给工作人员用的" in (await alice.receives()).text


async def test_afterwards_no_handler_has_failed_and_no_line_names_the_token(bot: BotProcess) -> None:
    assert bot.lines("handler_failed") == []
    assert "loopback_token" not in bot.said()
