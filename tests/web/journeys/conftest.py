"""A demo installation of the worker's own, since journeys leave reports, subscriptions and posters in it; its server; the three ways."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.demo_installation import loaded_demo, serving
from tests.web.journeys.traveller import Traveller, Way, travelling

DATABASE = "krets.db"


@pytest.fixture(scope="session")
def demo(built_assets: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a copy of the loaded demo; its database is copied by SQLite, since others may have it open."""
    base = tmp_path_factory.getbasetemp()
    loaded = loaded_demo(base.parent if base.name.startswith("popen-") else base)
    folder = tmp_path_factory.mktemp("journeys") / "var"
    shutil.copytree(loaded, folder, symlinks=True, ignore=shutil.ignore_patterns(f"{DATABASE}*"))
    with closing(sqlite3.connect(loaded / DATABASE)) as there, closing(sqlite3.connect(folder / DATABASE)) as here:
        there.backup(here)
    return folder


@pytest.fixture(scope="session")
def server(demo: Path) -> Iterator[str]:
    """The address of a production server on it."""
    with serving(demo) as address:
        yield address


@pytest.fixture(params=list(Way), ids=str)
def traveller(request: pytest.FixtureRequest, browser: Browser, server: str) -> Iterator[Traveller]:
    """A visitor, in each of the three ways."""
    with travelling(browser, server, request.param) as visitor:
        yield visitor
