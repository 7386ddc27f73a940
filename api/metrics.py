"""Counts for Prometheus: requests, queries, workers and what is kept; no query, no path, nobody's address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from api.seen import Seen
from api.serving import Serving
from sparql.engine import Load, Reason

if TYPE_CHECKING:
    from sparql.workspace import WorkspaceEngine

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """Count for one application, in a registry of its own."""

    def __init__(self, serving: Serving, workspace: WorkspaceEngine | None = None) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "kytkos_requests",
            "Requests answered, by template of their address and status.",
            ("route", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "kytkos_request_seconds",
            "Time from a request's head to its answer's end, by template of its address.",
            ("route",),
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._replaced = Counter(
            "kytkos_workers_replaced",
            "Workers that were ended, or ended, and replaced, by reason.",
            ("reason",),
            registry=self._registry,
        )
        for reason in Reason:
            self._replaced.labels(reason.value)
        self._registry.register(_State(serving, workspace))
        ProcessCollector(registry=self._registry)

    def __call__(self, seen: Sequence[Seen]) -> None:
        """Count requests that were answered."""
        for each in seen:
            self._requests.labels(each.route, str(each.status)).inc()
            self._seconds.labels(each.route).observe(each.seconds)

    def replaced(self, reason: Reason) -> None:
        """Count a worker that was replaced."""
        self._replaced.labels(reason.value).inc()

    def page(self) -> bytes:
        """Return all counts in the text format."""
        return generate_latest(self._registry)


class _State(Collector):
    """What is so at the moment of asking."""

    def __init__(self, serving: Serving, workspace: WorkspaceEngine | None) -> None:
        self._serving = serving
        self._workspace = workspace

    def collect(self) -> Iterator[Metric]:
        """Yield what is served, what runs and waits, and what is kept."""
        served = self._serving.current
        release = GaugeMetricFamily("kytkos_release", "The release that is served.", labels=("release",))
        release.add_metric((served.site.dataset.release or "none",), 1)
        yield release
        if served.engine is not None:
            yield GaugeMetricFamily(
                "kytkos_ready", "Whether queries are answered.", not served.engine.is_broken
            )
            yield from _load("kytkos_queries", "Queries", served.engine.load())
        if self._workspace is not None:
            yield from _load("kytkos_workspace_queries", "Queries of the workspace", self._workspace.load())
        kept = served.site.kept
        yield CounterMetricFamily("kytkos_kept_hits", "Answers that were kept from before.", value=kept.hits)
        yield CounterMetricFamily("kytkos_kept_misses", "Answers that had to be made.", value=kept.misses)
        yield GaugeMetricFamily("kytkos_kept_bytes", "Room that kept answers of the release take.", kept.size)


def _load(name: str, what: str, load: Load) -> Iterator[Metric]:
    yield GaugeMetricFamily(f"{name}_running", f"{what} that have a worker.", load.running)
    yield GaugeMetricFamily(f"{name}_waiting", f"{what} that wait for a worker.", load.waiting)
