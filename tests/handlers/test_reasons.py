"""Staff may say why they decided so; it goes on record beside the decision."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.storage.store import Store
from tests.handlers.telegram import Person

COACH = "游泳馆的教练是谁"
WHY = "归体育中心管 <电话 5551234>"


async def decided(editor: Person, citizen: Person) -> dict[str, Any]:
    """The reply to a decision about a question."""
    await citizen.say(COACH)
    await editor.say("/queue")
    await editor.press("归别的部门")
    reply = editor.answering_last()
    assert reply["reply_to_message"]["text"].endswith("回复这条消息可以写明理由，会记在案。")
    return reply


async def test_the_reason_of_a_decision_is_on_record(
    editor: Person, citizen: Person, sqlite_store: Store
) -> None:
    reply = await decided(editor, citizen)
    assert await editor.say(WHY, **reply) == "理由记下了。"
    reason, decision = await sqlite_store.staff.trail(9)
    assert decision.action == "other_office"
    assert (reason.who, reason.action, reason.why) == (2, "reason", WHY)
    assert reason.what == f"other_office: {decision.what}"


async def test_the_button_says_how_a_reason_is_given(editor: Person, citizen: Person) -> None:
    await decided(editor, citizen)
    [call] = await editor.press("写明理由")
    assert "回复这条消息" in call[1]["text"]


async def test_nobody_else_can_give_the_reason(editor: Person, citizen: Person, sqlite_store: Store) -> None:
    reply = await decided(editor, citizen)
    admin = replace(citizen, id=1, chat={"id": 1, "type": "private"})
    assert (await citizen.say(WHY, **reply)).startswith("这个命令是给工作人员用的")
    assert await admin.say(WHY, **reply) == "找不到这个决定了，理由没有记下。"
    assert len(await sqlite_store.staff.trail(9)) == 1
