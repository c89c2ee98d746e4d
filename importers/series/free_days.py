"""Days on which Norwegian schools are closed for sure, or may be: what can be said without a municipality's own calendar.

A rule's meeting on a day that may be free is marked "unsure" by the catalog unless its offer says that it runs in the holidays.
A published date is never unsure, so dates on such days are kept beside the rule. Single planning days are not foreseen.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from catalog.occurrences import FreeDays
from catalog.school_year import SchoolCalendar, holidays_from_rules
from catalog.terms import HolidayKind
from catalog.values import DateSpan

_WEEKS = (({"autumn_week": 40, "winter_week": 8}), ({"autumn_week": 41, "winter_week": 9}), ({"autumn_week": 39, "winter_week": 7}))
_EARLIEST_SUMMER, _LATEST_SUMMER = (6, 14), (8, 27)
_SURE_KINDS = (HolidayKind.EASTER, HolidayKind.CHRISTMAS)


def may_be_free(day: date) -> bool:
    """Whether schools somewhere in Norway are closed on the day: holidays in any usual week, and public holidays."""
    return _EARLIEST_SUMMER <= (day.month, day.day) <= _LATEST_SUMMER or any(day in free for free in _calendars(day.year))


def runs_in_holidays(days: Iterable[date]) -> bool:
    """Whether some day lies in a holiday of every school: July, the days around Easter, from Christmas to new year."""
    return any(day.month == 7 or any(day in span for span in _sure_spans(day.year)) for day in days)


@lru_cache(maxsize=64)
def _calendars(year: int) -> tuple[FreeDays, ...]:
    return tuple(FreeDays(SchoolCalendar(holidays_from_rules(weeks, year - 1, year))) for weeks in _WEEKS)


@lru_cache(maxsize=64)
def _sure_spans(year: int) -> tuple[DateSpan, ...]:
    ruled = [holiday.span for holiday in holidays_from_rules({}, year - 1, year) if holiday.kind in _SURE_KINDS]
    return tuple(DateSpan(max(span.first, date(span.last.year - 1, 12, 24)), span.last) if span.last.month == 1 else span for span in ruled)
