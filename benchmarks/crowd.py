"""A Telegram in a process of its own, where somebody new asks whenever somebody has an answer.

Reads a `Task` as JSON a line from the standard input, and writes a `Tally` a line when all is answered.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import deque
from dataclasses import asdict, dataclass

from tests.telegram_api.faults import Kind
from tests.telegram_api.people import Person
from tests.telegram_api.server import TelegramServer
from tests.telegram_api.updates import Pulse

_SECONDS_SILENT = 60.0  # without an answer; then what is missing counts as unanswered


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """Questions to ask, by so many people at once; `latency` in seconds befalls every call, polls too."""

    questions: list[str]
    people: int
    latency: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """What came of a task: wall seconds of the whole, milliseconds from each question to its answer."""

    seconds: float
    milliseconds: list[float]
    unanswered: int
    refused: int
    calls: int


class _Bell(Pulse):
    """Wakes the crowd whenever the bot does something."""

    def __init__(self, crowd: Crowd) -> None:
        super().__init__()
        self._crowd = crowd

    def beat(self) -> None:
        super().beat()
        self._crowd.look()


class Crowd:
    """So many people at once, each with one question in a private chat; who is answered makes room."""

    def __init__(self, telegram: TelegramServer) -> None:
        self._telegram = telegram
        self._asked: dict[Person, float] = {}
        self._questions: deque[str] = deque()
        self._milliseconds: list[float] = []
        self._answered = Pulse()
        telegram.world.changed = _Bell(self)

    async def do(self, task: Task) -> Tally:
        """Asks all questions and waits for the last answer."""
        world = self._telegram.world
        world.faults.clear()
        if task.latency:
            world.faults.add(Kind.LATENCY, seconds=task.latency)
        self._questions.extend(task.questions)
        started = time.perf_counter()
        for _ in range(task.people):
            self._ask_next()
        while self._asked and await self._answered.wait(_SECONDS_SILENT):
            pass
        return self._tally(time.perf_counter() - started)

    def look(self) -> None:
        """Notes who has an answer, and lets somebody else ask."""
        for person in [one for one in self._asked if one.room.chat.sent_by_bot]:
            self._milliseconds.append((time.perf_counter() - self._asked.pop(person)) * 1000)
            self._ask_next()
            self._answered.beat()

    def _ask_next(self) -> None:
        if self._questions:
            person = self._telegram.person("Citizen")
            self._asked[person] = time.perf_counter()
            person.writes(self._questions.popleft())

    def _tally(self, seconds: float) -> Tally:
        tally = Tally(
            seconds=seconds,
            milliseconds=self._milliseconds,
            unanswered=len(self._asked) + len(self._questions),
            refused=len(self._telegram.refused()),
            calls=len(self._telegram.world.calls),
        )
        self._telegram.world.calls.clear()
        self._telegram.world.chats.clear()
        self._asked.clear()
        self._questions.clear()
        self._milliseconds = []
        return tally


async def _serve() -> None:
    """Says its token and address first; ends with the standard input."""
    reader = asyncio.StreamReader(limit=2**24)
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )
    async with TelegramServer() as telegram:
        crowd = Crowd(telegram)
        _say({"token": telegram.token, "base_url": telegram.base_url})
        while line := await reader.readline():
            _say(asdict(await crowd.do(Task(**json.loads(line)))))


def _say(thing: object) -> None:
    print(json.dumps(thing), flush=True)  # noqa: T201


if __name__ == "__main__":
    asyncio.run(_serve())
