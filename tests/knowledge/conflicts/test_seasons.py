"""Seasons: whether a month lies in one that an entry tells of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.conflicts.seasons import has_month
from knowledge.model.entry import Facet
from tests.knowledge.samples import EMPTY, a_profile

WINTER = "淡季是11月至次年3月，门票25元。"
SUMMER = "4月1日到10月31日门票45元。"


@pytest.mark.parametrize(
    ("words", "answer", "lies"),
    [
        pytest.param("1月份", WINTER, True, id="behind the turn of the year"),
        pytest.param("十二月份", WINTER, True, id="in numerals"),
        pytest.param("5月", WINTER, False, id="outside"),
        pytest.param("5月份", SUMMER, True, id="between days"),
        pytest.param("11月", SUMMER, False, id="behind the last"),
        pytest.param("夏天", SUMMER, True, id="all of a season"),
        pytest.param("冬天", WINTER, True, id="a season at the turn of the year"),
        pytest.param("春天", SUMMER, False, id="only a part of a season"),
        pytest.param("周末", SUMMER, False, id="no month"),
    ],
)
def test_a_month_lies_in_a_season(words: str, answer: str, lies: bool) -> None:
    entry = replace(EMPTY, answer=answer, facets=(Facet.FEE,))
    assert has_month(words, a_profile(entry, texts=answer)) is lies


def test_a_month_is_only_a_part_of_what_is_totalled() -> None:
    answer = "1月至8月建成97个。"
    entry = replace(EMPTY, answer=answer, facets=(Facet.COUNT,))
    assert not has_month("3月", a_profile(entry, texts=answer))
