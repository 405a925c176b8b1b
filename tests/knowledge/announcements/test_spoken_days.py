"""Which days of an announcement mean another date when it is read on another day."""

from __future__ import annotations

import pytest

from knowledge.announcements.spoken_days import spoken_days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        pytest.param("明早8点到12点停水，明早请储水。", ("明早",), id="once each"),
        pytest.param("今晚检修，后天恢复。", ("今晚", "后天"), id="in order"),
        pytest.param("大后天开会，本周六打疫苗，下周一停课。", ("大后天", "本周六", "下周一"), id="weeks"),
        pytest.param("下个月起涨价。", ("下个月",), id="a month"),
        pytest.param("12月3日上午8点停水，每周六清洗。", (), id="a date and every week"),
        pytest.param("今年起免费，前天桥封闭以后天冷。", (), id="words that only look so"),
    ],
)
def test_days_are_found_as_they_are_written(text: str, days: tuple[str, ...]) -> None:
    assert spoken_days(text) == days
