"""Numbers for Prometheus: they count what happened, and nothing of what was asked for."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from catalog.clock import FixedClock
from tests.factories.drafts import varied_drafts
from tests.factories.installations import fill, installation, municipality_id, receive
from web.app import create_app
from web.context import Krets

Numbers = dict[tuple[str, ...], float]


@pytest.fixture
def krets(tmp_path: Path) -> Iterator[Krets]:
    """Lier with a few offers, its index in step."""
    with installation(tmp_path, FixedClock(datetime(2026, 11, 22, 11, tzinfo=UTC))) as opened:
        fill(opened, varied_drafts(4))
        yield opened


def numbers(client: FlaskClient) -> Numbers:
    """Every number by its name and the values of its labels, the process left out."""
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return {
        (sample.name, *(value for label, value in sorted(sample.labels.items()) if label != "process")): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_requests_are_counted_by_endpoint_method_and_status(krets: Krets) -> None:
    client = create_app(krets).test_client()
    client.get("/api/v1/municipalities/lier/offers")
    client.get("/api/v1/municipalities/lier/offers?page=2")
    client.get("/api/v1/municipalities/lier/offers?age=x")
    client.post("/api/v1/municipalities")
    client.open("/nowhere/at/all", method="BREW")
    found = numbers(client)
    assert found["krets_requests_total", "api.search", "GET", "200"] == 2
    assert found["krets_requests_total", "api.search", "GET", "400"] == 1
    assert found["krets_requests_total", "other", "POST", "405"] == 1
    assert found["krets_requests_total", "other", "other", "404"] == 1
    assert found["krets_request_seconds_count", "api.search", "200"] == 2
    assert 0 < found["krets_request_seconds_sum", "api.search", "200"] < 60


def test_nothing_that_anybody_asked_for_is_in_the_numbers(krets: Krets) -> None:
    client = create_app(krets).test_client()
    for address in (
        "/api/v1/municipalities/lier/offers?q=hemmelig",
        "/lier/?q=hemmelig&near=hemmelig",
        "/hemmelig/",
        "/lier/offers/1-hemmelig",
    ):
        client.get(address, headers={"User-Agent": "hemmelig", "Referer": "https://hemmelig.example/"})
    assert "hemmelig" not in client.get("/metrics").text


def test_each_application_counts_for_itself(krets: Krets) -> None:
    create_app(krets).test_client().get("/healthz")
    assert ("krets_requests_total", "health.healthz", "GET", "200") not in numbers(create_app(krets).test_client())


def test_the_index_is_placed_beside_the_outbox(krets: Krets) -> None:
    client = create_app(krets).test_client()
    found = numbers(client)
    assert found["krets_database_up",] == found["krets_index_up", "lier"] == 1
    assert found["krets_index_change", "lier"] == found["krets_outbox_change", "lier"] == 4
    receive(krets, varied_drafts(7)[4:])
    later = numbers(client)
    assert (later["krets_index_change", "lier"], later["krets_outbox_change", "lier"]) == (4, 7)
    assert later["krets_index_waiting_changes", "lier"] == 3


def test_the_memory_of_search_is_told_and_grows_with_what_is_asked(krets: Krets) -> None:
    client = create_app(krets).test_client()
    before = numbers(client)["krets_search_memory_bytes", "lier"]
    assert before > 0
    assert client.get("/lier/?q=fotball&period=winter").status_code == 200
    assert numbers(client)["krets_search_memory_bytes", "lier"] > before


def test_an_index_that_is_away_is_down_and_has_no_place(krets: Krets) -> None:
    (krets.indexes.folder(municipality_id(krets)).path / "current").unlink()
    found = numbers(create_app(krets).test_client())
    assert found["krets_index_up", "lier"] == 0
    assert ("krets_index_change", "lier") not in found


def test_a_database_that_does_not_answer_in_time_is_down(krets: Krets) -> None:
    lock = sqlite3.connect(krets.settings.data_dir / "krets.db", isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
        assert numbers(create_app(krets).test_client())["krets_database_up",] == 0
    finally:
        lock.execute("ROLLBACK")
        lock.close()
