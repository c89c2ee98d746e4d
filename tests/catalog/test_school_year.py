"""Grades by year of birth, and the school calendar by rules."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import InvalidValue
from catalog.school_year import SchoolCalendar, holidays_from_rules
from catalog.terms import HolidayKind

CALENDAR = SchoolCalendar(holidays_from_rules({"decided_until": "2027-07-31"}, 2025, 2029))


@pytest.mark.parametrize(
    ("grade", "day", "ages"),
    [
        (3, date(2026, 10, 1), (7, 8)),
        (3, date(2027, 2, 1), (8, 9)),
        (1, date(2026, 9, 1), (5, 6)),
        (10, date(2027, 5, 1), (15, 16)),
        (3, date(2027, 7, 10), (8, 9)),
        (3, date(2027, 8, 10), (8, 9)),
    ],
)
def test_ages_in_a_grade_follow_the_year_of_birth(grade: int, day: date, ages: tuple[int, int]) -> None:
    assert CALENDAR.ages_in_grades(grade, grade, day) == ages


def test_in_the_summer_holiday_the_school_year_just_ending_counts() -> None:
    assert CALENDAR.school_year(date(2027, 8, 12)) == 2026
    assert CALENDAR.school_year(date(2027, 8, 23)) == 2027
    assert SchoolCalendar(()).school_year(date(2027, 7, 1)) == 2026


@given(st.integers(1, 13), st.dates(date(2025, 1, 1), date(2029, 12, 1)))
def test_every_age_in_a_grade_may_be_in_that_grade(grade: int, day: date) -> None:
    youngest, oldest = CALENDAR.ages_in_grades(grade, grade, day)
    for age in (youngest, oldest):
        found = CALENDAR.grades_at_ages(age, age, day)
        assert found is not None
        assert found[0] <= grade <= found[1]


def test_small_children_are_in_no_grade() -> None:
    assert CALENDAR.grades_at_ages(2, 4, date(2026, 10, 1)) is None


def test_the_holidays_of_a_year_follow_the_rules() -> None:
    spans = {holiday.slug: (holiday.first, holiday.last) for holiday in CALENDAR.holidays}
    assert spans["autumn-2026"] == (date(2026, 9, 28), date(2026, 10, 4))
    assert spans["winter-2027"] == (date(2027, 2, 22), date(2027, 2, 28))
    assert spans["easter-2027"] == (date(2027, 3, 20), date(2027, 3, 29))
    assert spans["christmas-2026"] == (date(2026, 12, 21), date(2027, 1, 3))
    assert spans["summer-2027"] == (date(2027, 6, 26), date(2027, 8, 22))


def test_holidays_that_are_not_decided_yet_are_provisional() -> None:
    provisional = {holiday.slug for holiday in CALENDAR.holidays if holiday.provisional}
    assert "autumn-2026" not in provisional
    assert "autumn-2027" in provisional


def test_a_decided_period_replaces_the_ruled_one_and_planning_days_are_free() -> None:
    rules = {"periods": [{"kind": "autumn", "first": "2026-10-05", "last": "2026-10-09"}], "planning_days": ["2026-11-20"]}
    calendar = SchoolCalendar(holidays_from_rules(rules, 2026, 2026))
    autumn = calendar.by_slug("autumn-2026")
    assert autumn is not None
    assert autumn.first == date(2026, 10, 5)
    planning_day = calendar.on(date(2026, 11, 20))
    assert planning_day is not None
    assert planning_day.kind is HolidayKind.PLANNING_DAY
    assert calendar.on(date(2026, 11, 19)) is None


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(InvalidValue, match="after the last"):
        holidays_from_rules({"periods": [{"kind": "autumn", "first": "2026-10-09", "last": "2026-10-05"}]}, 2026, 2026)


def test_the_next_holiday_of_a_kind_is_the_running_one_until_its_last_day() -> None:
    running = CALENDAR.next_of(HolidayKind.AUTUMN, date(2026, 10, 4))
    following = CALENDAR.next_of(HolidayKind.AUTUMN, date(2026, 10, 5))
    assert running is not None
    assert following is not None
    assert (running.slug, following.slug) == ("autumn-2026", "autumn-2027")


def test_a_parameter_means_the_next_of_a_kind_or_exactly_one() -> None:
    today = date(2026, 11, 22)
    assert getattr(CALENDAR.resolve("winter", today), "slug", None) == "winter-2027"
    assert getattr(CALENDAR.resolve("winter-2026", today), "slug", None) == "winter-2026"
    assert CALENDAR.resolve("winter-1999", today) is None
    assert [holiday.kind for holiday in CALENDAR.upcoming(today)][:2] == [HolidayKind.CHRISTMAS, HolidayKind.WINTER]
