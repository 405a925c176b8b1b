"""Days of the week are carried like figures."""

from __future__ import annotations

import pytest

from knowledge.figures.figures import uncarried
from knowledge.figures.weekdays import days_of_the_week


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        pytest.param("星期三和礼拜天", "周三、周日", id="in other words"),
        pytest.param("Sunday and wednesdays", "星期天、周三", id="in English"),
        pytest.param("每周三次，每周日常保洁", "每周3次", id="what only looks like one"),
        pytest.param("每月第二个周六", "每月第二个星期六", id="of a week of the month"),
        pytest.param("the second Saturday", "每月第二个星期六", id="of a week of the month in English"),
        pytest.param("最后一个周五", "最后一个星期五", id="of the last one"),
    ],
)
def test_a_day_of_the_week_is_carried_however_it_is_written(text: str, evidence: str) -> None:
    assert not uncarried(text, [evidence])


@pytest.mark.parametrize("text", ["每月第一个星期六", "每月星期六", "the last Saturday"])
def test_another_week_of_the_month_is_another_day(text: str) -> None:
    assert uncarried(text, ["每月第二个星期六"])


@pytest.mark.parametrize(
    ("text", "days"),
    [
        pytest.param("周二至周五15:30开门", {2, 3, 4, 5}, id="a range"),
        pytest.param("周一、周三", {1, 3}, id="two of them"),
        pytest.param("周二至周四、周末", {2, 3, 4, 6, 7}, id="a range and the weekend"),
        pytest.param("工作日", {1, 2, 3, 4, 5}, id="working days"),
        pytest.param("每天9:00", set(range(1, 8)), id="all"),
        pytest.param("第二个星期六", set(), id="one of the month"),
        pytest.param("周边", set(), id="no day"),
    ],
)
def test_a_text_tells_of_the_days_that_it_names_and_ranges_over(text: str, days: set[int]) -> None:
    assert days_of_the_week(text) == days
