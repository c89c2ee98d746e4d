"""The demo installation, its server and who visits it, shared by all journeys of a run.

`server` is looked at and asked only. Journeys that leave reports, subscriptions and posters behind have a copy of the worker's own.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.demo_installation import loaded_demo, serving
from tests.journeys.traveller import Traveller, Way, travelling
from tests.journeys.visiting import visiting
from web.assets.build import build

DATABASE = "krets.db"


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the loaded demo; read only."""
    build()
    base = tmp_path_factory.getbasetemp()
    return loaded_demo(base.parent if base.name.startswith("popen-") else base)


@pytest.fixture(scope="session")
def server(demo: Path) -> Iterator[str]:
    """The address of a server on the demo."""
    with serving(demo) as address:
        yield address


@pytest.fixture(params=[True, False], ids=["with a script", "without a script"])
def phone(request: pytest.FixtureRequest, browser: Browser, server: str) -> Iterator[Page]:
    """A family's phone, once with JavaScript and once without."""
    with visiting(browser, server, script=request.param) as page:
        yield page


@pytest.fixture(scope="session")
def own_demo(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a copy of the demo; its database is copied by SQLite, since others may have it open."""
    folder = tmp_path_factory.mktemp("journeys") / "var"
    shutil.copytree(demo, folder, symlinks=True, ignore=shutil.ignore_patterns(f"{DATABASE}*"))
    with closing(sqlite3.connect(demo / DATABASE)) as there, closing(sqlite3.connect(folder / DATABASE)) as here:
        there.backup(here)
    return folder


@pytest.fixture(scope="session")
def own_server(own_demo: Path) -> Iterator[str]:
    """The address of a production server on it."""
    with serving(own_demo) as address:
        yield address


@pytest.fixture(params=list(Way), ids=str)
def traveller(request: pytest.FixtureRequest, browser: Browser, own_server: str) -> Iterator[Traveller]:
    """A visitor, in each of the three ways."""
    with travelling(browser, own_server, request.param) as visitor:
        yield visitor
