"""The table of all metrics, and their values while the bot runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest, start_http_server

from bot.config_sections import MetricsSection

_log = structlog.get_logger(__name__)


class MetricKind(StrEnum):
    """Whether a number only grows, or goes up and down."""

    COUNTER = "counter"
    GAUGE = "gauge"


@dataclass(frozen=True, kw_only=True, slots=True)
class Declared:
    """A declared number: what it counts, and its labels."""

    kind: MetricKind
    help: str
    labels: Sequence[str] = ()


METRICS: Mapping[str, Declared] = {
    "anda_deliveries": Declared(
        kind=MetricKind.GAUGE,
        help="Deliveries of announcements that are under way or ended lately, by state.",
        labels=("state",),
    ),
    "anda_oldest_waiting_seconds": Declared(
        kind=MetricKind.GAUGE, help="How long the oldest delivery has been due without being sent."
    ),
    "anda_retry_after_seconds_total": Declared(
        kind=MetricKind.COUNTER, help="Seconds that Telegram told announcements to wait."
    ),
    "anda_sends_total": Declared(
        kind=MetricKind.COUNTER,
        help="Messages of announcements by what became of them; its rate is the sends a second.",
        labels=("outcome",),
    ),
    "anda_amendments_total": Declared(
        kind=MetricKind.COUNTER,
        help="Messages that were edited, withdrawn or pinned, by what became of that.",
        labels=("outcome",),
    ),
    "anda_stuck_announcements": Declared(
        kind=MetricKind.GAUGE, help="Announcements that are being sent without getting on."
    ),
    "anda_missing_deliveries": Declared(
        kind=MetricKind.GAUGE,
        help="Deliveries that should exist of announcements that ended in the last day.",
    ),
}


class UnknownMetricError(KeyError):
    """No such number is declared in METRICS, or it is one of the other kind."""


class Metrics:
    """The numbers of one process."""

    def __init__(self, declared: Mapping[str, Declared] = METRICS) -> None:
        self.registry = CollectorRegistry()
        self._counters: dict[str, Counter] = {}
        self._gauges: dict[str, Gauge] = {}
        for name, one in declared.items():
            if one.kind is MetricKind.COUNTER:
                self._counters[name] = Counter(name, one.help, one.labels, registry=self.registry)
            else:
                self._gauges[name] = Gauge(name, one.help, one.labels, registry=self.registry)

    def count(self, name: str, amount: float = 1, **labels: str) -> None:
        """Adds to a number that only grows."""
        if name not in self._counters:
            raise UnknownMetricError(name)
        counter = self._counters[name]
        (counter.labels(**labels) if labels else counter).inc(amount)

    def set(self, name: str, value: float, **labels: str) -> None:
        """Says what a number is now."""
        if name not in self._gauges:
            raise UnknownMetricError(name)
        gauge = self._gauges[name]
        (gauge.labels(**labels) if labels else gauge).set(value)

    def text(self) -> str:
        """All numbers in the format that Prometheus reads."""
        return generate_latest(self.registry).decode()

    @contextmanager
    def served(self, section: MetricsSection) -> Iterator[None]:
        """Serves the numbers over HTTP meanwhile, if that is wanted; a port in use is logged."""
        with ExitStack() as stack:
            if section.port:
                self._serve(stack, section)
            yield

    def _serve(self, stack: ExitStack, section: MetricsSection) -> None:
        where = {"address": section.address, "port": section.port}
        try:
            server, thread = start_http_server(section.port, section.address, self.registry)
        except OSError as error:
            _log.error(
                "Numbers cannot be read here; the bot runs on. Set metrics.port to another port.",
                action="metrics_not_served",
                reason=error.strerror,
                **where,
            )
            return
        for end in (server.server_close, thread.join, server.shutdown):  # in reverse order
            stack.callback(end)
        _log.info("Numbers can be read.", action="metrics_served", **where)
