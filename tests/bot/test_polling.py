"""Updates are written down before they are acknowledged, and whatever fails is tried again."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from typing import Any

import pytest
from telegram.error import InvalidToken, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.polling import Poller


class Scripted(BaseRequest):
    """A connection on which things happen one after the other, then nothing more."""

    def __init__(self, *events: Any) -> None:
        self.events = list(events)
        self.asked: list[dict[str, str]] = []
        self.made_anew = 0
        self.end = asyncio.Event()

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None:
        self.made_anew += 1

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        assert request_data is not None and url.endswith("/getUpdates")
        self.asked.append(request_data.json_parameters)
        if not self.events:
            self.end.set()
            await asyncio.Event().wait()
        event = self.events.pop(0)
        if isinstance(event, Exception):
            raise event
        if event == "silence":
            await asyncio.Event().wait()
        if isinstance(event, bytes):
            return 200, event
        if isinstance(event, tuple):
            return event[0], json.dumps({"ok": False, "description": event[1]}).encode()
        return 200, json.dumps({"ok": True, "result": event}).encode()


class Ledger:
    """Writes updates down, unless the disk is full."""

    def __init__(self) -> None:
        self.written: list[int] = []

    async def __call__(self, updates: Sequence[Any]) -> int | None:
        numbers = [update["update_id"] for update in updates if isinstance(update, dict)]
        self.written += numbers
        return max(numbers, default=None)


async def polled(request: Scripted, ledger: Ledger, stalled: float = 150.0) -> None:
    """Polls until nothing more happens."""
    poller = Poller(
        request,
        "http://x/bot1:T",
        ledger,
        allowed=["message"],
        seconds=30,
        clock=asyncio.get_running_loop().time,
        stalled=stalled,
        first_pause=0.001,
    )
    task = asyncio.create_task(poller.run())
    ended = asyncio.create_task(request.end.wait())
    await asyncio.wait_for(asyncio.wait([task, ended], return_when=asyncio.FIRST_COMPLETED), 5)
    ended.cancel()
    task.cancel()
    if error := (await asyncio.gather(task, return_exceptions=True))[0]:
        raise error


async def test_what_was_written_down_is_acknowledged_by_the_next_request() -> None:
    request, ledger = Scripted([{"update_id": 5}, {"update_id": 6}], [], [{"update_id": 9}]), Ledger()
    with pytest.raises(asyncio.CancelledError):
        await polled(request, ledger)
    assert ledger.written == [5, 6, 9]
    assert [asked.get("offset") for asked in request.asked] == [None, "7", "7", "10"]
    assert request.asked[0]["allowed_updates"] == '["message"]'
    assert request.asked[0]["timeout"] == "30"


@pytest.mark.parametrize(
    "trouble",
    [
        pytest.param((502, "Bad Gateway"), id="502"),
        pytest.param((500, "Internal Server Error"), id="500"),
        pytest.param((409, "Conflict: terminated by other getUpdates request"), id="409"),
        pytest.param((403, "Forbidden"), id="403"),
        pytest.param((404, "Not Found"), id="404, perhaps of a proxy"),
        pytest.param(b"<html>", id="garbage"),
        pytest.param(b'{"ok": true, "result": 7}', id="no list"),
        pytest.param(TimedOut(), id="a time-out"),
        pytest.param(OSError("no route"), id="no network"),
        pytest.param(TelegramError("odd"), id="something else"),
        pytest.param(["junk", None], id="updates that are none"),
    ],
)
async def test_a_failed_request_is_repeated_after_a_pause(trouble: Any) -> None:
    request, ledger = Scripted(trouble, [{"update_id": 5}]), Ledger()
    with pytest.raises(asyncio.CancelledError):
        await polled(request, ledger)
    assert ledger.written == [5]


@pytest.mark.parametrize("code", [401, 404])
async def test_a_token_that_is_not_known_any_more_ends_it(code: int) -> None:
    denial = (code, "Unauthorized")
    with pytest.raises(InvalidToken):
        await polled(Scripted(*[denial] * 5), Ledger())


async def test_refusals_of_the_token_count_only_in_a_row() -> None:
    denials = [(404, "Not Found")] * 4
    request, ledger = Scripted(*denials, [{"update_id": 5}], *denials, [{"update_id": 6}]), Ledger()
    with pytest.raises(asyncio.CancelledError):
        await polled(request, ledger)
    assert ledger.written == [5, 6]


async def test_a_connection_that_went_silent_is_made_anew() -> None:
    request, ledger = Scripted("silence", [{"update_id": 5}]), Ledger()
    with pytest.raises(asyncio.CancelledError):
        await polled(request, ledger, stalled=0.05)
    assert request.made_anew == 1
    assert ledger.written == [5]
