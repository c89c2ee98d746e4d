"""Fixtures: a small Lier, served."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.clock import FixedClock
from catalog.database import Database
from tests.web.world import World, open_world


@pytest.fixture
def world(sqlite: Database, clock: FixedClock, tmp_path: Path) -> Iterator[World]:
    """A small Lier on Sunday 22 November 2026."""
    with open_world(sqlite, clock, tmp_path) as opened:
        yield opened
