"""The schedule: due times hold over clock changes and pauses, nothing overlaps, an old leader is fenced off."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.clock import OSLO
from catalog.leases import acquire, check
from catalog.model import Source
from catalog.store import sources
from importers.journal import RunReport
from importers.plan import Tools
from importers.schedule import LONGEST_RETRY, WORKERS, SourceSchedule, is_misplaced, next_due, retry_due
from tests.importers.small_feed import Town, lines, numbered
from tests.web_server import Answer, Request, WebServer

DAY_S, HOUR_S = 86_400, 3_600
NOW = datetime(2026, 11, 22, 11, tzinfo=UTC)


def at(words: str) -> datetime:
    """An instant given as wall time in Norway."""
    return datetime.fromisoformat(words).replace(tzinfo=OSLO).astimezone(UTC)


@pytest.mark.parametrize(
    ("due", "now", "following"),
    [
        ("2026-10-24 05:00", "2026-10-24 05:01", "2026-10-25 05:00"),
        ("2026-10-25 05:00", "2026-10-25 05:01", "2026-10-26 05:00"),
        ("2027-03-27 05:00", "2027-03-27 05:01", "2027-03-28 05:00"),
        ("2027-03-28 05:00", "2027-03-28 05:01", "2027-03-29 05:00"),
        ("2027-03-27 02:30", "2027-03-27 02:31", "2027-03-28 02:30"),
        ("2026-10-24 02:30", "2026-10-24 02:31", "2026-10-25 02:30"),
        ("2026-11-01 05:00", "2026-11-04 12:00", "2026-11-05 05:00"),
    ],
)
def test_a_daily_source_keeps_its_hour_over_both_clock_changes(due: str, now: str, following: str) -> None:
    assert next_due(at(due), DAY_S, at(now)) == at(following)


def test_after_three_days_away_a_source_catches_up_once_and_keeps_its_beat() -> None:
    due = NOW - timedelta(days=3, minutes=10)
    following = next_due(due, HOUR_S, NOW)
    assert NOW < following <= NOW + timedelta(hours=1)
    assert (following - due).total_seconds() % HOUR_S == 0


@given(
    st.integers(0, 2 * 365 * DAY_S).map(lambda seconds: NOW + timedelta(seconds=seconds)),
    st.integers(300, 20 * DAY_S),
    st.integers(0, 40 * DAY_S),
)
def test_the_next_time_is_always_ahead_and_at_most_one_interval_away(due: datetime, every_s: int, late_s: int) -> None:
    now = due + timedelta(seconds=late_s)
    following = next_due(due, every_s, now)
    assert now < following <= now + timedelta(seconds=every_s, hours=1)


def test_failures_are_tried_again_soon_then_ever_later_and_never_past_a_day() -> None:
    waits = [retry_due(failures, NOW, spread=lambda low, _high: low) - NOW for failures in range(1, 40)]
    assert waits[:4] == [timedelta(minutes=minutes) for minutes in (5, 10, 20, 40)]
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_RETRY


def test_a_publishers_wish_to_wait_longer_is_kept() -> None:
    assert retry_due(1, NOW, retry_after_s=7200, spread=lambda low, _high: low) == NOW + timedelta(hours=2)


@pytest.mark.parametrize(
    ("due", "misplaced"),
    [(None, True), (timedelta(0), False), (timedelta(days=-400), False), (timedelta(days=1), False), (timedelta(days=365), True)],
)
def test_a_due_time_that_no_right_clock_set_is_known(due: timedelta | None, misplaced: bool) -> None:
    assert is_misplaced(None if due is None else NOW + due, HOUR_S, NOW) is misplaced


def schedule(town: Town, told: list[int] | None = None) -> SourceSchedule:
    """A schedule without chance."""
    tell = told.append if told is not None else (lambda _source_id: None)
    return SourceSchedule(town.database, town.clock, on_trouble=tell, spread=lambda low, _high: low)


def finish(jobs: SourceSchedule) -> None:
    """Waits until everything that was started has ended by itself."""
    jobs._workers.shutdown(wait=True)


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
    assert jobs.start_due(lambda: town.tools) == [one]
    finish(jobs)
    assert schedule(town).start_due(lambda: town.tools) == []
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
    assert jobs.start_due(lambda: small_town.tools) == due[:WORKERS]
    assert jobs.start_due(lambda: small_town.tools) == []
    go.set()
    finish(jobs)
    assert len(web_server.requests) == WORKERS


def failing(town: Town) -> tuple[int, SourceSchedule, list[int]]:
    told: list[int] = []
    return scheduled(town, str(town.folder / "none")), schedule(town, told), told


def run_now(town: Town, jobs: SourceSchedule, source: int, tools: Tools | None = None) -> RunReport | None:
    return jobs.run_source(source, tools or town.tools)


def test_failures_back_off_and_the_fifth_in_a_row_is_told_once(town: Town) -> None:
    source, jobs, told = failing(town)
    for failures, minutes in enumerate((5, 10, 20, 40, 80, 160), 1):
        run_now(town, jobs, source)
        stored = town.read(sources.source, source)
        assert (stored.failures, stored.due_at) == (failures, NOW + timedelta(minutes=minutes))
    assert told == [source]
    (town.folder / "none").write_text(lines(numbered([1])))
    run_now(town, jobs, source)
    assert town.read(sources.source, source).failures == 0


def test_a_busy_publisher_is_left_alone_for_as_long_as_it_asks(town: Town, web_server: WebServer) -> None:
    source = scheduled(town, web_server.address("/feed"))
    web_server.answer("/feed", status=503, headers={"Retry-After": "7200"})
    run_now(town, schedule(town), source)
    assert town.read(sources.source, source).due_at == NOW + timedelta(hours=2)


def test_a_source_that_runs_elsewhere_is_put_off(town: Town) -> None:
    source = scheduled(town)
    with town.database.transaction() as session:
        acquire(session, f"source:{source}", "other-machine:1:1:x", now=NOW, ttl=timedelta(minutes=5))
    assert run_now(town, schedule(town), source) is None
    assert town.read(sources.source, source).due_at == NOW + timedelta(minutes=5)


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
    assert jobs.start_due(lambda: town.tools) == [source]
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
