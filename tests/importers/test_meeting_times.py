"""Times compared: what one does not say is no difference; other hours, seasons and weeks are."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.drafts import SeriesDraft
from importers.meeting_times import NO_TIMES, Meets, Times, compare_times, times_of_meeting

AUTUMN = date(2026, 8, 18)


def weekly(days: str = "TU", start: time | None = time(17), more: str = "", first: date = AUTUMN, last: date | None = None) -> Times:
    return times_of_meeting([SeriesDraft(f"FREQ=WEEKLY{more};BYDAY={days}", first, last, start)], [])


def dated(*starts: datetime) -> Times:
    return times_of_meeting([], starts)


TUESDAY_AT_5 = datetime(2026, 11, 24, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        (weekly(), weekly(first=date(2026, 9, 1)), Meets.SAME),
        (weekly("TU,TH"), weekly("TH"), Meets.SHARED),
        (weekly(), weekly(start=time(18)), Meets.SAME_DAY),
        (weekly(), weekly(start=None), Meets.SHARED),
        (weekly(), weekly("WE"), Meets.APART),
        (weekly(last=date(2026, 12, 15)), weekly(first=date(2027, 1, 5)), Meets.APART),
        (weekly(more=";INTERVAL=2"), weekly(more=";INTERVAL=2", first=date(2026, 8, 25)), Meets.APART),
        (weekly(more=";INTERVAL=2"), weekly(more=";INTERVAL=2", first=date(2026, 9, 1)), Meets.SAME),
        (weekly(), dated(TUESDAY_AT_5), Meets.SHARED),
        (weekly(), dated(TUESDAY_AT_5.replace(day=25)), Meets.APART),
        (dated(TUESDAY_AT_5), dated(TUESDAY_AT_5), Meets.SAME),
        (dated(TUESDAY_AT_5), dated(TUESDAY_AT_5.replace(hour=18)), Meets.SAME_DAY),
        (dated(TUESDAY_AT_5), dated(datetime(2026, 11, 23, 23, tzinfo=UTC)), Meets.SHARED),
        (weekly(), NO_TIMES, Meets.UNKNOWN),
    ],
)
def test_times_stand_to_each_other_both_ways(one: Times, other: Times, meets: Meets) -> None:
    assert compare_times(one, other) is compare_times(other, one) is meets


def test_a_daily_rule_is_a_weekly_one_on_all_its_days_and_a_monthly_one_is_compared_as_it_is() -> None:
    daily = times_of_meeting([SeriesDraft("FREQ=DAILY", AUTUMN, date(2026, 8, 21), time(9))], [])
    monthly = [times_of_meeting([SeriesDraft("FREQ=MONTHLY;BYDAY=1MO", day, None, time(17))], []) for day in (AUTUMN, date(2026, 9, 7))]
    assert compare_times(daily, dated(datetime(2026, 8, 19, 7, tzinfo=UTC))) is Meets.SHARED
    assert compare_times(*monthly) is Meets.SAME
    assert compare_times(monthly[0], weekly()) is Meets.UNKNOWN


@given(st.lists(st.integers(0, 8000).map(lambda hours: TUESDAY_AT_5 + timedelta(hours=hours)), max_size=4))
def test_what_has_times_is_the_same_as_itself(starts: list[datetime]) -> None:
    times = dated(*starts)
    assert compare_times(times, times) is (Meets.SAME if starts else Meets.UNKNOWN)
