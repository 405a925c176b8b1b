"""Days of the week are carried like figures."""

from __future__ import annotations

import pytest

from knowledge.figures.figures import uncarried


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
