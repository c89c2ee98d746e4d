"""Days and instants as publishers write them → `date` and `Moment`; Norwegian order (day before month), ISO 8601, month names.

It guesses no century, month or year that is not there: "5. oktober" and "03/04/2026" raise `InvalidValue`, as do days that the
calendar lacks and a weekday that disagrees. An instant without an offset is Norwegian wall time.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from catalog.clock import OSLO
from catalog.errors import InvalidValue
from catalog.terms import Weekday
from importers.fields.times import clock_span, weekday_of_word
from importers.fields.words import folded

FIRST_YEAR, LAST_YEAR = 1970, 2100
_MONTH_NAMES = (
    ("januar", "january", "jan"),
    ("februar", "february", "feb"),
    ("mars", "march", "mar"),
    ("april", "apr"),
    ("mai", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("desember", "december", "des", "dec"),
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
MONTH_NAMES_PATTERN = "|".join(sorted(MONTHS, key=len, reverse=True))
_MONTH = MONTH_NAMES_PATTERN
_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)")
_DOTTED = re.compile(r"(?P<d>\d{1,2})(?P<sep>[./-]) ?(?P<m>\d{1,2})[./-] ?(?P<y>\d{4}|\d\d)(?!\d)")
_NAMED = re.compile(rf"(?P<d>\d{{1,2}})(?:\.|st|nd|rd|th)?[ -]?(?:of )?(?P<m>{_MONTH})\.?,?[ -]?(?P<y>\d{{4}})(?!\d)")
_AMERICAN = re.compile(rf"(?P<m>{_MONTH})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})(?!\d)")
_WEEKDAY = re.compile(r"(?:på |on )?(?P<word>[a-zæøå]{2,9})\.?,? (?:den |the )?(?=\d)")
_ISO_TIME = re.compile(r"[t ](?P<clock>\d\d:?\d\d(?::?\d\d(?:[.,]\d{1,9})?)?) ?(?P<zone>z|[+-]\d\d(?::?\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and the time of day and its zone where the publisher says them."""

    day: date
    clock: time | None = None
    zone: tzinfo = OSLO

    @property
    def instant(self) -> datetime:
        """The aware instant; the start of the day where no time is said."""
        return datetime.combine(self.day, self.clock or time(), self.zone)


def day_from(value: object, field: str = "date") -> date:
    """The day that a value states; a time of day beside it is passed over. Raises `InvalidValue`."""
    return moment_from(value, field).day


def moment_from(value: object, field: str = "date") -> Moment:
    """The day, and the time if there is one, that a value states. Raises `InvalidValue` with the reason."""
    if isinstance(value, datetime):
        return Moment(_sane(value.date(), value, field), value.time().replace(tzinfo=None), value.tzinfo or OSLO)
    if isinstance(value, date):
        return Moment(_sane(value, value, field))
    text = folded(value)
    named_day = _WEEKDAY.match(text)
    weekday = weekday_of_word(named_day["word"]) if named_day else None
    rest = text[named_day.end() :] if named_day and weekday else text.removeprefix("den ")
    match = next((m for pattern in (_ISO, _COMPACT, _DOTTED, _NAMED, _AMERICAN) if (m := pattern.match(rest))), None)
    if match is None:
        raise InvalidValue(field, value, "not a date with day, month and year")
    day = _day(match, value, field)
    if weekday and weekday is not list(Weekday)[day.weekday()]:
        raise InvalidValue(field, value, "the weekday and the date disagree")
    return _with_time(day, rest[match.end() :], value, field)


def _day(match: re.Match[str], value: object, field: str) -> date:
    parts = match.groupdict()
    month = int(parts["m"]) if parts["m"].isdecimal() else MONTHS[parts["m"]]
    day, year = int(parts["d"]), int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0)
    if parts.get("sep") == "/" and day <= 12 and month <= 12 and day != month and len(parts["y"]) == 4 and match.group().count("/") == 2:
        raise InvalidValue(field, value, "cannot tell the day from the month")
    try:
        return _sane(date(year, month, day), value, field)
    except ValueError as error:
        raise InvalidValue(field, value, "there is no such day") from error


def _sane(day: date, value: object, field: str) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise InvalidValue(field, value, f"a date is from {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _with_time(day: date, rest: str, value: object, field: str) -> Moment:
    """The time of day after the date: ISO ("T10:00+0200") or words ("kl. 10.00"); only the first of a span counts."""
    if not rest.strip(" .,"):
        return Moment(day)
    if match := _ISO_TIME.fullmatch(rest):
        try:
            stamp = datetime.fromisoformat(f"{day.isoformat()}T{match['clock'].replace(',', '.')}{(match['zone'] or '').upper()}")
        except ValueError as error:
            raise InvalidValue(field, value, "there is no such time of day") from error
        return Moment(day, stamp.time(), stamp.tzinfo or OSLO)
    if (span := clock_span(rest.strip(" .,"))) is None:
        raise InvalidValue(field, value, "the time after the date is not understood")
    return Moment(day, span.start)


def end_after(start: Moment, clock: time | None) -> datetime | None:
    """When a meeting ends that starts at a moment and ends at a time of day: the next morning when that is earlier."""
    if clock is None or start.clock is None:
        return None
    day = start.day if clock > start.clock else start.day + timedelta(days=1)
    return datetime.combine(day, clock, start.zone)
