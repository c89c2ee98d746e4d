"""A run that is killed anywhere and run again leaves the catalog as if it had run once.

Killed for good by SIGKILL in a process of its own: within a batch's transaction, between two batches, before the journal is
closed; and stopped by an exception at every single transaction in turn. The long fault run is in `tests/faults`.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from catalog.clock import FixedClock
from catalog.database import Session
from catalog.store import sources
from importers.plan import Tools
from tests.importers.small_feed import Town, numbered, small_tools

RECORDS = [*numbered(range(50), club="Tranby IL", hall="Tranbyhallen"), {"id": "bad", "title": "Feil", "bad": "?"}]
TRANSACTIONS = 5  # opened, three batches, closed

VICTIM = """
import os, signal, sys
from catalog.database import Database
from importers import pipeline
from tests.importers.test_killed_run import tools_that_stop

url, source, at, moment = sys.argv[1:5]
database = Database(url)
die = lambda: os.kill(os.getpid(), signal.SIGKILL)
pipeline.run(database, int(source), tools_that_stop(int(at), moment, die))
"""


class Stopped(BaseException):
    """Stands for a process that is no more: nothing catches it."""


def stop() -> None:
    raise Stopped


def tools_that_stop(at: int, moment: str, die: Callable[[], None]) -> Tools:
    """Tools whose run dies at the start of its `at`-th transaction, or (`after`) when its `at`-th batch is committed."""
    tools, count = small_tools(FixedClock(datetime(2026, 11, 22, 11, tzinfo=UTC))), 0

    def fence(_: Session) -> None:
        nonlocal count
        count += 1
        if moment == "within" and count == at:
            die()

    def progress(stage: str, done: int, _total: int | None) -> None:
        if moment == "after" and stage == "store" and done >= at * 20:
            die()

    return replace(tools, fence=fence, progress=progress)


@pytest.mark.parametrize("at", range(1, TRANSACTIONS + 1))
def test_a_run_that_is_stopped_in_any_transaction_and_run_again_is_as_if_run_once(small_town: Town, at: int) -> None:
    source = small_town.source()
    small_town.publish(source, RECORDS)
    with pytest.raises(Stopped):
        small_town.run(source, tools=tools_that_stop(at, "within", stop))
    small_town.clock.instant = small_town.clock.instant.replace(hour=12)
    assert_whole(small_town, source, interrupted=at > 1)


def test_a_first_run_that_is_stopped_early_in_a_long_feed_is_no_measure_of_what_is_usual(small_town: Town) -> None:
    source = small_town.source()
    small_town.publish(source, numbered(range(600)))
    with pytest.raises(Stopped):
        small_town.run(source, tools=tools_that_stop(3, "within", stop))
    assert len(small_town.offers()) == 20
    report = small_town.run(source, tools=replace(small_town.tools, batch=500))
    assert (report.outcome, report.counts["created"]) == ("complete", 580)


@pytest.mark.parametrize(("at", "moment"), [(3, "within"), (1, "after"), (TRANSACTIONS, "within")])
def test_a_run_whose_process_is_killed_is_taken_over_at_once_and_is_as_if_run_once(town: Town, at: int, moment: str) -> None:
    source = town.source()
    town.publish(source, RECORDS)
    url = town.database.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", VICTIM, url, str(source), str(at), moment]
    root = Path(__file__).parents[2]
    died = subprocess.run(command, cwd=root, env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True, timeout=120, check=False)
    assert died.returncode == -signal.SIGKILL, died.stderr.decode()
    [killed] = town.read(sources.open_runs, source)
    assert killed.outcome == "running"
    assert_whole(town, source, interrupted=True)


def assert_whole(town: Town, source: int, *, interrupted: bool) -> None:
    """Runs again and compares with what one whole run gives; a third run writes nothing."""
    report = town.run(source)
    assert (report.outcome, report.counts["read"], report.counts["rejected"]) == ("complete", 51, 1)
    assert town.offers() == {f"Tilbud {number}": "published" for number in range(50)}
    assert town.state()["change"] == 50
    outcomes = [run.outcome for run in town.read(sources.runs, source)]
    assert outcomes == (["complete", "interrupted"] if interrupted else ["complete"])
    before = town.state()
    assert town.run(source).counts["unchanged"] == 50
    assert town.state() == before
