"""Where hostile feeds land: a municipality on SQLite, and where the database matters on PostgreSQL too."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.clock import FixedClock
from catalog.database import Database
from tests.faults.feeds.landing import Landing
from tests.web_server import WebServer, running_server


@pytest.fixture
def web_server() -> Iterator[WebServer]:
    """A programmable server of the test's own."""
    with running_server() as server:
        yield server


@pytest.fixture
def landing(sqlite: Database, clock: FixedClock, tmp_path: Path, web_server: WebServer) -> Landing:
    """A municipality on SQLite."""
    return Landing(sqlite, clock, tmp_path, web_server)


@pytest.fixture
def any_landing(database: Database, clock: FixedClock, tmp_path: Path, web_server: WebServer) -> Landing:
    """A municipality on each kind of database."""
    return Landing(database, clock, tmp_path, web_server)
