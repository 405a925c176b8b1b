"""Old records go once a night, at the town's hour, over restarts too."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.purging import last_night, purge_if_due
from bot.storage.store import Store

SHANGHAI = ZoneInfo("Asia/Shanghai")
KEPT = timedelta(days=30)


def at(day: int, hour: int) -> datetime:
    """An hour of January in the town."""
    return datetime(2031, 1, day, hour, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param(at(10, 2), at(9, 3), id="before the hour"),
        pytest.param(at(10, 3), at(10, 3), id="at the hour"),
        pytest.param(at(10, 23), at(10, 3), id="in the evening"),
    ],
)
def test_the_last_night_is_the_one_before_now(now: datetime, expected: datetime) -> None:
    assert last_night(now, 3) == expected


async def test_it_purges_once_a_night_and_makes_up_for_a_missed_one(sqlite_store: Store) -> None:
    async def purges(now: datetime) -> bool:
        return await purge_if_due(sqlite_store.database, sqlite_store.settings, now, kept=KEPT, hour=3)

    assert await purges(at(9, 20))  # the first start
    assert not await purges(at(10, 2))
    assert await purges(at(10, 3))
    assert not await purges(at(11, 2))
    assert await purges(at(13, 15))  # it was off meanwhile
    assert not await purges(at(13, 15))
