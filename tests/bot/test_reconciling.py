"""When announcements may begin."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.reconciling import quiet_between


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
