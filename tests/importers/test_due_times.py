"""When a source is due: hours hold over both changes of the clock, pauses are caught up once, retries grow, wrong times are known."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.clock import OSLO, FixedClock
from importers.due_times import LONGEST_RETRY, ClockWatch, is_misplaced, next_due, retry_due

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
    ("due", "every_s", "failures", "misplaced"),
    [
        (None, HOUR_S, 0, True),
        (timedelta(0), HOUR_S, 0, False),
        (timedelta(days=-400), HOUR_S, 0, False),
        (timedelta(hours=1), HOUR_S, 0, False),
        (timedelta(hours=2), HOUR_S, 0, True),
        (timedelta(days=1), HOUR_S, 0, True),
        (timedelta(minutes=5), 60, 0, False),
        (timedelta(minutes=61), 60, 0, True),
        (timedelta(hours=25), DAY_S, 0, False),
        (timedelta(hours=26), DAY_S, 0, True),
        (timedelta(hours=26), HOUR_S, 3, False),
        (timedelta(days=2), HOUR_S, 3, True),
        (timedelta(days=365), 7 * DAY_S, 3, True),
    ],
)
def test_a_due_time_that_no_right_clock_set_is_known(due: timedelta | None, every_s: int, failures: int, misplaced: bool) -> None:
    assert is_misplaced(None if due is None else NOW + due, every_s, NOW, failures=failures) is misplaced


@given(
    st.integers(0, 2 * 365 * DAY_S).map(lambda seconds: NOW + timedelta(seconds=seconds)),
    st.integers(60, 20 * DAY_S),
    st.integers(0, 40 * DAY_S),
    st.integers(0, 40),
)
def test_no_time_that_is_set_is_ever_taken_for_a_wrong_one(due: datetime, every_s: int, late_s: int, failures: int) -> None:
    now = due + timedelta(seconds=late_s)
    following = retry_due(failures, now, retry_after_s=6 * HOUR_S) if failures else next_due(due, every_s, now)
    assert not is_misplaced(following, every_s, now, failures=failures)


def test_a_clock_that_is_moved_is_noticed_once_and_one_that_runs_is_not() -> None:
    clock, steady = FixedClock(NOW), [100.0]
    watch = ClockWatch(clock, lambda: steady[0])

    def later(seconds: float, *, moved: timedelta = timedelta(0)) -> timedelta:
        clock.instant += timedelta(seconds=seconds) + moved
        steady[0] += seconds
        return watch.moved()

    assert later(7200) == timedelta(0)
    assert later(20, moved=timedelta(seconds=5)) == timedelta(0)
    assert later(20, moved=timedelta(days=1)) == timedelta(days=1)
    assert later(20) == timedelta(0)
    assert later(20, moved=timedelta(days=-366)) == timedelta(days=-366)
