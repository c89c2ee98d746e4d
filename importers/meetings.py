"""When an offer meets: the date, time, weekday and season cells of a record → series and dated meetings.

Rule: what is certain becomes a series or a dated meeting; the words are kept for people. A span of over `LONGEST_MEETING_DAYS`
is a period and not one meeting. Every-other-week rules need a first day to count from. Wholly past is `RecordSkipped`.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from catalog.clock import OSLO
from catalog.drafts import OccurrenceDraft, SeriesDraft
from catalog.errors import InvalidValue
from catalog.terms import Answer, OccurrenceStatus, Weekday
from catalog.values import DateSpan
from importers.cells import Cells
from importers.errors import ENDED, RecordRejected, RecordSkipped
from importers.fields.choices import StatedStatus, answer_from_words, status_from_words
from importers.fields.date_spans import span_from, span_within
from importers.fields.dates import Moment, end_after, moment_from
from importers.fields.schedules import Schedule, schedules_from_words
from importers.fields.times import ClockSpan, clock_span, weekday_of_word, weekdays_from_words

LONGEST_MEETING_DAYS = 14
LOOK_BACK, LOOK_AHEAD = timedelta(days=180), timedelta(days=365)
_DATES = ("starts", "date", "ends", "end_date", "season_from", "season_to")
_WORDS = ("when", "weekday", "time", "start_time", "end_time")


@dataclass(frozen=True, slots=True)
class Meetings:
    """What a record says of when: series, dated meetings, the words, pauses in school holidays."""

    series: tuple[SeriesDraft, ...] = ()
    occurrences: tuple[OccurrenceDraft, ...] = ()
    words: str | None = None
    follows_school_calendar: Answer = Answer.UNKNOWN
    status: StatedStatus | None = None


def meetings_from(cells: Cells) -> Meetings:
    """The meetings of a record. Raises `RecordRejected` when its only dates cannot be meant, `RecordSkipped` when it is past."""
    status = cells.chosen("status", status_from_words)
    if status is StatedStatus.ENDED:
        raise RecordSkipped(ENDED, "status", cells.raw("status"))
    start, end = _start_and_end(cells)
    first, last = (
        cells.parsed("season_from", lambda value: span_from(value).first),
        cells.parsed("season_to", lambda value: span_from(value).last),
    )
    _refuse_if_no_date_is_left(cells, found=any((start, end, first, last)))
    schedules = () if _weekday_of_one_date(cells, start, others=(end, first, last)) else _schedules(cells)
    if not schedules:
        start, end = start or (Moment(first) if first else None), end or (Moment(last) if last else None)
    follows = _follows(cells, schedules)
    past = last or (end.day if end else None) or (start.day if start and not schedules else _last_day(schedules))
    if past is not None and past < cells.context.today:
        raise RecordSkipped(ENDED, "date", past)
    words = _words(cells, start, end)
    if schedules:
        begin = first or (start.day if start else None)
        series = _series(cells, schedules, begin, last or (end.day if end else None))
        return Meetings(series, (), words, follows, status)
    if start is None:
        return Meetings((), (), words, follows, status)
    return _dated(cells, Meetings((), (), words, follows, status), start, end)


def _start_and_end(cells: Cells) -> tuple[Moment | None, Moment | None]:
    """When it starts and ends, each from a cell of its own; a date cell may hold both ("12.–14. oktober 2026")."""
    period = _period(cells, "starts") or _period(cells, "date")
    start = Moment(period.first) if period else _moment(cells, "starts") or _moment(cells, "date")
    end = _moment(cells, "ends") or _moment(cells, "end_date")
    return start, end or (Moment(period.last) if period else None)


def _period(cells: Cells, name: str) -> DateSpan | None:
    """The days on end that a cell states; None when it states one day, or none."""
    value = cells.raw(name)
    if not isinstance(value, str) or schedules_from_words(value):
        return None
    try:
        span = span_from(value, name)
    except InvalidValue:
        return None
    return span if span.first < span.last else None


def _moment(cells: Cells, name: str) -> Moment | None:
    """The moment in a cell; a cell with words of a schedule or only a time of day is read elsewhere."""
    value = cells.raw(name)
    if value is None or (isinstance(value, str) and (schedules_from_words(value) or (clock_span(value) and len(value) <= 5))):
        return None
    if day := _day_of_a_weekday(cells, value):
        return Moment(day)
    return cells.parsed(name, lambda given: moment_from(given, name))


def _day_of_a_weekday(cells: Cells, value: object) -> date | None:
    """The day of "lørdag 5. desember": the weekday says which year is meant, if only one near today fits."""
    words = str(value).strip()
    if not isinstance(value, str) or not weekday_of_word(words.split(" ")[0].rstrip(",").casefold()):
        return None
    today = cells.context.today
    try:
        return span_within(words, DateSpan(today - LOOK_BACK, today + LOOK_AHEAD)).first
    except InvalidValue:
        return None


def _refuse_if_no_date_is_left(cells: Cells, *, found: bool) -> None:
    """An impossible date is no reason to show an event as timeless: without another date or words the record is rejected."""
    if found or any(name in cells for name in _WORDS):
        return
    for name in _DATES:
        value = cells.raw(name)
        if value is not None and not schedules_from_words(value):
            cells.context.notes.take_warnings()
            try:
                moment_from(value, name)
            except InvalidValue as error:
                raise RecordRejected(name, value, error.reason) from error


def _last_day(schedules: tuple[Schedule, ...]) -> date | None:
    """When all the schedules have ended, where their words tell."""
    ends = [each.season.last for each in schedules]
    return max((end for end in ends if end), default=None) if all(ends) else None


def _weekday_of_one_date(cells: Cells, start: Moment | None, others: tuple[object, ...]) -> bool:
    """Whether the weekday cell only names the weekday of a single date ("lørdag" beside 05.12.2026), and no weekly meeting."""
    if start is None or any(others) or "when" in cells or "weekday" not in cells:
        return False
    word = str(cells.raw("weekday")).strip(" .,").casefold()
    return word.isalpha() and not word.endswith(("er", "ar", "s")) and weekdays_from_words(word) == (list(Weekday)[start.day.weekday()],)


def _schedules(cells: Cells) -> tuple[Schedule, ...]:
    """The schedules that `weekday` with its times, else `when`, else a date cell in words state."""
    if "weekday" in cells:
        days = weekdays_from_words(cells.raw("weekday"))
        times = _clock(cells)
        words = (
            f"{cells.line('weekday')} kl. {times.start:%H:%M}{f'-{times.end:%H:%M}' if times.end else ''}"
            if times
            else cells.line("weekday")
        )
        extra = cells.line("when") or ""
        if found := schedules_from_words(f"{words} {extra}") or schedules_from_words(words):
            return found
        if not days:
            cells.context.notes.warn("weekday", cells.raw("weekday"), "the weekdays are not understood")
    for name in ("when", "time", "starts", "date"):
        if name in cells and (found := schedules_from_words(cells.raw(name))):
            times = _clock(cells)
            return tuple(replace(each, span=each.span or times) for each in found)
    return ()


def _clock(cells: Cells) -> ClockSpan | None:
    """The times of day, from `time` or from `start_time` and `end_time`."""
    start, end = (_time_of_day(cells, name) for name in ("start_time", "end_time"))
    if start:
        return ClockSpan(start.start, end.start if end else start.end)
    if (span := _time_of_day(cells, "time")) or (span := _time_of_day(cells, "starts", quietly=True)):
        return span if span.end else ClockSpan(span.start, end.start if end else None)
    return None


def _time_of_day(cells: Cells, name: str, *, quietly: bool = False) -> ClockSpan | None:
    value = cells.raw(name)
    if value is None:
        return None
    span = clock_span(value)
    if span is None and not quietly and not schedules_from_words(value):
        cells.context.notes.warn(name, value, "the time of day is not understood")
    return span


def _follows(cells: Cells, schedules: tuple[Schedule, ...]) -> Answer:
    """Whether it pauses in school holidays: `follows_school_calendar`, else what the words of the schedule say."""
    stated = cells.parsed("follows_school_calendar", answer_from_words)
    if stated and stated is not Answer.UNKNOWN:
        return stated
    return next((each.follows_school_calendar for each in schedules if each.follows_school_calendar is not Answer.UNKNOWN), Answer.UNKNOWN)


def _words(cells: Cells, start: Moment | None, end: Moment | None) -> str | None:
    """What a person wrote of when; a period too long for one meeting is written out."""
    parts = [words for name in ("weekday", "time", "when") if (words := cells.line(name))]
    if not parts and start and end and (end.day - start.day).days > LONGEST_MEETING_DAYS:
        parts = [f"{start.day:%d.%m.%Y}–{end.day:%d.%m.%Y}"]
        if start.clock and end.clock and (start.clock, end.clock) != (time(), time()):
            parts.append(f"kl. {start.clock:%H.%M}–{end.clock:%H.%M}")
    return " ".join(dict.fromkeys(parts)) or None


def _series(cells: Cells, schedules: tuple[Schedule, ...], first: date | None, last: date | None) -> tuple[SeriesDraft, ...]:
    """Series from the season's first day; without one, from new year (the same in every run), unless it must count from a day."""
    if first and last and first > last:
        cells.context.notes.warn("season_to", last, "the season ends before it begins")
        last = None
    if first is None and not all(each.anchored for each in schedules):
        cells.context.notes.warn("when", cells.line("when") or cells.line("weekday"), "every other week needs a first day to count from")
        return ()
    season = DateSpan(first, last) if first and last else None
    except_on = tuple(day for words in cells.items("exceptions") for day in _exceptions(cells, words, season))
    new_year = date(cells.context.today.year, 1, 1)
    return tuple(each.series(first or each.season.first or new_year, last or each.season.last, except_on) for each in schedules)


