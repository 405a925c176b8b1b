"""Staff go through what was not answered: groups, phrasings written into the real files, citizens told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.config import Config
from bot.editor import Editor
from bot.engines import build_engine
from bot.library import Library
from bot.storage.store import Store
from handlers.context import Services
from knowledge.answering.engine import Engine
from tests.bot.conftest import config, config_file, town, warm_config
from tests.handlers.conftest import DAY, Clock, ask
from tests.handlers.telegram import Person

__all__ = ["config", "config_file", "town", "warm_config"]

COACH, COACH_TOO = "游泳馆的教练是谁", "谁在游泳馆当教练"
TICKET = "下水玩一回啥价"


@pytest.fixture
def library(warm_config: Config) -> Library:
    return Library(warm_config, build_engine(warm_config))


@pytest.fixture
def services(services: Services, library: Library, warm_config: Config) -> Services:
    """The services of all handlers, over files that staff change."""
    editor = Editor(warm_config.knowledge.dir, warm_config.data_dir, library, lambda: DAY)
    return replace(services, engine=library.engine, reload=library.reload, editor=editor)


def services_file(config: Config) -> str:
    """The text of the file of the changed entry."""
    return Path(config.knowledge.dir, "services.yaml").read_text("utf-8")


def last_text(calls: list[tuple[str, dict[str, object]]]) -> str:
    """The last text that was sent or put into a message."""
    return str(next(call["text"] for name, call in reversed(calls) if name != "answerCallbackQuery"))


async def test_the_biggest_group_comes_first_with_its_nearest_entries(
    editor: Person, citizen: Person, clock: Clock
) -> None:
    assert await editor.say("/queue") == "没有等着处理的问题。"
    await ask(citizen, clock, "镇长是谁", COACH, COACH_TOO)
    reply = await editor.say("/queue")
    assert reply.startswith("还没有答案的问题，第 1 组，共 2 组。这一组有 2 个：")
    assert f"· {COACH}\n· {COACH_TOO}" in reply
    labels = list(editor.buttons())
    assert (
        labels[0].startswith("加到：游泳馆") and len([label for label in labels if label[:2] == "加到"]) <= 3
    )
    assert labels[-4:] == ["要新条目", "不归我们管", "归别的部门", "下一个"]
    assert "镇长是谁" in last_text(await editor.press("下一个"))
    assert list(editor.buttons())[-1] == "上一个"
    assert COACH in last_text(await editor.press("上一个"))


@pytest.mark.parametrize(
    ("label", "decision"),
    [("要新条目", "new_entry"), ("不归我们管", "out_of_scope"), ("归别的部门", "other_office")],
)
async def test_a_decision_covers_every_question_of_the_group_and_is_noted(
    editor: Person, citizen: Person, clock: Clock, sqlite_store: Store, label: str, decision: str
) -> None:
    await ask(citizen, clock, COACH, COACH_TOO)
    questions = await sqlite_store.staff.open_questions(9)
    await editor.say("/queue")
    calls = await editor.press(label)
    assert calls[0][1]["text"] == f"记下了：{label}，2 个问题。"
    assert last_text(calls) == "没有等着处理的问题。"
    [act] = await sqlite_store.staff.trail(9)
    assert (act.who, act.action, act.why, act.at) == (2, decision, label, clock())
    assert act.what == " ".join(question.answer for question in questions)


async def test_a_group_that_has_grown_is_shown_again(
    editor: Person, citizen: Person, clock: Clock, sqlite_store: Store
) -> None:
    await ask(citizen, clock, COACH, COACH_TOO)
    await editor.say("/queue")
    stale = editor.button("要新条目")
    await ask(citizen, clock, "泳池教练是谁呀")
    calls = await editor.press_data(stale)
    assert "这一组已经处理过" in calls[0][1]["text"] and "这一组有 3 个" in last_text(calls)
    assert await sqlite_store.staff.trail(9) == ()


async def test_an_added_phrasing_is_in_the_file_and_its_followers_are_notified(
    editor: Person,
    citizen: Person,
    neighbour: Person,
    clock: Clock,
    sqlite_store: Store,
    warm_config: Config,
    library: Library,
) -> None:
    before = services_file(warm_config)
    number = await citizen.send(text=TICKET)
    await citizen.press("有答案了告诉我")
    await neighbour.say(TICKET)
    await editor.say("/queue")
    calls = await editor.press("加到：游泳馆的门票多少钱")
    [call] = [call for name, call in calls if name == "sendMessage" and call["chat_id"] == citizen.id]
    assert call["text"].startswith(f"您问过“{TICKET}”，现在有答案了：\n游泳馆的门票一次12元。\n出处：")
    assert "<blockquote>门票一次12元</blockquote>" in call["text"]
    assert call["reply_parameters"]["message_id"] == number
    assert not [call for name, call in calls if name == "sendMessage" and call["chat_id"] == neighbour.id]
    assert f"how much is the pool, {TICKET}]" in services_file(warm_config)
    assert library.engine().answer(TICKET, DAY).entries == ("pool-fee",)
    assert last_text(calls) == "没有等着处理的问题。"
    [act] = await sqlite_store.staff.trail(9)
    assert (act.who, act.action, act.why) == (2, "phrasing", TICKET) and act.what.startswith("pool-fee ← ")

    calls = await editor.press("撤销")
    assert "已撤销加给“pool-fee”的问法" in last_text(calls)
    assert services_file(warm_config) == before
    assert [act.action for act in await sqlite_store.staff.trail(9)] == ["undo", "phrasing"]
    assert len(await sqlite_store.staff.open_questions(9)) == 2
    assert "没有可以撤销的改动" in await editor.say("/undo")


async def test_a_follower_who_left_is_passed_over(
    editor: Person, citizen: Person, sqlite_store: Store
) -> None:
    await citizen.say(TICKET)
    await citizen.press("有答案了告诉我")
    [question] = await sqlite_store.staff.open_questions(9)
    await editor.say("/queue")
    blocked = (403, "Forbidden: bot was blocked by the user")
    citizen.request.refuse = lambda method, parameters: (
        blocked if parameters.get("chat_id") == citizen.id else None
    )
    calls = await editor.press("加到：游泳馆的门票多少钱")
    assert any("告诉了 0 位" in str(call.get("text")) for _, call in calls)
    assert await sqlite_store.feedback.waiting(question.answer) == ()


async def test_a_phrasing_with_faults_is_reported_with_its_place_and_nothing_is_decided(
    editor: Person, citizen: Person, sqlite_store: Store, warm_config: Config
) -> None:
    before = services_file(warm_config)
    await citizen.say(COACH)
    await editor.say("/queue")
    reply = last_text(await editor.press("加到：游泳馆的门票多少钱"))
    assert reply.startswith("没有写进去：\n") and "services.yaml:4:5: " in reply
    assert services_file(warm_config) == before
    assert len(await sqlite_store.staff.open_questions(9)) == 1
    assert await sqlite_store.staff.trail(9) == ()


async def test_a_question_with_a_masked_number_is_no_phrasing(
    editor: Person, citizen: Person, warm_config: Config
) -> None:
    before = services_file(warm_config)
    await citizen.say("我的电话***********，游泳馆教练叫啥")
    await editor.say("/queue")
    assert "里有遮住的号码" in last_text(await editor.press("加到："))
    assert services_file(warm_config) == before


async def test_a_former_member_of_staff_is_refused(
    editor: Person, citizen: Person, services: Services
) -> None:
    await citizen.say(COACH)
    await editor.say("/queue")
    nobody = replace(services, role_of=lambda number: None)
    editor.application.bot_data["services"] = nobody
    for label in ("加到：", "要新条目"):
        [call] = await editor.press(label)
        assert call[1]["text"].startswith("这个命令是给工作人员用的")


async def test_a_group_larger_than_a_page_says_how_much_more(
    editor: Person, citizen: Person, clock: Clock
) -> None:
    await ask(citizen, clock, *[COACH + "呀" * number for number in range(12)])
    reply = await editor.say("/queue")
    assert "这一组有 12 个" in reply and "……还有 2 个" in reply


async def test_the_unknown_part_of_a_question_can_be_followed(
    editor: Person, citizen: Person, library: Library, sqlite_store: Store
) -> None:
    question = _compound(library.engine())
    await citizen.say(question)
    assert "有答案了告诉我" in citizen.buttons()
    [waiting] = await sqlite_store.staff.open_questions(9)
    assert waiting.part == 1
    assert f"· {waiting.text}" in await editor.say("/queue")


def _compound(engine: Engine) -> str:
    """A question of which one part is known and another is not."""
    question = "游泳馆的门票多少钱？镇长是谁？"
    assert engine.answer(question, DAY).unanswered_parts
    return question
