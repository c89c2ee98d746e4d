"""Days: "i helga", "uke 40", "14. november", "5.–9. oktober", "høstferien 2026", "planleggingsdag"; always the next ones from today.

A week, day or month without a year is the running or the next one. "Helga" on a Sunday is that Sunday; "neste helg" is the weekend
of next week. Days of the school calendar come from the municipality; one that it does not know means nothing.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from catalog.school_year import LONG_HOLIDAYS
from catalog.terms import HolidayKind
from search.parameters import FIRST_YEAR, LAST_YEAR
from search.understanding.findings import Moment, Said
from search.understanding.patterns import NOT_BEFORE, Pieces, Rule, rule

SATURDAY, SUNDAY = 5, 6
BARE_MONTH_LEAST = 6
"""A month without a day and without "i" must have so many letters: "mai", "mars" and "may" mean other things too."""


def date_rules(pieces: Pieces) -> tuple[Rule, ...]:
    """The rules for days, weeks, months and holidays of a year, with the words of the phrase data."""
    reading = _Reading(pieces)
    month = rf"(?P<month>{pieces.words('month')})\.?"
    day, year = r"(?P<day>\d{1,2})(?:\.|st|nd|rd|th)?", r"(?:,?\s+(?P<year>20\d\d))?"
    to = pieces.to
    return (
        rule(rf"{pieces.unit('week')}\s*(?P<first>\d{{1,2}})(?:{to}(?P<last>\d{{1,2}}))?", reading.weeks),
        rule(r"(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)", reading.written),
        Rule(re.compile(rf"{NOT_BEFORE}(?P<day>\d{{1,2}})[./](?P<month>\d{{1,2}})\.?(?:[./]?(?P<year>20\d\d))?(?![\w/])"), reading.written),
        rule(rf"(?:the\s+)?{day}\s*(?:of\s+)?{month}{year}", reading.day),
        rule(rf"{month}\s+{day}{year}", reading.day),
        rule(rf"{day}\s*(?:{pieces.words('month')}\.?)?{to}(?P<until>\d{{1,2}})(?:\.|st|nd|rd|th)?\s*{month}{year}", reading.days),
        rule(rf"{pieces.sign('in')}\s+{month}{year}", reading.month),
        rule(rf"(?<!\d\s)(?<!\.\s){month}{year}", reading.bare_month),
        rule(rf"(?P<holiday>{pieces.words('period')})\s+(?P<year>20\d\d)", reading.holiday),
    )


def days_meant(word: str, moment: Moment) -> tuple[date, date] | None:
    """The first and last day that a value of the facet `day` means; None for a planning day that the calendar has not."""
    if word == "planning-day":
        found = moment.calendar.next_of(HolidayKind.PLANNING_DAY, moment.today)
        return (found.first, found.last) if found else None
    return _DAYS[word](moment.today)


def period_meant(kind: str, moment: Moment) -> str | None:
    """The slug of the running or next holiday of a kind; None where the calendar has none."""
    found = moment.calendar.next_of(HolidayKind(kind), moment.today)
    return found.slug if found else None


def from_to(days: tuple[date, date] | None) -> tuple[Said, ...]:
    """A span of days as parameters; nothing where a year lies beyond what search takes."""
    if days is None or not FIRST_YEAR <= days[0].year <= days[1].year <= LAST_YEAR:
        return ()
    return Said("from", days[0].isoformat()), Said("to", days[1].isoformat())


class _Reading:
    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces

    def weeks(self, match: re.Match[str], moment: Moment) -> tuple[Said, ...]:
        """A week of the ISO calendar, or several in a row, the running or next one."""
        first = int(match["first"])
        last = int(match["last"] or first)
        for year in (moment.today.isocalendar().year, moment.today.isocalendar().year + 1):
            span = _weeks(year, first, last)
            if span and span[1] >= moment.today:
                return from_to(span)
        return ()

    def written(self, match: re.Match[str], moment: Moment) -> tuple[Said, ...]:
        """A day with its month in digits."""
        return from_to(_next(moment.today, int(match["month"]), int(match["day"]), match["year"]))

    def day(self, match: re.Match[str], moment: Moment) -> tuple[Said, ...]:
        """A day with its month in words."""
        return from_to(_next(moment.today, self._month(match), int(match["day"]), match["year"]))

    def days(self, match: re.Match[str], moment: Moment) -> tuple[Said, ...]:
        """From one day to another of the same month, or to one of the month after it."""
        last = _next(moment.today, self._month(match), int(match["until"]), match["year"])
        if last is None:
            return ()
        months = [int(self._pieces.value("month", word)) for word in re.findall(self._pieces.words("month"), match[0])]
        first = _day(last[0].year - (months[0] > last[0].month), months[0], int(match["day"]))
        return from_to((first, last[0])) if first and first <= last[0] else ()

    def month(self, match: re.Match[str], moment: Moment) -> tuple[Said, ...]:
        """A whole month."""
        month, today = self._month(match), moment.today
        year = int(match["year"] or today.year + (month < today.month))
        return from_to((date(year, month, 1), date(year, month, monthrange(year, month)[1])))

    def bare_month(self, match: re.Match[str], moment: Moment) -> tuple[Said, ...]:
        """A whole month that no "i" leads in."""
        return self.month(match, moment) if len(match["month"]) >= BARE_MONTH_LEAST or match["year"] else ()

    def holiday(self, match: re.Match[str], moment: Moment) -> tuple[Said, ...]:
        """The holiday of a kind in a year, where the calendar has it."""
        kind = self._pieces.value("period", re.sub(r"[\s-]+", " ", match["holiday"]))
        found = moment.calendar.by_slug(f"{kind}-{match['year']}")
        return (Said("period", found.slug),) if found and found.kind in LONG_HOLIDAYS else ()

    def _month(self, match: re.Match[str]) -> int:
        return int(self._pieces.value("month", match["month"]))


def _next(today: date, month: int, day: int, year: str | None) -> tuple[date, date] | None:
    """The day in the year that is said, else today or the next such day."""
    years = [int(year)] if year else range(today.year, today.year + 9)  # 29 February comes within eight years
    found = (_day(number, month, day) for number in years)
    return next(((one, one) for one in found if one and (year or one >= today)), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weeks(year: int, first: int, last: int) -> tuple[date, date] | None:
    try:
        span = date.fromisocalendar(year, first, 1), date.fromisocalendar(year, last, 7)
    except ValueError:
        return None
    return span if span[0] <= span[1] else None


def _monday(day: date, weeks: int = 0) -> date:
    return day + timedelta(days=7 * weeks - day.weekday())


def _day_after(today: date, days: int) -> tuple[date, date]:
    day = today + timedelta(days=days)
    return day, day


def _weekend(today: date, weeks: int) -> tuple[date, date]:
    monday = _monday(today, weeks)
    return max(today, monday + timedelta(days=SATURDAY)), monday + timedelta(days=SUNDAY)


def _week(today: date, weeks: int) -> tuple[date, date]:
    monday = _monday(today, weeks)
    return max(today, monday), monday + timedelta(days=SUNDAY)


def _month(today: date, months: int) -> tuple[date, date]:
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    return max(today, first), date(year, month + 1, monthrange(year, month + 1)[1])


_DAYS: Mapping[str, Callable[[date], tuple[date, date]]] = {
    "today": lambda today: _day_after(today, 0),
    "tomorrow": lambda today: _day_after(today, 1),
    "after-tomorrow": lambda today: _day_after(today, 2),
    "weekend": lambda today: _weekend(today, 0),
    "next-weekend": lambda today: _weekend(today, 1),
    "week": lambda today: _week(today, 0),
    "next-week": lambda today: _week(today, 1),
    "month": lambda today: _month(today, 0),
    "next-month": lambda today: _month(today, 1),
}
