"""Calls arrive as an address, a form, files or JSON, and mean the same."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from tests.telegram_api.server import TelegramServer


@pytest_asyncio.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


def form(**fields: str) -> aiohttp.FormData:
    """A form in parts, as files are sent."""
    parts = aiohttp.FormData(default_to_multipart=True)
    for name, value in fields.items():
        parts.add_field(name, value)
    return parts


@pytest.mark.parametrize(
    ("verb", "how"),
    [
        pytest.param("GET", {"params": {"chat_id": "1001", "text": "字"}}, id="address"),
        pytest.param("POST", {"data": {"chat_id": "1001", "text": "字"}}, id="form"),
        pytest.param("POST", {"json": {"chat_id": 1001, "text": "字"}}, id="JSON"),
        pytest.param("POST", {"json": {"text": "字"}, "params": {"chat_id": "1001"}}, id="address and JSON"),
        pytest.param("POST", {"data": "parts"}, id="parts"),
    ],
)
async def test_a_call_may_come_in_any_form(
    telegram: TelegramServer, session: aiohttp.ClientSession, verb: str, how: dict[str, Any]
) -> None:
    alice = telegram.person("Alice")
    how = {"data": form(chat_id="1001", text="字")} if how == {"data": "parts"} else how
    async with session.request(verb, f"{telegram.base_url}{telegram.token}/sendMessage", **how) as response:
        assert (response.status, (await response.json())["ok"]) == (200, True)
    assert alice.screen().text == "字"


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b"\xff", b"5"], ids=["broken", "a list", "no text", "a number"]
)
async def test_a_body_that_is_no_object_is_refused(
    telegram: TelegramServer, session: aiohttp.ClientSession, body: bytes
) -> None:
    headers = {"Content-Type": "application/json"}
    address = f"{telegram.base_url}{telegram.token}/sendMessage"
    async with session.post(address, data=body, headers=headers) as response:
        assert (await response.json())["description"] == "Bad Request: can't parse JSON object"


async def test_a_file_is_fetched_by_its_path(
    telegram: TelegramServer, session: aiohttp.ClientSession
) -> None:
    alice = telegram.person("Alice")
    parts = form(chat_id=str(alice.id))
    parts.add_field("document", b"a,b", filename="表.csv")
    address = f"{telegram.base_url}{telegram.token}"
    async with session.post(f"{address}/sendDocument", data=parts) as response:
        file_id = (await response.json())["result"]["document"]["file_id"]
    async with session.get(f"{address}/getFile", params={"file_id": file_id}) as response:
        path = (await response.json())["result"]["file_path"]
    async with session.get(f"{telegram.base_file_url}{telegram.token}/{path}") as response:
        assert await response.read() == b"a,b"


async def test_a_poll_whose_bot_was_killed_leaves_its_updates_to_the_next(
    telegram: TelegramServer, session: aiohttp.ClientSession
) -> None:
    alice = telegram.person("Alice")
    poll = f"{telegram.base_url}{telegram.token}/getUpdates"
    with pytest.raises(TimeoutError):  # the connection ends while the poll waits, as with a killed process
        await session.get(poll, params={"timeout": "30"}, timeout=aiohttp.ClientTimeout(total=0.1))
    alice.writes("还在")
    async with session.get(poll, params={"timeout": "5"}) as response:
        assert [one["message"]["text"] for one in (await response.json())["result"]] == ["还在"]
