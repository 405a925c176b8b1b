"""What goes wrong is logged and ends in an apology, once."""

from __future__ import annotations

import asyncio
from typing import Any

from structlog.testing import capture_logs

from handlers.context import Services
from tests.handlers.conftest import FEE, FEE_ANSWER
from tests.handlers.telegram import Person


def broken(*_: Any) -> Any:
    raise LookupError("a mistake of ours")


async def test_an_error_is_logged_and_apologised_for(citizen: Person, services: Services) -> None:
    object.__setattr__(services, "today", broken)
    with capture_logs() as logs:
        assert await citizen.say(FEE) == "对不起，刚才我这边出了毛病。请过一会儿再问；着急就打12345。"
    [line] = [line for line in logs if line["action"] == "handler_failed"]
    assert isinstance(line["exc_info"], LookupError)


async def test_an_error_behind_a_button_is_apologised_for_there(citizen: Person, services: Services) -> None:
    await citizen.say("游泳馆")
    data = citizen.button("1.")
    object.__setattr__(services, "today", broken)
    calls = await citizen.press_data(data)
    assert calls[-1][0] == "answerCallbackQuery"
    assert "出了毛病" in calls[-1][1]["text"]


async def test_who_has_blocked_the_bot_gets_no_apology(citizen: Person) -> None:
    blocked = (403, "Forbidden: bot was blocked by the user")
    citizen.request.refuse = lambda method, parameters: blocked if method == "sendMessage" else None
    with capture_logs() as logs:
        await citizen.say(FEE)
    assert [line["action"] for line in logs if line["log_level"] != "info"] == []


async def test_a_topic_that_was_deleted_is_no_error(member: Person) -> None:
    """Given a question in a topic that is gone, then the log says so once and nothing is tried again."""
    gone = (400, "Bad Request: message thread not found")
    refused = []

    def refuse(method: str, parameters: dict[str, Any]) -> tuple[int, str] | None:
        refused.append(method)
        return gone if parameters.get("message_thread_id") == 77 else None

    member.request.refuse = refuse
    with capture_logs() as logs:
        await member.say(f"@anda_bot {FEE}", message_thread_id=77, is_topic_message=True)
    assert [(line["action"], line["log_level"]) for line in logs][-1] == ("topic_gone", "info")
    assert [line for line in logs if line["log_level"] == "error"] == []
    assert refused == ["sendMessage"]


async def test_an_apology_that_fails_is_logged(citizen: Person) -> None:
    refused = (400, "Bad Request: chat not found")
    citizen.request.refuse = lambda method, parameters: refused if method == "sendMessage" else None
    with capture_logs() as logs:
        await citizen.say(FEE)
    assert [line["action"] for line in logs][-2:] == ["handler_failed", "apology_failed"]


async def test_html_that_telegram_refuses_goes_out_as_plain_text(citizen: Person) -> None:
    broken_html = (400, "Bad Request: can't parse entities: unsupported start tag")
    citizen.request.refuse = lambda method, parameters: broken_html if parameters.get("parse_mode") else None
    reply = await citizen.say(FEE)
    assert "<" not in reply and reply.startswith("游泳馆的门票一次12元。\n出处：")


async def test_an_answer_that_was_deleted_is_sent_anew_when_its_question_is_edited(citizen: Person) -> None:
    number = await citizen.send(text="图书馆在哪里？")
    gone = (400, "Bad Request: message to edit not found")
    citizen.request.refuse = lambda method, parameters: gone if method == "editMessageText" else None
    await citizen.send("edited_message", number, text=FEE)
    assert citizen.calls("sendMessage")[-1]["text"] == FEE_ANSWER


async def test_an_edit_that_changes_nothing_is_no_error(citizen: Person) -> None:
    number = await citizen.send(text=FEE)
    same = (400, "Bad Request: message is not modified: specified new message content ...")
    citizen.request.refuse = lambda method, parameters: same if method == "editMessageText" else None
    with capture_logs() as logs:
        await citizen.send("edited_message", number, text="游泳馆门票多少钱？")
    assert [line["action"] for line in logs] == ["answered"]


async def test_typing_is_shown_only_when_it_takes_longer(citizen: Person, services: Services) -> None:
    await citizen.say(FEE)
    assert citizen.calls("sendChatAction") == []
    paused, shown = services.switch.paused, asyncio.Event()

    def noticed(method: str, _: dict[str, Any]) -> None:
        if method == "sendChatAction":
            shown.set()

    citizen.request.refuse = noticed

    class Slow:
        async def paused(self) -> str | None:
            await asyncio.wait_for(shown.wait(), 5)
            return await paused()

    object.__setattr__(services, "switch", Slow())
    await citizen.say(FEE)
    assert citizen.calls("sendChatAction") == [{"chat_id": 7, "action": "typing"}]
