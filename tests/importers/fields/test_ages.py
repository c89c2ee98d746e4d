"""Ages in words: what is said becomes a range, what is not sure stays unknown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import InvalidValue
from catalog.terms import AgeBasis
from importers.fields.ages import ages_from_words

YEAR = 2026
TABLE = (
    ("6–10 år", 6, 10, None, None),
    ("6-10", 6, 10, None, None),
    ("6 til 10 år", 6, 10, None, None),
    ("mellom 6 og 10 år", 6, 10, None, None),
    ("fra 6 år", 6, None, None, None),
    ("6+", 6, None, None, None),
    ("6 år +", 6, None, None, None),
    ("over 6 år", 6, None, None, None),
    ("under 6 år", None, 5, None, None),
    ("til og med 6 år", None, 6, None, None),
    ("t.o.m. 6 år", None, 6, None, None),
    ("opp til 6 år", None, 6, None, None),
    ("0–3", 0, 3, None, None),
    ("3 mnd–4 år", 0, 4, 3, None),
    ("0–12 mnd", 0, 1, 0, 12),
    ("6-18 måneder", 0, 1, 6, 18),
    ("alle aldre", 0, 120, None, None),
    ("for alle", 0, 120, None, None),
    ("barn", None, None, None, None),
    ("6 år", 6, 6, None, None),
    ("6-åringer", 6, 6, None, None),
    ("aldersgrense 18 år", 18, None, None, None),
    ("Aldersgrense: 18 år", 18, None, None, None),
    ("6 to 10 years", 6, 10, None, None),
    ("ages 6-10", 6, 10, None, None),
    ("from 6", 6, None, None, None),
    ("up to 10", None, 10, None, None),
    ("6 and up", 6, None, None, None),
    ("6 years and older", 6, None, None, None),
    ("frå 6 år", 6, None, None, None),
    ("6 år og oppover", 6, None, None, None),
    ("10 år og yngre", None, 10, None, None),
    ("f.o.m. 6 år t.o.m. 10 år", 6, 10, None, None),
    ("1,5–3 år", 1, 3, 18, None),
    ("6–8 år og 9–12 år", 6, 12, None, None),
    ("3–5 og 10–12", None, None, None, None),
    ("seks til ti år", 6, 10, None, None),
    ("barn 6–12 år, ungdom 13–18 år", 6, 18, None, None),
    ("6–10 år (foreldre må være med)", 6, 10, None, None),
    ("1.–4. trinn", None, None, None, None),
    ("G12", None, None, None, None),
    ("6-100 år", 6, 100, None, None),
    ("Fra 10 til 16 år", 10, 16, None, None),
    ("13-", 13, None, None, None),
    ("13–18", 13, 18, None, None),
    ("6 - 10 år", 6, 10, None, None),
    ("6−10", 6, 10, None, None),
    ("10 år+", 10, None, None, None),
    ("fra og med 10 år", 10, None, None, None),
    ("Alle", 0, 120, None, None),
    ("Alle over 10 år", 10, None, None, None),
    ("voksne", None, None, None, None),
    ("16 år og eldre", 16, None, None, None),
    ("kr 6-10", None, None, None, None),
    ("5. klasse", None, None, None, None),
    ("fra 6 til 12", 6, 12, None, None),
    ("6 og 7 år", 6, 7, None, None),
    ("minst 13 år", 13, None, None, None),
    ("aged 6 to 12", 6, 12, None, None),
    ("8-årsalderen", None, None, None, None),
    ("6 – 12 åringer", 6, 12, None, None),
    ("0-1,5 år", 0, 1, None, 18),
    ("fra 18 mnd", 1, None, 18, None),
    ("From 3 years old", 3, None, None, None),
    ("10–12-åringer", 10, 12, None, None),
    ("alder: 6-10 år", 6, 10, None, None),
    ("under 18 mnd", None, 1, None, 17),
    ("alle aldrar", 0, 120, None, None),
    ("Between 6 and 10", 6, 10, None, None),
    ("ukjent", None, None, None, None),
    ("se nettside", None, None, None, None),
)


@pytest.mark.parametrize(("words", "low", "high", "low_months", "high_months"), TABLE)
def test_words_state_these_ages(words: str, low: int | None, high: int | None, low_months: int | None, high_months: int | None) -> None:
    ages = ages_from_words(words, YEAR)
    assert (ages.range.min, ages.range.max, ages.range.min_months, ages.range.max_months) == (low, high, low_months, high_months)
    assert ages.basis is AgeBasis.UNKNOWN


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [("f. 2014–2016", 10, 12), ("født 2014", 12, 12), ("2014-2016", 10, 12), ("fødd 2012-2014", 12, 14), ("born 2018", 8, 8)],
)
def test_years_of_birth_count_by_year(words: str, low: int, high: int) -> None:
    ages = ages_from_words(words, YEAR)
    assert (ages.range.min, ages.range.max, ages.basis) == (low, high, AgeBasis.BIRTH_YEAR)


@pytest.mark.parametrize("words", ["10–6 år", "150 år", "f. 2030", "under 0 år"])
def test_ages_that_cannot_be_are_refused(words: str) -> None:
    with pytest.raises(InvalidValue):
        ages_from_words(words, YEAR)


@given(st.text(max_size=600) | st.text(alphabet="0123456789-–+,. årmndfratil", max_size=600))
def test_no_words_do_worse_than_be_refused(words: str) -> None:
    try:
        ages = ages_from_words(words, YEAR)
    except InvalidValue:
        return
    assert ages.range.min is None or ages.range.max is None or ages.range.min <= ages.range.max


@given(st.integers(0, 60), st.integers(0, 60))
def test_every_range_is_read_as_written(low: int, more: int) -> None:
    ages = ages_from_words(f"{low}–{low + more} år", YEAR)
    assert (ages.range.min, ages.range.max) == (low, low + more)