def _exceptions(cells: Cells, words: str, season: DateSpan | None) -> list[date]:
    """The days of one exception, a day or days on end; without a year, those of the season."""
    try:
        return (span_within(words, season, "exceptions") if season else span_from(words, "exceptions")).days()
    except InvalidValue as error:
        cells.context.notes.warn("exceptions", words, error.reason)
        return []


def _dated(cells: Cells, known: Meetings, start: Moment, end: Moment | None) -> Meetings:
    """One dated meeting; days with the same hours on each are a daily series; a long period is only words."""
    times = _clock(cells)
    if start.clock is None and times:
        start = replace(start, clock=times.start)
        if end is None or end.day == start.day:
            return replace(known, occurrences=(_occurrence(start, end_after(start, times.end), known.status),))
        if end.clock is None and end.day > start.day:
            return replace(known, series=(SeriesDraft("FREQ=DAILY", start.day, end.day, times.start, times.end),))
    finish = _finish(cells, start, end)
    if finish and finish - start.instant > timedelta(days=LONGEST_MEETING_DAYS):
        return known
    if finish and finish < cells.context.now and finish.astimezone(OSLO).date() < cells.context.today:
        raise RecordSkipped(ENDED, "ends", finish)
    return replace(known, occurrences=(_occurrence(start, finish, known.status),))


