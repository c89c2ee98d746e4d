"""The events of one UID → series and dated meetings, within the horizon and the limits.

A rule that fits stays a rule, with its moved and cancelled meetings dated; any other is expanded, at most `MAX_DATES` times.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import icalendar
import recurring_ical_events

from catalog.clock import OSLO
from catalog.drafts import OccurrenceDraft, SeriesDraft
from catalog.terms import OccurrenceStatus
from catalog.values import DateSpan
from importers.calendar_events import PARSING_ERRORS, Event, midnight_after
from importers.errors import RecordRejected
from importers.recurrence import MAX_DATES, Rule, fits, is_met_by, last_day, rule_from, series_of

TENTATIVE = "Ikke bekreftet"
LONGEST_SERIES_MEETING = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class CalendarMeetings:
    """Series and dated meetings, and the last day on which it meets (None: it goes on beyond the horizon).

    `expanded` is how many of the dates a rule or a list of dates was expanded to.
    """

    series: tuple[SeriesDraft, ...] = ()
    occurrences: tuple[OccurrenceDraft, ...] = ()
    last: date | None = None
    expanded: int = 0


def meetings_of(master: Event | None, moved: list[Event], calendar: icalendar.Calendar, horizon: DateSpan) -> CalendarMeetings:
    """All meetings of an event. Raises `RecordRejected` for rules that are refused and for too many dates."""
    rule = rule_from(text) if master and (text := master.rule_text()) else None
    extra = master.days("RDATE") if master else []
    if master is None or (rule is None and not extra):
        return _dated([*([master] if master else []), *moved])
    if rule and _stays_a_rule(master, rule, moved, extra):
        return _ruled(master, rule, moved, extra, horizon)
    return _expanded(calendar, horizon)


def _stays_a_rule(master: Event, rule: Rule, moved: list[Event], extra: list[date]) -> bool:
    """Whether every meeting has the same hours in a zone known by name, and none changes all that follow it."""
    length = (master.end - master.start) if master.end else timedelta()
    named_zone = master.all_day or getattr(getattr(master.start, "tzinfo", None), "key", None) is not None
    return (
        fits(rule)
        and not master.has_periods
        and named_zone
        and (length <= LONGEST_SERIES_MEETING if master.all_day else length < LONGEST_SERIES_MEETING)
        and all(_clock(day) in (None, _clock(master.start)) for day in extra)
        and not any("RANGE" in event.component["RECURRENCE-ID"].params for event in moved)
    )


def _ruled(master: Event, rule: Rule, moved: list[Event], extra: list[date], horizon: DateSpan) -> CalendarMeetings:
    last = last_day(rule, master.start, horizon.last)
    first = _day(master.start)
    clocks = (_clock(master.start), _clock(master.end) if master.end and not master.all_day else None)
    series = series_of(rule, master.start, clocks, max(last, first) if last else None)
    also = {_day(day) for day in extra} | (set() if is_met_by(rule, master.start) else {first})
    changed = [
        event
        for event in moved
        if event.replaces and (event.start != event.replaces or event.is_cancelled or _length(event) != _length(master))
    ]
    except_on = {_day(day) for day in master.days("EXDATE")} | {_day(event.replaces) for event in changed if event.replaces}
    drafted = SeriesDraft(
        series.rrule,
        series.first,
        series.last,
        series.start,
        series.end,
        series.zone,
        tuple(sorted(except_on)),
        tuple(sorted(also - except_on)),
        series.weekdays,
    )
    dated = tuple(_occurrence(event) for event in changed if horizon.first <= _day(event.start) <= horizon.last)
    ends = None if last is None else max([last, *also, *(_day(event.start) for event in changed)])
    return CalendarMeetings((drafted,), dated, ends)


def _dated(events: list[Event]) -> CalendarMeetings:
    if len(events) > MAX_DATES:
        raise RecordRejected("event", len(events), f"too many dates: at most {MAX_DATES}")
    occurrences = tuple(sorted((_occurrence(event) for event in events), key=lambda each: each.start))
    return CalendarMeetings((), occurrences, max(_last_day_of(each) for each in occurrences))


def _expanded(calendar: icalendar.Calendar, horizon: DateSpan) -> CalendarMeetings:
    """Every meeting within the horizon, each on its own."""
    found: list[OccurrenceDraft] = []
    try:
        for component in recurring_ical_events.of(calendar).between(horizon.first, horizon.last + timedelta(days=1)):
            if len(found) >= MAX_DATES:
                raise RecordRejected("RRULE", calendar.walk("VEVENT")[0].get("SUMMARY", ""), f"too many dates: at most {MAX_DATES}")
            start, end = component.start, component.end
            found.append(_occurrence(Event(component, _local(start), _local(end) if end > start else None)))
    except PARSING_ERRORS as error:
        raise RecordRejected("RRULE", "", f"its dates cannot be found ({str(error)[:100]})") from error
    found.sort(key=lambda each: each.start)
    return CalendarMeetings((), tuple(found), _last_day_of(found[-1]) if found else date.min, len(found))


def _occurrence(event: Event) -> OccurrenceDraft:
    status = OccurrenceStatus.CANCELLED if event.is_cancelled else OccurrenceStatus.MOVED if event.replaces else OccurrenceStatus.SCHEDULED
    note = TENTATIVE if event.is_tentative else None
    if isinstance(event.start, datetime):
        end = event.end if isinstance(event.end, datetime) else None
        return OccurrenceDraft(event.start.astimezone(OSLO), end.astimezone(OSLO) if end else None, status=status, note=note)
    last = event.end - timedelta(days=1) if event.end else event.start
    return OccurrenceDraft(datetime.combine(event.start, time(), OSLO), midnight_after(last), all_day=True, status=status, note=note)


def _last_day_of(occurrence: OccurrenceDraft) -> date:
    return ((occurrence.end or occurrence.start) - timedelta(minutes=1 if occurrence.end else 0)).astimezone(OSLO).date()


def _local(moment: date) -> date:
    return moment.replace(tzinfo=OSLO) if isinstance(moment, datetime) and moment.tzinfo is None else moment


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _clock(moment: date) -> time | None:
    return moment.time().replace(microsecond=0) if isinstance(moment, datetime) else None


def _length(event: Event) -> timedelta | None:
    return event.end - event.start if event.end else None
