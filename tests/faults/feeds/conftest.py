"""Where hostile feeds land: a municipality on SQLite, and where the database matters on PostgreSQL too."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.clock import FixedClock
from catalog.database import Database
from catalog.settings import Settings
from tests.faults.feeds.landing import Landing
from tests.web_server import WebServer, running_server
from web.context import Krets, open_krets


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


@pytest.fixture
def pages(landing: Landing, tmp_path: Path) -> Iterator[Krets]:
    """The application over the landing's database."""
    address = landing.database.url.render_as_string(hide_password=False)
    settings = Settings(address, tmp_path / "data", "http://127.0.0.1", ("127.0.0.1",), "a secret of the tests, long enough for anybody")
    with open_krets(settings, landing.clock) as krets:
        yield krets
