"""Ages and grades made comparable on a day: what an offer states, and what follows from the other where only that is stated.

An offer that states grades only is found by age through the grades that children of the age attend on the day ("about"), and
the other way round. One that states neither is unknown on both axes. In a summer holiday the school year just ending counts, but
for offers that say they mean the one that starts.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from catalog.school_year import SchoolCalendar
from catalog.terms import HolidayKind
from catalog.values import MAX_AGE, MAX_GRADE
from search.columns import Bools, Columns, Small, Spans

NO_GRADE = (99, -1)
"""A span that covers and overlaps nothing: the age is known, and no child of it is at school."""


@dataclass(frozen=True, slots=True)
class Comparable:
    """The ages and grades of every row on a day; `about` marks rows of which the axis was converted."""

    age: Spans
    age_about: Bools
    grade: Spans
    grade_about: Bools


def comparable(columns: Columns, calendar: SchoolCalendar, day: date) -> Comparable:
    """Ages and grades as they count on the day."""
    age_about = columns.grade.known & ~columns.age.known
    low, high = _converted_ages(columns, calendar, day)
    ages = Spans(
        np.where(age_about, low, columns.age.low),
        np.where(age_about, high, columns.age.high),
        columns.age.known | age_about,
    )
    grade_about = columns.age.known & ~columns.grade.known
    low, high = _converted_grades(columns, calendar, day)
    grades = Spans(
        np.where(grade_about, low, columns.grade.low),
        np.where(grade_about, high, columns.grade.high),
        columns.grade.known | grade_about,
    )
    return Comparable(ages, age_about, grades, grade_about)


def covers(spans: Spans, value: int) -> Bools:
    """Which rows take a single age or grade."""
    return spans.known & (spans.low <= value) & (spans.high >= value)


def overlaps(spans: Spans, low: int | None, high: int | None) -> Bools:
    """Which rows share a year or grade with the span; an end that is None is open."""
    found = spans.known.copy()
    if low is not None:
        found &= spans.high >= low
    if high is not None:
        found &= spans.low <= high
    return found


def _converted_ages(columns: Columns, calendar: SchoolCalendar, day: date) -> tuple[Small, Small]:
    low, high = _ages_by_grade(calendar, day)
    running = calendar.on(day)
    if running is None or running.kind is not HolidayKind.SUMMER:
        return low[columns.grade.low], high[columns.grade.high]
    start_low, start_high = _ages_by_grade(calendar, running.last + timedelta(days=1))
    return (
        np.where(columns.grades_start, start_low[columns.grade.low], low[columns.grade.low]),
        np.where(columns.grades_start, start_high[columns.grade.high], high[columns.grade.high]),
    )


def _ages_by_grade(calendar: SchoolCalendar, day: date) -> tuple[Small, Small]:
    ages = [calendar.ages_in_grades(grade, grade, day) for grade in range(1, MAX_GRADE + 1)]
    return np.array([0, *(low for low, _ in ages)], dtype=np.int8), np.array([0, *(high for _, high in ages)], dtype=np.int8)


def _converted_grades(columns: Columns, calendar: SchoolCalendar, day: date) -> tuple[Small, Small]:
    """Grades from the lowest of those as old or older to the highest of those as old or younger; babies' and adults' take none."""
    older = [calendar.grades_at_ages(age, MAX_AGE, day) for age in range(MAX_AGE + 1)]
    younger = [calendar.grades_at_ages(0, age, day) for age in range(MAX_AGE + 1)]
    low = np.array([span[0] if span else NO_GRADE[0] for span in older], dtype=np.int8)[columns.age.low]
    high = np.array([span[1] if span else NO_GRADE[1] for span in younger], dtype=np.int8)[columns.age.high]
    none = low > high
    return np.where(none, np.int8(NO_GRADE[0]), low), np.where(none, np.int8(NO_GRADE[1]), high)
