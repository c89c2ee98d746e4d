"""Fixtures of the web room: built front-end files, the gallery served."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.clock import FixedClock
from catalog.database import Database
from tests.browsing import served
from tests.web.gallery import create_gallery
from tests.web.world import World, open_world
from web.assets.build import build


@pytest.fixture(scope="session", autouse=True)
def built_assets() -> None:
    """The front-end files and compiled translations; does nothing when they are up to date."""
    build()


@pytest.fixture(scope="session")
def gallery(built_assets: None) -> Iterator[str]:
    """The address of the served gallery."""
    with served(create_gallery()) as address:
        yield address


@pytest.fixture
def world(sqlite: Database, clock: FixedClock, tmp_path: Path) -> Iterator[World]:
    """A small Lier on Sunday 22 November 2026, served without JavaScript."""
    with open_world(sqlite, clock, tmp_path) as opened:
        yield opened
