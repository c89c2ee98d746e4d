"""Days are Norway's, instants are UTC."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from catalog.clock import FixedClock, SystemClock, oslo_day, today


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 6, 30, 21, 59, tzinfo=UTC), date(2026, 6, 30)),
    ],
)
def test_the_day_begins_at_norwegian_midnight_winter_and_summer(instant: datetime, day: date) -> None:
    assert oslo_day(instant) == day
    assert today(FixedClock(instant)) == day


def test_a_fixed_clock_answers_in_utc_whatever_zone_it_was_set_in() -> None:
    there = timezone(timedelta(hours=-8))
    clock = FixedClock(datetime(2026, 11, 22, 3, 0, tzinfo=there))
    assert clock.now() == datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
    assert clock.now().tzinfo is UTC


def test_the_machines_clock_is_aware_and_goes_on() -> None:
    first = SystemClock().now()
    assert first.tzinfo is UTC
    assert SystemClock().now() >= first
