"""Numbers are declared once; a name that is not is refused."""

from __future__ import annotations

import socket
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from pydantic import ValidationError
from structlog.testing import capture_logs

from bot.config_sections import MetricsSection
from bot.metrics import METRICS, MetricKind, Metrics, UnknownMetricError
from tests.bot.loopback import free_port


def test_every_declared_number_is_served() -> None:
    metrics = Metrics()
    for name, one in METRICS.items():
        labels = dict.fromkeys(one.labels, "x")
        (metrics.count if one.kind is MetricKind.COUNTER else metrics.set)(name, 3, **labels)
    lines = [line for line in metrics.text().splitlines() if not line.startswith("#")]
    assert [name for name in METRICS if not any(line.startswith(name) for line in lines)] == []


@pytest.mark.parametrize("name", ["anda_sendz_total", "anda_deliveries"], ids=["unknown", "a gauge"])
def test_what_is_not_declared_cannot_be_counted(name: str) -> None:
    with pytest.raises(UnknownMetricError):
        Metrics().count(name)


def test_a_counter_cannot_be_set() -> None:
    with pytest.raises(UnknownMetricError):
        Metrics().set("anda_sends_total", 1, outcome="sent")


def read(port: int) -> str:
    """What stands at the address."""
    with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        data: bytes = answer.read()
    return data.decode()


def test_numbers_are_read_over_http_while_they_are_served() -> None:
    metrics, port = Metrics(), free_port()
    with metrics.served(MetricsSection(port=port)):
        metrics.count("anda_sends_total", 2, outcome="sent")
        assert 'anda_sends_total{outcome="sent"} 2.0' in read(port)
        metrics.set("anda_stuck_announcements", 1)
        assert "anda_stuck_announcements 1.0" in read(port)
    with pytest.raises(URLError):
        read(port)


def test_a_port_in_use_is_logged_and_stops_nothing() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with capture_logs() as said, Metrics().served(MetricsSection(port=other.getsockname()[1])):
            pass
    [line] = said
    assert (line["action"], line["log_level"]) == ("metrics_not_served", "error")
    assert line["reason"] == "Address already in use" and "metrics.port" in line["event"]


def test_nothing_is_served_unless_it_is_wanted() -> None:
    with capture_logs() as said, Metrics().served(MetricsSection()):
        pass
    assert said == []


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.1.5", "localhost.example", ""])  # noqa: S104 - refused
def test_nobody_else_can_read_them(address: str) -> None:
    with pytest.raises(ValidationError, match="只能写这台机器自己的地址"):
        MetricsSection(address=address, port=9464)
