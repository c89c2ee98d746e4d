"""When an event of schema.org or OpenActive meets: its schedules (`eventSchedule`) and its dated parts → series and meetings.

Only what a schedule says becomes a rule: without a frequency, or without the first day that every-other-week needs, it stays words.
A `PartialSchedule` is a pattern with gaps: where dated parts stand beside it, they are the meetings and the pattern is words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from catalog.clock import OSLO
from catalog.drafts import OccurrenceDraft, SeriesDraft
from catalog.errors import InvalidValue
from catalog.terms import OccurrenceStatus, Weekday
from importers.contract import Context
from importers.errors import RecordRejected
from importers.fields.dates import day_from, moment_from
from importers.recurrence import last_day, rule_from, series_of
from importers.shapes.linked_data import Thing, number, short, term, text, texts, types_of

MAX_MEETINGS = 750
_DAY_NAMES = ("mandager", "tirsdager", "onsdager", "torsdager", "fredager", "lørdager", "søndager")
_FREQUENCY = re.compile(r"P(\d{1,3})([DWMY])")
_WORDS_OF_FREQUENCY = {"daily": "P1D", "weekly": "P1W", "biweekly": "P2W", "monthly": "P1M", "yearly": "P1Y", "annually": "P1Y"}
_LENGTH = re.compile(r"P(?:(\d{1,2})D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:\d{1,5}S)?)?")
_BY_DAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_CLOCK = re.compile(r"(?:\d{4}-\d\d-\d\d)?T?(\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")
_FREQUENCIES = {"D": "DAILY", "W": "WEEKLY", "M": "MONTHLY", "Y": "YEARLY"}
STATUSES = {
    "EventCancelled": OccurrenceStatus.CANCELLED,
    "EventPostponed": OccurrenceStatus.MOVED,
    "EventRescheduled": OccurrenceStatus.SCHEDULED,
    "EventScheduled": OccurrenceStatus.SCHEDULED,
}


@dataclass(frozen=True, slots=True)
class Timetable:
    """The meetings of an event. `over` says that it had meetings, and that none of them is still to come."""

    series: tuple[SeriesDraft, ...] = ()
    occurrences: tuple[OccurrenceDraft, ...] = ()
    words: str | None = None
    over: bool = False

    @property
    def told(self) -> bool:
        """Whether anything at all is said of when."""
        return bool(self.series or self.occurrences or self.words or self.over)


def timetable_of(schedules: Sequence[Thing], parts: Sequence[Thing], context: Context) -> Timetable:
    """The meetings that schedules and dated parts give; what cannot be used of them is noted."""
    dated = [each for part in parts if (each := meeting_of(part, context))]
    coming = sorted((each for each in dated if _last_day_of(each) >= context.today), key=lambda each: each.start)
    if len(coming) > MAX_MEETINGS:
        context.notes.warn("subEvent", len(coming), f"only the first {MAX_MEETINGS} meetings are kept")
    whole = [each for each in schedules if not (dated and "PartialSchedule" in types_of(each))]
    ruled = [series for schedule in whole if (series := series_from(schedule, context))]
    running = tuple(each for each in ruled if each.last is None or each.last >= context.today)
    words = " · ".join(dict.fromkeys(told for schedule in schedules if (told := words_of(schedule)))) or None
    over = bool(dated or ruled) and not (running or coming)
    return Timetable(running, tuple(coming[:MAX_MEETINGS]), words, over)


def meeting_of(part: Thing, context: Context) -> OccurrenceDraft | None:
    """One dated meeting; None, with a warning, when it has no date that can be meant."""
    if not (given := text(part, "startDate")):
        return None
    try:
        start = moment_from(given, "startDate")
        end = moment_from(stated, "endDate") if (stated := text(part, "endDate")) else None
    except InvalidValue as error:
        context.notes.warn(error.field, error.value, error.reason)
        return None
    left = number(part, "remainingAttendeeCapacity")
    status = STATUSES.get(term(part, "eventStatus") or "", OccurrenceStatus.SCHEDULED)
    if status is OccurrenceStatus.SCHEDULED and left == 0:
        status = OccurrenceStatus.FULL
    note = f"{int(left)} ledige plasser" if left and left > 0 and status is OccurrenceStatus.SCHEDULED else None
    if start.clock is None:
        last = max(end.day, start.day) if end else start.day
        finish = datetime.combine(last + timedelta(days=1), time(), OSLO)
        return OccurrenceDraft(start.instant.astimezone(OSLO), finish, all_day=True, status=status, note=note)
    begin, finish_at = start.instant.astimezone(OSLO), end.instant.astimezone(OSLO) if end and end.clock else None
    return OccurrenceDraft(begin, finish_at if finish_at and finish_at > begin else None, status=status, note=note)


def series_from(schedule: Thing, context: Context) -> SeriesDraft | None:
    """The series of a schedule (schema.org Schedule); None, with a warning, for one that is no rule."""
    try:
        parts = rule_from(_rule(schedule))
        begin = day_from(given, "startDate") if (given := text(schedule, "startDate")) else None
        until = day_from(given, "endDate") if (given := text(schedule, "endDate")) else None
        except_on = tuple(day_from(each, "exceptDate") for each in texts(schedule, "exceptDate"))
    except (RecordRejected, InvalidValue) as error:
        context.notes.warn("eventSchedule", error.value, error.reason)
        return None
    if begin is None and (int(parts.get("INTERVAL", "1")) > 1 or "COUNT" in parts or "BYDAY" not in parts):
        context.notes.warn("eventSchedule", text(schedule, "repeatFrequency"), "the rule needs a first day to count from")
        return None
    first = begin or date(context.today.year, 1, 1)
    if until and until < first:
        context.notes.warn("eventSchedule", until, "it ends before it begins")
        until = None
    zone = text(schedule, "scheduleTimezone") or OSLO.key
    known = ZoneInfo(zone) if zone in available_timezones() else OSLO
    clocks = _clocks(schedule)
    if parts["FREQ"] == "WEEKLY" and "BYDAY" not in parts:
        parts["BYDAY"] = list(Weekday)[first.weekday()].value[:2].upper()
    at = datetime.combine(first, clocks[0] or time(), known)
    drafted = series_of(parts, at, clocks, min(filter(None, (until, last_day(parts, at, context.horizon.last))), default=None))
    return SeriesDraft(drafted.rrule, first, drafted.last, *clocks, zone=known.key, except_on=except_on, weekdays=drafted.weekdays)


def words_of(schedule: Thing) -> str | None:
    """The weekdays and times of a schedule, in words for a person."""
    days = [_DAY_NAMES[day.number] for day in Weekday if day in {found for _, found in _days(schedule)}]
    start, end = _clocks(schedule)
    times = f"kl. {start:%H.%M}" + (f"–{end:%H.%M}" if end else "") if start else ""
    return " ".join(each for each in (", ".join(days), times) if each) or None


def _rule(schedule: Thing) -> str:
    """The schedule as an RRULE. Raises `RecordRejected` when it does not say how often."""
    given = text(schedule, "repeatFrequency") or ""
    match = _FREQUENCY.fullmatch(_WORDS_OF_FREQUENCY.get(short(given).casefold(), given.strip().upper()))
    if match is None:
        raise RecordRejected("eventSchedule", given, "it does not say how often it is repeated")
    rule = [f"FREQ={_FREQUENCIES[match[2]]}", *([f"INTERVAL={int(match[1])}"] if int(match[1]) != 1 else [])]
    if days := _days(schedule):
        rule.append("BYDAY=" + ",".join(f"{nth}{day.value[:2].upper()}" for nth, day in days))
    for name, part in (("byMonth", "BYMONTH"), ("byMonthDay", "BYMONTHDAY")):
        if values := texts(schedule, name):
            rule.append(f"{part}={','.join(values)}")
    if count := number(schedule, "repeatCount"):
        rule.append(f"COUNT={int(count)}")
    return ";".join(rule)


def _days(schedule: Thing) -> list[tuple[str, Weekday]]:
    """The weekdays of a schedule, each with its number in the month where it has one ("2TU")."""
    found = []
    nth = text(schedule, "byMonthWeek") or ""
    for name in texts(schedule, "byDay"):
        if match := _BY_DAY.fullmatch(short(name).upper()):
            day = next(day for day in Weekday if day.value[:2].upper() == match[2])
            found.append((match[1] or nth, day))
        elif (word := short(name)[:3].casefold()) in set(Weekday):
            found.append((nth, Weekday(word)))
    return found


def _clocks(schedule: Thing) -> tuple[time | None, time | None]:
    """From when to when; the end from the length where only that is told."""
    start, end = (_clock(text(schedule, name)) for name in ("startTime", "endTime"))
    if start and not end and (match := _LENGTH.fullmatch(text(schedule, "duration") or "")):
        minutes = int(match[2] or 0) * 60 + int(match[3] or 0)
        if minutes and not match[1]:
            end = (datetime.combine(date(2000, 1, 1), start) + timedelta(minutes=minutes)).time()
    return start, end


def _clock(words: str | None) -> time | None:
    match = _CLOCK.fullmatch(words or "")
    return time(int(match[1]), int(match[2])) if match and int(match[1]) < 24 and int(match[2]) < 60 else None


def _last_day_of(meeting: OccurrenceDraft) -> date:
    end = meeting.end or meeting.start
    return (end - timedelta(seconds=1 if meeting.end else 0)).astimezone(OSLO).date()
