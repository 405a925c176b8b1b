"""Letters reach every editor in private, and who cannot be reached holds up nobody."""

from __future__ import annotations

import asyncio
from typing import Any

from telegram.ext import ExtBot

from bot.roster import Roster, StaffMail
from handlers.records import StaffRole
from tests.handlers.telegram import RecordingRequest


async def test_letters_reach_every_editor_who_can_be_reached() -> None:
    request = RecordingRequest()

    def refuse(method: str, parameters: dict[str, Any]) -> tuple[int, str] | None:
        return (403, "Forbidden: bot was blocked by the user") if parameters.get("chat_id") == 1 else None

    request.refuse = refuse
    roster = Roster({1: StaffRole.EDITOR, 2: StaffRole.ADMIN, 3: StaffRole.APPROVER})
    async with ExtBot[None]("1:T", request=request, get_updates_request=RecordingRequest()) as bot:
        mail = StaffMail(bot, roster)
        sending = asyncio.create_task(mail.run())
        mail.tell(["有 <1> 处", "a.yaml:1:2: 错"])
        await asyncio.wait_for(mail.sent(), 5)
        sending.cancel()
    letters = {call["chat_id"]: call["text"] for name, call in request.calls if name == "sendMessage"}
    assert letters == dict.fromkeys((2, 3), "有 &lt;1&gt; 处\na.yaml:1:2: 错")
