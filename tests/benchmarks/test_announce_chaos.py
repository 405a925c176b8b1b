"""What the chaos of announcements calls a fault, and what was in doubt and may be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.announce_chaos import Outcome, Scenario
from knowledge.model.announcement import OnDoubt

RESEND = Scenario(name="kill", database="sqlite", workers=1, on_doubt=OnDoubt.RESEND)
HOLD = replace(RESEND, on_doubt=OnDoubt.HOLD)
CALM = replace(HOLD, faults=False)


@pytest.mark.parametrize(
    "outcome",
    [
        pytest.param(Outcome(scenario=RESEND), id="nothing happened"),
        pytest.param(
            Outcome(scenario=RESEND, doubled=7, in_flight=[3, 0, 2], lost_replies=2), id="what was in doubt"
        ),
        pytest.param(Outcome(scenario=HOLD, missing=4, uncertain=9, in_flight=[3]), id="missing and named"),
    ],
)
def test_what_is_in_doubt_is_no_fault(outcome: Outcome) -> None:
    assert outcome.faults() == []


@pytest.mark.parametrize(
    ("outcome", "fault"),
    [
        pytest.param(
            Outcome(scenario=RESEND, doubled=8, in_flight=[3, 0, 2], lost_replies=2),
            "1 doubled without having been in doubt",
            id="one too many",
        ),
        pytest.param(Outcome(scenario=RESEND, missing=1), "1 missing", id="missing though sent again"),
        pytest.param(
            Outcome(scenario=HOLD, missing=3, unlisted=2), "2 missing and not named uncertain", id="unnamed"
        ),
        pytest.param(
            Outcome(scenario=HOLD, doubled=1, in_flight=[5]),
            "1 doubled though held",
            id="doubled",
        ),
        pytest.param(Outcome(scenario=CALM, missing=1), "1 missing", id="missing without any fault"),
        pytest.param(Outcome(scenario=CALM, unfinished=2), "2 without an end", id="without an end"),
    ],
)
def test_what_must_not_be_is_named(outcome: Outcome, fault: str) -> None:
    assert outcome.faults() == [fault]


def test_both_kinds_of_doubt_stand_in_the_report() -> None:
    report = str(Outcome(scenario=RESEND, doubled=4, in_flight=[3, 2], lost_replies=6))
    assert "4 doubled of 11 in doubt (in flight at the ends 3 + 2, 6 replies lost)" in report
