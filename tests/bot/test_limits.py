"""A burst is answered; whoever goes on is told so once and then ignored."""

from __future__ import annotations

from bot.limits import TokenBuckets
from handlers.context import Pace


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_is_free_then_one_sentence_then_silence() -> None:
    buckets = TokenBuckets(3, 6, Clock())
    assert [buckets.take("ann", 1) for _ in range(6)] == [Pace.FREE] * 3 + [Pace.SAY_SO] + [Pace.SILENT] * 2
    assert buckets.take("ben", 1) is Pace.FREE


def test_who_waits_is_answered_again_and_told_again() -> None:
    clock = Clock()
    buckets = TokenBuckets(1, 6, clock)
    assert [buckets.take("ann", 1) for _ in range(3)] == [Pace.FREE, Pace.SAY_SO, Pace.SILENT]
    clock.now = 10
    assert [buckets.take("ann", 1) for _ in range(2)] == [Pace.FREE, Pace.SAY_SO]


def test_a_cheap_thing_can_be_done_more_often() -> None:
    buckets = TokenBuckets(1, 1, Clock())
    assert [buckets.take("ann", 0.25) for _ in range(5)] == [Pace.FREE] * 4 + [Pace.SAY_SO]
