"""Dated meetings: wall time over clock changes, school holidays, exceptions, the horizon, and rules that must be refused."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from catalog.clock import OSLO, oslo_day
from catalog.drafts import OccurrenceDraft, SeriesDraft
from catalog.errors import InvalidValue
from catalog.occurrences import MAX_PER_SERIES, FreeDays, Meeting, day_bounds, horizon, meetings
from catalog.school_year import SchoolCalendar, holidays_from_rules
from catalog.terms import Answer, OccurrenceStatus
from catalog.values import DateSpan

FREE = FreeDays(SchoolCalendar(holidays_from_rules({}, 2025, 2029)))
YEAR = DateSpan(date(2026, 9, 1), date(2027, 8, 31))


def tuesdays(**fields: object) -> SeriesDraft:
    """Tuesdays 18–19 from August."""
    given = {"rrule": "FREQ=WEEKLY;BYDAY=TU", "first": date(2026, 8, 18), "start": time(18), "end": time(19)} | fields
    return SeriesDraft(**given)  # type: ignore[arg-type]


def of(
    series: SeriesDraft, *, follows: Answer = Answer.NO, dated: tuple[OccurrenceDraft, ...] = (), within: DateSpan = YEAR
) -> list[Meeting]:
    """The meetings of one series."""
    return meetings([series], dated, follows, FREE, within)


def test_six_in_the_evening_stays_so_on_both_sides_of_the_clock_changes() -> None:
    found = of(tuesdays())
    assert {meeting.starts_at.astimezone(OSLO).time() for meeting in found} == {time(18)}
    assert {meeting.starts_at.hour for meeting in found} == {16, 17}


def test_days_left_out_and_days_added_are_heard() -> None:
    days = [oslo_day(one.starts_at) for one in of(tuesdays(except_on=(date(2026, 9, 8),), also_on=(date(2026, 9, 10),)))]
    assert date(2026, 9, 8) not in days
    assert date(2026, 9, 10) in days


@pytest.mark.parametrize(("follows", "expected"), [(Answer.YES, []), (Answer.NO, [False]), (Answer.UNKNOWN, [True])])
def test_a_school_holiday_is_a_pause_a_meeting_or_a_question(follows: Answer, expected: list[bool]) -> None:
    found = of(tuesdays(), follows=follows)
    assert [one.unsure for one in found if oslo_day(one.starts_at) == date(2026, 9, 29)] == expected


def test_a_public_holiday_counts_like_a_school_holiday() -> None:
    mondays = tuesdays(rrule="FREQ=WEEKLY;BYDAY=MO")
    assert date(2027, 5, 17) not in [oslo_day(one.starts_at) for one in of(mondays, follows=Answer.YES)]


def test_a_dated_meeting_replaces_the_ruled_one_at_the_same_time() -> None:
    start = datetime(2026, 9, 8, 18, 0, tzinfo=OSLO)
    found = of(tuesdays(), dated=(OccurrenceDraft(start, status=OccurrenceStatus.CANCELLED),))
    statuses = [one.status for one in found if one.starts_at == start]
    assert statuses == [OccurrenceStatus.CANCELLED]


def test_only_meetings_within_the_horizon_are_kept() -> None:
    within = horizon(date(2026, 11, 22))
    found = of(tuesdays(), within=within)
    assert all(oslo_day(one.starts_at) in within for one in found)
    assert within.last - date(2026, 11, 22) == timedelta(days=548)


def test_a_season_that_ended_in_utc_at_midnight_keeps_its_last_day() -> None:
    found = of(tuesdays(rrule="FREQ=WEEKLY;BYDAY=TU;UNTIL=20261215T170000Z"))
    assert oslo_day(found[-1].starts_at) == date(2026, 12, 15)


def test_meetings_without_hours_last_all_day() -> None:
    found = of(tuesdays(start=None, end=None))
    assert all(one.all_day and one.starts_at.astimezone(OSLO).time() == time(0) for one in found)


def test_a_meeting_past_midnight_ends_the_next_day() -> None:
    one = of(tuesdays(start=time(22), end=time(1)))[0]
    assert one.ends_at is not None
    assert one.ends_at - one.starts_at == timedelta(hours=3)


@pytest.mark.parametrize("rrule", ["FREQ=SECONDLY", "FREQ=HOURLY;INTERVAL=3", "FREQ=WEEKLY;BYDAY=XX", "nonsense", ""])
def test_rules_that_are_too_fast_or_none_are_refused(rrule: str) -> None:
    with pytest.raises(InvalidValue):
        of(tuesdays(rrule=rrule))


def test_a_daily_rule_without_end_is_bounded() -> None:
    found = of(tuesdays(rrule="FREQ=DAILY"), within=DateSpan(date(2026, 9, 1), date(2036, 9, 1)))
    assert len(found) == MAX_PER_SERIES


def test_an_open_series_has_no_last_day_a_closed_one_has() -> None:
    assert day_bounds([tuesdays()], [], of(tuesdays())) == (date(2026, 8, 18), None)
    ended = tuesdays(last=date(2026, 12, 15))
    assert day_bounds([ended], [], of(ended)) == (date(2026, 8, 18), date(2026, 12, 15))
    past = tuesdays(first=date(2020, 8, 18), last=date(2020, 12, 15))
    assert day_bounds([past], [], of(past)) == (date(2020, 8, 18), date(2020, 12, 15))
    assert day_bounds([], [], []) == (None, None)


def test_a_weekend_camp_ends_on_its_last_day() -> None:
    camp = OccurrenceDraft(datetime(2026, 10, 2, 16, 0, tzinfo=UTC), datetime(2026, 10, 4, 12, 0, tzinfo=UTC))
    assert day_bounds([], [camp], []) == (date(2026, 10, 2), date(2026, 10, 4))


@pytest.mark.parametrize("follows", list(Answer))
def test_a_series_made_for_a_holiday_is_held_in_it_whatever_it_says_of_the_school_calendar(follows: Answer) -> None:
    football_school = tuesdays(rrule="FREQ=DAILY", first=date(2026, 9, 28), last=date(2026, 10, 1))
    assert [one.unsure for one in of(football_school, follows=follows)] == [False] * 4


def test_a_series_that_merely_begins_in_a_holiday_pauses_like_any_other() -> None:
    term = tuesdays(first=date(2026, 9, 29), last=date(2026, 12, 15))
    assert [one.unsure for one in of(term, follows=Answer.UNKNOWN)][:2] == [True, False]


def test_what_is_left_of_a_term_series_in_a_holiday_is_still_a_question() -> None:
    term = tuesdays(last=date(2026, 9, 29))
    left = of(term, follows=Answer.UNKNOWN, within=DateSpan(date(2026, 9, 28), date(2026, 12, 31)))
    assert [one.unsure for one in left] == [True]
