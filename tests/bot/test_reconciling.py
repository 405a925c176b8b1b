"""Who is told that deliveries are missing."""

from __future__ import annotations

from bot.metrics import Metrics
from bot.reconciling import Overseer
from bot.storage.store import Store
from handlers.context import Rules
from knowledge.model.announcement import State
from tests.bot.storage.announced import announcement, change, keep
from tests.bot.storage.samples import NOW


async def test_an_author_is_told_once_that_deliveries_are_missing(sqlite_store: Store) -> None:
    parts = (sqlite_store.deliveries, sqlite_store.amendments, sqlite_store.reconciliation, Metrics())
    overseer = Overseer(*parts, Rules(quiet=(0, 0)), most_attempts=8, now=lambda: NOW)
    through = {"state": State.DONE, "started_at": NOW, "finished_at": NOW}
    await keep(sqlite_store.database, announcement(**through, addressed=2))
    await keep(sqlite_store.database, announcement(id="whole", **through, addressed=0))
    await keep(sqlite_store.database, announcement(id="gone", **through, addressed=2, withdrawn_at=NOW))

    async def to_be_told() -> list[str]:
        await overseer.reconcile()
        ids = [course.announcement.id for course in await sqlite_store.progress.under_way()]
        for name in ("a1", "whole", "gone"):
            await sqlite_store.progress.reported(name, NOW)
        return ids

    await to_be_told()  # the reports that are due anyway
    assert await to_be_told() == []
    await change(sqlite_store.database, "a1", addressed=0)
    assert await to_be_told() == []
    await change(sqlite_store.database, "a1", addressed=1)
    assert await to_be_told() == ["a1"]
