"""Edits to a large knowledge base while the real bot runs: how soon they are live, and what faulty ones do.

`python -m benchmarks.live_edit [ENTRIES]`: a made town is read, derived and saved; then `anda run` is started
on it beside the tests' Bot API server, files are edited, and a citizen asks until the answer is the new one.
"""

from __future__ import annotations

import asyncio
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from benchmarks.hostile import HOSTILE
from benchmarks.made_town import entry_of, services, town, write_town, write_yaml
from bot.engines import SHIPPED_TEXTS, load
from knowledge.loading.loader import read_knowledge
from tests.end_to_end.process import BotProcess
from tests.telegram_api.people import Person
from tests.telegram_api.server import TelegramServer

ENTRIES = 10_000
_SECONDS = 120.0
_EDITED = (3, 40, 77, 120, 160)  # files, of 200
_PAUSE = 0.05  # seconds between two questions
_SPOILT_FOR = 0.7  # seconds, so that a faulty edit is read, found at rest and told


def say(text: str) -> None:
    """Prints a line of the report at once."""
    print(text, flush=True)  # noqa: T201


@contextmanager
def timed(name: str) -> Iterator[None]:
    """Says how long something took."""
    started = time.perf_counter()
    yield
    say(f"{name}: {time.perf_counter() - started:.2f} s")


