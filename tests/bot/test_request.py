"""Our requests over real HTTP on loopback: what goes out, and what comes back."""

from __future__ import annotations

from aiohttp import web
from telegram import Bot, InputFile

from bot.request import AiohttpRequest
from tests.bot.loopback import TOKEN, Server, answering, data, plain_environment, request_, server

__all__ = ["plain_environment", "request_", "server"]


async def test_a_post_arrives_as_the_form_that_the_library_sends(
    server: Server, request_: AiohttpRequest
) -> None:
    server.handler = answering(200, {"ok": True, "result": {"id": 7}})
    form = data(chat_id=7, text="补贴 & 门票=12元？", reply_markup={"inline_keyboard": []})
    assert await request_.post(server.url("sendMessage"), form) == {"id": 7}
    assert server.requests[0].content_type == "application/x-www-form-urlencoded"
    assert server.requests[0].headers["User-Agent"] == AiohttpRequest.USER_AGENT
    assert server.forms[0] == {
        "chat_id": "7",
        "text": "补贴 & 门票=12元？",
        "reply_markup": '{"inline_keyboard": []}',
    }


async def test_every_character_of_a_form_arrives(server: Server, request_: AiohttpRequest) -> None:
    text = "a&b=c+d e%20;f/?:@\n\t<b>“补贴”</b>＝１２😀\u200b'\"\\"
    await request_.post(server.url("sendMessage"), data(chat_id=-7, text=text))
    assert server.forms[0] == {"chat_id": "-7", "text": text}


async def test_what_the_bot_wrote_itself_is_not_read_back(server: Server, request_: AiohttpRequest) -> None:
    message = {"message_id": 3, "text": "x", "entities": [], "reply_markup": {"inline_keyboard": []}}
    server.handler = answering(200, {"ok": True, "result": message})
    assert await request_.post(server.url("sendMessage")) == {"message_id": 3, "text": "x"}


async def test_a_file_arrives_with_its_name_and_bytes(server: Server, request_: AiohttpRequest) -> None:
    server.handler = answering(200, {"ok": True, "result": True})
    await request_.post(
        server.url("sendDocument"), data(chat_id=7, document=InputFile(b"\x00PDF", filename="证明.pdf"))
    )
    sent = server.forms[0]
    assert sent["chat_id"] == "7"
    assert ("证明.pdf", "application/pdf", b"\x00PDF") in sent.values()


async def test_a_file_is_fetched_as_its_bytes(server: Server, request_: AiohttpRequest) -> None:
    async def bytes_(request: web.Request) -> web.Response:
        return web.Response(body=b"\x00\xff")

    server.handler = bytes_
    assert await request_.retrieve(server.url("file")) == b"\x00\xff"


async def test_a_bot_of_the_library_sends_through_it(server: Server) -> None:
    me = {"id": 7000000001, "is_bot": True, "first_name": "安答", "username": "anda_bot"}
    server.handler = answering(200, {"ok": True, "result": me})
    request, news = AiohttpRequest(1), AiohttpRequest(1)
    base_url = f"{server.address}/bot"
    async with Bot(TOKEN, base_url=base_url, request=request, get_updates_request=news) as bot:
        assert bot.username == "anda_bot"
