"""A server on loopback that answers as a test says, and requests to it."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiohttp import web
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.request import AiohttpRequest

TOKEN = "7000000001:AAE-token_of_the_tests_of_requests-00"  # noqa: S105
Handler = Callable[[web.Request], Any]


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy, and moments as `anda run` has them."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def _plain(value: Any) -> Any:
    """A field of a form; of a file its name, kind and bytes."""
    if isinstance(value, web.FileField):
        return value.filename, value.content_type, value.file.read()
    return value


class Server:
    """Answers every request with one handler, and keeps what came."""

    def __init__(self) -> None:
        self.handler: Handler = answering(200, {"ok": True, "result": True})
        self.requests: list[web.Request] = []
        self.forms: list[dict[str, Any]] = []
        self.address = ""

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(request)
        form = dict(await request.post())
        self.forms.append({name: _plain(value) for name, value in form.items()})
        response: web.StreamResponse = await self.handler(request)
        return response

    def url(self, method: str = "getMe") -> str:
        return f"{self.address}/bot{TOKEN}/{method}"

    async def run(self) -> web.AppRunner:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._answer)
        runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True)
        await runner.setup()
        listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        await web.SockSite(runner, listener).start()
        return runner


def answering(status: int, body: dict[str, Any]) -> Handler:
    async def handler(request: web.Request) -> web.Response:
        return web.json_response(body, status=status)

    return handler


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    loopback = Server()
    runner = await loopback.run()
    yield loopback
    await runner.cleanup()


@pytest.fixture
async def request_() -> AsyncIterator[AiohttpRequest]:
    async with AiohttpRequest(2) as made:
        yield made


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def data(**fields: Any) -> RequestData:
    return RequestData([RequestParameter.from_input(name, value) for name, value in fields.items()])
