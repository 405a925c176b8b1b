"""A bot under measurement: its process, and a Telegram of its own that asks it."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.crowd import Tally, Task
from bot.config import PROJECT

Process = asyncio.subprocess.Process

_MOST_BYTES = 2**24  # of a line
_SETTINGS = {
    "ANDA_KNOWLEDGE__DIR": str(PROJECT / "knowledge" / "content"),
    "ANDA_LIMITS__BURST": "1000000",
    "ANDA_LOG__FORMAT": "json",
}
# What is measured beside what; the first is the measure.
COMMANDS: dict[str, Sequence[str]] = {
    "echo": ("-m", "benchmarks.echo", "{token}", "{base_url}"),
    "echo, 24 at once": ("-m", "benchmarks.echo", "{token}", "{base_url}", "--at-once", "24"),
    "echo over aiohttp": ("-m", "benchmarks.echo", "{token}", "{base_url}", "--aiohttp"),
    "anda over httpx": ("-m", "benchmarks.anda_httpx"),
    "anda, none kept": ("-m", "bot", "run"),
    "anda": ("-m", "bot", "run"),
}
# Every question understood anew, as if nobody had asked it before.
_OWN_SETTINGS = {"anda, none kept": {"ANDA_KNOWLEDGE__KEPT": "0"}}
_AT_ONCE = "anda, {} at once"


def at_once(chats: int) -> str:
    """Registers a bot that answers so many chats at a time, and returns its name."""
    name = _AT_ONCE.format(chats)
    COMMANDS[name] = COMMANDS["anda"]
    _OWN_SETTINGS[name] = {"ANDA_TELEGRAM__CONCURRENCY": str(chats)}
    return name


@dataclass(frozen=True, kw_only=True, slots=True)
class Contender:
    """A bot under way."""

    name: str
    bot: Process
    telegram: Process

    async def answers(self, task: Task) -> Tally:
        """Asks everything; RuntimeError when something got no answer."""
        assert self.telegram.stdin  # noqa: S101
        assert self.telegram.stdout  # noqa: S101
        self.telegram.stdin.write(json.dumps(asdict(task)).encode() + b"\n")
        await self.telegram.stdin.drain()
        tally = Tally(**json.loads(await self.telegram.stdout.readline()))
        if tally.unanswered or tally.refused:
            raise RuntimeError(f"{self.name}: {tally.unanswered} unanswered, {tally.refused} calls refused")
        return tally

    def memory(self) -> float:
        """The memory of the bot now (VmRSS), in MB."""
        status = Path(f"/proc/{self.bot.pid}/status").read_text("ascii")
        return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))


@asynccontextmanager
async def contender(name: str, folder: Path) -> AsyncIterator[Contender]:
    """Starts a bot beside its Telegram; its log and data stay in the folder."""
    pipe = asyncio.subprocess.PIPE
    telegram = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.crowd", cwd=PROJECT, stdin=pipe, stdout=pipe, limit=_MOST_BYTES
    )
    try:
        assert telegram.stdout  # noqa: S101
        line = json.loads(await telegram.stdout.readline())
        bot = await _start(name, line, folder)
        try:
            yield Contender(name=name, bot=bot, telegram=telegram)
        finally:
            await _end(bot)
    finally:
        await _end(telegram)


async def _start(name: str, line: dict[str, str], folder: Path) -> Process:
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    own = {"ANDA_DATA_DIR": str(folder / "data"), **_SETTINGS, **_OWN_SETTINGS.get(name, {})}
    own |= {"ANDA_TELEGRAM__TOKEN": line["token"], "ANDA_TELEGRAM__BASE_URL": line["base_url"]}
    kept = {key: value for key, value in os.environ.items() if not key.upper().startswith("ANDA_")}
    words = [word.format(**line) for word in COMMANDS[name]]
    with (folder / "log").open("wb") as log:
        return await asyncio.create_subprocess_exec(
            sys.executable, *words, cwd=PROJECT, env={**kept, **own}, stdout=log, stderr=log
        )


async def _end(process: Process) -> None:
    if process.returncode is None:
        process.terminate()
        await process.wait()
