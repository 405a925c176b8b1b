"""Staff write to the people behind a question, by replying to its group in the queue."""

from __future__ import annotations

from bot.storage.store import Store
from tests.handlers.conftest import Clock, ask
from tests.handlers.telegram import Person

COACH, COACH_TOO = "游泳馆的教练是谁", "谁在游泳馆当教练"


async def test_staff_write_to_who_follows_a_question(
    editor: Person, citizen: Person, neighbour: Person, clock: Clock, sqlite_store: Store
) -> None:
    number = await citizen.send(text=COACH)
    await citizen.press("有答案了告诉我")
    await ask(neighbour, clock, COACH)
    await editor.say("/queue")
    before = len(editor.request.calls)
    await editor.send(text="教练姓王 <周二在>", **editor.answering_last())
    sent, said = [call for name, call in editor.request.calls[before:] if name == "sendMessage"]
    assert sent["chat_id"] == citizen.id and sent["reply_parameters"]["message_id"] == number
    assert sent["text"] == f"<b>您问过“{COACH}”。工作人员回复：</b>\n教练姓王 &lt;周二在&gt;"
    assert said["text"].startswith("发给了 1 位；没送到 0 位；另有 1 个问题没有人")
    [act] = await sqlite_store.staff.trail(9)
    assert (act.who, act.action, act.why) == (2, "reply", "教练姓王 <周二在>")
    assert len(await sqlite_store.staff.open_questions(9)) == 2


async def test_staff_are_told_why_nobody_was_written_to(
    editor: Person, citizen: Person, clock: Clock
) -> None:
    await citizen.say(COACH)
    await editor.say("/queue")
    reply = editor.answering_last()
    assert "没有人按“有答案了告诉我”" in await editor.say("教练姓王", **reply)
    await ask(citizen, clock, COACH_TOO)
    assert "这一组已经处理过，或者有了新的问题" in await editor.say("教练姓王", **reply)


async def test_a_citizen_who_forges_a_reply_to_the_queue_is_refused(editor: Person, citizen: Person) -> None:
    await citizen.say(COACH)
    await editor.say("/queue")
    assert (await citizen.say("x", **editor.answering_last())).startswith("这个命令是给工作人员用的")
