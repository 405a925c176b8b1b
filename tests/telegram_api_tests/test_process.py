"""The server as a process of its own, steered through its second door."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest_asyncio
from telegram.ext import ExtBot

TOKEN = "4242:T"  # noqa: S105


class Door:
    """What a test in another process does: it posts JSON and reads JSON."""

    def __init__(self, session: aiohttp.ClientSession, base_url: str) -> None:
        self.base_url = base_url
        self._session = session
        self._root = base_url.removesuffix("/bot") + "/control/"

    async def ask(self, path: str, body: Any = None, *, verb: str | None = None) -> Any:
        verb = verb or ("GET" if body is None else "POST")
        async with self._session.request(verb, self._root + path, json=body) as response:
            assert response.ok, await response.text()
            return await response.json()


@pytest_asyncio.fixture
async def door() -> AsyncIterator[Door]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.telegram_api", "--token", TOKEN, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    base_url = (await asyncio.wait_for(process.stdout.readline(), 20)).decode().strip()
    async with aiohttp.ClientSession() as session:
        yield Door(session, base_url)
    process.terminate()
    assert await asyncio.wait_for(process.wait(), 5) == 0


async def test_a_conversation_through_the_second_door(door: Door) -> None:
    acts = [
        {"who": "Alice", "does": "writes", "with": {"text": "问"}},
        {"who": "Alice", "does": "writes", "in": "街坊", "with": {"text": "群里问", "mentions_bot": True}},
    ]
    asked, in_group = await door.ask("acts", acts)
    async with ExtBot(TOKEN, base_url=door.base_url) as bot:
        updates = await bot.get_updates(timeout=0)
        assert [one.message.text for one in updates if one.message] == ["问", "@anda_bot 群里问"]
        assert await door.ask("pending") == 2
        await bot.get_updates(offset=updates[-1].update_id + 1, timeout=0)
        await bot.send_message(asked["chat"]["id"], "答")
    assert await door.ask("pending") == 0
    chats = await door.ask("chats")
    assert [one["text"] for one in chats[str(asked["chat"]["id"])]] == ["问", "答"]
    (sent,) = await door.ask("calls?method=sendMessage")
    assert (sent["status"], sent["parameters"]["text"]) == (200, "答")
    assert sent["at"] > 1_700_000_000
    assert in_group["chat"]["title"] == "街坊"


async def test_faults_and_raw_updates_through_the_second_door(door: Door) -> None:
    (number,) = await door.ask("updates", [{"poll_answer": {"poll_id": "1"}}])
    assert number >= 700_000_001
    await door.ask("faults", {"kind": "server error", "method": "getMe"})
    async with aiohttp.ClientSession() as session:
        for expected in (500, 200):
            async with session.get(f"{door.base_url}{TOKEN}/getMe") as response:
                assert response.status == expected
            await door.ask("faults", verb="DELETE")
