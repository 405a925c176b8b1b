"""Whether the bot's memory stays flat while many thousand updates go through it."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contender import contender
from benchmarks.crowd import Task

_PEOPLE = 100
_WARM_UP = 0.2  # of the samples: caches fill, the allocator takes what it keeps
_MOST_GROWTH = 5.0  # MB from the first to the last after it, on the line through the samples


@dataclass(frozen=True, kw_only=True, slots=True)
class Memory:
    """The bot's memory in MB, sampled every 1,000 updates."""

    updates: int
    samples: list[float]
    slope: float  # MB per 10,000 updates after the warm-up, by least squares
    growth: float  # MB over all updates after the warm-up, on that line

    @property
    def flat(self) -> bool:
        """Whether it grows by no more than a few MB once warm."""
        return self.growth <= _MOST_GROWTH

    def __str__(self) -> str:
        return (
            f"memory over {self.updates} updates: first {self.samples[0]:.1f} MB, "
            f"median {statistics.median(self.samples):.1f} MB, last {self.samples[-1]:.1f} MB; "
            f"after the first {_WARM_UP:.0%}: {self.slope:+.2f} MB per 10,000 updates, "
            f"{self.growth:+.1f} MB in all "
            f"({'flat' if self.flat else 'NOT FLAT'}: at most {_MOST_GROWTH:.0f} MB)"
        )


async def memory(updates: int, thousand: list[str], folder: Path) -> Memory:
    """Asks the same thousand questions again and again."""
    samples = []
    async with contender("anda", folder) as bot:
        for _ in range(updates // len(thousand)):
            await bot.answers(Task(questions=thousand, people=_PEOPLE, latency=0))
            samples.append(bot.memory())
            print(f"{len(samples) * len(thousand):>7} updates {samples[-1]:>8.1f} MB", flush=True)  # noqa: T201
    return _judged(updates, samples, len(thousand))


def _judged(updates: int, samples: list[float], step: int) -> Memory:
    warm = samples[int(len(samples) * _WARM_UP) :]
    per_sample = statistics.linear_regression(range(len(warm)), warm).slope if len(warm) > 1 else 0.0
    memory = Memory(
        updates=updates,
        samples=samples,
        slope=per_sample * 10_000 / step,
        growth=per_sample * (len(warm) - 1),
    )
    print(memory)  # noqa: T201
    return memory
