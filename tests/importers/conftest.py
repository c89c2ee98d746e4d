"""What tests of importers share: a web server on loopback, and a town to import into."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.clock import FixedClock
from catalog.database import Database
from tests.faults.feeds.landing import Landing
from tests.importers.small_feed import Town
from tests.web_server import WebServer, running_server


@pytest.fixture
def web_server() -> Iterator[WebServer]:
    """A programmable server of the test's own."""
    with running_server() as server:
        yield server


@pytest.fixture
def town(database: Database, clock: FixedClock, tmp_path: Path) -> Town:
    """A municipality on each kind of database."""
    return Town(database, clock, tmp_path)


@pytest.fixture
def small_town(sqlite: Database, clock: FixedClock, tmp_path: Path) -> Town:
    """A municipality on SQLite only, for what does not depend on the database."""
    return Town(sqlite, clock, tmp_path)


@pytest.fixture
def any_landing(database: Database, clock: FixedClock, tmp_path: Path, web_server: WebServer) -> Landing:
    """A municipality that real formats are imported into, on each kind of database."""
    return Landing(database, clock, tmp_path, web_server)
