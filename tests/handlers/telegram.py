"""A fake Telegram: requests of the bot are recorded, and people can be made to write and press."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.request import BaseRequest, RequestData

from bot.application import Bot

BOT = {"id": 4242, "is_bot": True, "first_name": "安答", "username": "anda_bot"}
Call = tuple[str, dict[str, Any]]
_EPOCH = 1_900_000_000
_GIVE_A_MESSAGE = {"sendMessage", "sendPhoto", "sendDocument", "editMessageText", "editMessageReplyMarkup"}


class RecordingRequest(BaseRequest):
    """Keeps every call; answers as Telegram would, or as `refuse` says, or with what `results` holds."""

    def __init__(self) -> None:
        self.results: dict[str, Any] = {}
        self.calls: list[Call] = []
        self.refuse: Callable[[str, dict[str, Any]], tuple[int, str] | None] = lambda method, parameters: None
        self._message_ids = itertools.count(1_000)

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        name = url.rsplit("/", 1)[1]
        parameters = {
            key: _unpacked(value) for key, value in (request_data.parameters if request_data else {}).items()
        }
        refusal = self.refuse(name, parameters)
        if refusal:
            code, description = refusal
            return code, json.dumps({"ok": False, "description": description}).encode()
        self.calls.append((name, parameters))
        return 200, json.dumps({"ok": True, "result": self._result(name, parameters)}).encode()

    def _result(self, name: str, parameters: dict[str, Any]) -> Any:
        if name in self.results:
            return self.results[name]
        if name == "getMe":
            return BOT
        if name == "getFile":
            return {"file_id": parameters["file_id"], "file_unique_id": "u"}
        if name not in _GIVE_A_MESSAGE:
            return True
        number = parameters.get("message_id") or next(self._message_ids)
        return message(
            number, {"id": parameters["chat_id"], "type": "private"}, BOT, text=parameters.get("text", "")
        )


def _unpacked(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) and value[:1] in "[{" else value


def message(number: int, chat: dict[str, Any], by: dict[str, Any], **values: Any) -> dict[str, Any]:
    """A message as in an update of Telegram."""
    return {"message_id": number, "date": _EPOCH, "chat": chat, "from": by, **values}


@dataclass
class Person:
    """Somebody with Telegram in a chat; what the bot says there can be read back."""

    application: Bot
    request: RecordingRequest
    id: int = 7
    chat: dict[str, Any] = field(default_factory=lambda: {"id": 7, "type": "private"})
    language: str = "zh-hans"
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def user(self) -> dict[str, Any]:
        """The person as in an update of Telegram."""
        return {"id": self.id, "is_bot": False, "first_name": "市民", "language_code": self.language}

    async def send(self, kind: str = "message", number: int | None = None, **values: Any) -> int:
        """Sends an update with a message; its id. Commands and mentions become entities."""
        number = number or next(self.numbers)
        text = values.get("text", "")
        if "entities" not in values and (text.startswith("/") or "@" in text):
            values["entities"] = list(_entities(text))
        await self.update(**{kind: message(number, self.chat, self.user, **values)})
        return number

    async def say(self, text: str, **values: Any) -> str:
        """Sends a text; the reply of the bot, or nothing."""
        before = len(self.request.calls)
        await self.send(text=text, **values)
        return "\n".join(call["text"] for name, call in self.request.calls[before:] if name == "sendMessage")

    async def press(self, label: str, *, by: int | None = None) -> list[Call]:
        """Presses the newest button whose label begins so; what the bot did then."""
        return await self.press_data(self.button(label), by=by)

    async def press_data(
        self, data: str, *, by: int | None = None, under: dict[str, Any] | None = None
    ) -> list[Call]:
        """Sends a button's data as if it had been pressed, under some message or the one that is given."""
        before = len(self.request.calls)
        user = {**self.user, "id": by or self.id}
        shown = under or message(999, self.chat, BOT, text="…")
        await self.update(
            callback_query={"id": "1", "from": user, "chat_instance": "1", "message": shown, "data": data}
        )
        return self.request.calls[before:]

    def gone(self, number: int) -> dict[str, Any]:
        """What Telegram still tells of a message that was deleted."""
        return {"message_id": number, "chat": self.chat, "date": 0}

    def answering_last(self) -> dict[str, Any]:
        """What makes a message a reply to the one that the bot sent last with buttons."""
        shown = next(call for call in reversed(self.calls("sendMessage")) if call.get("reply_markup"))
        answered = message(1_000, self.chat, BOT, text=shown["text"], reply_markup=shown["reply_markup"])
        return {"reply_to_message": answered}

    async def update(self, **values: Any) -> None:
        """Hands an update to the bot."""
        number = next(_update_ids)
        update = Update.de_json({"update_id": number, **values}, self.application.bot)
        await self.application.process_update(update)

    def buttons(self) -> dict[str, str]:
        """Label and data of the buttons that were shown last."""
        for _, call in reversed(self.request.calls):
            if keyboard := call.get("reply_markup"):
                return {b["text"]: b["callback_data"] for row in keyboard["inline_keyboard"] for b in row}
        return {}

    def button(self, label: str) -> str:
        """The data of the button whose label begins so."""
        return next(data for text, data in self.buttons().items() if text.startswith(label))

    def calls(self, name: str) -> list[dict[str, Any]]:
        """What was sent by one method."""
        return [call for method, call in self.request.calls if method == name]


_update_ids = itertools.count(100)


def _entities(text: str) -> Any:
    if text.startswith("/"):
        yield {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
    at = text.find("@")
    if at >= 0 and not text.startswith("/"):
        yield {"type": "mention", "offset": at, "length": len(text[at:].split()[0])}
