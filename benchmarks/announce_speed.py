"""How fast announcements go: up to the limit, not early after a 429, and as fast as they can without one.

Every rate is that of the messages as Telegram (on loopback) got them, between the first and the last. The
bare rate is that of python-telegram-bot alone, sending to the same Telegram. `make bench-announce`.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

from telegram.ext import ExtBot

from benchmarks.announce_stage import POSTGRESQL, SQLITE, Stage, staged
from bot.request import AiohttpRequest
from bot.retry_policy import use_timedeltas
from tests.telegram_api.calls import Call
from tests.telegram_api.people import Group

_SEND = "sendMessage"
_WORKERS = {SQLITE: 1, POSTGRESQL: 3}
_WANTED = {SQLITE: 100.0, POSTGRESQL: 250.0}  # sends a second without a limit
_LIMIT = 25
_SHARE = 0.95  # of the limit
_UNLIMITED = 1000
_AT_ONCE = 16
_FLOODS, _RETRY_AFTER = 2, 3  # how often, and for how many seconds


@dataclass(frozen=True, kw_only=True, slots=True)
class Pace:
    """The pace of messages.

    Attributes:
        per_second: messages a second, the waits that Telegram ordered left out.
        worst: messages in the fullest second.
        early: messages that went although Telegram had ordered to wait.
    """

    per_second: float
    worst: int
    early: int


def pace(calls: Sequence[Call]) -> Pace:
    """The pace of the calls that Telegram got."""
    at = sorted(call.at for call in calls)
    halts = [(call.at, call.at + _RETRY_AFTER) for call in calls if call.status == 429]
    # What was under way when Telegram said so is not early; a tenth of a second is longer than any request.
    early = sum(start + 0.1 < one < end for one in at for start, end in halts)
    waited = sum(end - start for start, end in halts)
    last, worst = 0, 0
    for number, one in enumerate(at):
        while at[last] <= one - 1:
            last += 1
        worst = max(worst, number - last + 1)
    return Pace(per_second=len(at) / (at[-1] - at[0] - waited), worst=worst, early=early)


async def announced(stage: Stage, workers: int) -> Pace:
    """The pace of one announcement to all chats, by so many workers."""
    for _ in range(workers):
        await stage.start()
    await asyncio.sleep(3)
    stage.announce()
    await stage.until_done()
    return pace(stage.telegram.calls(_SEND))


async def at_the_limit(database: str, count: int) -> bool:
    """Whether the limit is used and kept, with floods in between."""
    async with staged(database, count, per_second=_LIMIT) as stage:
        faults = stage.telegram.world.faults
        for number in range(_FLOODS):
            after = count * (number + 1) // (_FLOODS + 1)
            faults.add("flood", _SEND, after=after, times=1, seconds=_RETRY_AFTER)
        pace = await announced(stage, _WORKERS[database])
    share = pace.per_second / _LIMIT
    print(  # noqa: T201
        f"{database}, {_WORKERS[database]} worker(s), {count} chats at {_LIMIT} a second:"
        f" {pace.per_second:.2f} a second ({share:.1%}), {pace.worst} in the fullest second,"
        f" {pace.early} early after {_FLOODS} floods",
        flush=True,
    )
    return share >= _SHARE and not pace.early


async def unlimited(database: str, count: int) -> bool:
    """Whether it is fast enough without a limit, beside the library alone in the same run."""
    async with staged(database, count, per_second=_UNLIMITED) as stage:
        bare = await _bare(stage, count)
        stage.telegram.world.calls.clear()
        pace = await announced(stage, _WORKERS[database])
    share = pace.per_second / bare
    print(  # noqa: T201
        f"{database}, {_WORKERS[database]} worker(s), no limit: {pace.per_second:.1f} a second, bare"
        f" python-telegram-bot {bare:.1f} ({share:.0%} of it)",
        flush=True,
    )
    return pace.per_second >= _WANTED[database]


async def _bare(stage: Stage, count: int) -> float:
    """Messages a second by a bot that does nothing but send, to other chats."""
    bot: ExtBot[None] = ExtBot(
        stage.telegram.token, stage.telegram.base_url, request=AiohttpRequest(_AT_ONCE)
    )
    left = [stage.telegram.group("bare") for _ in range(count)]

    async def send(groups: list[Group]) -> None:
        while groups:
            await bot.send_message(groups.pop().id, "<b>停水通知</b>", "HTML")

    async with bot.request:
        started = time.monotonic()
        await asyncio.gather(*(send(left) for _ in range(_AT_ONCE)))
        return count / (time.monotonic() - started)


async def _main(given: argparse.Namespace) -> int:
    use_timedeltas()
    chats = given.chats if given.full else given.chats // 4
    passed = [await unlimited(database, given.chats) for database in given.databases]
    passed += [await at_the_limit(database, chats) for database in given.databases]
    return int(not all(passed))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.announce_speed")
    parser.add_argument("--chats", type=int, default=2000)
    parser.add_argument("--databases", nargs="+", choices=list(_WORKERS), default=list(_WORKERS))
    parser.add_argument("--full", action="store_true", help="all chats at the limit too, not a quarter")
    return asyncio.run(_main(parser.parse_args()))


if __name__ == "__main__":
    raise SystemExit(main())
