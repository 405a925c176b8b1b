"""Years that entries are asked for by words that move with the calendar, and those that one entry spans."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.answering.engine import Engine
from knowledge.derived.derived import derive
from knowledge.evaluation.dated import out_of_date, spanning
from knowledge.loading.places import Places
from knowledge.model.entry import Citation, Entry
from tests.conftest import SHIPPED, TOWNS

AUTUMN = date(2026, 11, 29)
TOWN = Places(TOWNS / "lanhe")


def with_trees(engine: Engine, **changes: object) -> Engine:
    """The small town, where what is told of the trees is another."""
    base = engine.base
    entries = tuple(_changed(entry, changes) if entry.id == "park-trees" else entry for entry in base.entries)
    changed = replace(base, entries=entries)
    return Engine(changed, derive(changed))


def _changed(entry: Entry, changes: dict[str, object]) -> Entry:
    return replace(entry, **changes)  # type: ignore[arg-type]


def moved(engine: Engine, answer: str, phrasing: str, day: date = AUTUMN, **others: object) -> list[str]:
    """What is told of a phrasing of an entry that answers so."""
    changed = with_trees(engine, answer=answer, phrasings=(phrasing,), **others)
    return [str(hint) for hint in out_of_date(changed, TOWN, day)]


@pytest.mark.parametrize(
    ("answer", "phrasing", "told"),
    [
        pytest.param(
            "2025年种了5棵。", "今年种了几棵", "“今年”现在指的是2026年，这一条说的却是2025年", id="this"
        ),
        pytest.param(
            "2024年种了5棵。", "去年种了几棵", "“去年”现在指的是2025年，这一条说的却是2024年", id="last"
        ),
        pytest.param("2025年种了5棵。", "本年度种了几棵", "“今年”现在指的是2026年", id="another name"),
        pytest.param("2025年比2026年少种5棵。", "今年种了几棵", "说的却是2025年", id="one is compared with"),
    ],
)
def test_a_word_for_another_year_than_is_told_is_a_hint(
    small_engine: Engine, answer: str, phrasing: str, told: str
) -> None:
    [hint] = moved(small_engine, answer, phrasing)
    assert hint.startswith(f"{TOWNS / 'lanhe' / 'building.yaml'}:") and told in hint


@pytest.mark.parametrize(
    ("answer", "phrasing"),
    [
        pytest.param("2026年种了5棵。", "今年种了几棵", id="the same year"),
        pytest.param("2025年种了5棵。", "去年种了几棵", id="the year before"),
        pytest.param("2025年种了5棵，2026年种了6棵。", "今年种了几棵", id="one of two years"),
        pytest.param("种了5棵。", "今年种了几棵", id="no year told"),
        pytest.param("2026年种了5棵。", "比去年多种几棵", id="only compared with"),
        pytest.param("2025年种了5棵。", "2025年种了几棵", id="the year itself"),
    ],
)
def test_a_word_that_fits_the_year_told_is_no_hint(small_engine: Engine, answer: str, phrasing: str) -> None:
    assert moved(small_engine, answer, phrasing) == []


def test_the_year_turns_a_good_phrasing_into_a_hint(small_engine: Engine) -> None:
    asked = ("2026年种了5棵。", "今年种了几棵")
    assert not moved(small_engine, *asked, date(2026, 12, 31))
    assert moved(small_engine, *asked, date(2027, 1, 1))


def test_where_the_answer_names_no_year_the_evidence_does(small_engine: Engine) -> None:
    cited = (Citation(source="lanhe-notice", paragraph=5, evidence="2025年栽树5棵"),)
    assert moved(small_engine, "种了5棵。", "今年种了几棵", citations=cited)


def test_a_declared_year_is_looked_at_too(small_engine: Engine) -> None:
    assert moved(small_engine, "2024年种了5棵。", "种了几棵", qualifiers={"relative_year": "去年"})


def test_an_entry_out_of_force_is_passed_over(small_engine: Engine) -> None:
    assert not moved(small_engine, "2025年种了5棵。", "今年种了几棵", expires_on=date(2026, 1, 1))
    assert not spans(small_engine, "2025年11月8日开始供暖，2026年3月15日停。", expires_on=date(2026, 4, 1))


def spans(engine: Engine, answer: str, **others: object) -> list[str]:
    changed = with_trees(engine, answer=answer, **others)
    return [str(hint) for hint in spanning(changed, TOWN, AUTUMN)]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param("2025年11月8日开始供暖，2026年3月15日停。", id="a heating season"),
        pytest.param("2026年度医保2025年9月15日至2026年1月31日交。", id="a year of insurance"),
        pytest.param("2025—2026学年2025年9月1日开学，2026年1月20日放寒假。", id="a school year"),
        pytest.param("2025到2026年的展期2025年9月1日开始，2026年1月20日结束。", id="from year to year"),
    ],
)
def test_what_runs_into_the_next_year_is_a_hint(small_engine: Engine, answer: str) -> None:
    [hint] = spans(small_engine, answer)
    assert "问2025年、问2026年都会用这一条来答" in hint


@pytest.mark.parametrize(
    ("refused", "hinted"),
    [
        pytest.param("2026年几号开始供暖", False, id="the second year"),
        pytest.param("2025年几号停暖", False, id="the first year"),
        pytest.param("2027年几号停暖", True, id="another year"),
        pytest.param("几号停暖", True, id="no year"),
    ],
)
def test_what_refuses_questions_for_one_of_the_years_is_no_hint(
    small_engine: Engine, refused: str, hinted: bool
) -> None:
    found = spans(small_engine, "2025年11月8日开始供暖，2026年3月15日停。", not_for=(refused,))
    assert bool(found) == hinted


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param("2025年11月8日开始供暖。", id="one date"),
        pytest.param("2025年1月8日供暖，2025年11月8日供暖。", id="one year"),
        pytest.param("供热公司2025年3月建成，2026年8月扩建。", id="more than a year"),
        pytest.param("大桥2025年11月8日开工，2026年3月15日通车。", id="no season"),
        pytest.param("2023年11月8日供暖，2025年3月15日停。", id="years apart"),
    ],
)
def test_other_dates_are_no_hint(small_engine: Engine, answer: str) -> None:
    assert spans(small_engine, answer) == []


def test_the_shipped_content_needs_no_such_hint(engine: Engine) -> None:
    places = Places(Path(SHIPPED))
    assert [*out_of_date(engine, places, AUTUMN), *spanning(engine, places, AUTUMN)] == []
