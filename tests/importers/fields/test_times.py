"""Times of day and weekdays in words (tests/fixtures/fields/times.csv): unknown when anything is not understood."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.fields.times import clock_span, weekdays_from_words
from tests.importers.fields.cases import LONG_CELL_SECONDS, cases, long_cells

ROWS = cases("times")


@pytest.mark.parametrize("row", [row for row in ROWS if row["kind"] == "clock"], ids=lambda row: row["words"])
def test_words_state_these_times(row: dict[str, str]) -> None:
    span = clock_span(row["words"])
    assert (f"{span.start:%H:%M}-{f'{span.end:%H:%M}' if span.end else ''}" if span else "") == row["expected"]


@pytest.mark.parametrize("row", [row for row in ROWS if row["kind"] == "days"], ids=lambda row: row["words"])
def test_words_state_these_weekdays(row: dict[str, str]) -> None:
    assert " ".join(weekdays_from_words(row["words"])) == row["expected"]


@given(st.text(max_size=500) | st.text(alphabet="tirsdagmonkl.0123456789 -–:,og()pm", max_size=300))
def test_no_words_raise(words: str) -> None:
    clock_span(words)
    weekdays_from_words(words)


@given(st.times(), st.times())
def test_every_span_is_read_as_written(start: object, end: object) -> None:
    begin, finish = (f"{each:%H:%M}" for each in (start, end))
    span = clock_span(f"kl. {begin}–{finish}")
    assert (span is None) is (begin == finish)
    assert span is None or (f"{span.start:%H:%M}", f"{span.end:%H:%M}") == (begin, finish)


@pytest.mark.parametrize("words", long_cells("1", "17-", "tirsdag ", "kl. ", "man–", "unntatt "))
def test_a_cell_that_is_a_book_says_nothing_and_takes_no_time(words: str) -> None:
    begun = time.perf_counter()
    assert (clock_span(words), weekdays_from_words(words)) == (None, ())
    assert time.perf_counter() - begun < LONG_CELL_SECONDS
