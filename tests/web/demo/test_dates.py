"""The demo's dates: every placeholder of the demo's files is legal on every day on which somebody may load it."""

import re
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import InvalidValue
from catalog.school_year import SchoolCalendar, holidays_from_rules
from catalog.terms import HolidayKind, Weekday
from web.demo.dates import PLACEHOLDER, SHORTEST_REST, DemoDates
from web.demo.publish import demo_folder, demo_slugs, demo_sources, read_toml

SLUGS = demo_slugs()
AWKWARD = (
    date(2027, 1, 1),
    date(2026, 12, 31),
    date(2028, 2, 29),
    date(2026, 12, 28),
    date(2027, 1, 3),
    date(2032, 12, 31),
    date(2027, 7, 15),
    date(2027, 8, 22),
    date(2027, 3, 28),
)
"""New year, leap day, week 53 of 2026 from Monday to Sunday, of 2032, summer, the last day of it, Easter."""


@lru_cache(maxsize=64)
def calendar(slug: str, year: int) -> SchoolCalendar:
    """The municipality's calendar as loading in that year makes it."""
    rules = read_toml(demo_folder() / slug / "municipality.toml").get("calendar", {})
    return SchoolCalendar(holidays_from_rules(rules, year - 1, year + 3))


def dates(slug: str, today: date) -> DemoDates:
    return DemoDates(today, calendar(slug, today.year))


@lru_cache(maxsize=2)
def placeholders(slug: str) -> str:
    """Every placeholder of the municipality's files, each once, one a line."""
    texts = [(demo_folder() / slug / one.file).read_text(encoding="utf-8") for one in demo_sources(slug)]
    return "\n".join(sorted({found.group() for text in texts for found in re.finditer(r"\{\{.*?\}\}", text)}))


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("today", AWKWARD, ids=str)
def test_every_placeholder_is_legal_on_awkward_days(slug: str, today: date) -> None:
    filled = dates(slug, today).fill(placeholders(slug))
    assert "{" not in filled and len(filled.splitlines()) == len(placeholders(slug).splitlines()) > 20


@given(st.sampled_from(SLUGS), st.dates(date(2026, 1, 1), date(2040, 12, 31)))
def test_every_placeholder_is_legal_on_any_day(slug: str, today: date) -> None:
    assert "{" not in dates(slug, today).fill(placeholders(slug))


@given(st.dates(date(2026, 1, 1), date(2040, 12, 31)))
def test_a_season_has_begun_and_has_six_weeks_to_go(today: date) -> None:
    first, last = (date.fromisoformat(day) for day in dates("lier", today).fill("{{season}} {{seasonend}}").split())
    assert first <= today <= last - SHORTEST_REST
    assert last - first < timedelta(days=366)


@given(st.dates(date(2026, 1, 1), date(2040, 12, 31)), st.sampled_from([kind for kind in HolidayKind if kind != HolidayKind.PLANNING_DAY]))
def test_a_holidays_anchor_is_a_weekday_of_the_running_or_next_one(today: date, kind: HolidayKind) -> None:
    day = date.fromisoformat(dates("lier", today).fill(f"{{{{{kind}}}}}"))
    holiday = calendar("lier", today.year).next_of(kind, today)
    assert holiday is not None and day in holiday.span and day.weekday() < 5
    assert holiday.last >= today


@given(st.dates(date(2026, 1, 1), date(2040, 12, 31)), st.sampled_from(Weekday))
def test_a_weekday_is_that_day_on_or_after_the_anchor(today: date, weekday: Weekday) -> None:
    found = date.fromisoformat(dates("lier", today).fill(f"{{{{today.{weekday}}}}}"))
    assert found.weekday() == weekday.number
    assert today <= found < today + timedelta(days=7)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("{{today}}", "2027-01-01"),
        ("{{ today }}", "2027-01-01"),
        ("{{today|no}}", "01.01.2027"),
        ("{{today|ics}}", "20270101"),
        ("{{today|words}}", "1. januar"),
        ("{{today|week}}", "53"),
        ("{{today|year}}", "2027"),
        ("{{today-1d}}", "2026-12-31"),
        ("{{today+2w}}", "2027-01-15"),
        ("{{week}}", "2026-12-28"),
        ("{{week.mon+1w}}", "2027-01-04"),
        ("fra {{today-1d|no}} til {{today|no}}.", "fra 31.12.2026 til 01.01.2027."),
        ("ingen dato { her }", "ingen dato { her }"),
    ],
)
def test_placeholders_are_read_as_they_are_written(written: str, read: str) -> None:
    assert dates("lier", date(2027, 1, 1)).fill(written) == read


@pytest.mark.parametrize(
    "written", ["{{tomorrow}}", "{{today|us}}", "{{today+1m}}", "{{today.day}}", "{{}}", "{{Today}}", "{{planning}}", "{{today+3}}"]
)
def test_what_is_no_date_is_refused_and_named(written: str) -> None:
    with pytest.raises(InvalidValue, match=r"^placeholder: "):
        dates("lier", date(2027, 1, 1)).fill(f"noe {written}")


def test_a_calendar_that_has_run_out_says_so() -> None:
    with pytest.raises(InvalidValue, match="no such holiday ahead"):
        DemoDates(date(2027, 1, 1), SchoolCalendar([])).fill("{{summer}}")


def test_terms_follow_each_other_without_a_hole() -> None:
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(800)]
    seasons = [dates("lier", day).fill("{{season}}") for day in days]
    assert all(before <= after for before, after in pairwise(seasons))
    assert PLACEHOLDER.fullmatch("{{season.tue-4w|ics}}")
