"""An entry tells its figure while it is in force, and before and after that its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from knowledge.answering.engine import Engine
from knowledge.answering.wording import Wording
from knowledge.model.answer import Status
from tests.knowledge.answering.compositions import composed
from tests.knowledge.samples import EMPTY

FIRST, LAST = date(2031, 1, 5), date(2031, 1, 20)


@pytest.fixture(scope="module")
def wording(small_engine: Engine) -> Wording:
    return small_engine.wording


@pytest.mark.parametrize(
    ("day", "stated"),
    [
        pytest.param(date(2031, 1, 4), False, id="the day before"),
        pytest.param(FIRST, True, id="the first day"),
        pytest.param(LAST, True, id="the last day"),
        pytest.param(date(2031, 1, 21), False, id="the day after"),
    ],
)
def test_an_entry_is_in_force_from_its_first_day_to_its_last(day: date, stated: bool) -> None:
    assert replace(EMPTY, valid_from=FIRST, expires_on=LAST).in_force(day) is stated


def test_an_entry_without_dates_is_always_in_force() -> None:
    assert EMPTY.in_force(date.min) and EMPTY.in_force(date.max)


@pytest.mark.parametrize(
    ("day", "key", "said"),
    [
        pytest.param(date(2031, 1, 4), "not_yet_valid", FIRST, id="too early"),
        pytest.param(date(2031, 1, 21), "lapsed", LAST, id="too late"),
    ],
)
def test_an_entry_out_of_force_says_so_instead_of_its_figure(
    wording: Wording, day: date, key: str, said: date
) -> None:
    answer = wording.of_entries([replace(EMPTY, valid_from=FIRST, expires_on=LAST)], day)
    assert answer.status is Status.UNKNOWN
    assert answer.text.startswith(wording.text(key, date=str(said)))
    assert EMPTY.answer not in answer.text
    assert not answer.citations and answer.confidence == 0


BUS, FARE = "小巴每天跑几趟啊", "坐一次小巴多少钱啊"
LATER = date(2031, 2, 10)  # the bus trips have lapsed


def lapsed(engine: Engine, part: str, key: str = "lapsed", day: str = "2031-01-31") -> str:
    """What is said of a part that is out of force."""
    return engine.wording.text("part_heading", part=part) + engine.wording.text(key, date=day)


def test_a_part_that_lapsed_is_not_called_unknown(small_engine: Engine) -> None:
    answer = composed(small_engine, ("公园的树有多少", Status.ANSWERED), (BUS, Status.ANSWERED), day=LATER)
    assert answer.status is Status.ANSWERED
    assert answer.entries == ("park-trees",)
    assert answer.text.splitlines() == [
        small_engine.derived.entry("park-trees").answer,
        lapsed(small_engine, BUS),
    ]
    assert answer.unanswered_parts == (BUS,)
    assert all(citation.paragraph == 5 for citation in answer.citations)


def test_lapsed_and_current_parts_are_told_in_the_order_asked_and_the_unknown_last(
    small_engine: Engine,
) -> None:
    answer = composed(
        small_engine,
        (BUS, Status.ANSWERED),
        ("馆长是谁", Status.UNKNOWN),
        ("公园的树是不是2400棵", Status.ANSWERED),
        ("接驳车每天多少趟", Status.ANSWERED),
        ("坐一次小巴多少钱", Status.ANSWERED),
        day=LATER,
    )
    text, entry = small_engine.wording.text, small_engine.derived.entry
    assert answer.text.splitlines() == [
        lapsed(small_engine, BUS),
        text("yes_no_lead") + entry("park-trees").answer,
        entry("bus-fare").answer,
        text("partial", parts="馆长是谁"),
    ]
    assert answer.unanswered_parts == (BUS, "馆长是谁", "接驳车每天多少趟")


def test_a_part_that_is_not_yet_in_force_says_from_when(small_engine: Engine) -> None:
    answer = composed(
        small_engine,
        (FARE, Status.ANSWERED),
        (BUS, Status.ANSWERED),
        ("馆长是谁", Status.UNKNOWN),
        day=date(2031, 1, 31),
    )
    assert answer.entries == ("bus-trips",)
    assert answer.text.startswith(lapsed(small_engine, FARE, "not_yet_valid", "2031-02-01") + "\n")


def test_nothing_in_force_ends_with_the_hotline_once(small_engine: Engine) -> None:
    answer = composed(small_engine, (BUS, Status.ANSWERED), ("馆长是谁", Status.UNKNOWN), day=LATER)
    assert answer.status is Status.UNKNOWN
    assert answer.text.splitlines() == [
        lapsed(small_engine, BUS),
        small_engine.wording.text("partial", parts="馆长是谁"),
        small_engine.wording.text("unknown_offer_hotline"),
    ]
    assert not answer.entries and not answer.citations and answer.confidence == 0


def test_a_single_question_that_lapsed_has_no_heading(small_engine: Engine) -> None:
    answer = composed(small_engine, (BUS, Status.ANSWERED), day=LATER)
    assert answer.text.splitlines()[0] == small_engine.wording.text("lapsed", date="2031-01-31")
    assert answer.why
