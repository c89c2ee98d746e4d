"""Fixtures that every room uses: databases (both kinds), a browser, a clock that stands still, and what this machine lacks.

A test that takes `database` runs on SQLite and on PostgreSQL; one that takes `sqlite` only on SQLite. What is missing is
skipped with a reason, or fails where `KRETS_REQUIRE` (a comma list of `browser`, `java`, `postgres`) says that it must be there.
"""

import os
import shutil
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser
from sqlalchemy import create_engine, text

from catalog.clock import FixedClock
from catalog.database import Database
from catalog.migrations import upgrade
from tests.browsing import chromium
from tests.postgres import running_server

settings.register_profile("krets", parent=settings(), deadline=None)  # a busy machine is not a failing property
settings.load_profile("krets")
REQUIRED = {word for word in os.environ.get("KRETS_REQUIRE", "").split(",") if word}


def absent(what: str, reason: str) -> None:
    """Skips the test, or fails it where this machine is required to have `what`."""
    if what in REQUIRED:
        pytest.fail(f"{what} is required here: {reason}")
    pytest.skip(f"{what}: {reason}")


@pytest.fixture
def clock() -> FixedClock:
    """Sunday 22 November 2026, noon in Norway."""
    return FixedClock(datetime(2026, 11, 22, 11, 0, tzinfo=UTC))


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy from."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    database = Database(f"sqlite:///{path}")
    upgrade(database)
    database.dispose()
    return path


@pytest.fixture
def sqlite(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Database]:
    """An empty migrated SQLite database of the test's own."""
    path = tmp_path / "krets.db"
    shutil.copy(migrated_sqlite, path)
    database = Database(f"sqlite:///{path}")
    yield database
    database.dispose()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server with a migrated template database named `template_krets…`."""
    try:
        server = running_server()
        address = server.__enter__()
    except FileNotFoundError as missing:
        absent("postgres", str(missing))
    try:
        yield address
    finally:
        server.__exit__(None, None, None)


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str) -> str:
    """The name of a migrated, empty database to copy from."""
    name = f"template_{uuid.uuid4().hex[:12]}"
    _administer(postgres_server, f'CREATE DATABASE "{name}"')
    database = Database(f"{postgres_server}/{name}")
    upgrade(database)
    database.dispose()
    return name


@pytest.fixture
def postgres(postgres_server: str, migrated_postgres: str) -> Iterator[Database]:
    """An empty migrated PostgreSQL database of the test's own."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    _administer(postgres_server, f'CREATE DATABASE "{name}" TEMPLATE "{migrated_postgres}"')
    database = Database(f"{postgres_server}/{name}")
    yield database
    database.dispose()
    _administer(postgres_server, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once for all: Playwright bears no second one in a process."""
    try:
        starting = chromium()
        started = starting.__enter__()
    except FileNotFoundError as missing:
        absent("browser", str(missing))
    yield started
    starting.__exit__(None, None, None)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> Database:
    """An empty migrated database, once of each kind."""
    chosen: Database = request.getfixturevalue(request.param)
    return chosen


def _administer(server: str, statement: str) -> None:
    engine = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
