"""The school year: grades by year of birth, and school-free periods of a municipality's calendar.

Rule of grades: grade g begins in August of the calendar year in which the child turns g + 5, so that in grade 3 a child is 7 or
8 years old in the autumn and 8 or 9 in the spring. In a summer holiday the grade of the school year just ending counts, in every
other period the one attended then. Source: the Norwegian Education Act's school start in the year a child turns six.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from dateutil.easter import easter

from catalog.errors import InvalidValue
from catalog.terms import HolidayKind
from catalog.values import MAX_GRADE, DateSpan

FIRST_GRADE_AGE = 6
LONG_HOLIDAYS = (HolidayKind.SUMMER, HolidayKind.AUTUMN, HolidayKind.CHRISTMAS, HolidayKind.WINTER, HolidayKind.EASTER)
SUMMER_ENDS = (8, 16)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A school-free period, both days included. `provisional` until the municipality has decided the year's calendar."""

    kind: HolidayKind
    slug: str
    first: date
    last: date
    provisional: bool = False

    @property
    def span(self) -> DateSpan:
        """Its days as a span."""
        return DateSpan(self.first, self.last)


class SchoolCalendar:
    """The school-free periods of one municipality, in order of their first days. Immutable."""

    def __init__(self, holidays: Iterable[Holiday]) -> None:
        self.holidays = tuple(sorted(holidays, key=lambda holiday: (holiday.first, holiday.slug)))

    @cached_property
    def _by_day(self) -> dict[date, Holiday]:
        return {day: holiday for holiday in reversed(self.holidays) for day in holiday.span.days()}

    def on(self, day: date) -> Holiday | None:
        """The holiday or planning day that a day belongs to; None on a school day (weekends within the term too)."""
        return self._by_day.get(day)

    def by_slug(self, slug: str) -> Holiday | None:
        """The holiday with exactly this slug (`autumn-2026`)."""
        return next((holiday for holiday in self.holidays if holiday.slug == slug), None)

    def next_of(self, kind: HolidayKind, day: date) -> Holiday | None:
        """The running or next holiday of a kind, seen from a day."""
        return next((holiday for holiday in self.holidays if holiday.kind is kind and holiday.last >= day), None)

    def upcoming(self, day: date) -> tuple[Holiday, ...]:
        """The running and coming long holidays, one of each kind, in order."""
        found = (self.next_of(kind, day) for kind in LONG_HOLIDAYS)
        return tuple(sorted((holiday for holiday in found if holiday), key=lambda holiday: holiday.first))

    def resolve(self, word: str, day: date) -> Holiday | None:
        """The holiday that a parameter means: a kind (the next one) or a slug."""
        if word in set(LONG_HOLIDAYS):
            return self.next_of(HolidayKind(word), day)
        return self.by_slug(word)

    def school_year(self, day: date) -> int:
        """The calendar year in which the school year that counts on a day began."""
        running = self.on(day)
        if running and running.kind is HolidayKind.SUMMER:
            return running.first.year - 1
        return day.year if (day.month, day.day) > SUMMER_ENDS else day.year - 1

    def ages_in_grades(self, lowest: int, highest: int, day: date) -> tuple[int, int]:
        """The youngest and oldest age, in whole years, of children in the grades on a day."""
        since_start = day.year - self.school_year(day)
        return lowest + FIRST_GRADE_AGE - 2 + since_start, highest + FIRST_GRADE_AGE - 1 + since_start

    def grades_at_ages(self, youngest: int, oldest: int, day: date) -> tuple[int, int] | None:
        """The lowest and highest grade that children of the ages may be in on a day; None where none is in school."""
        since_start = day.year - self.school_year(day)
        lowest = max(1, youngest - FIRST_GRADE_AGE + 1 - since_start)
        highest = min(MAX_GRADE, oldest - FIRST_GRADE_AGE + 2 - since_start)
        return (lowest, highest) if lowest <= highest else None


def holidays_from_rules(rules: Mapping[str, Any], first_year: int, last_year: int) -> list[Holiday]:
    """The holidays that begin in the calendar years `first_year` to `last_year`, by a municipality's rules.

    `rules`: `autumn_week` (40) and `winter_week` (8) as ISO weeks; `summer_from_week` (26) and `school_start_week` (34): summer
    lasts from the Saturday before the first to the Sunday before the second; `decided_until`, an ISO day: periods that begin
    later are provisional; `periods`, a list of {kind, first, last} that replace the ruled one of the same kind and year;
    `planning_days`, a list of ISO days. Easter is from the Saturday before Palm Sunday to Easter Monday, Christmas from
    21 December to 2 January and the weekend after.
    """
    decided = _day(rules.get("decided_until", date.max.isoformat()))
    ruled = {holiday.slug: holiday for year in range(first_year, last_year + 1) for holiday in _ruled(rules, year, decided)}
    for period in rules.get("periods", []):
        given = _holiday(HolidayKind(period["kind"]), _day(period["first"]), _day(period["last"]), decided)
        ruled[given.slug] = given
    for day in map(_day, rules.get("planning_days", [])):
        slug = f"{HolidayKind.PLANNING_DAY}-{day.isoformat()}"
        ruled[slug] = Holiday(HolidayKind.PLANNING_DAY, slug, day, day, provisional=day > decided)
    return sorted(ruled.values(), key=lambda holiday: holiday.first)


def _ruled(rules: Mapping[str, Any], year: int, decided: date) -> list[Holiday]:
    sunday = easter(year)
    january = date(year + 1, 1, 2)
    after_weekend = january + timedelta(days=(6 - january.weekday()) if january.weekday() >= 4 else 0)
    return [
        _week(HolidayKind.WINTER, year, rules.get("winter_week", 8), decided),
        _holiday(HolidayKind.EASTER, sunday - timedelta(days=8), sunday + timedelta(days=1), decided),
        _holiday(
            HolidayKind.SUMMER,
            date.fromisocalendar(year, rules.get("summer_from_week", 26), 1) - timedelta(days=2),
            date.fromisocalendar(year, rules.get("school_start_week", 34), 1) - timedelta(days=1),
            decided,
        ),
        _week(HolidayKind.AUTUMN, year, rules.get("autumn_week", 40), decided),
        _holiday(HolidayKind.CHRISTMAS, date(year, 12, 21), after_weekend, decided),
    ]


def _week(kind: HolidayKind, year: int, week: int, decided: date) -> Holiday:
    monday = date.fromisocalendar(year, week, 1)
    return _holiday(kind, monday, monday + timedelta(days=6), decided)


def _holiday(kind: HolidayKind, first: date, last: date, decided: date) -> Holiday:
    if first > last:
        raise InvalidValue("holiday", f"{first}–{last}", "the first day is after the last")
    return Holiday(kind, f"{kind}-{first.year}", first, last, provisional=first > decided)


def _day(value: str | date) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
