"""Numbers for Prometheus: requests and how long they took, by endpoint and status; how far each index is behind the outbox.

Every worker process counts for itself under its own `process`. No address, parameter or query ever becomes a label: what
families search for is nobody's business.
"""

import os
from collections.abc import Iterator
from time import perf_counter

from flask import Flask, Response, current_app, g, request, request_finished, request_started
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

from web.context import Krets
from web.standing import Standing, standing_of, watch

BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 2.5, 5.0, 10.0)
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
OTHER = "other"


def measure(app: Flask) -> None:
    """Makes the application count its requests and show how it stands."""
    krets: Krets = app.extensions["krets"]
    watch(app, krets)
    registry, process = CollectorRegistry(), str(os.getpid())
    count = Counter("krets_requests", "Requests answered.", ("process", "endpoint", "method", "status"), registry=registry)
    seconds = Histogram(
        "krets_request_seconds", "Time to answer a request.", ("process", "endpoint", "status"), registry=registry, buckets=BUCKETS_S
    )
    registry.register(StandingCollector(app))
    app.extensions["krets.metrics"] = registry

    def started(_app: Flask, **_: object) -> None:
        g.started = perf_counter()

    def finished(_app: Flask, response: Response, **_: object) -> None:
        endpoint, status = request.endpoint or OTHER, str(response.status_code)
        count.labels(process, endpoint, request.method if request.method in METHODS else OTHER, status).inc()
        seconds.labels(process, endpoint, status).observe(perf_counter() - g.started)

    request_started.connect(started, app, weak=False)
    request_finished.connect(finished, app, weak=False)


def metrics() -> Response:
    """The numbers as text."""
    response = Response(generate_latest(current_app.extensions["krets.metrics"]), content_type=CONTENT_TYPE_PLAIN_0_0_4)
    response.headers["Cache-Control"] = "no-store"
    return response


class StandingCollector(Collector):
    """Looks how the installation stands whenever the numbers are asked for."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def collect(self) -> Iterator[Metric]:
        """Whether the database answers, each index's place in the outbox, whether the jobs are led, how the queue of mails stands."""
        found = self._standing()
        yield GaugeMetricFamily("krets_database_up", "1 where the database answers and is migrated.", float(found.database_problem is None))
        whole = _family("krets_index_up", "1 where the index can be read.")
        drained = _family("krets_index_change", "The newest change that the index has.")
        newest = _family("krets_outbox_change", "The newest change that the database has.")
        waiting = _family("krets_index_waiting_changes", "Changes that the index does not have yet.")
        memory = GaugeMetricFamily("krets_search_memory_bytes", "Memory of what search holds.", labels=["process", "municipality"])
        for place in found.places:
            whole.add_metric([place.slug], float(place.drained is not None))
            newest.add_metric([place.slug], place.newest_change)
            if place.drained is not None:
                drained.add_metric([place.slug], place.drained)
                waiting.add_metric([place.slug], place.waiting)
                memory.add_metric([str(os.getpid()), place.slug], place.nbytes)
        yield from (whole, drained, newest, waiting, memory)
        if found.database_problem is None:
            yield from _of_jobs(found)

    def _standing(self) -> Standing:
        try:
            return standing_of(self._app)
        except TimeoutError:
            return Standing("no answer in time")


def _of_jobs(found: Standing) -> Iterator[Metric]:
    led = found.jobs.ever_led and found.jobs.silent_since is None
    yield GaugeMetricFamily("krets_jobs_led", "1 where a process leads the background jobs.", float(led))
    yield GaugeMetricFamily("krets_mail_waiting", "Mails that have not been sent yet.", float(found.mail.waiting))
    yield GaugeMetricFamily("krets_mail_failing", "Mails that could not be sent and are tried again.", float(found.mail.failing))
    yield GaugeMetricFamily("krets_mail_given_up", "Mails that nobody tries any more.", float(found.mail.given_up))
    yield GaugeMetricFamily("krets_mail_oldest_due_seconds", "For how long the oldest mail has been due.", found.mail_late_s)


def _family(name: str, meaning: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, meaning, labels=["municipality"])
