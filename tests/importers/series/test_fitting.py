"""Rules from meetings: what a person would call them, and expanded again exactly what went in."""

from calendar import monthcalendar
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.clock import OSLO
from catalog.drafts import OccurrenceDraft
from catalog.occurrences import FreeDays, meetings
from catalog.school_year import SchoolCalendar
from catalog.terms import Answer, Weekday
from catalog.values import DateSpan
from importers.series.fitting import Fitted, Meet, fitted

TUESDAY = date(2026, 9, 1)
NO_HOLIDAYS = FreeDays(SchoolCalendar(()))
Said = list[tuple[str, str, str, int]]


def meets(days: list[date], start: int = 17) -> list[Meet]:
    return [Meet(day, time(start), time(start + 1)) for day in days]


def every(days: int, count: int, first: date = TUESDAY) -> list[date]:
    return [first + timedelta(days=days * number) for number in range(count)]


def said(found: Fitted) -> Said:
    return [(one.rrule, f"{one.first:%d.%m}", f"{one.last:%d.%m}", len(one.except_on)) for one in found.series]


def nth(position: int, months: range) -> list[date]:
    """The second Tuesday (position 1) of months of 2026, or the last (-1)."""
    tuesdays = {month: [week[1] for week in monthcalendar(2026, month) if week[1]] for month in months}
    return [date(2026, month, days[position]) for month, days in tuesdays.items()]


@pytest.mark.parametrize(
    ("days", "expected", "loose"),
    [
        (every(7, 14), [("FREQ=WEEKLY;BYDAY=TU", "01.09", "01.12", 0)], 0),
        (every(7, 4), [("FREQ=WEEKLY;BYDAY=TU", "01.09", "22.09", 0)], 0),
        (every(7, 3), [], 3),
        ([day for day in every(7, 14) if day != date(2026, 9, 29)], [("FREQ=WEEKLY;BYDAY=TU", "01.09", "01.12", 1)], 0),
        (every(14, 7), [("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "01.09", "24.11", 0)], 0),
        ([*every(7, 8), *every(7, 8, TUESDAY + timedelta(days=2))], [("FREQ=WEEKLY;BYDAY=TU,TH", "01.09", "22.10", 0)], 0),
        ([*every(7, 8), TUESDAY + timedelta(days=4)], [("FREQ=WEEKLY;BYDAY=TU", "01.09", "20.10", 0)], 1),
        (every(1, 5), [], 5),
        (
            [*every(7, 6), *every(7, 6, date(2027, 1, 12))],
            [("FREQ=WEEKLY;BYDAY=TU", "01.09", "06.10", 0), ("FREQ=WEEKLY;BYDAY=TU", "12.01", "16.02", 0)],
            0,
        ),
        (every(1, 21), [("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "01.09", "21.09", 0)], 0),
        (nth(1, range(1, 7)), [("FREQ=MONTHLY;BYDAY=2TU", "13.01", "09.06", 0)], 0),
        (nth(-1, range(1, 7)), [("FREQ=MONTHLY;BYDAY=-1TU", "27.01", "30.06", 0)], 0),
        (every(11, 9), [], 9),
    ],
)
def test_a_rule_is_what_a_person_would_call_it(days: list[date], expected: Said, loose: int) -> None:
    found = fitted(meets(days))
    assert (said(found), len(found.loose)) == (expected, loose)


def test_more_than_one_exception_to_three_meetings_is_no_weekly_rule() -> None:
    days = every(7, 12)
    kept = [day for number, day in enumerate(days) if number not in {1, 4, 7}]
    assert [len(one.except_on) for one in fitted(meets(kept)).series] == [3]
    sparse = [day for number, day in enumerate(days) if number % 3 != 1]
    assert all(len(one.except_on) * 3 <= len(days) for one in fitted(meets(sparse)).series)
    assert not any(len(one.except_on) == 4 for one in fitted(meets(sparse)).series)


def test_other_hours_are_another_rule() -> None:
    found = fitted([*meets(every(7, 5), 17), *meets(every(7, 5), 19)])
    assert [(one.start, one.end) for one in found.series] == [(time(17), time(18)), (time(19), time(20))]
    assert found.series[0].weekdays == (Weekday.TUE,)


def test_a_list_over_centuries_is_no_rule_and_takes_no_time() -> None:
    assert fitted(meets([date(1970, 1, 6), date(2000, 1, 4), date(2050, 1, 4), date(2100, 1, 5)])).series == ()


DAYS = st.one_of(
    st.lists(st.integers(0, 540), max_size=60),
    st.builds(
        lambda first, step, count, gone: [first + step * number for number in range(count) if number not in gone],
        st.integers(0, 100),
        st.sampled_from([1, 7, 14, 28]),
        st.integers(1, 40),
        st.sets(st.integers(0, 40), max_size=6),
    ),
)


CLOCKS = st.sampled_from([(None, None), (time(17), None), (time(9), time(14, 30)), (time(22), time(1))])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(DAYS, CLOCKS), max_size=3))
def test_rules_and_rest_are_exactly_the_meetings_that_went_in(lists: list[tuple[list[int], tuple[time | None, time | None]]]) -> None:
    first = date(2026, 8, 17)
    given_meets = {Meet(first + timedelta(days=number), *clock) for days, clock in lists for number in days}
    by_start = {(meet.day, meet.start or time()): meet for meet in given_meets}
    found = fitted(by_start.values())
    dated = [_occurrence(meet) for meet in found.loose]
    again = meetings(found.series, dated, Answer.NO, NO_HOLIDAYS, DateSpan(first, first + timedelta(days=1300)))
    assert {(one.starts_at, one.ends_at, one.all_day) for one in again} == {
        (one.start.astimezone(UTC), one.end and one.end.astimezone(UTC), one.all_day) for one in map(_occurrence, by_start.values())
    }
    assert len(again) == len(by_start)
    for one in found.series:
        explained = len([meet for meet in by_start.values() if (meet.start, meet.end) == (one.start, one.end)])
        assert explained >= 4
        assert len(one.except_on) * 3 <= explained


def _occurrence(meet: Meet) -> OccurrenceDraft:
    if meet.start is None:
        return OccurrenceDraft(_at(meet.day, time()), _at(meet.day + timedelta(days=1), time()), all_day=True)
    end_day = meet.day + timedelta(days=1) if meet.end and meet.end < meet.start else meet.day
    return OccurrenceDraft(_at(meet.day, meet.start), _at(end_day, meet.end) if meet.end else None)


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, OSLO)
