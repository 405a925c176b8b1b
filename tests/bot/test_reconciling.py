"""When announcements may begin, and who hears that something is missing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.metrics import Metrics
from bot.reconciling import Hours, Overseer, quiet_between
from bot.storage.store import Store
from knowledge.announcement import State
from tests.bot.storage.announced import announcement, change, keep
from tests.bot.storage.samples import NOW


@pytest.mark.parametrize(
    ("first", "until", "hours"),
    [
        pytest.param(22, 7, [22, 23, 0, 1, 2, 3, 4, 5, 6], id="over midnight"),
        pytest.param(12, 14, [12, 13], id="at noon"),
        pytest.param(0, 0, [], id="never"),
    ],
)
def test_quiet_hours_by_the_clock(first: int, until: int, hours: list[int]) -> None:
    quiet = quiet_between(first, until)
    found = [hour for hour in range(24) if quiet(datetime(2031, 1, 1, hour, 59, tzinfo=UTC))]
    assert sorted(found) == sorted(hours)


async def test_an_author_hears_once_that_deliveries_are_missing(sqlite_store: Store) -> None:
    parts = (sqlite_store.deliveries, sqlite_store.amendments, sqlite_store.reconciliation, Metrics())
    hours = Hours(quiet=lambda _: False, only_chat=None)
    overseer = Overseer(*parts, hours, most_attempts=8, now=lambda: NOW)
    through = {"state": State.DONE, "started_at": NOW, "finished_at": NOW}
    await keep(sqlite_store.database, announcement(**through, addressed=2))
    await keep(sqlite_store.database, announcement(id="whole", **through, addressed=0))
    await keep(sqlite_store.database, announcement(id="gone", **through, addressed=2, withdrawn_at=NOW))

    async def to_be_told() -> list[str]:
        await overseer.reconcile()
        told = [held.announcement.id for held in await sqlite_store.progress.under_way()]
        for name in ("a1", "whole", "gone"):
            await sqlite_store.progress.reported(name, NOW)
        return told

    await to_be_told()  # the reports that are due anyway
    assert await to_be_told() == []
    await change(sqlite_store.database, "a1", addressed=0)
    assert await to_be_told() == []
    await change(sqlite_store.database, "a1", addressed=1)
    assert await to_be_told() == ["a1"]
