"""Repeated meetings in words (tests/fixtures/fields/times.csv): a schedule only when every word of it is understood."""

import time as clock
from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from catalog.terms import Answer, Weekday
from importers.fields.schedules import Schedule, schedules_from_words
from importers.fields.words import word_set
from tests.importers.fields.cases import LONG_CELL_SECONDS, cases, long_cells

ROWS = [row for row in cases("times") if row["kind"] == "schedule"]
PAUSES = {Answer.YES: ["pause"], Answer.NO: ["runs"], Answer.UNKNOWN: []}
PIECES = st.lists(
    st.sampled_from(
        sorted(
            word_set(
                "hver tirsdag man–fre kl. 17 18.30 – , og unntatt uke 40 "
                "ferier oddetallsuker første i måneden fra 1. september 2026 juli høsten ( )"
            )
        )
    ),
    max_size=14,
).map(" ".join)


def as_written(schedule: Schedule) -> str:
    parts = dict(part.split("=") for part in schedule.rule.split(";"))
    words = [parts["FREQ"] + (f";INTERVAL={parts['INTERVAL']}" if "INTERVAL" in parts else ""), parts["BYDAY"]]
    if "BYWEEKNO" in parts:
        words.append("BYWEEKNO=" + ("odd" if parts["BYWEEKNO"].startswith("1,") else "even"))
    if schedule.span:
        words.append(f"{schedule.span.start:%H:%M}" + (f"-{schedule.span.end:%H:%M}" if schedule.span.end else ""))
    words += PAUSES[schedule.follows_school_calendar] + ([] if schedule.anchored else ["anchor"])
    season = schedule.season
    words += [f"from {season.first}"] * bool(season.first) + [f"to {season.last}"] * bool(season.last)
    off = [f"{year or ''}{'-' if year else ''}{month:02}-{day:02}" for year, month, day in season.not_on]
    if off := off + [f"W{week:02}" for week in season.not_in_weeks]:
        words.append("not " + " ".join(off))
    return " ".join(words + ([f"months {parts['BYMONTH']}"] if "BYMONTH" in parts else []))


def days_of(words: str, first: date, last: date) -> list[date]:
    (schedule,) = schedules_from_words(words)
    series = schedule.series(first, last)
    begin = datetime.combine(first, time())
    found = rrulestr(series.rrule, dtstart=begin).between(begin, datetime.combine(last, time()), inc=True)
    return sorted({day.date() for day in found}.union(series.also_on).difference(series.except_on))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["words"])
def test_words_state_these_schedules(row: dict[str, str]) -> None:
    assert " + ".join(as_written(each) for each in schedules_from_words(row["words"])) == row["expected"]


def test_the_tables_of_times_have_no_case_twice_and_are_long_enough() -> None:
    rows = cases("times")
    assert len({(row["kind"], row["words"]) for row in rows}) == len(rows) >= 210


@pytest.mark.parametrize(("word", "rest"), [("oddetallsuker", 1), ("partallsuker", 0)])
@pytest.mark.parametrize("weekday", list(Weekday))
def test_odd_and_even_weeks_are_those_of_the_iso_calendar_in_every_year(word: str, rest: int, weekday: Weekday) -> None:
    name = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")[weekday.number]
    first, last = date(2019, 12, 1), date(2033, 2, 1)
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    assert days_of(f"{name} i {word}", first, last) == [
        day for day in every if day.weekday() == weekday.number and day.isocalendar().week % 2 == rest
    ]


def test_two_odd_weeks_follow_each_other_over_a_year_of_53_weeks() -> None:
    days = days_of("tirsdag i oddetallsuker kl 18–20", date(2026, 12, 1), date(2027, 1, 31))
    assert [day.isocalendar().week for day in days] == [49, 51, 53, 1, 3]


def test_every_other_week_needs_a_first_day_which_its_own_words_may_tell() -> None:
    assert not schedules_from_words("annenhver onsdag kl. 18")[0].anchored
    assert not schedules_from_words("annenhver onsdag kl. 18 høsten 2026")[0].anchored
    assert schedules_from_words("annenhver onsdag kl. 18, oppstart 2. september 2026")[0].anchored
    assert schedules_from_words("hver onsdag kl. 18")[0].anchored


def test_days_and_weeks_without_a_meeting_are_taken_out_year_by_year() -> None:
    assert days_of("søndager kl 12, ikke 17. mai", date(2026, 5, 1), date(2026, 5, 31)) == [date(2026, 5, day) for day in (3, 10, 24, 31)]
    days = days_of("mandager 17-18 unntatt uke 40", date(2026, 9, 1), date(2027, 10, 31))
    assert {day.isocalendar().week for day in days}.isdisjoint({40})
    assert len(days) == len(days_of("mandager 17-18", date(2026, 9, 1), date(2027, 10, 31))) - 2


def test_months_over_new_year_are_months_of_every_year() -> None:
    days = days_of("lørdager 10–12 fra oktober til mars", date(2026, 9, 1), date(2027, 12, 31))
    assert {day.month for day in days} == {10, 11, 12, 1, 2, 3}


@given(st.text(max_size=500) | st.text(alphabet="tirsdagmonkl.0123456789 -–:,ogiukerehv()", max_size=300) | PIECES)
def test_no_words_raise(words: str) -> None:
    for schedule in schedules_from_words(words):
        series = schedule.series(date(2026, 1, 1), None)
        rrulestr(series.rrule, dtstart=datetime(2026, 1, 1))  # noqa: DTZ001


@pytest.mark.parametrize(
    "words", long_cells("1", "17-", "tirsdag ", "kl. ", "uke 40 ", "1. og 3. ", "fra ", "juni og ", "( ", "ikke 17. mai ", "1.9.2026-")
)
def test_a_cell_that_is_a_book_says_nothing_and_takes_no_time(words: str) -> None:
    begun = clock.perf_counter()
    assert schedules_from_words(words) == ()
    assert clock.perf_counter() - begun < LONG_CELL_SECONDS