def _finish(cells: Cells, start: Moment, end: Moment | None) -> datetime | None:
    """When it ends: the given end, the midnight after its last day when only days are given; None when not told or impossible."""
    if start.clock is None:
        last = end.day if end and end.day >= start.day else start.day
        return datetime.combine(last + timedelta(days=1), time(), OSLO)
    if end is None:
        return None
    if end.clock is None:
        return datetime.combine(end.day + timedelta(days=1), time(), OSLO) if end.day > start.day else None
    if end.instant <= start.instant:
        if end.instant < start.instant:
            cells.context.notes.warn("ends", cells.raw("ends") or cells.raw("end_date"), "it ends before it begins")
        return None
    return end.instant.astimezone(OSLO)


def _occurrence(start: Moment, end: datetime | None, status: StatedStatus | None) -> OccurrenceDraft:
    kinds = {
        StatedStatus.CANCELLED: OccurrenceStatus.CANCELLED,
        StatedStatus.FULL: OccurrenceStatus.FULL,
        StatedStatus.POSTPONED: OccurrenceStatus.MOVED,
    }
    kind = kinds.get(status, OccurrenceStatus.SCHEDULED) if status else OccurrenceStatus.SCHEDULED
    note = "Utsatt" if status is StatedStatus.POSTPONED else None
    return OccurrenceDraft(start.instant.astimezone(OSLO), end, all_day=start.clock is None, status=kind, note=note)
