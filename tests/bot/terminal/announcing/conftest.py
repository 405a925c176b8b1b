"""The office from whose terminal `anda announce` is run."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest

from bot.config import Config
from bot.services import opened_store
from bot.storage.store import Store
from knowledge.model.announcement import Announcement, DeliveryState, State
from tests.bot.calls import Call
from tests.bot.storage.announced import change, keep_chats, keep_deliveries
from tests.bot.storage.samples import NOW

APPROVER, EDITOR, OTHER, NOBODY = "1", "2", "3", "9"
TEXT = "id: pool\ntext: 游泳馆门票 12 元 <b>一次</b>\ntarget: all\nentries: [pool-fee]\n"
Result = TypeVar("Result")


@pytest.fixture
def office(warm_config: Config, monkeypatch: pytest.MonkeyPatch) -> Config:
    """Two approvers, an editor, two groups; more groups than these take a second person."""
    settings = {
        "STAFF__IDS": "1:approver,2:editor,3:approver",
        "ANNOUNCEMENTS__TRIAL": "false",
        "ANNOUNCEMENTS__APPROVE_ABOVE": "2",
        "ANNOUNCEMENTS__QUIET_FROM": "0",
        "ANNOUNCEMENTS__QUIET_UNTIL": "0",
    }
    for name, value in settings.items():
        monkeypatch.setenv(f"ANDA_{name}", value)
    in_store(warm_config, lambda store: keep_chats(store.database, [-5, -6]))
    return warm_config


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An announcement in a file."""
    file = tmp_path / "pool.yaml"
    file.write_text(TEXT, "utf-8")
    return file


def in_store(config: Config, do: Callable[[Store], Awaitable[Result]]) -> Result:
    """Does something with the store that the command uses."""

    async def work() -> Result:
        async with opened_store(config) as store:
            return await do(store)

    return asyncio.run(work())


def stored(config: Config, name: str) -> Announcement:
    """An announcement as it is now."""
    announcement = in_store(config, lambda store: store.announcements.get(name))
    assert announcement is not None
    return announcement


def made(file: Path, by: str = APPROVER) -> str:
    """The id of a draft made from a file."""
    call = Call("announce", "new", str(file), "--as", by)
    assert call.code == 0, call.err
    match = re.search(r"编号 (\w+)。", call.out)
    assert match is not None
    return match[1]


def sent(config: Config, name: str, **counts: int) -> None:
    """The outbox sent it; in so many chats of each state."""
    states = (DeliveryState(state) for state, count in counts.items() for _ in range(count))

    async def do(store: Store) -> None:
        await keep_deliveries(store.database, name, dict(zip(range(-5, -50, -1), states, strict=False)))
        await change(store.database, name, state=State.DONE.value, started_at=NOW, finished_at=NOW)

    in_store(config, do)


def audit(config: Config) -> list[tuple[int, str, str]]:
    """Who did what, and why, oldest first."""
    acts = in_store(config, lambda store: store.staff.trail(20))
    return [(act.who, act.action, act.why) for act in acts[::-1]]
