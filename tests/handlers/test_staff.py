"""Staff see how it goes and stop answers; others are refused politely, and every act is noted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.storage.store import Store
from handlers.context import Services
from handlers.routes import STAFF_COMMANDS
from tests.handlers.conftest import FEE, FEE_ANSWER, Clock
from tests.handlers.telegram import Person


@pytest.mark.parametrize("command", [name for name, _ in STAFF_COMMANDS if name != "whoami"])
async def test_citizens_are_refused_politely(citizen: Person, command: str) -> None:
    assert await citizen.say(f"/{command} x") == "这个命令是给工作人员用的。您想问什么，直接写给我就行。"


@pytest.mark.parametrize("command", [name for name, _ in STAFF_COMMANDS])
async def test_nothing_is_done_in_a_group(member: Person, sqlite_store: Store, command: str) -> None:
    member.id = 1
    assert "请在私聊里做" in await member.say(f"/{command} x")
    assert await sqlite_store.staff.trail(5) == ()


async def test_whoami_shows_everybody_their_id(citizen: Person, admin: Person) -> None:
    assert await citizen.say("/whoami") == "您的编号是 7，不在工作人员名单里。"
    assert await admin.say("/whoami") == "您的编号是 1，角色是 admin。"
    guide = await admin.say("/staff")
    assert "/stop_answers" in guide and "/stats 最近 7 天" in guide


async def test_answers_are_stopped_and_started_with_a_reason(
    admin: Person, citizen: Person, sqlite_store: Store
) -> None:
    assert "请在命令后面写上原因" in await admin.say("/stop_answers")
    assert "原因：数据有误" in await admin.say("/stop_answers 数据有误")
    assert "安答正在更新资料" in await citizen.say(FEE)
    assert await admin.say("/start_answers 改好了") == "已恢复回答。"
    assert await citizen.say(FEE) == FEE_ANSWER
    acts = await sqlite_store.staff.trail(5)
    assert [(act.who, act.action, act.why) for act in acts] == [
        (1, "start_answers", "改好了"),
        (1, "stop_answers", "数据有误"),
    ]


async def test_an_editor_may_not_stop_answers(editor: Person) -> None:
    assert await editor.say("/stop_answers x") == "这个命令要有 approver 的角色。"


async def test_stats_cover_the_last_seven_days(editor: Person, citizen: Person) -> None:
    for text in ("老人补贴", FEE, "镇长是谁"):
        await citizen.say(text)
    reply = await editor.say("/stats")
    assert reply.startswith("最近 7 天：\n回答 1，请市民选 1，没答上 1")
    assert reply.endswith(f"1 次　{FEE}")


async def test_stats_list_each_day_of_the_seven(editor: Person, citizen: Person, clock: Clock) -> None:
    await citizen.say("镇长是谁")
    yesterday = clock().strftime("%m-%d")
    clock.forward(days=1)
    await citizen.say(FEE)
    days = (await editor.say("/stats")).partition("每天：\n")[2].splitlines()
    assert days[0] == f"{clock().strftime('%m-%d')}　回答 1，请市民选 0，没答上 0"
    assert days[1] == f"{yesterday}　回答 0，请市民选 0，没答上 1"
    clock.forward(days=6)
    assert yesterday not in await editor.say("/stats")


async def test_a_reload_reports_what_is_read_or_what_is_wrong(editor: Person, services: Services) -> None:
    assert await editor.say("/reload") == "知识库已经重新读过，现在有 14 个条目。"

    async def faulty() -> tuple[str, ...]:
        return ("a.yaml:3:1: 这里少了必填的“answer”。请补上。",)

    editor.application.bot_data["services"] = replace(services, reload=faulty)
    reply = await editor.say("/reload")
    assert reply.startswith("新的知识库有 1 处要改") and "a.yaml:3:1" in reply
