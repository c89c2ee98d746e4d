"""Times of day, weekdays and schedules in words: a schedule only when every word of it is understood."""

from datetime import date, datetime, time

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from importers.fields.times import clock_span, schedules_from_words, weekdays_from_words

SPANS = (
    ("17–18.30", "17:00-18:30"),
    ("kl. 17", "17:00-"),
    ("kl 17:30", "17:30-"),
    ("17.00 til 18.30", "17:00-18:30"),
    ("fra 17", "17:00-"),
    ("fra kl. 17 til 18", "17:00-18:00"),
    ("1730-1900", "17:30-19:00"),
    ("5 pm", "17:00-"),
    ("5-6 pm", "17:00-18:00"),
    ("17-18:30", "17:00-18:30"),
    ("kl. 17.00–18.30", "17:00-18:30"),
    ("17", "17:00-"),
    ("18.00-24.00", "18:00-00:00"),
    ("25", None),
    ("17.75", None),
    ("5:30pm-7pm", "17:30-19:00"),
    ("mellom 17 og 19", "17:00-19:00"),
    ("klokken 10", "10:00-"),
    ("10:00:00", "10:00-"),
    ("1800", "18:00-"),
    ("kveld", None),
    ("17-17", None),
)
WEEKDAYS = (
    ("mandag", "mon"),
    ("tirsdag og torsdag", "tue thu"),
    ("man–fre", "mon tue wed thu fri"),
    ("hverdager", "mon tue wed thu fri"),
    ("helger", "sat sun"),
    ("mandager", "mon"),
    ("man., ons. og fre.", "mon wed fri"),
    ("tysdag", "tue"),
    ("laurdag", "sat"),
    ("Monday", "mon"),
    ("Tue and Thu", "tue thu"),
    ("mandag - onsdag", "mon tue wed"),
    ("alle dager", "mon tue wed thu fri sat sun"),
    ("to", "thu"),
    ("on", "wed"),
    ("ti/to", "tue thu"),
    ("ma, on", "mon wed"),
    ("onsdager", "wed"),
    ("annet", ""),
    ("mandag til fredag", "mon tue wed thu fri"),
    ("Mondays to Fridays", "mon tue wed thu fri"),
    ("lør/søn", "sat sun"),
    ("mandag etter avtale", ""),
    ("kvardagar", "mon tue wed thu fri"),
    ("weekdays", "mon tue wed thu fri"),
    ("søndag", "sun"),
)
SCHEDULES: tuple[tuple[str, list[tuple[str, str | None, str]]], ...] = (
    ("hver tirsdag kl. 17–18.30, unntatt ferier", [("FREQ=WEEKLY;BYDAY=TU", "17:00-18:30", "yes")]),
    ("hver tirsdag kl 17", [("FREQ=WEEKLY;BYDAY=TU", "17:00-", "unknown")]),
    ("oddetallsuker", []),
    ("tirsdag i oddetallsuker kl 18-20", [("FREQ=YEARLY;BYWEEKNO=1,3,…;BYDAY=TU", "18:00-20:00", "unknown")]),
    ("annenhver onsdag kl. 18", [("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "18:00-", "unknown")]),
    ("første mandag i måneden kl. 18.00", [("FREQ=MONTHLY;BYDAY=1MO", "18:00-", "unknown")]),
    ("siste torsdag i hver måned", [("FREQ=MONTHLY;BYDAY=-1TH", None, "unknown")]),
    (
        "tirsdag 17–18, torsdag 18–19",
        [("FREQ=WEEKLY;BYDAY=TU", "17:00-18:00", "unknown"), ("FREQ=WEEKLY;BYDAY=TH", "18:00-19:00", "unknown")],
    ),
    ("hver tirsdag etter avtale", []),
    ("mandag-fredag 9-15", [("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "09:00-15:00", "unknown")]),
    ("hverdager kl. 08.00-16.00", [("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "08:00-16:00", "unknown")]),
    ("Every Tuesday 5-6 pm", [("FREQ=WEEKLY;BYDAY=TU", "17:00-18:00", "unknown")]),
    ("Tuesdays at 17:00, except school holidays", [("FREQ=WEEKLY;BYDAY=TU", "17:00-", "yes")]),
    ("tirsdag og torsdag kl 17–18.30", [("FREQ=WEEKLY;BYDAY=TU,TH", "17:00-18:30", "unknown")]),
    ("kvar tysdag kl. 17–18.30, unnateke feriar", [("FREQ=WEEKLY;BYDAY=TU", "17:00-18:30", "yes")]),
    ("lørdager 10-12 også i skoleferiene", [("FREQ=WEEKLY;BYDAY=SA", "10:00-12:00", "no")]),
    ("onsdag 17.00 - 18.30 partallsuker", [("FREQ=YEARLY;BYWEEKNO=2,4,…;BYDAY=WE", "17:00-18:30", "unknown")]),
    ("every other Monday 18-19", [("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "18:00-19:00", "unknown")]),
    ("tirsdager", [("FREQ=WEEKLY;BYDAY=TU", None, "unknown")]),
    ("kl. 17-18", []),
    ("daglig 10-16", [("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "10:00-16:00", "unknown")]),
    ("mandag 17:00", [("FREQ=WEEKLY;BYDAY=MO", "17:00-", "unknown")]),
    ("mandag 5.10", []),
    ("hver tirsdag fra kl. 17 til 18 (ikke i skoleferier)", [("FREQ=WEEKLY;BYDAY=TU", "17:00-18:00", "yes")]),
    ("første og tredje mandag i måneden kl 18", [("FREQ=MONTHLY;BYDAY=1MO,3MO", "18:00-", "unknown")]),
    ("torsdager kl. 18.00, følger skoleruta", [("FREQ=WEEKLY;BYDAY=TH", "18:00-", "yes")]),
    ("onsdager fra uke 36", []),
    ("Wednesdays 16:30-18:00", [("FREQ=WEEKLY;BYDAY=WE", "16:30-18:00", "unknown")]),
)


@pytest.mark.parametrize(("words", "expected"), SPANS)
def test_words_state_these_times(words: str, expected: str | None) -> None:
    span = clock_span(words)
    assert (f"{span.start:%H:%M}-{f'{span.end:%H:%M}' if span.end else ''}" if span else None) == expected


@pytest.mark.parametrize(("words", "expected"), WEEKDAYS)
def test_words_state_these_weekdays(words: str, expected: str) -> None:
    assert " ".join(weekdays_from_words(words)) == expected


@pytest.mark.parametrize(("words", "expected"), SCHEDULES)
def test_words_state_these_schedules(words: str, expected: list[tuple[str, str | None, str]]) -> None:
    found = []
    for each in schedules_from_words(words):
        span = f"{each.span.start:%H:%M}-{f'{each.span.end:%H:%M}' if each.span.end else ''}" if each.span else None
        weeks = each.rule.partition("BYWEEKNO=")[2].partition(";")[0]
        short = ",".join(weeks.split(",")[:2]) + ",…"
        found.append((each.rule.replace(weeks, short) if weeks else each.rule, span, each.follows_school_calendar))
    assert found == expected


def test_odd_weeks_stay_odd_over_a_year_of_53_weeks() -> None:
    (schedule,) = schedules_from_words("tirsdag i oddetallsuker kl 18–20")
    series = schedule.series(date(2026, 12, 1), date(2027, 1, 31))
    begin, end = (datetime.combine(day, time()) for day in (date(2026, 12, 1), date(2027, 1, 31)))
    days = rrulestr(series.rrule, dtstart=begin).between(begin, end, inc=True)
    assert [day.isocalendar().week for day in days] == [49, 51, 53, 1, 3]
    assert all(day.weekday() == 1 for day in days)


def test_every_other_week_needs_a_first_day() -> None:
    assert schedules_from_words("annenhver onsdag kl. 18")[0].needs_anchor
    assert not schedules_from_words("hver onsdag kl. 18")[0].needs_anchor


@given(st.text(max_size=600) | st.text(alphabet="tirsdagmonkl.0123456789 -–:,ogiukerehv()", max_size=600))
def test_no_words_raise(words: str) -> None:
    clock_span(words)
    weekdays_from_words(words)
    schedules_from_words(words)
