"""Announcements to 2,000 chats while workers are killed: what is missing, what is doubled, what is in doubt.

Telegram is on loopback: it takes 10 to 30 ms, refuses 2 % of the chats for good, and now and then says 429
or 502, or hangs up before or after it did what it was asked. `make chaos`.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from benchmarks.announce_stage import POSTGRESQL, SQLITE, Stage, staged
from knowledge.model.announcement import OnDoubt, State
from tests.telegram_api.faults import Fault

_LEASE = 3  # seconds
_PER_SECOND = 200
_SEND = "sendMessage"
_MOST_LOST = 100  # replies


@dataclass(frozen=True, kw_only=True, slots=True)
class Scenario:
    """What happens while an announcement goes out.

    Attributes:
        workers: how many send at the same time.
        deaths: how often one of them ends, at a moment by chance, and another begins in its place.
        gone_for_good: whether nobody takes the place of the first.
        kill: by SIGKILL; SIGTERM otherwise.
        faults: whether Telegram has some too.
        cancelled: staff cancel it half way.
    """

    name: str
    database: str
    workers: int
    on_doubt: OnDoubt
    chats: int = 2000
    deaths: int = 10
    gone_for_good: bool = False
    kill: bool = True
    faults: bool = True
    cancelled: bool = False


def scenarios() -> Iterator[Scenario]:
    """Both databases, both policies; then the peaceful end, and staff who change their mind."""
    for database, workers in ((SQLITE, 1), (POSTGRESQL, 3)):
        setting = {"database": database, "workers": workers}
        for policy in OnDoubt:
            gone = workers > 1
            yield Scenario(name=f"kill, {policy}", on_doubt=policy, gone_for_good=gone, **setting)  # type: ignore[arg-type]
        calm = {**setting, "on_doubt": OnDoubt.HOLD, "faults": False}
        yield Scenario(name="terminate", chats=600, deaths=3, kill=False, **calm)  # type: ignore[arg-type]
        yield Scenario(name="cancel", chats=600, deaths=0, cancelled=True, **calm)  # type: ignore[arg-type]


@dataclass(kw_only=True)
class Outcome:
    """What became of an announcement.

    Attributes:
        missing: chats that should have it and do not.
        unlisted: those of them that are not named as uncertain.
        doubled: messages that came too much.
        in_flight: requests under way at each death, as is written down.
        lost_replies: requests that were carried out, and the connection ended before anybody heard so.
        late: seconds from the cancellation to the last message.
    """

    scenario: Scenario
    seconds: float = 0
    sent: int = 0
    refused: int = 0
    missing: int = 0
    unlisted: int = 0
    doubled: int = 0
    uncertain: int = 0
    in_flight: list[int] = field(default_factory=list)
    lost_replies: int = 0
    late: float = 0
    unfinished: int = 0

    @property
    def in_doubt(self) -> int:
        """How many messages may have arrived: only these may be doubled by *resend*."""
        return sum(self.in_flight) + self.lost_replies

    def faults(self) -> list[str]:
        """What must not happen, with how often it did."""
        resend = self.scenario.on_doubt is OnDoubt.RESEND
        counts = {
            "missing": self.missing if resend or not self.scenario.faults else 0,
            "missing and not named uncertain": self.unlisted,
            "doubled without having been in doubt": max(0, self.doubled - self.in_doubt),
            "doubled though held": 0 if resend else self.doubled,
            "without an end": self.unfinished,
            "sent long after it was cancelled": int(self.late > _LEASE),
        }
        return [f"{count} {name}" for name, count in counts.items() if count]

    def __str__(self) -> str:
        scenario = self.scenario
        ends = " + ".join(map(str, self.in_flight)) or "0"
        late = f", last message {self.late:.2f} s after the cancellation" if scenario.cancelled else ""
        return (
            f"{scenario.database:<10} {scenario.workers} worker(s), {scenario.name:<12}: "
            f"{scenario.chats} chats, {self.sent} sent, {self.refused} refused, {self.missing} missing "
            f"({self.unlisted} not named uncertain), {self.doubled} doubled of {self.in_doubt} in doubt "
            f"(in flight at the ends {ends}, {self.lost_replies} replies lost), "
            f"{self.uncertain} uncertain{late}, {self.seconds:.1f} s"
        )


async def play(scenario: Scenario, seed: int) -> Outcome:
    """Announces, lets workers die, waits for the end and counts."""
    dice = random.Random(seed)  # noqa: S311
    settings = {"per_second": _PER_SECOND, "lease_seconds": _LEASE}
    async with staged(scenario.database, scenario.chats, **settings) as stage:
        losing = _plan_faults(stage, scenario)
        outcome = Outcome(scenario=scenario)
        stage.announce(scenario.on_doubt)
        started = time.monotonic()
        for _ in range(scenario.workers):
            await stage.start()
        for number, moment in enumerate(sorted(dice.sample(range(scenario.chats), scenario.deaths))):
            await stage.until_sent(int(moment * 0.9))
            dying = dice.choice(stage.workers)
            outcome.in_flight.append(await stage.end(dying, kill=scenario.kill))
            if number or not scenario.gone_for_good:
                await stage.start()
        await (_cancelled(stage, outcome) if scenario.cancelled else stage.until_done())
        outcome.seconds = time.monotonic() - started
        outcome.lost_replies = _MOST_LOST - (losing.times or 0) if losing else 0
        _judge(stage, outcome)
    return outcome


def _plan_faults(stage: Stage, scenario: Scenario) -> Fault | None:
    """Plans what goes wrong at Telegram; returns the fault that carries requests out without an answer."""
    faults = stage.telegram.world.faults
    faults.add("latency", _SEND, seconds=0.01)
    for _ in range(2):
        faults.add("latency", _SEND, seconds=0.01, probability=0.5)
    if scenario.faults:
        for group in stage.groups[::50]:
            group.chat.close("bot was kicked from the supergroup chat")
        faults.add("flood", _SEND, seconds=1, probability=0.002)
        for kind in ("bad gateway", "drop"):
            faults.add(kind, _SEND, probability=0.004)
        return faults.add("drop after", _SEND, probability=0.004, times=_MOST_LOST)
    return None


async def _cancelled(stage: Stage, outcome: Outcome) -> None:
    """Cancels half way; the worker has one lease to notice."""
    await stage.until_sent(outcome.scenario.chats // 2)
    stage.cancel()
    at = time.time()
    await asyncio.sleep(_LEASE + 1)
    outcome.late = max(call.at - at for call in stage.telegram.calls(_SEND))


def _judge(stage: Stage, outcome: Outcome) -> None:
    """Compares what stands in the chats with what is written down."""
    shown, states = stage.shown(), stage.states()
    closed = {group.id for group in stage.groups if group.chat.closed}
    without = {chat for chat, count in shown.items() if not count} - closed
    uncertain = {chat for chat, state in states.items() if state == "uncertain"}
    outcome.sent = sum(map(bool, shown.values()))
    outcome.refused = sum(states.get(chat) == "failed" for chat in closed)
    outcome.doubled = sum(max(0, count - 1) for count in shown.values())
    outcome.uncertain = len(uncertain)
    if not outcome.scenario.cancelled:
        outcome.missing = len(without)
        outcome.unlisted = len(without - uncertain)
        ended = {"sent", "failed", "uncertain"}
        outcome.unfinished = sum(states.get(group.id) not in ended for group in stage.groups)
        outcome.unfinished += stage.state() is not State.DONE


async def _main(given: argparse.Namespace) -> int:
    wrong = 0
    chosen: Sequence[Scenario] = [one for one in scenarios() if given.only in f"{one.database} {one.name}"]
    for scenario in chosen:
        if given.chats:
            scenario = replace(scenario, chats=given.chats)
        outcome = await asyncio.wait_for(play(scenario, given.seed), given.seconds)
        print(outcome, flush=True)  # noqa: T201
        for fault in outcome.faults():
            wrong += 1
            print(f"  must not be: {fault}", flush=True)  # noqa: T201
    return int(wrong > 0)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.announce_chaos")
    parser.add_argument("--only", default="", help="scenarios with these words: 'sqlite kill', 'cancel' …")
    parser.add_argument(
        "--chats", type=int, default=0, help="another number than the scenarios have, for a look"
    )
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--seconds", type=float, default=120, help="for one scenario at most")
    given = parser.parse_args()
    print(f"seed {given.seed}")  # noqa: T201
    return asyncio.run(_main(given))


if __name__ == "__main__":
    raise SystemExit(main())
