"""The schedule and the clock: changes of summer time, a clock that somebody moves, days off (S05–S08)."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from catalog.clock import OSLO, FixedClock
from catalog.database import Database
from importers.due_times import next_due
from importers.schedule import CATCH_UP_AT_ONCE
from tests.factories.installations import fill, installation
from tests.faults.scheduling import DAY_S, HOUR_S, Scheduled, scheduled
from web.jobs import Jobs

SCHEDULES_S = (300, 600, 900, 1_800, HOUR_S, 2 * HOUR_S, 6 * HOUR_S, 12 * HOUR_S, DAY_S, 2 * DAY_S, 7 * DAY_S)
SPRING, AUTUMN = datetime(2027, 3, 27, 12, tzinfo=OSLO), datetime(2026, 10, 24, 12, tzinfo=OSLO)
DAY = timedelta(days=1)


@pytest.fixture
def there(sqlite: Database, clock: FixedClock, tmp_path: Path) -> Iterator[Scheduled]:
    with scheduled(sqlite, clock, tmp_path) as made:
        yield made


def slots(every_s: int, begin: datetime, days: int) -> list[datetime]:
    """When a source of that schedule runs, looked at once a minute for so many days."""
    due, now, ran = begin.astimezone(UTC), begin.astimezone(UTC), []
    while now < begin + timedelta(days=days):
        if due <= now:
            ran.append(due)
            due = next_due(begin, every_s, now)
        now += timedelta(minutes=1)
    return ran


@pytest.mark.parametrize("every_s", SCHEDULES_S)
def test_s05_over_the_night_that_lacks_an_hour_no_slot_is_missed_and_none_comes_twice(every_s: int) -> None:
    assert_whole(slots(every_s, SPRING, 9), every_s, SPRING)


@pytest.mark.parametrize("at", ["02:00", "02:30", "02:59"])
def test_s05_a_daily_source_in_the_missing_hour_runs_once_that_night(at: str) -> None:
    begin = datetime.fromisoformat(f"2027-03-25 {at}").replace(tzinfo=OSLO)
    ran = [slot.astimezone(OSLO) for slot in slots(DAY_S, begin, 6)]
    assert [slot.date().day for slot in ran] == [25, 26, 27, 28, 29, 30]
    assert {slot.strftime("%H:%M") for slot in ran if slot.date().day != 28} == {at}


@pytest.mark.parametrize("every_s", SCHEDULES_S)
def test_s06_over_the_night_that_has_an_hour_twice_each_slot_runs_once(every_s: int) -> None:
    assert_whole(slots(every_s, AUTUMN, 9), every_s, AUTUMN)


@pytest.mark.parametrize("at", ["02:00", "02:30", "02:59"])
def test_s06_a_daily_source_in_the_doubled_hour_runs_once_that_night(at: str) -> None:
    begin = datetime.fromisoformat(f"2026-10-23 {at}").replace(tzinfo=OSLO)
    ran = [slot.astimezone(OSLO) for slot in slots(DAY_S, begin, 5)]
    assert [(slot.date().day, slot.strftime("%H:%M")) for slot in ran] == [(day, at) for day in range(23, 28)]


def assert_whole(ran: list[datetime], every_s: int, begin: datetime) -> None:
    """Even steps in true time for parts of a day, even steps by the wall for whole days; nothing left out, nothing double."""
    span_s = int(((begin + 9 * DAY).astimezone(UTC) - begin.astimezone(UTC)).total_seconds()) if every_s % DAY_S else 9 * DAY_S
    assert len(set(ran)) == len(ran) == -(-span_s // every_s)
    if every_s % DAY_S:
        assert {(after - before).total_seconds() for before, after in pairwise(ran)} == {every_s}
    else:
        assert {slot.astimezone(OSLO).time() for slot in ran} == {begin.time()}


def test_s06_in_the_doubled_hour_the_jobs_are_idle(tmp_path: Path) -> None:
    """A scheduler that computes its next time over and over again would burn a whole processor."""
    fold = FixedClock(datetime(2026, 10, 25, 0, 59, 59, tzinfo=UTC))
    with installation(tmp_path / "var", fold) as krets:
        fill(krets, [])
        with Jobs(krets):
            time.sleep(1.0)
            began, used = time.monotonic(), time.process_time()
            for _ in range(30):
                time.sleep(0.1)
                fold.instant += timedelta(minutes=4)
            share = (time.process_time() - used) / (time.monotonic() - began)
    assert share < 0.05


def test_s07_a_clock_that_is_moved_floods_nothing_freezes_nothing_and_is_told(there: Scheduled) -> None:
    hourly = there.sources(2, HOUR_S)
    daily = there.sources(1, DAY_S)
    assert there.tick() == [*hourly, *daily]
    for moved in (DAY, -DAY, timedelta(hours=-1), timedelta(hours=1), -366 * DAY, 366 * DAY):
        there.pass_time(timedelta(seconds=20))
        there.move_clock(moved)
        before = there.counts()
        with capture_logs() as log:
            there.tick()
        told = [entry for entry in log if entry["event"] == "clock moved"]
        assert [entry["by_s"] for entry in told] == [moved.total_seconds()]
        for _ in range(9):
            there.pass_time(timedelta(minutes=20))
            there.tick()
        ran = {source: number - before[source] for source, number in there.counts().items()}
        assert all(3 <= ran[source] <= 5 for source in hourly), (moved, ran)
        assert all(ran[source] <= 1 for source in daily), (moved, ran)
    before = there.counts()
    for _ in range(5):
        there.pass_time(timedelta(hours=7))
        there.tick()
    assert all(number > before[source] for source, number in there.counts().items()), "the daily one goes on, too"


def test_s08_after_three_days_off_each_source_catches_up_once_a_few_at_a_time(there: Scheduled) -> None:
    late = there.sources(9, HOUR_S, late=timedelta(days=3))
    started = []
    while len(there.counts()) > sum(there.counts().values()):
        started.append(there.tick())
        there.pass_time(timedelta(seconds=20))
    assert [len(each) for each in started] == [CATCH_UP_AT_ONCE] * 4 + [1]
    assert [source for each in started for source in each] == late
    assert there.tick() == []
    assert set(there.counts().values()) == {1}
    there.pass_time(timedelta(hours=1))
    assert len(there.tick()) > CATCH_UP_AT_ONCE, "from then on they are on time again"
