"""Delivery of updates to the bot's own address: one a chat in flight, kept until it is taken."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import aiohttp

from tests.telegram_api.calls import Call
from tests.telegram_api.updates import Json
from tests.telegram_api.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105
_FIRST_PAUSE = 0.05
_LONGEST_PAUSE = 1.0
_PATIENCE = aiohttp.ClientTimeout(total=60)


class Webhook:
    """Pumps the queue of updates to an address, while one is set."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._settings: Json = {}
        self._last_error: Json = {}
        self._busy: dict[int, int] = {}  # update: its chat
        self._deliveries: set[asyncio.Task[None]] = set()
        self._pump: asyncio.Task[None] | None = None

    async def set(self, call: Call) -> bool:
        """Begins to deliver, or stops when the address is empty."""
        await self.stop()
        self._drop_pending(call)
        self._settings = call.parameters
        self._last_error = {}
        self._world.updates.webhook_url = call.parameters["url"]
        if "allowed_updates" in call.parameters:
            self._world.updates.allowed = call.parameters["allowed_updates"]
        if call.parameters["url"]:
            self._pump = asyncio.create_task(self._run())
        return True

    async def delete(self, call: Call) -> bool:
        """Stops delivering; updates wait for getUpdates."""
        await self.stop()
        self._drop_pending(call)
        self._settings = {}
        self._world.updates.webhook_url = ""
        return True

    def info(self) -> Json:
        """What getWebhookInfo answers."""
        pending = {"pending_update_count": len(self._world.updates.pending)}
        held: dict[str, Any] = {"url": self._settings.get("url", ""), "has_custom_certificate": False}
        shown = {key: self._settings[key] for key in ("max_connections",) if key in self._settings}
        allowed = self._world.updates.allowed
        return held | pending | shown | self._last_error | ({"allowed_updates": allowed} if allowed else {})

    async def stop(self) -> None:
        """Ends what is under way; what was not taken stays in the queue."""
        tasks = [*self._deliveries, *([self._pump] if self._pump else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._pump = None
        self._busy.clear()

    def _drop_pending(self, call: Call) -> None:
        if call.parameters.get("drop_pending_updates"):
            self._world.updates.pending.clear()

    async def _run(self) -> None:
        """Starts every delivery that may start, whenever something changed."""
        async with aiohttp.ClientSession(timeout=_PATIENCE) as session:
            while True:
                for update in self._due():
                    self._busy[update["update_id"]] = _chat_of(update)
                    task = asyncio.create_task(self._deliver(session, update))
                    self._deliveries.add(task)
                    task.add_done_callback(self._deliveries.discard)
                await self._world.updates.pulse.wait(_LONGEST_PAUSE)

    def _due(self) -> list[Json]:
        """The oldest update of each chat that has none in flight, as many as there are connections."""
        room = self._settings.get("max_connections", 40) - len(self._busy)
        busy = set(self._busy.values())
        due: dict[int, Json] = {}
        for update in self._world.updates.pending.values():
            if len(due) >= room:
                break
            if (chat := _chat_of(update)) not in busy:
                due.setdefault(chat, update)
        return list(due.values())

    async def _deliver(self, session: aiohttp.ClientSession, update: Json) -> None:
        """Tries until the bot takes it."""
        pause = _FIRST_PAUSE
        while not await self._post(session, update):
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
        self._world.updates.confirm([update["update_id"]])
        self._busy.pop(update["update_id"], None)
        self._world.updates.pulse.beat()

    async def _post(self, session: aiohttp.ClientSession, update: Json) -> bool:
        """Whether the bot took the update; what went wrong is kept for getWebhookInfo."""
        secret = self._settings.get("secret_token")
        headers = {SECRET_HEADER: secret} if secret else {}
        try:
            async with session.post(self._settings["url"], json=update, headers=headers) as response:
                if response.ok:
                    return True
                wrong = f"Wrong response from the webhook: {response.status} {response.reason}"
        except (aiohttp.ClientError, TimeoutError) as error:
            wrong = f"Connection failed: {type(error).__name__}"
        self._last_error = {"last_error_date": int(time.time()), "last_error_message": wrong}
        return False


def _chat_of(update: Json) -> int:
    """The chat of an update; for one without, the person; for one without either, one for all."""
    payload = next(value for key, value in update.items() if key != "update_id")
    chat = payload.get("chat") or payload.get("message", {}).get("chat") or payload.get("from", {})
    return int(chat.get("id", 0))
