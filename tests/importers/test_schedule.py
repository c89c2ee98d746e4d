"""The schedule: due times hold over clock changes and pauses, nothing overlaps, an old leader is fenced off."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from structlog.testing import capture_logs

from catalog.database import Session
from catalog.leases import acquire, check, release
from catalog.model import Source
from catalog.store import sources
from importers.journal import RunReport
from importers.plan import Tools
from importers.schedule import CATCH_UP_AT_ONCE, WORKERS, SourceSchedule, Trouble
from tests.importers.small_feed import Town, lines, numbered
from tests.web_server import Answer, Request, WebServer

HOUR_S = 3_600
NOW = datetime(2026, 11, 22, 11, tzinfo=UTC)


Told = list[tuple[int, Trouble, int | None]]


def schedule(town: Town, told: Told | None = None) -> SourceSchedule:
    """A schedule without chance."""

    def tell(_session: Session, source: Source, report: RunReport, trouble: Trouble) -> None:
        if told is not None:
            told.append((source.id, trouble, report.run))

    return SourceSchedule(town.database, town.clock, on_trouble=tell, spread=lambda low, _high: low)


def finish(jobs: SourceSchedule) -> None:
    """Waits until everything that was started has ended by itself."""
    jobs.wait(10)


def scheduled(town: Town, location: str | None = None) -> int:
    """A source that runs every hour and is due."""
    return town.source(location, every_s=HOUR_S, due_at=town.clock.now())


def test_what_is_due_runs_once_and_gets_its_next_time(town: Town) -> None:
    one, paused, by_hand, later = (
        scheduled(town),
        town.source(every_s=HOUR_S, due_at=NOW, paused=True),
        town.source(),
        town.source(every_s=HOUR_S, due_at=NOW + timedelta(minutes=1)),
    )
    for source in (one, paused, by_hand, later):
        town.publish(source, numbered([source]))
    jobs = schedule(town)
    assert jobs.start_due(town.tools) == [one]
    finish(jobs)
    assert schedule(town).start_due(town.tools) == []
    assert town.read(sources.source, one).due_at == NOW + timedelta(hours=1)
    assert set(town.offers()) == {f"Tilbud {one}"}


def test_no_more_run_at_once_than_there_are_workers_and_none_twice(small_town: Town, web_server: WebServer) -> None:
    go = threading.Event()

    def wait(_: Request) -> Answer:
        go.wait(5)
        return Answer(lines(numbered([1])).encode())

    web_server.program("/feed", wait)
    due = [scheduled(small_town, web_server.address("/feed")) for _ in range(WORKERS + 3)]
    jobs = schedule(small_town)
    assert jobs.start_due(small_town.tools) == due[:WORKERS]
    assert jobs.start_due(small_town.tools) == []
    go.set()
    finish(jobs)
    assert len(web_server.requests) == WORKERS + 3, "a worker that is done takes the next"
    assert [len(small_town.read(sources.runs, source)) for source in due] == [1] * len(due)


def failing(town: Town) -> tuple[int, SourceSchedule, Told]:
    told: Told = []
    return scheduled(town, str(town.folder / "none")), schedule(town, told), told


def run_now(town: Town, jobs: SourceSchedule, source: int, tools: Tools | None = None) -> RunReport | None:
    return jobs.run_source(source, tools or town.tools)


def test_failures_back_off_and_from_the_fifth_in_a_row_somebody_is_told(town: Town) -> None:
    source, jobs, told = failing(town)
    for failures, minutes in enumerate((5, 10, 20, 40, 80, 160), 1):
        run_now(town, jobs, source)
        stored = town.read(sources.source, source)
        assert (stored.failures, stored.due_at) == (failures, NOW + timedelta(minutes=minutes))
    assert told == [(source, Trouble.FAILING, 5), (source, Trouble.FAILING, 6)]
    (town.folder / "none").write_text(lines(numbered([1])))
    run_now(town, jobs, source)
    assert town.read(sources.source, source).failures == 0
    first = town.read(sources.first_run_since, source, {sources.FAILED}, good={sources.COMPLETE})
    assert first is None


def test_a_feed_that_is_held_is_told_with_its_run(town: Town) -> None:
    told: Told = []
    source, jobs = scheduled(town), schedule(town, told)
    town.publish(source, numbered(range(30)))
    run_now(town, jobs, source)
    town.publish(source, [])
    run_now(town, jobs, source)
    town.publish(source, numbered(range(10)))
    run_now(town, jobs, source)
    assert told == [(source, Trouble.HELD, 2), (source, Trouble.HELD, 3)]
    first = town.read(sources.first_run_since, source, {sources.REFUSED, sources.PARTIAL}, good={sources.COMPLETE})
    assert first is not None and first.id == 2


def test_the_next_time_is_set_with_the_close_of_the_run_or_not_at_all(town: Town) -> None:
    """Were it set after, a process that dies in between would leave a slot that is run twice."""
    source = scheduled(town)
    town.publish(source, numbered([1]))
    jobs = schedule(town)
    seen: list[tuple[str, datetime | None]] = []

    def look(_session: Session) -> None:
        seen.extend((run.outcome, town.read(sources.source, source).due_at) for run in town.read(sources.runs, source))

    run_now(town, jobs, source, replace(town.tools, fence=look))
    assert set(seen) == {("running", NOW)}
    [run] = town.read(sources.runs, source)
    assert (run.outcome, run.facts["slot"]) == ("complete", NOW.isoformat())
    assert town.read(sources.source, source).due_at == NOW + timedelta(hours=1)


def test_a_retry_does_not_shift_the_beat(town: Town) -> None:
    source, jobs, _ = failing(town)
    run_now(town, jobs, source)
    town.clock.instant += timedelta(minutes=5)
    (town.folder / "none").write_text(lines(numbered([1])))
    run_now(town, jobs, source)
    assert town.read(sources.source, source).due_at == NOW + timedelta(hours=1)


def test_a_run_by_hand_leaves_the_schedule_alone(town: Town) -> None:
    source = scheduled(town)
    town.imported(source, numbered([1]))
    assert town.read(sources.source, source).due_at == NOW


def test_a_defect_is_on_record_as_failed_and_tried_again_later(town: Town) -> None:
    source = scheduled(town)
    town.publish(source, numbered([1]))

    def fail(stage: str, *_: object) -> None:
        if stage == "store":
            raise ZeroDivisionError("a defect")

    with capture_logs() as log:
        assert run_now(town, schedule(town), source, replace(town.tools, progress=fail, batch=1)) is None
    assert [entry["event"] for entry in log] == ["source failed"]
    [run] = town.read(sources.runs, source)
    assert (run.outcome, run.reason) == ("failed", "ZeroDivisionError: a defect")
    assert town.read(sources.source, source).due_at == NOW + timedelta(minutes=5)


def test_a_busy_publisher_is_left_alone_for_as_long_as_it_asks(town: Town, web_server: WebServer) -> None:
    source = scheduled(town, web_server.address("/feed"))
    web_server.answer("/feed", status=503, headers={"Retry-After": "7200"})
    run_now(town, schedule(town), source)
    assert town.read(sources.source, source).due_at == NOW + timedelta(hours=2)


def test_a_source_that_runs_elsewhere_is_asked_again_after_a_minute_and_keeps_its_slot(town: Town) -> None:
    source, jobs = scheduled(town), schedule(town)
    town.publish(source, numbered([1]))
    with town.database.transaction() as session:
        held = acquire(session, f"source:{source}", "other-machine:1:1:x", now=NOW, ttl=timedelta(minutes=5))
    assert run_now(town, jobs, source) is None
    assert town.read(sources.source, source).due_at == NOW
    with town.database.transaction() as session:
        release(session, held, now=NOW)
    assert jobs.start_due(town.tools) == []
    town.clock.instant += timedelta(minutes=1)
    assert jobs.start_due(town.tools) == [source]
    finish(jobs)
    assert [run.outcome for run in town.read(sources.runs, source)] == ["complete"]


def test_of_many_that_are_late_a_few_start_at_a_time_and_those_on_time_before_them(small_town: Town) -> None:
    late = [small_town.source(every_s=HOUR_S, due_at=NOW - timedelta(days=2)) for _ in range(5)]
    on_time = [small_town.source(every_s=HOUR_S, due_at=NOW - timedelta(minutes=1)) for _ in range(3)]
    for source in (*late, *on_time):
        small_town.publish(source, numbered([source]))
    jobs, started = schedule(small_town), []
    for _ in range(3):
        started.append(jobs.start_due(small_town.tools))
        finish(jobs)
    assert started == [[*on_time, *late[:CATCH_UP_AT_ONCE]], late[2:4], late[4:]]


def test_a_leader_that_was_replaced_writes_nothing(town: Town) -> None:
    source = scheduled(town)
    town.publish(source, numbered(range(3)))
    ttl = timedelta(seconds=90)
    with town.database.transaction() as session:
        old = acquire(session, "jobs", "old", now=NOW, ttl=ttl)
    with town.database.transaction() as session:
        acquire(session, "jobs", "new", now=NOW + ttl, ttl=ttl)
    assert run_now(town, schedule(town), source, replace(town.tools, fence=lambda session: check(session, old))) is None
    assert (town.offers(), town.read(sources.runs, source)) == ({}, [])
    assert town.read(sources.source, source).due_at == NOW


def test_a_leader_that_is_replaced_in_the_middle_of_a_run_writes_no_further(town: Town) -> None:
    source = scheduled(town)
    town.publish(source, numbered(range(48)))
    ttl = timedelta(seconds=90)
    with town.database.transaction() as session:
        old = acquire(session, "jobs", "old", now=NOW, ttl=ttl)

    def take_over(stage: str, done: int, _total: int | None) -> None:
        if (stage, done) == ("store", 20):
            with town.database.transaction() as session:
                acquire(session, "jobs", "new", now=NOW + ttl, ttl=ttl)

    tools = replace(town.tools, fence=lambda session: check(session, old), progress=take_over)
    assert run_now(town, schedule(town), source, tools) is None
    assert len(town.offers()) == 20
    report = run_now(town, schedule(town), source)
    assert report is not None
    assert (report.counts["unchanged"], report.counts["created"]) == (20, 28)
    assert [run.outcome for run in town.read(sources.runs, source)] == ["complete", "interrupted"]


def test_a_clock_that_was_a_year_ahead_freezes_nothing(town: Town) -> None:
    source = scheduled(town)
    with town.database.transaction() as session:
        session.get_one(Source, source).due_at = NOW + timedelta(days=365)
    jobs = schedule(town)
    town.publish(source, numbered([1]))
    assert jobs.start_due(town.tools) == [source]
    finish(jobs)
    assert town.read(sources.source, source).due_at == NOW + timedelta(hours=1)


def test_a_source_that_is_gone_is_passed_over(town: Town) -> None:
    assert run_now(town, schedule(town), 99) is None


def test_a_process_that_ends_stops_its_runs_and_the_next_one_does_them_again_at_once(town: Town) -> None:
    source, jobs = scheduled(town), schedule(town)
    town.publish(source, numbered(range(48)))

    def end(stage: str, done: int, _total: int | None) -> None:
        if (stage, done) == ("store", 20):
            jobs.close()

    assert run_now(town, jobs, source, replace(town.tools, progress=end)) is None
    assert (len(town.offers()), town.read(sources.source, source).due_at) == (20, NOW)
    report = run_now(town, schedule(town), source)
    assert report is not None
    assert (report.counts["unchanged"], report.counts["created"]) == (20, 28)
