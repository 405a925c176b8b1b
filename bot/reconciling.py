"""Overseeing announcements: beginning and ending them, and taking deliveries from dead workers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from bot.metrics import Metrics
from bot.storage.amendments import Amendments
from bot.storage.deliveries import Deliveries
from bot.storage.reconciliation import Reconciliation
from handlers.announcing.quiet import end_of_quiet
from handlers.context import Rules

_EVERY = 0.5  # seconds between two looks at what begins, ends or has no worker any more
_RECONCILE_EVERY = timedelta(minutes=1)
_STUCK_AFTER = timedelta(minutes=5)
_ENDED_LATELY = timedelta(days=1)
_log = structlog.get_logger(__name__)


class Overseer:
    """Oversees announcements; several overseers at once do no harm."""

    def __init__(
        self,
        deliveries: Deliveries,
        amendments: Amendments,
        reconciliation: Reconciliation,
        metrics: Metrics,
        rules: Rules,
        *,
        most_attempts: int,
        now: Callable[[], datetime],
    ) -> None:
        """Args:
        rules: when announcements begin, and to whom in a trial.
        now: by the town's clock, which the quiet hours follow.
        """
        self._deliveries = deliveries
        self._amendments = amendments
        self._reconciliation = reconciliation
        self._metrics = metrics
        self._rules = rules
        self._most_attempts = most_attempts
        self._now = now
        self._missing = frozenset[str]()  # of which authors were told that deliveries are missing

    async def run(self) -> None:
        """Oversees announcements until cancelled."""
        due = self._now()
        while True:
            await self.move_on()
            if self._now() >= due:
                due = self._now() + _RECONCILE_EVERY
                await self.reconcile()
            await asyncio.sleep(_EVERY)

    async def move_on(self) -> None:
        """Begins what is due, takes deliveries back from dead workers, ends what has nothing left to send."""
        now = self._now()
        quiet, only = end_of_quiet(now, self._rules.quiet) is not None, self._rules.only_chat
        for announcement in await self._deliveries.begin_due(now, urgent_only=quiet, only_chat=only):
            _log.info("An announcement begins.", action="announcement_begins", announcement=announcement)
        reaped = await self._deliveries.reap(now, self._most_attempts)
        if reaped.waiting or reaped.uncertain:
            numbers = {"waiting": reaped.waiting, "uncertain": reaped.uncertain}
            _log.warning("A worker did not come back.", action="deliveries_reaped", **numbers)
        for announcement in await self._deliveries.finish(now):
            _log.info("An announcement is through.", action="announcement_done", announcement=announcement)

    async def reconcile(self) -> None:
        """Finds announcements that are stuck, ended too early, or have fewer deliveries than chats."""
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
