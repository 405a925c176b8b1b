"""How much a conflict counts against an entry."""

from __future__ import annotations

import pytest

from knowledge.conflicts.conflict import Conflict, Kind, Severity


@pytest.mark.parametrize(
    ("severity", "firm", "bars"),
    [
        pytest.param(Severity.WEIGHED, False, False, id="weighed only"),
        pytest.param(Severity.FIRM, True, False, id="kept from the options"),
        pytest.param(Severity.BARRING, True, True, id="ruled out"),
    ],
)
def test_a_severity_says_whether_a_conflict_is_firm_and_bars(
    severity: Severity, firm: bool, bars: bool
) -> None:
    conflict = Conflict(kind=Kind.FACET, word="几点", severity=severity)
    assert (conflict.firm, conflict.bars) == (firm, bars)
