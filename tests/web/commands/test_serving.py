"""`krets serve`, `krets jobs` and `krets demo` as processes: they answer, stop when told to, and refuse what cannot be."""

import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests import demo_installation
from tests.demo_installation import environment, serving
from tests.web.commands.conftest import Krets

ENDS_WITHIN_S = 20


@pytest.fixture
def folder(krets: Krets) -> Path:
    return krets.folder


def test_the_server_answers_and_stops(folder: Path) -> None:
    with serving(folder) as address, urllib.request.urlopen(f"{address}/api/v1/municipalities", timeout=10) as answer:
        assert answer.status == 200 and b"lier" in answer.read()


def test_what_was_counted_in_memory_is_stored_when_the_server_stops(krets: Krets) -> None:
    with serving(krets.folder) as address:
        asking = urllib.request.Request(f"{address}/lier/?q=kvidditsj", headers={"User-Agent": "Mozilla/5.0 Firefox/145.0"})
        for _ in range(3):
            with urllib.request.urlopen(asking, timeout=20) as answer:
                assert answer.status == 200
    assert [row[-1] for row in krets.rows()["search_demand"]] == [3]


def test_an_unmigrated_installation_is_served_and_says_what_it_lacks(tmp_path: Path) -> None:
    with serving(tmp_path / "var") as address:
        with pytest.raises(urllib.request.HTTPError) as refused:
            urllib.request.urlopen(f"{address}/readyz", timeout=10)
        assert refused.value.code == 503
        refused.value.close()


def test_a_port_that_is_taken_is_told(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = demo_installation.krets(folder, "serve", "--port", str(taken.getsockname()[1]))
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert "choose another with --port" in result.stderr


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_a_port_that_cannot_be_is_wrong_usage(krets: Krets, port: str) -> None:
    assert "--port" in krets.refused("serve", "--port", port, code=2)


def test_the_jobs_run_until_they_are_told_to_stop(folder: Path) -> None:
    command = [sys.executable, "-m", "web.cli", "jobs"]
    with subprocess.Popen(command, env=environment(folder), stderr=subprocess.PIPE, text=True) as jobs:
        assert jobs.stderr is not None
        assert "the background jobs run" in jobs.stderr.readline()
        jobs.send_signal(signal.SIGTERM)
        assert jobs.wait(ENDS_WITHIN_S) == 0


def test_jobs_end_with_the_process_that_they_run_beside(folder: Path) -> None:
    command = [sys.executable, "-m", "web.cli", "jobs", "--beside", "1"]
    with subprocess.Popen(command, env=environment(folder), stderr=subprocess.PIPE, text=True) as jobs:
        assert jobs.wait(ENDS_WITHIN_S) == 0


def test_help_names_every_command_and_needs_no_installation(tmp_path: Path) -> None:
    result = demo_installation.krets(tmp_path / "var", "--help")
    assert result.returncode == 0
    for command in (
        "db",
        "demo",
        "district",
        "import",
        "index",
        "jobs",
        "municipality",
        "population",
        "school",
        "search",
        "serve",
        "source",
    ):
        assert f"\n  {command} " in result.stdout
