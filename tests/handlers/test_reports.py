"""答案不对 is reported to staff, and whoever reported it is notified when it is corrected."""

from __future__ import annotations

from dataclasses import replace

from bot.storage.store import Store
from tests.handlers.conftest import FEE, Clock
from tests.handlers.telegram import Person


async def report(person: Person, question: str) -> int:
    """Asks and says that the answer is wrong; the question's message."""
    number = await person.send(text=question)
    await person.press("答案不对")
    return number


async def test_reports_come_oldest_first_with_question_and_answer(
    editor: Person, citizen: Person, clock: Clock
) -> None:
    assert await editor.say("/reports") == "没有等着处理的报告。"
    await report(citizen, FEE)
    clock.forward(minutes=11)
    await report(citizen, "图书馆在哪里？")
    reply = await editor.say("/reports")
    assert reply.startswith("市民说不对的回答，第 1 个，共 2 个（1 人说的）。\n问：" + FEE)
    assert "当时的条目：pool-fee\n现在的回答：游泳馆的门票一次12元。" in reply
    assert list(editor.buttons()) == ["已改正", "没有错", "下一个"]
    calls = await editor.press("下一个")
    assert "问：图书馆在哪里？" in calls[-1][1]["text"]


async def test_whoever_reported_is_sent_the_answer_as_it_is_now(
    editor: Person, citizen: Person, sqlite_store: Store
) -> None:
    number = await report(citizen, FEE)
    await editor.say("/reports")
    calls = await editor.press("已改正")
    name, letter = calls[0]
    assert name == "sendMessage" and letter["chat_id"] == citizen.id
    assert letter["text"].startswith(
        f"您说过“{FEE}”的回答不对，工作人员核对过了，现在的回答是：\n游泳馆的门票"
    )
    assert "<blockquote>门票一次12元</blockquote>" in letter["text"]
    assert letter["reply_parameters"]["message_id"] == number
    assert calls[1][1]["text"] == "记下了：已改正，告诉了 1 位。"
    assert calls[-1][1]["text"] == "没有等着处理的报告。"
    [act] = await sqlite_store.staff.trail(9)
    assert (act.who, act.action, act.why) == (2, "report_corrected", "已改正")


async def test_a_report_that_is_dismissed_is_noted_and_nobody_is_notified(
    editor: Person, citizen: Person, sqlite_store: Store
) -> None:
    await report(citizen, FEE)
    await editor.say("/reports")
    calls = await editor.press("没有错")
    assert [name for name, _ in calls] == ["answerCallbackQuery", "editMessageText"]
    [act] = await sqlite_store.staff.trail(9)
    assert act.action == "report_dismissed"


async def test_a_follow_up_is_answered_by_the_entry_it_was_answered_by(
    editor: Person, citizen: Person
) -> None:
    await citizen.say("游泳馆早上几点开门？")
    await report(citizen, "那多少钱呢？")
    await editor.say("/reports")
    calls = await editor.press("已改正")
    assert "游泳馆的门票一次12元" in calls[0][1]["text"]


async def test_whoever_reported_and_left_is_passed_over(editor: Person, citizen: Person) -> None:
    await report(citizen, FEE)
    await editor.say("/reports")
    blocked = (403, "Forbidden: bot was blocked by the user")
    citizen.request.refuse = lambda method, parameters: (
        blocked if parameters.get("chat_id") == citizen.id else None
    )
    calls = await editor.press("已改正")
    assert calls[0][1]["text"] == "记下了：已改正，告诉了 0 位。"


async def test_a_report_cannot_be_settled_by_a_former_member_of_staff(
    editor: Person, citizen: Person, sqlite_store: Store
) -> None:
    await report(citizen, FEE)
    await editor.say("/reports")
    services = editor.application.bot_data["services"]
    editor.application.bot_data["services"] = replace(services, role_of={}.get)
    [call] = await editor.press("已改正")
    assert call[1]["text"].startswith("这个命令是给工作人员用的")
    assert await sqlite_store.staff.trail(9) == ()
