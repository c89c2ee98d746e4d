"""The watchman's questions: alive, ready, and what is wrong in words; and an answer in time whatever hangs."""

import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete

from catalog.clock import FixedClock
from catalog.model import Change
from tests.factories.drafts import varied_drafts
from tests.factories.installations import fill, installation, municipality_id, receive
from web.app import create_app
from web.context import Krets, open_krets
from web.standing import ANSWER_WITHIN_S, LAG_ALLOWED_S

NOW = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    """A clock to turn."""
    return FixedClock(NOW)


@pytest.fixture
def empty(tmp_path: Path, clock: FixedClock) -> Iterator[Krets]:
    """A migrated installation without a municipality."""
    with installation(tmp_path, clock) as opened:
        yield opened


@pytest.fixture
def krets(empty: Krets) -> Krets:
    """Lier with a few offers, its index in step."""
    fill(empty, varied_drafts(4))
    return empty


def client_of(krets: Krets) -> FlaskClient:
    """A client of the application."""
    return create_app(krets).test_client()


def problems(client: FlaskClient) -> dict[str, str]:
    """The checks that fail, with their words; the status must agree with them."""
    answer = client.get("/readyz")
    assert answer.json
    wrong = {check["name"]: check["detail"] for check in answer.json["checks"] if not check["ok"]}
    assert (answer.status_code, answer.json["status"]) == ((503, "not ready") if wrong else (200, "ready"))
    assert answer.headers["Cache-Control"] == "no-store"
    return wrong


def test_a_whole_installation_is_ready(krets: Krets) -> None:
    assert problems(client_of(krets)) == {}


def test_without_a_published_offer_it_is_not_ready(empty: Krets) -> None:
    assert "no municipality has a published offer" in problems(client_of(empty))["offers"]
    fill(empty, [])
    assert list(problems(client_of(empty))) == ["offers"]


def test_an_older_sqlite_is_warned_of_and_does_not_fail(krets: Krets) -> None:
    answer = client_of(krets).get("/readyz").json
    assert answer
    (check,) = [check for check in answer["checks"] if check["name"] == "sqlite"]
    assert check["ok"]
    assert check["warning"] == (sqlite3.sqlite_version_info < (3, 51, 3))
    assert ("rollback journal" in check["detail"]) == check["warning"]


def test_a_database_that_is_not_migrated_says_what_to_do(tmp_path: Path, clock: FixedClock) -> None:
    with installation(tmp_path / "there", clock) as there:
        settings = there.settings
    (tmp_path / "there" / "krets.db").unlink()
    with open_krets(settings, clock) as opened:
        assert "krets db upgrade" in problems(client_of(opened))["database"]


def test_a_missing_index_is_told_and_the_search_goes_on(krets: Krets) -> None:
    folder = krets.indexes.folder(municipality_id(krets)).path
    (folder / "current").unlink()
    client = client_of(krets)
    assert "there is no index" in problems(client)["index lier"]
    answer = client.get("/api/v1/municipalities/lier/offers").json
    assert answer and (answer["total"], answer["notices"]) == (4, ["from-database"])
    krets.syncing.sync_all()
    assert problems(client) == {}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves a torn file open
def test_a_damaged_index_is_told_until_it_is_rebuilt(tmp_path: Path, krets: Krets, clock: FixedClock) -> None:
    build = krets.indexes.folder(municipality_id(krets)).current()
    assert build
    for file in build.glob("*.toc"):
        file.write_bytes(b"")
    with open_krets(krets.settings, clock) as anew:
        assert "cannot be read" in problems(client_of(anew))["index lier"]
        anew.syncing.sync_all()
        assert problems(client_of(anew)) == {}


def test_a_small_lag_is_fine_and_a_long_one_is_told(krets: Krets, clock: FixedClock) -> None:
    receive(krets, varied_drafts(6)[4:])
    client = client_of(krets)
    assert problems(client) == {}
    clock.instant = NOW + timedelta(seconds=LAG_ALLOWED_S + 1)
    assert problems(client)["index lier"].startswith("2 changes wait, the first for 11 s")
    krets.syncing.sync_all()
    assert problems(client) == {}


def test_an_index_that_is_ahead_of_its_database_is_of_another(krets: Krets) -> None:
    with krets.database.transaction() as session:
        session.execute(delete(Change).where(Change.seq > 2))
    client = client_of(krets)
    assert "drained change 4 of a database that ends at 2" in problems(client)["index lier"]
    krets.syncing.sync_all()
    assert problems(client) == {}


def test_a_locked_database_is_told_in_time_and_the_process_is_alive(krets: Krets) -> None:
    client = client_of(krets)
    lock = sqlite3.connect(krets.settings.data_dir / "krets.db", isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        assert "no answer" in problems(client)["database"]
        assert time.monotonic() - began < ANSWER_WITHIN_S + 2
        answer = client.get("/healthz")
        assert (answer.status_code, answer.data, answer.mimetype) == (200, b"ok", "text/plain")
    finally:
        lock.execute("ROLLBACK")
        lock.close()


def test_a_database_that_is_away_is_told(tmp_path: Path, clock: FixedClock) -> None:
    with installation(tmp_path, clock) as there:
        settings = there.settings
    (tmp_path / "krets.db").unlink()
    (tmp_path / "krets.db").mkdir()
    with open_krets(settings, clock) as opened:
        client = client_of(opened)
        assert "cannot be opened" in problems(client)["database"]
        assert client.get("/healthz").status_code == 200
