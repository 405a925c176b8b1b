"""A repeated announcement: the next is scheduled once, until the end, and is valid as long as the last."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.storage.series import begin_next
from bot.storage.store import Store
from knowledge.model.announcement import Announcement, Repeat, State
from tests.bot.storage.announced import announcement, change, keep
from tests.bot.storage.samples import NOW

NEXT = NOW + timedelta(hours=1)  # the first nine o'clock after it


def daily(days: int, **changes: object) -> Announcement:
    """One of a series that was begun, sent every day at nine for so many days."""
    repeat = Repeat(cron="0 9 * * *", until=NOW + timedelta(days=days))
    return announcement(
        state=State.SENDING, repeat=repeat, send_at=NOW, started_at=NOW, addressed=3, **changes
    )


async def following(store: Store) -> Announcement:
    await begin_next(store.database, NOW)
    [new] = await store.announcements.listed(9, [State.SCHEDULED])
    return new


async def test_the_next_of_a_series_is_scheduled_once_until_the_end(store: Store) -> None:
    await keep(store.database, daily(2))
    for _ in range(3):
        new = await following(store)
    assert (new.state, new.series, new.send_at, new.addressed) == (State.SCHEDULED, "a1", NEXT, None)
    assert len(await store.announcements.listed(9)) == 2
    await change(store.database, new.id, state=State.DONE.value, started_at=NOW)
    await begin_next(store.database, NOW + timedelta(days=5))
    assert len(await store.announcements.listed(9)) == 2


@pytest.mark.parametrize("ended", [{"state": State.CANCELLED.value}, {"withdrawn_at": NOW}])
async def test_a_series_ends_with_one_that_is_cancelled_or_withdrawn(
    store: Store, ended: dict[str, object]
) -> None:
    await keep(store.database, daily(9))
    await change(store.database, "a1", **ended)
    await begin_next(store.database, NOW)
    assert len(await store.announcements.listed(9)) == 1


@pytest.mark.parametrize(
    ("end", "then"),
    [
        pytest.param(None, None, id="none"),
        pytest.param(NOW + timedelta(minutes=30), NEXT + timedelta(minutes=30), id="over by then"),
        pytest.param(NOW + timedelta(days=3), NOW + timedelta(days=3), id="for the whole series"),
    ],
)
async def test_the_next_of_a_series_is_valid_when_it_is_sent(
    store: Store, end: datetime | None, then: datetime | None
) -> None:
    await keep(store.database, daily(2, valid_until=end))
    assert (await following(store)).valid_until == then
