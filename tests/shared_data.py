"""Where the shared real files are; tests that read them are skipped with a reason where they are absent."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("KRETS_SHARED", Path(__file__).resolve().parents[2] / "shared"))
DATA = SHARED / "data"

requires_shared = pytest.mark.skipif(not DATA.is_dir(), reason="the shared real data files are not beside this checkout")
