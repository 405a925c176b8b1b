"""The bot as operators run it: `python -m bot run`, a process that talks to the tests' Telegram over HTTP."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

from bot.config import PROJECT
from tests.conftest import TOWNS
from tests.telegram_api.server import TelegramServer

STAFF = 77
_SECONDS = 40.0


class BotProcess:
    """A bot with a data folder of its own; may be started, killed and started again."""

    def __init__(self, folder: Path, *, token: str, base_url: str, **settings: str) -> None:
        """Args:
        settings: environment variables without their prefix, such as `LOG__LEVEL`.
        """
        self.data = folder / "data"
        self.log = folder / "bot.log"
        folder.mkdir(parents=True, exist_ok=True)
        self.through: Sequence[str] = ()  # a command that starts the bot's
        self._process: asyncio.subprocess.Process | None = None
        own = {"DATA_DIR": str(self.data), "KNOWLEDGE__DIR": str(TOWNS / "lanhe"), "LOG__FORMAT": "json"}
        line = {"TELEGRAM__TOKEN": token, "TELEGRAM__BASE_URL": base_url, "LIMITS__BURST": "100000"}
        chosen = {**own, **line, "STAFF__IDS": f"{STAFF}:admin", **settings}
        kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("ANDA_")}
        self.environment = {**kept, **{f"ANDA_{name}": value for name, value in chosen.items()}}

    @classmethod
    def beside(cls, telegram: TelegramServer, folder: Path, **settings: str) -> BotProcess:
        """A bot of this Telegram."""
        return cls(folder, token=telegram.token, base_url=telegram.base_url, **settings)

    @property
    def pid(self) -> int:
        assert self._process
        return self._process.pid

    def in_work(self) -> int:
        """Chats of a dead process whose next update is written down and not done."""
        [(count,)] = self.asks("SELECT count(DISTINCT lane) FROM updates WHERE state = 'waiting'")
        return int(count)

    def asks(self, query: str) -> list[tuple[Any, ...]]:
        """What its database answers to a query."""
        with closing(sqlite3.connect(self.data / "anda.sqlite")) as database:
            return database.execute(query).fetchall()

    async def start(self) -> None:
        """Starts it without waiting for it to be ready."""
        with self.log.open("ab") as log:
            command = (*self.through, sys.executable, "-m", "bot", "run")
            self._process = await asyncio.create_subprocess_exec(
                *command, cwd=PROJECT, env=self.environment, stdout=log, stderr=log
            )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[BotProcess]:
        """Ready to answer; in the end no process is left behind."""
        try:
            await self.start()
            await self.says("started")
            yield self
        finally:
            await self.stop_or_kill()

    @asynccontextmanager
    async def running_to_its_end(self) -> AsyncIterator[BotProcess]:
        """Ready to answer; in the end it must stop cleanly when told to."""
        async with self.running():
            yield self
            assert await self.stop() == 0, self.said()

    async def kill(self) -> None:
        """SIGKILL: nothing can be tidied up."""
        assert self._process
        self._process.kill()
        await self._process.wait()

    async def ended(self, seconds: float = _SECONDS) -> int:
        """The code it ends with by itself."""
        assert self._process
        return await asyncio.wait_for(self._process.wait(), seconds)

    async def stop(self) -> int:
        """SIGTERM, as a supervisor does; the code it ends with."""
        assert self._process
        if self._process.returncode is None:
            self._process.terminate()
        return await self.ended()

    async def stop_or_kill(self) -> None:
        """Leaves no process behind, whatever became of the test."""
        if self._process is None or self._process.returncode is not None:
            return
        try:
            await self.stop()
        except TimeoutError:
            await self.kill()

    def said(self) -> str:
        """All it wrote to its log so far."""
        return self.log.read_text("utf-8") if self.log.exists() else ""

    def lines(self, action: str) -> list[dict[str, Any]]:
        """The log's lines about one kind of thing."""
        records = (json.loads(line) for line in self.said().splitlines() if line.startswith("{"))
        return [line for line in records if line.get("action") == action]

    async def says(self, action: str, seconds: float = _SECONDS, **values: str) -> None:
        """Waits for a line of the log that holds this."""
        async with asyncio.timeout(seconds):
            while not any(values.items() <= line.items() for line in self.lines(action)):  # noqa: ASYNC110 - a file tells nobody that it has grown
                await asyncio.sleep(0.05)
