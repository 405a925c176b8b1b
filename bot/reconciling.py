"""What keeps announcements going: they begin, end, are taken from workers that died, and are looked after."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.metrics import Metrics
from bot.storage.amendments import Amendments
from bot.storage.deliveries import Deliveries
from bot.storage.reconciliation import Reconciliation

_EVERY = 0.5  # seconds between two looks at what begins, ends or has no worker any more
_RECONCILE_EVERY = timedelta(minutes=1)
_STUCK_AFTER = timedelta(minutes=5)
_ENDED_LATELY = timedelta(days=1)
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Hours:
    """When announcements begin, and to whom in a trial.

    Attributes:
        quiet: whether only what is urgent begins at a moment.
        only_chat: the only chat that anything goes to, 0 for none; nothing when this is no trial.
    """

    quiet: Callable[[datetime], bool]
    only_chat: int | None


def quiet_between(first: int, until: int) -> Callable[[datetime], bool]:
    """Whether a moment falls into the quiet hours, by its own clock; they may last over midnight."""

    def quiet(at: datetime) -> bool:
        return (at.hour - first) % 24 < (until - first) % 24

    return quiet


class Overseer:
    """Looks after announcements; several at once do no harm."""

    def __init__(
        self,
        deliveries: Deliveries,
        amendments: Amendments,
        reconciliation: Reconciliation,
        metrics: Metrics,
        hours: Hours,
        *,
        most_attempts: int,
        now: Callable[[], datetime],
    ) -> None:
        self._deliveries = deliveries
        self._amendments = amendments
        self._reconciliation = reconciliation
        self._metrics = metrics
        self._hours = hours
        self._most_attempts = most_attempts
        self._now = now
        self._missing = frozenset[str]()  # of which authors were told that deliveries are missing

    async def run(self) -> None:
        """Looks after them until cancelled."""
        due = self._now()
        while True:
            await self.move_on()
            if self._now() >= due:
                due = self._now() + _RECONCILE_EVERY
                await self.reconcile()
            await asyncio.sleep(_EVERY)

    async def move_on(self) -> None:
        """Begins what is due, takes back what nobody has in hand, ends what is through."""
        now = self._now()
        quiet, only = self._hours.quiet(now), self._hours.only_chat
        for announcement in await self._deliveries.begin_due(now, urgent_only=quiet, only_chat=only):
            _log.info("An announcement begins.", action="announcement_begins", announcement=announcement)
        reaped = await self._deliveries.reap(now, self._most_attempts)
        if reaped.waiting or reaped.uncertain:
            told = {"waiting": reaped.waiting, "uncertain": reaped.uncertain}
            _log.warning("A worker did not come back.", action="deliveries_reaped", **told)
        for announcement in await self._deliveries.finish(now):
            _log.info("An announcement is through.", action="announcement_done", announcement=announcement)

    async def reconcile(self) -> None:
        """Finds announcements that do not get on, ended too early, or have fewer deliveries than chats."""
        now = self._now()
        stuck = await self._reconciliation.stuck(now - _STUCK_AFTER)
        missing = await self._reconciliation.incomplete(now - _ENDED_LATELY)
        for announcement in stuck:
            _log.error("An announcement does not get on.", action="announcement_stuck", id=announcement)
        for announcement, count in missing.items():
            _log.error("Deliveries are missing.", action="deliveries_missing", id=announcement, count=count)
        if new := missing.keys() - self._missing:
            await self._reconciliation.report_again(new)
        self._missing = frozenset(missing)
        for announcement in await self._reconciliation.reopen():
            _log.error("An announcement ended too early.", action="announcement_reopened", id=announcement)
        await self._amendments.remind(now)
        await self._reconciliation.forget_free_rates(now)
        self._metrics.set("anda_stuck_announcements", len(stuck))
        self._metrics.set("anda_missing_deliveries", sum(missing.values()))
        await self._measure(now)

    async def _measure(self, now: datetime) -> None:
        counted = await self._reconciliation.counts(now - _ENDED_LATELY)
        for state, count in counted.items():
            self._metrics.set("anda_deliveries", count, state=state.value)
        oldest = await self._reconciliation.oldest_waiting(now)
        self._metrics.set("anda_oldest_waiting_seconds", oldest.total_seconds())
