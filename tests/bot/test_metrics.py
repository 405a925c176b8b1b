"""Numbers are declared once; a name that is not is refused."""

from __future__ import annotations

import pytest

from bot.metrics import METRICS, Kind, Metrics, UnknownMetricError


def test_every_declared_number_is_told() -> None:
    metrics = Metrics()
    for name, one in METRICS.items():
        labels = dict.fromkeys(one.labels, "x")
        (metrics.count if one.kind is Kind.COUNTER else metrics.set)(name, 3, **labels)
    lines = [line for line in metrics.text().splitlines() if not line.startswith("#")]
    assert [name for name in METRICS if not any(line.startswith(name) for line in lines)] == []


@pytest.mark.parametrize("name", ["anda_sendz_total", "anda_deliveries"], ids=["unknown", "a gauge"])
def test_what_is_not_declared_cannot_be_counted(name: str) -> None:
    with pytest.raises(UnknownMetricError):
        Metrics().count(name)


def test_a_counter_cannot_be_set() -> None:
    with pytest.raises(UnknownMetricError):
        Metrics().set("anda_sends_total", 1, outcome="sent")
