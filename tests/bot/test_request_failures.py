"""Each failure of a request raises the error that it means, and none holds the token."""

from __future__ import annotations

import asyncio
import logging
import traceback
from typing import Any

import pytest
from aiohttp import web
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.request import AiohttpRequest, CutOffError, NotSentError
from tests.bot.loopback import (
    TOKEN,
    Handler,
    Server,
    answering,
    data,
    free_port,
    plain_environment,
    request_,
    server,
)

__all__ = ["plain_environment", "request_", "server"]

SHORT = 0.2


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        pytest.param(400, {"description": "Bad Request: chat not found"}, BadRequest, id="400"),
        pytest.param(400, {"parameters": {"migrate_to_chat_id": -5}}, ChatMigrated, id="migrated"),
        pytest.param(401, {"description": "Unauthorized"}, InvalidToken, id="401"),
        pytest.param(403, {"description": "Forbidden"}, Forbidden, id="403"),
        pytest.param(404, {"description": "Not Found"}, InvalidToken, id="404"),
        pytest.param(409, {"description": "Conflict"}, Conflict, id="409"),
        pytest.param(429, {"parameters": {"retry_after": 3}}, RetryAfter, id="429"),
        pytest.param(302, {}, NetworkError, id="a redirection is not followed"),
        pytest.param(500, {}, NetworkError, id="500"),
    ],
)
async def test_a_refusal_is_the_librarys_error(
    server: Server, request_: AiohttpRequest, status: int, body: dict[str, Any], expected: type[TelegramError]
) -> None:
    server.handler = answering(status, {"ok": False, **body})
    with pytest.raises(TelegramError) as raised:
        await request_.post(server.url())
    assert type(raised.value) is expected


async def test_a_body_that_is_no_json_is_an_error_of_the_library(
    server: Server, request_: AiohttpRequest
) -> None:
    async def garbage(request: web.Request) -> web.Response:
        return web.Response(text="\x00<not json")

    server.handler = garbage
    with pytest.raises(TelegramError, match="Invalid server response"):
        await request_.post(server.url())


async def hang(request: web.Request) -> web.Response:
    await asyncio.Event().wait()
    raise AssertionError


async def hang_up(request: web.Request) -> web.Response:
    assert request.transport
    request.transport.abort()
    return await hang(request)


async def failure(request: AiohttpRequest, url: str, **limits: float) -> TelegramError:
    """What a post ends in."""
    with pytest.raises(TelegramError) as raised:
        await request.post(url, data(chat_id=7), **limits)
    return raised.value


async def test_no_answer_in_time_is_timed_out_and_may_have_arrived(
    server: Server, request_: AiohttpRequest
) -> None:
    server.handler = hang
    error = await failure(request_, server.url(), read_timeout=SHORT)
    assert type(error) is TimedOut
    assert isinstance(error.__cause__, CutOffError)


async def test_the_time_set_for_all_requests_counts_where_none_is_given(server: Server) -> None:
    server.handler = hang
    async with AiohttpRequest(1, read_timeout=SHORT) as request:
        assert request.read_timeout == SHORT
        assert type(await failure(request, server.url())) is TimedOut


async def test_no_free_connection_is_timed_out_and_was_not_sent(server: Server) -> None:
    server.handler = hang
    async with AiohttpRequest(1, connect_timeout=SHORT, pool_timeout=SHORT) as request:
        first = asyncio.create_task(request.post(server.url("first")))
        while not server.requests:  # noqa: ASYNC110 - the server tells nobody
            await asyncio.sleep(0.01)
        error = await failure(request, server.url("second"))
        first.cancel()
        await asyncio.wait([first])
    assert type(error) is TimedOut
    assert isinstance(error.__cause__, NotSentError)
    assert len(server.requests) == 1


async def test_a_refused_connection_is_a_network_error_and_was_not_sent(request_: AiohttpRequest) -> None:
    error = await failure(request_, f"http://127.0.0.1:{free_port()}/bot{TOKEN}/getMe")
    assert type(error) is NetworkError
    assert isinstance(error.__cause__, NotSentError)


async def test_a_connection_cut_off_is_a_network_error_that_may_have_arrived(
    server: Server, request_: AiohttpRequest
) -> None:
    server.handler = hang_up
    error = await failure(request_, server.url())
    assert type(error) is NetworkError
    assert isinstance(error.__cause__, CutOffError)


async def test_requests_go_through_the_proxy(server: Server) -> None:
    async with AiohttpRequest(1, proxy=server.address) as request:
        assert await request.post(f"http://api.telegram.example/bot{TOKEN}/getMe") is True
    assert server.requests[0].headers["Host"] == "api.telegram.example"


async def test_requests_go_through_the_proxy_of_the_environment(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.address)
    async with AiohttpRequest(1) as request:
        assert await request.post(f"http://api.telegram.example/bot{TOKEN}/getMe") is True


async def test_a_proxy_that_is_not_there_was_not_sent() -> None:
    async with AiohttpRequest(1, proxy=f"http://user:secret@127.0.0.1:{free_port()}") as request:
        error = await failure(request, f"http://api.telegram.example/bot{TOKEN}/getMe")
    assert isinstance(error.__cause__, NotSentError)
    assert "secret" not in everything_said(error)


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1080", "127.0.0.1:3128", "http://"])
def test_a_proxy_that_cannot_be_used_is_refused_at_once(proxy: str) -> None:
    with pytest.raises(ValueError, match="a proxy is"):
        AiohttpRequest(1, proxy=proxy)


def everything_said(error: BaseException) -> str:
    """All that could be printed of an error: itself, its causes and what was being handled."""
    chain: list[str] = []
    link: BaseException | None = error
    while link is not None:
        chain += [repr(link), str(link), *traceback.format_exception(link)]
        link = link.__cause__ or link.__context__
    return "".join(chain)


@pytest.mark.parametrize("handler", [hang, hang_up], ids=["timed out", "cut off"])
async def test_the_token_is_in_no_exception_and_no_log_line(
    server: Server, request_: AiohttpRequest, handler: Handler, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.WARNING, "telegram")  # silenced by the bot's log
    server.handler = handler
    error = await failure(request_, server.url(), read_timeout=SHORT)
    assert TOKEN not in everything_said(error)
    assert TOKEN not in caplog.text


async def test_an_odd_address_is_reported_without_the_token(request_: AiohttpRequest) -> None:
    error = await failure(request_, f"nowhere//bot{TOKEN}/getMe")
    assert isinstance(error, NetworkError)
    assert TOKEN not in everything_said(error)


async def test_a_closed_pool_refuses_and_may_be_opened_again(server: Server) -> None:
    request = AiohttpRequest(1)
    await request.initialize()
    await request.initialize()
    await request.shutdown()
    await request.shutdown()
    with pytest.raises(NetworkError, match="not initialized"):
        await request.post(server.url())
    await request.initialize()
    assert await request.post(server.url()) is True
    await request.shutdown()
