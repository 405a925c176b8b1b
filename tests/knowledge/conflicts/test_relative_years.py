"""Relative years: those that a question is for, and those of an entry's calendar years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from knowledge.conflicts.relative_years import (
    calendar_years,
    in_calendar_years,
    years_asked,
    years_stated,
)
from knowledge.derived.derived import derive
from knowledge.figures.figures import figures
from knowledge.language.normalise import normalise
from knowledge.model.answer import Status
from tests.knowledge.conflicts.checking import kinds_against, read


@pytest.mark.parametrize(
    ("question", "years"),
    [
        pytest.param("去年修了几座桥", {"去年"}, id="a year"),
        pytest.param("比去年多修了几座桥", set(), id="one to compare with"),
        pytest.param("今年比去年多修了几座桥", {"今年"}, id="both"),
        pytest.param("修了几座桥", set(), id="none"),
        pytest.param("how much did it rise compared with last year", set(), id="compared in English"),
        pytest.param("more than in the same period of last year", set(), id="than the same period"),
        pytest.param("how much was it last year", {"去年"}, id="a year in English"),
    ],
)
def test_the_years_a_question_is_for(small_engine: Engine, question: str, years: set[str]) -> None:
    assert years_asked(read(small_engine, question)) == years


@pytest.mark.parametrize(
    ("told", "years"),
    [
        pytest.param("2032年5月1日起", {"明年"}, id="the next"),
        pytest.param("2030年11月至2031年2月", {"去年", "今年"}, id="two"),
        pytest.param("用了3年", set(), id="a span of years"),
        pytest.param("2012年", set(), id="long ago"),
    ],
)
def test_what_calendar_years_are_called(told: str, years: set[str]) -> None:
    assert years_stated(figures(told), 2031) == years


@pytest.fixture(scope="module")
def dated_engine(small_engine: Engine) -> Engine:
    """The small town, where a fee is told for the year 2032."""
    base = small_engine.base
    entries = tuple(
        replace(entry, answer="2032年" + entry.answer) if entry.id == "allowance-sum" else entry
        for entry in base.entries
    )
    changed = replace(base, entries=entries)
    return Engine(changed, derive(changed))


@pytest.mark.parametrize(
    ("question", "day", "answered"),
    [
        pytest.param("明年农村的高龄津贴每月多少钱", date(2031, 1, 10), True, id="in the year before it"),
        pytest.param("今年农村的高龄津贴每月多少钱", date(2031, 1, 10), False, id="this year is another"),
        pytest.param("今年农村的高龄津贴每月多少钱", date(2032, 1, 10), True, id="in that year"),
        pytest.param(
            "去年农村的高龄津贴每月多少钱", date(2032, 1, 10), False, id="the year before is another"
        ),
        pytest.param("农村的高龄津贴每月多少钱", date(2031, 1, 10), True, id="no year"),
    ],
)
def test_a_year_is_that_of_the_day_on_which_it_is_asked(
    dated_engine: Engine, question: str, day: date, answered: bool
) -> None:
    assert (dated_engine.answer(question, day).status is Status.ANSWERED) is answered


@pytest.mark.parametrize(
    ("day", "foreign"),
    [
        pytest.param(date(2031, 1, 10), False, id="in the year before it"),
        pytest.param(date(2032, 1, 10), True, id="in that year"),
    ],
)
def test_matches_are_judged_by_the_year_in_which_they_are_asked_for(
    dated_engine: Engine, day: date, foreign: bool
) -> None:
    best = dated_engine.matches("明年农村的高龄津贴每月多少钱", day)[0]
    assert best.profile.entry.id == "allowance-sum"
    assert (Kind.QUALIFIER in {conflict.kind for conflict in best.conflicts}) is foreign


@pytest.mark.parametrize(
    ("answer", "moved"),
    [
        pytest.param("2030年种了2400棵树。", True, id="the year before"),
        pytest.param("2031年种了2400棵树。", False, id="this year"),
        pytest.param("种了2400棵树。", False, id="no year"),
        pytest.param("比2030年多种2400棵树。", False, id="a year that it compares with"),
    ],
)
def test_a_phrasing_for_this_year_is_good_for_the_year_that_is_told(
    small_engine: Engine, answer: str, moved: bool
) -> None:
    trees = small_engine.derived.entry("park-trees")
    entry = replace(trees, answer=answer, phrasings=("今年公园栽了几棵树",))
    assert (Kind.QUALIFIER in kinds_against(small_engine, "今年湿地公园种了多少棵树", entry)) == moved


@pytest.mark.parametrize(
    ("question", "dated"),
    [
        pytest.param("去年种了几棵树", "2030年种了几棵树", id="the year before"),
        pytest.param("去年和前年种了几棵树", "2030年和前年种了几棵树", id="one that is told of"),
        pytest.param("今年比去年多种几棵树", "2031年比去年多种几棵树", id="one to compare with"),
        pytest.param("种了几棵树", "种了几棵树", id="no year"),
        pytest.param("how many trees last year", "how many trees last year", id="in English"),
    ],
)
def test_years_by_their_numbers(small_engine: Engine, question: str, dated: str) -> None:
    told = frozenset({2030, 2031}).__contains__
    assert in_calendar_years(read(small_engine, question), 2031, told) == dated


@pytest.mark.parametrize(
    ("text", "years"),
    [
        pytest.param("2025年种树", (2025,), id="one"),
        pytest.param("2025—2026年采暖季", (2025, 2026), id="a range"),
        pytest.param("比2024年增加", (), id="compared with"),
        pytest.param("由2024年的20元提高到2025年的30元", (2025,), id="from one to another"),
    ],
)
def test_the_years_that_a_text_states(text: str, years: tuple[int, ...]) -> None:
    assert calendar_years(normalise(text)) == years
