"""Periods of days in words (tests/fixtures/fields/times.csv): the year must be there."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import InvalidValue
from catalog.values import DateSpan
from importers.fields.date_spans import span_from, weeks_of
from importers.fields.dates import day_from
from tests.importers.fields.cases import cases

ROWS = [row for row in cases("times") if row["kind"] in {"span", "day"}]
DAYS = st.dates(date(1971, 1, 1), date(2099, 1, 1))


def read(kind: str, words: str) -> str:
    if kind == "day":
        return str(day_from(words))
    span = span_from(words)
    return f"{span.first} {span.last}"


@pytest.mark.parametrize("row", [row for row in ROWS if row["expected"]], ids=lambda row: row["words"])
def test_words_state_these_days(row: dict[str, str]) -> None:
    assert read(row["kind"], row["words"]) == row["expected"]


@pytest.mark.parametrize("row", [row for row in ROWS if not row["expected"]], ids=lambda row: row["words"])
def test_what_is_no_certain_period_is_refused(row: dict[str, str]) -> None:
    with pytest.raises(InvalidValue):
        read(row["kind"], row["words"])


@pytest.mark.parametrize(("year", "weeks"), [(2020, 53), (2025, 52), (2026, 53), (2027, 52), (2032, 53)])
def test_some_years_have_a_53rd_week(year: int, weeks: int) -> None:
    assert weeks_of(year) == weeks


@given(DAYS, st.integers(0, 300))
def test_every_period_is_read_as_written(first: date, more: int) -> None:
    last = first + timedelta(days=more)
    for form in ("%d.%m.%Y", "%Y-%m-%d"):
        assert span_from(f"{first:{form}} – {last:{form}}") == DateSpan(first, last)


@given(st.text(max_size=300) | st.text(alphabet="0123456789.-– uketilfrajnmsdo", max_size=80))
def test_no_words_do_worse_than_be_refused(words: str) -> None:
    try:
        span = span_from(words)
    except InvalidValue:
        return
    assert span.first <= span.last
