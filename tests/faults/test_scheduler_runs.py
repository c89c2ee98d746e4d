"""The schedule and its runs: slower than their interval, hanging, stuck, left behind (S09, S10, S14)."""

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from catalog.clock import FixedClock
from catalog.database import Database
from catalog.leases import acquire
from catalog.model import ImportRun
from catalog.store import sources
from importers import journal
from importers.orphans import CUT_OFF_TWICE, STUCK
from importers.schedule import STUCK_AFTER_S, WORKERS
from tests.faults.scheduling import HOUR_S, MINUTE_S, Scheduled, scheduled
from tests.importers.small_feed import lines, numbered
from tests.web_server import Answer, Request, WebServer, running_server

HANGING, GOOD = 5, 50
HUNG_FOR_S = 30.0


@pytest.fixture
def there(sqlite: Database, clock: FixedClock, tmp_path: Path) -> Iterator[Scheduled]:
    with scheduled(sqlite, clock, tmp_path) as made:
        yield made


@pytest.fixture
def publisher() -> Iterator[WebServer]:
    with running_server() as server:
        yield server


def test_s09_a_run_slower_than_its_interval_is_not_started_again_and_is_told(there: Scheduled, publisher: WebServer) -> None:
    go = threading.Event()

    def answer(_: Request) -> Answer:
        go.wait(30)
        return Answer(lines(numbered([1])).encode())

    publisher.program("/feed", answer)
    source = there.town.source(publisher.address("/feed"), every_s=MINUTE_S, due_at=there.town.clock.now())
    assert there.jobs.start_due(there.town.tools) == [source]
    with capture_logs() as log:
        for _ in range(4):
            there.pass_time(timedelta(minutes=1))
            assert there.jobs.start_due(there.town.tools) == []
    assert [entry["event"] for entry in log] == ["source still running since 2026-11-22 11:00 UTC, its next slot is passed over"]
    go.set()
    there.jobs.wait(30)
    assert (there.counts(), len(publisher.requests)) == ({source: 1}, 1)
    assert there.town.read(sources.source, source).due_at == there.town.clock.now() + timedelta(minutes=1)


def test_s09_another_process_is_told_since_when_it_still_runs(there: Scheduled) -> None:
    [source] = there.sources(1, MINUTE_S)
    with there.town.database.transaction() as session:
        acquire(session, f"source:{source}", "elsewhere:1:1:x", now=there.town.clock.now(), ttl=timedelta(minutes=5))
        sources.source(session, source).running_since = there.town.clock.now()
    with capture_logs() as log:
        there.tick()
    assert "is still running since 2026-11-22 11:00 UTC" in log[-1]["problem"]
    assert there.counts() == {source: 0}


def test_s10_five_that_hang_are_cut_at_their_limit_while_fifty_others_are_on_time(there: Scheduled, publisher: WebServer) -> None:
    publisher.program("/hang", lambda _: Answer(b"x" * 100_000, drip_s=1.0))
    hanging = [there.town.source(publisher.address("/hang"), every_s=HOUR_S, due_at=there.town.clock.now()) for _ in range(HANGING)]
    good = there.sources(GOOD, HOUR_S)
    rules = replace(there.town.tools.rules, total_s=HUNG_FOR_S)
    there.jobs.start_due(replace(there.town.tools, rules=rules))
    began = time.monotonic()
    while any(not there.counts()[source] or not ended(there, source) for source in good):
        assert time.monotonic() - began < HUNG_FOR_S, "the others wait for those that hang"
        time.sleep(0.1)
    assert not any(ended(there, source) for source in hanging)
    there.jobs.wait(90)
    assert {outcome(there, source) for source in good} == {("complete", None)}
    for source in hanging:
        how, why = outcome(there, source)
        assert (how, why) == ("failed", "the server did not answer in time")
    assert HANGING < WORKERS


def ended(there: Scheduled, source: int) -> bool:
    """Whether the source's run has ended."""
    runs = there.town.read(sources.runs, source)
    return bool(runs) and runs[0].ended_at is not None


def outcome(there: Scheduled, source: int) -> tuple[str, str | None]:
    """What came of the source's last run, and why."""
    run = there.town.read(sources.runs, source)[0]
    return run.outcome, run.reason


def test_s14_a_stuck_run_is_closed_as_failed_the_next_slot_runs_and_the_stuck_one_writes_nothing(there: Scheduled) -> None:
    [source] = there.sources(1, HOUR_S)
    there.town.publish(source, numbered(range(40)))
    let_go, stuck = threading.Event(), threading.Event()

    def hang(stage: str, _done: int, _total: int | None) -> None:
        if stage == "store" and not stuck.is_set():
            stuck.set()
            let_go.wait(60)

    assert there.jobs.start_due(replace(there.town.tools, progress=hang)) == [source]
    stuck_thread = there.jobs._running[source].thread
    assert stuck.wait(30)
    there.pass_time(timedelta(seconds=journal.RUN_LIMIT_S + STUCK_AFTER_S - 1))
    assert there.jobs.start_due(there.town.tools) == []
    there.pass_time(timedelta(seconds=2))
    with capture_logs() as log:
        there.tick()
    assert "a stuck run is closed, its thread given up" in [entry["event"] for entry in log]
    assert outcome(there, source) == ("failed", STUCK)
    assert there.town.read(sources.source, source).failures == 1
    there.pass_time(timedelta(minutes=6))
    there.town.publish(source, numbered(range(100, 110)))
    assert there.tick() == [source]
    listed = there.town.offers()
    let_go.set()
    stuck_thread.join(30)
    assert there.town.offers() == listed
    assert [run.outcome for run in there.town.read(sources.runs, source)][-1] == "failed"


def test_s14_an_orphan_is_closed_and_repeated_and_one_that_is_cut_off_again_backs_off(there: Scheduled) -> None:
    [source] = there.sources(1, HOUR_S)
    paused = there.town.source(every_s=HOUR_S, paused=True)
    for orphan in (source, paused):
        leave_behind(there, orphan)
    assert there.tick() == [source]
    assert [run.outcome for run in there.town.read(sources.runs, source)] == ["complete", "interrupted"]
    assert outcome(there, paused) == ("interrupted", "its process ended before the run did")
    there.pass_time(timedelta(hours=1))
    leave_behind(there, source)
    there.jobs._close_orphans(there.town.tools.fence)
    leave_behind(there, source)
    assert there.tick() == []
    assert outcome(there, source) == ("failed", CUT_OFF_TWICE)
    assert there.town.read(sources.source, source).due_at == there.town.clock.now() + timedelta(minutes=5)


def leave_behind(there: Scheduled, source: int) -> None:
    """What a process leaves that dies in the middle of a run."""
    with there.town.database.transaction() as session:
        session.add(ImportRun(source_id=source, started_at=there.town.clock.now(), counts={}, facts={}))
