"""How much one person may ask: a bucket of tokens each, filled slowly."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from handlers.context import Pace

_MOST_PEOPLE = 10_000  # whoever was quiet longest is forgotten, with a full bucket


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float
    warned: bool = False


class TokenBuckets:
    """Token buckets, one a person: a burst passes, more is held back, and the person is told so once."""

    def __init__(self, burst: int, per_minute: int, clock: Callable[[], float]) -> None:
        self._burst = float(burst)
        self._per_second = per_minute / 60
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, person: str, cost: float) -> Pace:
        """Takes tokens from a person's bucket, or returns what to do when there are too few."""
        bucket = self._filled(person)
        if bucket.tokens >= cost:
            bucket.tokens -= cost
            bucket.warned = False
            return Pace.FREE
        if bucket.warned:
            return Pace.SILENT
        bucket.warned = True
        return Pace.SAY_SO

    def _filled(self, person: str) -> _Bucket:
        now = self._clock()
        bucket = self._buckets.setdefault(person, _Bucket(tokens=self._burst, at=now))
        self._buckets.move_to_end(person)
        if len(self._buckets) > _MOST_PEOPLE:
            self._buckets.popitem(last=False)
        bucket.tokens = min(self._burst, bucket.tokens + (now - bucket.at) * self._per_second)
        bucket.at = now
        return bucket
