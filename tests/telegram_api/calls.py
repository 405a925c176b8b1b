"""A call of the bot: what was asked, when, and what came of it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.telegram_api.refusal import bad_request


@dataclass(kw_only=True)
class Call:
    """One call of the bot, and what it got."""

    method: str
    parameters: dict[str, Any] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    at: float = field(default_factory=time.time)
    status: int | None = None  # None while it is under way, and when nobody was told
    description: str = ""
    result: Any = None
    faulted: bool = False  # a fault of the plan befell it

    @property
    def broke_a_rule(self) -> bool:
        """Whether the bot should have known better; faults, and chats that moved away, are not its doing."""
        return self.status in (400, 404) and not self.faulted and "upgraded" not in self.description

    @property
    def chat(self) -> int | None:
        """The chat it is about."""
        number = str(self.parameters.get("chat_id", ""))
        return int(number) if number.lstrip("-").isdigit() else None


async def fill(call: Call, request: web.Request) -> None:
    """Reads the parameters and files of a call out of its address and body."""
    call.parameters |= request.query
    if request.content_type == "application/json":
        await _fill_from_json(call, request)
        return
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            call.files[name] = (value.filename, value.file.read())
        else:
            call.parameters[name] = value if isinstance(value, str) else bytes(value).decode()


async def _fill_from_json(call: Call, request: web.Request) -> None:
    try:
        body = await request.json() if request.can_read_body else {}
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise bad_request("can't parse JSON object")
    call.parameters |= body
