"""Questions a second through the real bot, beside a bare echo of python-telegram-bot in the same run.

Every bot has a Telegram on loopback of its own, in a process of its own; the rounds alternate, so that what
else the machine does hits all. Every question is from somebody who has not asked before. The questions are
those of a file again and again, so that all but the first round meets questions which Anda keeps understood
in memory: `anda, none kept` shows what it does when nobody has asked before. `make bench-bot`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import tempfile
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.contender import COMMANDS, Contender, at_once, contender
from benchmarks.crowd import Tally, Task
from benchmarks.memory import Memory, memory
from bot.config import PROJECT

_LATENCIES = (0.0, 0.05)  # seconds
_QUIET = 100  # questions of somebody who is alone


@dataclass(frozen=True, kw_only=True, slots=True)
class Speed:
    """A bot at a latency: `loaded` while many ask at once, `quiet` while one person asks alone."""

    bot: str
    latency: float  # milliseconds
    per_second: float  # median of the rounds
    ratio: float  # to the first bot
    loaded_p50: float  # milliseconds
    loaded_p95: float
    quiet_p50: float
    quiet_p95: float

    def __str__(self) -> str:
        return (
            f"{self.latency:>7.0f} ms  {self.bot:<18} {self.per_second:>8.1f} {self.ratio:>7.2f}"
            f" {self.loaded_p50:>9.1f} {self.loaded_p95:>9.1f} {self.quiet_p50:>9.1f} {self.quiet_p95:>9.1f}"
        )


def questions() -> list[str]:
    """The first turns of the questions that the knowledge base answers."""
    lines = (PROJECT / "tests/evaluation/house/answerable.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line)["turns"][0] for line in lines]


def _dealt(count: int, start: int = 0) -> list[str]:
    """So many questions in order, beginning again after the last."""
    all_questions = questions()
    return [all_questions[(start + number) % len(all_questions)] for number in range(count)]


async def measured(bots: list[Contender], given: argparse.Namespace, latency: float) -> list[Speed]:
    """The speeds at a latency, after a round to warm up."""
    loaded: dict[str, list[Tally]] = {bot.name: [] for bot in bots}
    quiet: dict[str, list[float]] = {bot.name: [] for bot in bots}
    for number in range(given.rounds + 1):
        asked = Task(questions=_dealt(given.questions), people=given.people, latency=latency)
        for bot in bots if number % 2 else bots[::-1]:
            tally = await bot.answers(asked)
            loaded[bot.name] += [tally] if number else []
    for bot in bots:
        alone = Task(questions=_dealt(_QUIET), people=1, latency=latency)
        quiet[bot.name] = (await bot.answers(alone)).milliseconds
    rates = {name: statistics.median(rate(tally) for tally in tallies) for name, tallies in loaded.items()}
    measure = rates[bots[0].name]
    return [_speed(name, latency, rates[name], measure, loaded[name], quiet[name]) for name in rates]


def rate(tally: Tally) -> float:
    """Answers a second."""
    return len(tally.milliseconds) / tally.seconds


def _speed(
    name: str, latency: float, rate: float, measure: float, loaded: list[Tally], quiet: list[float]
) -> Speed:
    busy = [one for tally in loaded for one in tally.milliseconds]
    return Speed(
        bot=name,
        latency=latency * 1000,
        per_second=rate,
        ratio=rate / measure,
        loaded_p50=_quantile(busy, 0.5),
        loaded_p95=_quantile(busy, 0.95),
        quiet_p50=_quantile(quiet, 0.5),
        quiet_p95=_quantile(quiet, 0.95),
    )


def _quantile(values: list[float], share: float) -> float:
    return sorted(values)[int((len(values) - 1) * share)]


async def speeds(given: argparse.Namespace, folder: Path) -> list[Speed]:
    """Measures every bot at every latency, and prints each result at once."""
    head = ("p50 ms", "p95 ms", "quiet p50", "p95")
    print(f"{'latency':>10}  {'bot':<18} {'answers/s':>8} {'ratio':>6}", *(f"{one:>9}" for one in head))  # noqa: T201
    results = []
    async with AsyncExitStack() as stack:
        names = [*given.bots, *map(at_once, given.concurrency)]
        bots = []
        for name in names:
            bots.append(await stack.enter_async_context(contender(name, folder / name)))
            await bots[-1].answers(Task(questions=_dealt(1), people=1, latency=0))  # it is ready
        for latency in _LATENCIES:
            new = await measured(bots, given, latency)
            print(*new, sep="\n", flush=True)  # noqa: T201
            results += new
    return results


def _read() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bot_throughput")
    parser.add_argument(
        "--bots",
        nargs="+",
        choices=COMMANDS,
        default=["echo", "echo over aiohttp", "anda, none kept", "anda"],
    )
    parser.add_argument(
        "--concurrency",
        nargs="+",
        type=int,
        default=[],
        metavar="CHATS",
        help="Anda with so many at once too",
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--questions", type=int, default=1000, help="a round")
    parser.add_argument("--people", type=int, default=100, help="who ask at once, a question each")
    parser.add_argument("--memory", type=int, metavar="UPDATES", help="memory over so many updates instead")
    parser.add_argument("--json", type=Path, metavar="FILE")
    return parser.parse_args()


async def _main(given: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        results: list[Speed] | list[Memory] = (
            [await memory(given.memory, _dealt(1000), folder)]
            if given.memory
            else await speeds(given, folder)
        )
    if given.json:
        given.json.write_text(json.dumps([asdict(one) for one in results], indent=1) + "\n", "utf-8")
    return int(any(isinstance(one, Memory) and not one.flat for one in results))


if __name__ == "__main__":
    raise SystemExit(asyncio.run(_main(_read())))
