"""A table that staff open in a spreadsheet must not run anything that a chat's title says."""

from __future__ import annotations

import csv
import io

import pytest

from knowledge.files.csvtext import csv_text


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize(
    "title",
    [
        pytest.param('=HYPERLINK("http://x","y")', id="a formula"),
        pytest.param("+1", id="a plus"),
        pytest.param("-1+1", id="a minus"),
        pytest.param("@SUM(A1)", id="an at sign"),
        pytest.param("\t=1", id="a tab before"),
        pytest.param("  =1", id="blanks before"),
        pytest.param("＝1", id="a full-width sign"),
        pytest.param("\r\n=1", id="a line end before"),
    ],
)
def test_a_title_is_never_a_formula(title: str) -> None:
    assert cells(csv_text(["群"], [[title]])) == [["群"], [f"'{title}"]]


def test_numbers_and_plain_words_stay_as_they_are() -> None:
    table = csv_text(["群", "编号"], [['邻里，"一"群', -1001], ["a-b=c", 5]])
    assert table.startswith("\ufeff群,编号\r\n")
    assert cells(table)[1:] == [['邻里，"一"群', "-1001"], ["a-b=c", "5"]]