class Citizen:
    """Someone who asks, one question after the other."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self.asked = 0
        self.slowest = 0.0

    async def hears(self, question: str) -> str:
        """Asks a question and returns the answer."""
        started = time.perf_counter()
        self._person.writes(question)
        text = (await self._person.receives(_SECONDS)).text
        self.asked += 1
        self.slowest = max(self.slowest, time.perf_counter() - started)
        return text

    async def waits(self, question: str, new: Callable[[str], bool]) -> float:
        """Asks until the answer is new; returns the seconds until then."""
        started = time.perf_counter()
        while not new(await self.hears(question)):  # noqa: ASYNC110 - it is for another process to change
            await asyncio.sleep(_PAUSE)
        return time.perf_counter() - started


class Town:
    """The files of the made town, to be edited as staff would."""

    def __init__(self, folder: Path, entries: int) -> None:
        self.folder = folder
        self._files = write_town(folder, entries)
        self._topics = list(town(entries))

    def file(self, number: int) -> Path:
        """One of the topic files, by a number below 200."""
        return self._files[number * len(self._files) // 200]

    def first(self, number: int) -> dict[str, object]:
        """The first entry of a file."""
        return self._topics[number * len(self._files) // 200][1][0]

    def save(self, number: int) -> None:
        """Saves a file as it stands here."""
        topic, entries = self._topics[number * len(self._files) // 200]
        write_yaml(self.file(number), {"topic": topic, "entries": entries})

    def changes(self, number: int, figure: int) -> tuple[str, str]:
        """Gives the first entry of a file another figure; returns its question and the new answer."""
        old = self.first(number)
        street, place = str(old["question"]).split(services()[0][0])[0], int(str(old["id"]).split("-")[1])
        new = entry_of(street, place, services()[0], figure)
        old.update(new)
        self.save(number)
        return str(new["question"]), str(new["answer"])

    def adds(self, number: int) -> tuple[str, str]:
        """Adds an entry of a new street in the middle of a file."""
        _, entries = self._topics[number * len(self._files) // 200]
        new = entry_of("新生大道", 9_999, services()[0], 77)
        entries.insert(len(entries) // 2, new)
        self.save(number)
        return str(new["question"]), str(new["answer"])

    def removes(self, number: int) -> tuple[str, str]:
        """Removes the last entry of a file; returns its question and the answer that must not come now."""
        _, entries = self._topics[number * len(self._files) // 200]
        old = entries.pop()
        self.save(number)
        return str(old["question"]), str(old["answer"])


def _tells(answer: str) -> Callable[[str], bool]:
    """Whether a text tells an answer."""
    return lambda text: answer in text


async def edits(made: Town, citizen: Citizen) -> list[float]:
    """The seconds from each save to the new answer."""
    taken = []
    for place, number in enumerate(_EDITED):
        question, answer = made.changes(number, 3001 + place)
        taken.append(await citizen.waits(question, _tells(answer)))
        say(f"  changed figure, file {number}: {taken[-1]:.2f} s")
    question, answer = made.adds(90)
    taken.append(await citizen.waits(question, _tells(answer)))
    say(f"  new entry: {taken[-1]:.2f} s")
    question, gone = made.removes(10)
    taken.append(await citizen.waits(question, lambda text: gone not in text))
    say(f"  removed entry: {taken[-1]:.2f} s")
    return taken


async def spoil(made: Town, aside: Path) -> None:
    """Makes twenty hostile edits in a row, each undone before the next."""
    whole = {path.name: path.read_bytes() for path in made.folder.iterdir()}
    for number, (name, spoilt) in enumerate(HOSTILE.items()):
        spoilt(made.folder, made.file(5 + number))
        await asyncio.sleep(_SPOILT_FOR)
        if made.folder.exists():
            made.folder.rename(aside / f"{number}")
        shutil.rmtree(aside / "gone", ignore_errors=True)
        made.folder.mkdir()
        for file, data in whole.items():
            (made.folder / file).write_bytes(data)
        say(f"  {name}")


async def hostile(made: Town, citizen: Citizen, aside: Path) -> bool:
    """Whether every question was answered as before while files were spoilt."""
    question, answer = str(made.first(60)["question"]), str(made.first(60)["answer"])
    before, citizen.slowest, wrong = citizen.asked, 0.0, 0
    spoiling = asyncio.create_task(spoil(made, aside))
    while not spoiling.done():
        wrong += answer not in await citizen.hears(question)
        await asyncio.sleep(_PAUSE)
    await spoiling
    asked = citizen.asked - before
    say(f"{len(HOSTILE)} hostile edits: {asked} questions, {wrong} not answered from the last good version,")
    say(f"  the slowest answer after {citizen.slowest:.2f} s")
    return not wrong


@asynccontextmanager
async def running(telegram: TelegramServer, folder: Path, content: Path) -> AsyncIterator[BotProcess]:
    """Runs the bot on this content, and stops it at the end."""
    bot = BotProcess.beside(telegram, folder, KNOWLEDGE__DIR=str(content))
    await bot.start()
    try:
        yield bot
    finally:
        await bot.stop_or_kill()


async def measure(folder: Path, entries: int) -> bool:
    """Measures everything; says whether no answer was wrong."""
    made = Town(folder / "town", entries)
    with timed(f"{entries} entries of YAML read"):
        loaded = read_knowledge(made.folder, SHIPPED_TEXTS)
    if loaded.base is None:
        raise SystemExit("\n".join(map(str, loaded.faults[:9])))
    with timed("read, derived and saved"):
        load(made.folder, folder / "bot" / "data" / "cache")
    (folder / "aside").mkdir()
    async with TelegramServer() as telegram:
        citizen = Citizen(telegram.person("市民"))
        started = time.perf_counter()
        async with running(telegram, folder / "bot", made.folder):
            await citizen.hears(str(made.first(1)["question"]))
            say(f"bot started from what was saved, first answer after: {time.perf_counter() - started:.2f} s")
            taken = await edits(made, citizen)
            say(f"an edit is live: median {statistics.median(taken):.2f} s, slowest {max(taken):.2f} s")
            return await hostile(made, citizen, folder / "aside")


def main() -> int:
    """Prints the figures; 1 when an answer was wrong."""
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES
    with tempfile.TemporaryDirectory() as folder:
        return int(not asyncio.run(measure(Path(folder), entries)))


if __name__ == "__main__":
    sys.exit(main())
