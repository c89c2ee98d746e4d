"""Dates of the demo's files, relative to the day of loading, so that the demo is never stale.

A placeholder is `{{ANCHOR[.DAY][±N(d|w)][|FORMAT]}}`. Anchors: `today`; `week` (Monday of this week); `season` and `seasonend`
(the running half-year term, with at least six weeks to go); `autumn`, `christmas`, `winter`, `easter`, `summer` (the first weekday
of that school holiday, the running or next one). `.DAY` is that weekday on or after the anchor. Formats: `iso`, `no`
(05.10.2026), `ics` (20261005), `words` (5. oktober), `week`, `year`.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from babel.dates import format_date

from catalog.errors import InvalidValue
from catalog.school_year import SchoolCalendar
from catalog.terms import HolidayKind, Weekday

PLACEHOLDER = re.compile(r"\{\{\s*([a-z]+)(?:\.([a-z]{3}))?(?:([+-]\d+)([dw]))?(?:\|([a-z]+))?\s*\}\}")
ANY_BRACES = re.compile(r"\{\{.*?\}\}")
TERM_STARTS = ((2, 1), (34, 1))
TERM_ENDS = ((25, 5), (50, 5))
SHORTEST_REST = timedelta(weeks=6)

FORMATS: dict[str, Callable[[date], str]] = {
    "iso": date.isoformat,
    "no": lambda day: f"{day:%d.%m.%Y}",
    "ics": lambda day: f"{day:%Y%m%d}",
    "words": lambda day: format_date(day, "d. MMMM", locale="nb"),
    "week": lambda day: str(day.isocalendar().week),
    "year": lambda day: str(day.year),
}


class DemoDates:
    """Fills placeholders for one day of loading and one municipality's school calendar."""

    def __init__(self, today: date, calendar: SchoolCalendar) -> None:
        self._today = today
        self._calendar = calendar

    def fill(self, text: str) -> str:
        """The text with every placeholder replaced; raises `InvalidValue` naming one that is not legal."""
        filled = PLACEHOLDER.sub(lambda match: self._date(*match.groups()), text)
        left = ANY_BRACES.search(filled)
        if left:
            raise InvalidValue("placeholder", left.group(), "not a date of the demo")
        return filled

    def _date(self, anchor: str, weekday: str | None, shift: str | None, unit: str | None, shape: str | None) -> str:
        day = self._anchor(anchor)
        if weekday:
            if weekday not in set(Weekday):
                raise InvalidValue("placeholder", weekday, f"the weekdays are {', '.join(Weekday)}")
            day += timedelta(days=(Weekday(weekday).number - day.weekday()) % 7)
        if shift:
            day += timedelta(**{"weeks" if unit == "w" else "days": int(shift)})
        if (shape or "iso") not in FORMATS:
            raise InvalidValue("placeholder", shape, f"the formats are {', '.join(FORMATS)}")
        return FORMATS[shape or "iso"](day)

    def _anchor(self, name: str) -> date:
        if name == "today":
            return self._today
        if name == "week":
            return self._today - timedelta(days=self._today.weekday())
        if name == "season":
            return max(day for day in _terms(self._today, TERM_STARTS) if day <= self._today)
        if name == "seasonend":
            return min(day for day in _terms(self._today, TERM_ENDS) if day >= self._today + SHORTEST_REST)
        return self._holiday(name)

    def _holiday(self, name: str) -> date:
        if name not in set(HolidayKind):
            raise InvalidValue("placeholder", name, "not a date of the demo")
        holiday = self._calendar.next_of(HolidayKind(name), self._today)
        if holiday is None:
            raise InvalidValue("placeholder", name, "the school calendar has no such holiday ahead")
        return next(day for day in holiday.span.days() if day.weekday() < 5)


def _terms(today: date, weeks: tuple[tuple[int, int], ...]) -> list[date]:
    return [date.fromisocalendar(year, week, day) for year in range(today.year - 1, today.year + 2) for week, day in weeks]
