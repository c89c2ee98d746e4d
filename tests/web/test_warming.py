"""A process is ready for its first visitor: the newest index is open, and what words mean is known."""

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from catalog.clock import FixedClock
from tests.demo_installation import environment
from tests.factories.drafts import varied_drafts
from tests.factories.installations import fill, installation, municipality_id
from web.context import Krets, open_krets
from web.warming import warm


@pytest.fixture
def krets(tmp_path: Path) -> Iterator[Krets]:
    """Lier and Lørenskog with a few offers each, their indexes in step."""
    with installation(tmp_path, FixedClock(datetime(2026, 11, 22, 11, tzinfo=UTC))) as opened:
        fill(opened, varied_drafts(4))
        fill(opened, varied_drafts(4), slug="lorenskog", number="3222")
    with open_krets(opened.settings, opened.clock) as anew:
        yield anew


def test_every_municipality_is_ready_before_the_first_question(krets: Krets) -> None:
    assert warm(krets) == 2


def test_an_index_that_is_missing_keeps_no_other_from_being_opened(krets: Krets) -> None:
    shutil.rmtree(krets.indexes.folder(municipality_id(krets)).path)
    assert warm(krets) == 1


def test_a_database_that_is_away_keeps_no_process_from_starting(krets: Krets, tmp_path: Path) -> None:
    with open_krets(replace(krets.settings, database_url=f"sqlite:///{tmp_path}/elsewhere.db"), krets.clock) as lost:
        assert warm(lost) == 0


def test_the_server_does_it_before_anything_is_asked(krets: Krets) -> None:
    shutil.rmtree(krets.indexes.folder(municipality_id(krets)).path)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "-m", "web.cli", "serve", "--port", port]
    with subprocess.Popen(command, env=environment(krets.settings.data_dir), stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        told = next(line for line in server.stderr if "an index is not opened ahead" in line)
        server.terminate()
        server.communicate(timeout=30)
    assert "lier" in told
