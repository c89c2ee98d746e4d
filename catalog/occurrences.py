"""Dated meetings from a draft's rules and dates, in wall time, within the horizon.

Rule of school holidays: a series that follows the school calendar pauses in them; one that says it does not runs; one that says
nothing gives meetings marked `unsure`, which answer no question about that holiday. Public holidays count alike. A series that
only ever meets on such days (three days of a football school) is made for the holiday and held.
A weekly 18:00 stays 18:00 on both sides of a clock change.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import holidays as public_holidays
from dateutil.rrule import rrulestr

from catalog.clock import OSLO, oslo_day
from catalog.drafts import OccurrenceDraft, SeriesDraft
from catalog.errors import InvalidValue
from catalog.school_year import SchoolCalendar
from catalog.terms import Answer, OccurrenceStatus
from catalog.values import DateSpan
from catalog.weekly import weekly_rule

HORIZON_DAYS = 548
MAX_PER_SERIES = 750
LOOK_BACK = timedelta(days=1)
ALLOWED = ("FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY")


@dataclass(frozen=True, slots=True, order=True)
class Meeting:
    """One dated meeting as it is stored; instants are aware and in UTC."""

    starts_at: datetime
    ends_at: datetime | None = None
    all_day: bool = False
    status: OccurrenceStatus = OccurrenceStatus.SCHEDULED
    unsure: bool = False
    dated: bool = False
    note: str | None = None


def horizon(today: date) -> DateSpan:
    """The days for which dated meetings are kept: yesterday to about 18 months ahead."""
    return DateSpan(today - LOOK_BACK, today + timedelta(days=HORIZON_DAYS))


class FreeDays:
    """School-free days and Norway's public holidays, asked day by day; an answer is remembered."""

    def __init__(self, calendar: SchoolCalendar) -> None:
        self._calendar = calendar
        self._public = public_holidays.country_holidays("NO")
        self._known: dict[date, bool] = {}

    def __contains__(self, day: date) -> bool:
        known = self._known.get(day)
        if known is None:
            known = self._known[day] = self._calendar.on(day) is not None or day in self._public
        return known


def meetings(
    series: Iterable[SeriesDraft], dated: Iterable[OccurrenceDraft], follows: Answer, free: FreeDays, within: DateSpan
) -> list[Meeting]:
    """Every meeting within the horizon, in order; a dated one replaces a ruled one that starts at the same instant."""
    found: dict[datetime, Meeting] = {}
    for one in series:
        own_holiday = _is_for_free_days(one, free)
        for start, end in _ruled(one, within):
            pauses = oslo_day(start) in free and not own_holiday
            if not (pauses and follows is Answer.YES):
                found[start] = Meeting(start, end, all_day=one.start is None, unsure=pauses and follows is Answer.UNKNOWN)
    for occurrence in dated:
        if is_within(occurrence, within):
            meeting = _dated(occurrence)
            found[meeting.starts_at] = meeting
    return sorted(found.values(), key=lambda meeting: meeting.starts_at)


def _is_for_free_days(series: SeriesDraft, free: FreeDays) -> bool:
    """Whether a series that ends only ever meets on school-free days: then it is made for the holiday, and does not pause in it."""
    if _is_open(series) or series.first not in free:
        return False
    days = list(_days(series, DateSpan(series.first, series.last or date.max)))
    return bool(days) and all(day in free for day in days)


def is_within(one: OccurrenceDraft, within: DateSpan) -> bool:
    """Whether a dated meeting begins or ends within the days."""
    return oslo_day(one.start) in within or (one.end is not None and oslo_day(one.end) in within)


def day_bounds(series: Iterable[SeriesDraft], dated: Iterable[OccurrenceDraft], found: list[Meeting]) -> tuple[date | None, date | None]:
    """The first and last day of an offer's meetings, given in order. The last is None while a series has no end, or nothing is dated."""
    rules, days = list(series), [oslo_day(one.start) for one in dated]
    ends = [oslo_day(one.end - timedelta(seconds=1)) for one in dated if one.end and one.end > one.start]
    firsts = [*days, *(one.first for one in rules)]
    if not firsts:
        return None, None
    if any(_is_open(one) for one in rules):
        return min(firsts), None
    ruled = [oslo_day(found[-1].starts_at)] if found else []
    past = [day for one in rules if (day := _last_of(one))]
    lasts = [*days, *ends, *ruled] if ruled or days else past
    return min(firsts), max(lasts or firsts)


def _is_open(series: SeriesDraft) -> bool:
    return series.last is None and "UNTIL=" not in series.rrule and "COUNT=" not in series.rrule


def _last_of(series: SeriesDraft) -> date | None:
    """The end of a season that is over: as it is told, else the last day that the rule gives."""
    return series.last or max(_days(series, DateSpan(series.first, date.max)), default=None)


def _ruled(series: SeriesDraft, within: DateSpan) -> Iterator[tuple[datetime, datetime | None]]:
    """When each of its meetings begins and ends."""
    if not any(frequency in series.rrule.upper() for frequency in ALLOWED):
        raise InvalidValue("when", series.rrule, "meetings repeat by day, week, month or year")
    last = min(within.last, series.last or within.last)
    skipped = set(series.except_on)
    for day in _days(series, DateSpan(within.first, last) if within.first <= last else None):
        if day not in skipped:
            yield _hours(series, day, ZoneInfo(series.zone))


def _days(series: SeriesDraft, within: DateSpan | None) -> Iterator[date]:
    if within is None:
        return
    start = max(within.first, series.first)
    weekly = weekly_rule(_without_zone(series.rrule))
    ruled = weekly.days(series.first, start) if weekly else _by_dateutil(series, start)
    for day in islice(ruled, MAX_PER_SERIES):
        if day > within.last:
            break
        yield day
    yield from (day for day in series.also_on if day in within)


def _by_dateutil(series: SeriesDraft, start: date) -> Iterator[date]:
    try:
        rule = rrulestr(_without_zone(series.rrule), dtstart=datetime.combine(series.first, time()))
    except (ValueError, TypeError) as error:
        raise InvalidValue("when", series.rrule, f"not a rule of repetition ({error})") from error
    return (moment.date() for moment in rule.xafter(datetime.combine(start, time()), inc=True))


def _without_zone(rrule: str) -> str:
    """UNTIL as a bare day: the rule is counted in local days, so its zone says nothing more."""
    parts = []
    for part in rrule.split(";"):
        name, _, value = part.partition("=")
        parts.append(f"UNTIL={value[:8]}" if name.upper() == "UNTIL" else part)
    return ";".join(parts)


def _hours(series: SeriesDraft, day: date, zone: ZoneInfo) -> tuple[datetime, datetime | None]:
    if series.start is None:
        return _utc(day, time(), zone), _utc(day + timedelta(days=1), time(), zone)
    end_day = day + timedelta(days=1) if series.end and series.end < series.start else day
    return _utc(day, series.start, zone), _utc(end_day, series.end, zone) if series.end else None


def _utc(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def _dated(one: OccurrenceDraft) -> Meeting:
    start = one.start if one.start.tzinfo else one.start.replace(tzinfo=OSLO)
    end = one.end.astimezone(UTC) if one.end else None
    return Meeting(start.astimezone(UTC), end, one.all_day, one.status, dated=True, note=one.note)
