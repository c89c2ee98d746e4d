"""Fixtures of the search tests: one municipality on a real database with a real index."""

from pathlib import Path

import pytest

from catalog.clock import FixedClock
from catalog.database import Database
from tests.search.catalogs import Lier
from tests.search.catalogs import lier as make_lier


@pytest.fixture
def lier(sqlite: Database, tmp_path: Path, clock: FixedClock) -> Lier:
    """Lier, without offers, on SQLite."""
    return make_lier(sqlite, tmp_path, clock)
