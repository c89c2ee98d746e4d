"""Ages, grades and girls or boys in one cell: tests/fixtures/fields/ages.csv, each row a way that clubs and municipalities write."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import InvalidValue
from catalog.terms import AgeBasis
from catalog.values import AgeRange, GradeRange
from importers.fields.whom import NOT_SAID, whom_from_words
from importers.fields.words import word_set
from tests.importers.fields.cases import LONG_CELL_SECONDS, cases, long_cells

YEAR = 2026
ROWS = cases("ages")
LETTERS = st.text(alphabet="0123456789-–+/,. ()årmndfratilogtrinnklassejgvub", max_size=300)
PIECES = st.lists(
    st.sampled_from(
        sorted(
            word_set("fra til og under over 6 12 2014 år mnd trinn klasse barn voksne J12 G13 født senere ikke alle 1.–4. (8–10) uke kr")
        )
    ),
    max_size=12,
).map(" ".join)


def bounds(low: int | None, high: int | None, low_months: int | None = None, high_months: int | None = None) -> str:
    ends = [
        f"{months}m" if months is not None else "" if years is None else str(years)
        for years, months in ((low, low_months), (high, high_months))
    ]
    return "-".join(ends) if any(ends) else ""


def ages_as_written(ages: AgeRange) -> str:
    return bounds(ages.min, ages.max, ages.min_months, ages.max_months)


@pytest.mark.parametrize("row", [row for row in ROWS if "!" not in (row["ages"], row["grades"])], ids=lambda row: row["words"])
def test_words_state_whom_it_is_for(row: dict[str, str]) -> None:
    whom = whom_from_words(row["words"], YEAR)
    assert ages_as_written(whom.ages.range) == row["ages"]
    assert bounds(whom.grades.min, whom.grades.max) == row["grades"]
    assert (whom.group or "") == row["group"]
    assert (whom.ages.basis is AgeBasis.BIRTH_YEAR) is (row["basis"] == "born")


@pytest.mark.parametrize("row", [row for row in ROWS if "!" in (row["ages"], row["grades"])], ids=lambda row: row["words"])
def test_what_contradicts_itself_is_refused(row: dict[str, str]) -> None:
    with pytest.raises(InvalidValue):
        whom_from_words(row["words"], YEAR)


def test_the_table_has_no_case_twice_and_is_long_enough() -> None:
    assert len({row["words"] for row in ROWS}) == len(ROWS) >= 210


@given(st.text(max_size=500) | LETTERS | PIECES)
def test_no_words_do_worse_than_be_refused(words: str) -> None:
    try:
        whom = whom_from_words(words, YEAR)
    except InvalidValue:
        return
    for found in (whom.ages.range, whom.grades):
        assert found.min is None or found.max is None or 0 <= found.min <= found.max


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøå ", max_size=80))
def test_words_without_a_number_are_all_ages_only_where_they_say_all(words: str) -> None:
    if whom_from_words(words, YEAR).ages.range == AgeRange(0, 120):
        assert any(word in words.split() for word in ("all", "alle", "any", "everyone", "ingen", "inga", "no"))


@given(st.integers(1, 9), st.integers(0, 4), st.integers(6, 17))
def test_grades_and_ages_beside_each_other_are_both_read(low: int, more: int, age: int) -> None:
    whom = whom_from_words(f"{low}.–{low + more}. trinn ({age}–{age + more} år)", YEAR)
    assert (whom.grades, whom.ages.range) == (GradeRange(low, low + more), AgeRange(age, age + more))


@pytest.mark.parametrize("words", long_cells("6", "6-", "1. trinn ", "født 2014 ", "( ", "fra ", "over 5 og ", "år", "J12/", " ", "§1§"))
def test_a_cell_that_is_a_book_says_nothing_and_takes_no_time(words: str) -> None:
    begun = time.perf_counter()
    assert whom_from_words(words, YEAR) == NOT_SAID
    assert time.perf_counter() - begun < LONG_CELL_SECONDS
