"""Schedules of schema.org: what says how often becomes a rule, what does not stays words."""

from datetime import UTC, date, datetime, time

import pytest

from catalog.terms import OccurrenceStatus, Weekday
from importers.shapes.schema_org_times import meeting_of, series_from, timetable_of, words_of
from tests.importers.reading_feeds import context_of

FIRST = {"startDate": "2026-09-01", "startTime": "17:00", "endTime": "18:30"}


@pytest.mark.parametrize(
    ("schedule", "rule"),
    [
        ({"repeatFrequency": "P1W", "byDay": "https://schema.org/Tuesday"}, "FREQ=WEEKLY;BYDAY=TU"),
        ({"repeatFrequency": "P1W", "byDay": ["Monday", "schema:Friday"]}, "FREQ=WEEKLY;BYDAY=MO,FR"),
        ({"repeatFrequency": "P2W", "byDay": ["TU"]}, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ({"repeatFrequency": "P1W"}, "FREQ=WEEKLY;BYDAY=TU"),
        ({"repeatFrequency": "Weekly", "byDay": "http://schema.org/Sunday"}, "FREQ=WEEKLY;BYDAY=SU"),
        ({"repeatFrequency": "P1D"}, "FREQ=DAILY"),
        ({"repeatFrequency": "P1M", "byDay": "2TU"}, "FREQ=MONTHLY;BYDAY=2TU"),
        ({"repeatFrequency": "P1M", "byDay": "Thursday", "byMonthWeek": "-1"}, "FREQ=MONTHLY;BYDAY=-1TH"),
        ({"repeatFrequency": "P1M", "byMonthDay": 15}, "FREQ=MONTHLY;BYMONTHDAY=15"),
        ({"repeatFrequency": "P1W", "byDay": ["https://schema.org/PublicHolidays", "Monday"]}, "FREQ=WEEKLY;BYDAY=MO"),
    ],
)
def test_how_often_is_a_rule(schedule: dict[str, object], rule: str) -> None:
    series = series_from({**FIRST, **schedule}, context_of())
    assert series is not None
    assert (series.rrule, series.first, series.start, series.end) == (rule, date(2026, 9, 1), time(17), time(18, 30))


@pytest.mark.parametrize(
    "schedule",
    [
        {**FIRST, "byDay": "Tuesday"},
        {**FIRST, "repeatFrequency": "PT1H"},
        {**FIRST, "repeatFrequency": "P1W", "byDay": "2TU"},
        {**FIRST, "repeatFrequency": "now and then"},
        {**FIRST, "repeatFrequency": "P1M", "byMonth": "13"},
        {"repeatFrequency": "P2W", "byDay": "Tuesday"},
        {"repeatFrequency": "P1W", "startDate": "2026-02-31"},
        {},
    ],
)
def test_what_is_no_rule_is_noted_and_not_guessed(schedule: dict[str, object]) -> None:
    context = context_of()
    assert series_from(schedule, context) is None
    assert [warning.field for warning in context.notes.take_warnings()] != []


def test_exceptions_zone_length_and_count_are_kept() -> None:
    told = {
        "repeatFrequency": "P1W",
        "repeatCount": 4,
        "exceptDate": ["2026-09-08", "2026-09-15T15:00:00Z"],
        "scheduleTimezone": "Europe/London",
    }
    series = series_from({"startDate": "2026-09-01", "startTime": "17:00:00", "duration": "PT1H30M", **told}, context_of())
    assert series is not None
    assert (series.except_on, series.zone, series.end) == ((date(2026, 9, 8), date(2026, 9, 15)), "Europe/London", time(18, 30))
    assert (series.last, series.weekdays) == (date(2026, 9, 22), (Weekday.TUE,))


def test_a_zone_that_is_none_is_norwegian_time() -> None:
    for zone in ("Mars/Olympus", "../../etc/passwd", ""):
        series = series_from({**FIRST, "repeatFrequency": "P1D", "scheduleTimezone": zone}, context_of())
        assert series is not None
        assert series.zone == "Europe/Oslo"


def test_a_partial_schedule_beside_dates_is_only_words() -> None:
    schedule = {**FIRST, "@type": "PartialSchedule", "repeatFrequency": "P1W", "byDay": "Tuesday"}
    part = {"startDate": "2026-09-08T15:00:00Z", "remainingAttendeeCapacity": 4}
    found = timetable_of([schedule], [part], context_of())
    assert (found.series, found.words, found.over) == ((), "tirsdager kl. 17.00–18.30", False)
    assert [(one.start.astimezone(UTC), one.note) for one in found.occurrences] == [
        (datetime(2026, 9, 8, 15, tzinfo=UTC), "4 ledige plasser")
    ]
    assert len(timetable_of([schedule], [], context_of()).series) == 1


def test_what_only_has_past_meetings_is_over() -> None:
    past = {"startDate": "2026-08-01T12:00:00Z"}
    assert timetable_of([], [past], context_of()).over
    assert not timetable_of([], [past, {"startDate": "2026-08-30T12:00:00Z"}], context_of()).over
    assert timetable_of([{**FIRST, "repeatFrequency": "P1D", "startDate": "2025-01-01", "endDate": "2025-02-01"}], [], context_of()).over
    assert not timetable_of([], [], context_of()).told


@pytest.mark.parametrize(
    ("part", "status", "all_day"),
    [
        ({"startDate": "2026-09-05"}, OccurrenceStatus.SCHEDULED, True),
        ({"startDate": "2026-09-05T10:00", "eventStatus": "EventCancelled"}, OccurrenceStatus.CANCELLED, False),
        ({"startDate": "2026-09-05T10:00", "remainingAttendeeCapacity": 0}, OccurrenceStatus.FULL, False),
        ({"startDate": "2026-09-05T10:00", "endDate": "2026-09-05T09:00"}, OccurrenceStatus.SCHEDULED, False),
    ],
)
def test_a_dated_part_is_a_meeting(part: dict[str, object], status: OccurrenceStatus, all_day: bool) -> None:
    found = meeting_of(part, context_of())
    assert found is not None
    assert (found.status, found.all_day, found.end is not None) == (status, all_day, all_day)


def test_a_part_without_a_date_that_can_be_meant_is_no_meeting() -> None:
    context = context_of()
    assert (meeting_of({}, context), meeting_of({"startDate": "soon"}, context)) == (None, None)
    assert words_of({}) is None
