"""A Telegram Bot API server on loopback."""

from __future__ import annotations

import asyncio
import json
import socket
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.telegram_api.calls import Call, fill
from tests.telegram_api.control import control_routes
from tests.telegram_api.description import method_named, read_call
from tests.telegram_api.faults import CARRIED_OUT, Fault, Kind
from tests.telegram_api.methods import carry_out
from tests.telegram_api.people import Channel, Group, Person
from tests.telegram_api.refusal import RefusalError
from tests.telegram_api.webhook import Webhook
from tests.telegram_api.world import World

_GATEWAY_PAGE = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
_MOST_BYTES = 50 * 1024 * 1024


class TelegramServer:
    """Serves a world over HTTP, and makes the people who live in it."""

    def __init__(self, world: World | None = None, *, port: int = 0) -> None:
        self.world = world or World()
        self.port = port
        self.webhook = Webhook(self.world)
        self._runner: web.AppRunner | None = None

    @property
    def token(self) -> str:
        return self.world.token

    @property
    def base_url(self) -> str:
        """What python-telegram-bot wants as its base_url."""
        return f"http://127.0.0.1:{self.port}/bot"

    @property
    def base_file_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/file/bot"

    def person(self, name: str, **face: Any) -> Person:
        """Someone who has a private chat with the bot."""
        return Person(self.world, name, **face)

    def group(self, title: str, *, kind: str = "supergroup", forum: bool = False) -> Group:
        """A group that the bot is in."""
        return Group(self.world, title, kind=kind, forum=forum)

    def channel(self, title: str) -> Channel:
        """A channel that the bot administers."""
        return Channel(self.world, title)

    def calls(self, method: str | None = None, *, chat: int | None = None) -> list[Call]:
        """The bot's calls so far, in their order."""
        fits = (call for call in self.world.calls if method in (None, call.method))
        return [call for call in fits if chat in (None, call.chat)]

    def refused(self) -> list[Call]:
        """The calls that broke a rule of Telegram's: wrong fields, too long, nothing to change …"""
        return [call for call in self.world.calls if call.broke_a_rule]

    async def start(self) -> None:
        """Listens; the port is known afterwards."""
        app = web.Application(client_max_size=_MOST_BYTES)
        app.add_routes(
            [
                web.route("*", "/bot{token:[^/]+}/{method}", self._answer),
                web.get("/file/bot{token:[^/]+}/{folder}/{number}", self._file),
                *control_routes(self),
            ]
        )
        self._runner = web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        listener = socket.create_server(("127.0.0.1", self.port))
        self.port = listener.getsockname()[1]
        await web.SockSite(self._runner, listener).start()

    async def stop(self) -> None:
        """Stops listening; the world stays as it is, and may be served again on the same port."""
        await self.webhook.stop()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        """One call, noted with what came of it."""
        call = Call(method=request.match_info["method"])
        self.world.calls.append(call)
        try:
            call.result = await self._outcome(call, request)
            call.status = 200
            return web.json_response({"ok": True, "result": call.result}, dumps=_dumps)
        except RefusalError as refusal:
            call.status, call.description = refusal.code, refusal.description
            return web.json_response(refusal.body(), status=refusal.code)
        except UnreadableError as reply:
            call.status = reply.response.status
            return reply.response

    async def _outcome(self, call: Call, request: web.Request) -> Any:
        """Who calls, what befalls the call, what comes of it."""
        if request.match_info["token"] != self.world.token:
            raise RefusalError(401)
        call.method = method_named(call.method)
        await fill(call, request)
        faults = self.world.faults.next(call.method, call.chat)
        call.faulted = bool(faults)
        await _suffer_before(request, faults)
        result = await self._carry_out(call)
        await _suffer_after(request, faults)
        return result

    async def _carry_out(self, call: Call) -> Any:
        """What a call gives; those about the delivery of updates take their time."""
        call.parameters = read_call(call.method, call.parameters, call.files)
        if call.method == "getUpdates":
            return await self._updates(call)
        if call.method == "setWebhook":
            return await self.webhook.set(call)
        if call.method == "deleteWebhook":
            return await self.webhook.delete(call)
        if call.method == "getWebhookInfo":
            return self.webhook.info()
        return carry_out(self.world, call)

    async def _updates(self, call: Call) -> Any:
        given = call.parameters
        if "allowed_updates" in given:
            self.world.updates.allowed = given["allowed_updates"]
        return await self.world.updates.poll(
            offset=given.get("offset", 0), limit=given.get("limit", 100), seconds=given.get("timeout", 0)
        )

    async def _file(self, request: web.Request) -> web.StreamResponse:
        """The bytes of a file that was sent."""
        held = self.world.files.get(request.match_info["number"])
        if request.match_info["token"] != self.world.token or held is None:
            raise web.HTTPNotFound
        return web.Response(body=held[1])


class UnreadableError(Exception):
    """An answer that is not JSON of Telegram's."""

    def __init__(self, response: web.Response) -> None:
        self.response = response
        super().__init__()


async def _suffer_before(request: web.Request, faults: list[Fault]) -> None:
    """Faults that keep a call from being carried out."""
    for fault in faults:
        if fault.kind is Kind.LATENCY:
            await asyncio.sleep(fault.seconds)
        elif fault.kind is Kind.BAD_GATEWAY:
            raise UnreadableError(web.Response(status=502, text=_GATEWAY_PAGE, content_type="text/html"))
        elif fault.kind is Kind.DROP:
            await _hang_up(request)
        elif refusal := fault.refusal():
            raise refusal


async def _suffer_after(request: web.Request, faults: list[Fault]) -> None:
    """Faults that strike once a call was carried out."""
    for kind in (fault.kind for fault in faults if fault.kind in CARRIED_OUT):
        if kind is Kind.GARBAGE:
            raise UnreadableError(web.Response(text="\x00<not json", content_type="application/json"))
        if kind is Kind.EMPTY:
            raise UnreadableError(web.Response(content_type="application/json"))
        if kind is Kind.DROP_AFTER:
            await _hang_up(request)
        await asyncio.Event().wait()


async def _hang_up(request: web.Request) -> None:
    """Ends the connection without a word; the handler ends with it."""
    if request.transport:
        request.transport.abort()
    await asyncio.Event().wait()


def _dumps(body: Any) -> str:
    """Chinese as it is, which is shorter."""
    return json.dumps(body, ensure_ascii=False)
