"""What can be asked: the welcome, the menus, what most people ask, and the other commands."""

from __future__ import annotations

from tests.handlers.conftest import FEE, FEE_ANSWER
from tests.handlers.telegram import Person


async def test_what_most_people_ask_is_hot(citizen: Person, member: Person) -> None:
    assert "最近还没有人问过" in await citizen.say("/hot")
    await citizen.say("图书馆在哪里？")
    await citizen.say(FEE)
    member.chat = {"id": member.id, "type": "private"}
    await member.say(FEE)
    assert await citizen.say("/hot") == "大家最近常问的："
    assert list(citizen.buttons()) == [FEE, "图书馆在哪里？"]
    assert (await citizen.press(FEE))[-1][1]["text"].endswith(FEE_ANSWER)


async def test_start_says_who_it_is_and_what_it_knows(citizen: Person) -> None:
    reply = await citizen.say("/start")
    assert reply.startswith("您好，我是安答。") and reply.endswith("点一下就能看：")
    assert list(citizen.buttons()) == ["建设", "服务"]


async def test_topics_lead_to_entries_and_back(citizen: Person) -> None:
    await citizen.say("/topics")
    calls = await citizen.press("服务")
    assert calls[-1][0] == "editMessageText"
    assert calls[-1][1]["text"].startswith("服务\n这方面可以问这些：")
    assert next(iter(citizen.buttons())) == FEE
    await citizen.press("返回")
    assert list(citizen.buttons()) == ["建设", "服务"]
    await citizen.press("服务")
    assert FEE_ANSWER in (await citizen.press(FEE))[-1][1]["text"]


async def test_the_other_commands_say_what_they_are_for(citizen: Person) -> None:
    assert "@anda_bot" in await citizen.say("/help")
    assert "/forget" in await citizen.say("/privacy")
    assert "<b>《蓝禾镇便民通告（样本）》，蓝禾镇样本报</b>" in await citizen.say("/sources")
    assert "没有这个命令" in await citizen.say("/nonsense")
    assert await citizen.say("/nonsense@other_bot") == ""


async def test_commands_answer_in_the_language_of_the_persons_telegram(citizen: Person) -> None:
    citizen.language = "en"
    assert (await citizen.say("/start")).startswith("Hello, I am Anda.")
