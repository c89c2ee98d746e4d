"""Prices in words and numbers (tests/fixtures/fields/prices.csv): free only when the words say so without conditions."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import InvalidValue
from catalog.terms import Cost, PriceUnit
from importers.fields.prices import price_from_words, sibling_price_from_words, unit_from_words
from importers.fields.words import word_set
from tests.importers.fields.cases import LONG_CELL_SECONDS, cases, long_cells

ROWS = cases("prices")
LETTERS = st.text(alphabet="0123456789-–,.: krgatisfomelvoksnb()/+", max_size=300)
PIECES = st.lists(
    st.sampled_from(
        sorted(
            word_set(
                "kr 100 50,- gratis free barn voksne medlem ellers ikke medlemskap søsken under "
                "3 år per gang , ( ) 900 00 000 2026 kl. 18 tlf"
            )
        )
    ),
    max_size=12,
).map(" ".join)


def kroner(ore: int | None) -> str:
    return "" if ore is None else f"{ore / 100:g}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["words"])
def test_words_state_this_price(row: dict[str, str]) -> None:
    price = price_from_words(row["words"])
    assert (price.cost, kroner(price.amount_ore), price.unit or "", kroner(price.membership_ore)) == (
        row["cost"],
        row["kroner"],
        row["unit"],
        row["membership"],
    )
    assert (price.note == row["words"]) is (row["note"] == "y")
    assert price.amount_ore is None or price.currency == (row["currency"] or "NOK")


def test_the_table_has_no_case_twice_and_is_long_enough() -> None:
    assert len({row["words"] for row in ROWS}) == len(ROWS) >= 210


@pytest.mark.parametrize(
    ("value", "cost", "ore"),
    [(0, "free", 0), (100, "paid", 10_000), (99.5, "paid", 9_950), (True, "unknown", None), (None, "unknown", None)],
)
def test_numbers_are_kroner_and_truth_is_no_price(value: object, cost: str, ore: int | None) -> None:
    price = price_from_words(value)
    assert (price.cost, price.amount_ore) == (cost, ore)


@pytest.mark.parametrize("value", [-5, "-50 kr", "1 000 001 kr", "32220000 kr", 10**400, float("inf")])
def test_prices_that_cannot_be_are_refused(value: object) -> None:
    with pytest.raises(InvalidValue):
        price_from_words(value)


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("per gang", "session"),
        ("dag", "day"),
        ("pr. uke", "week"),
        ("semester", "season"),
        ("år", "year"),
        ("måned", None),
        ("per time", None),
    ],
)
def test_units_are_read_from_words(words: str, unit: str | None) -> None:
    assert unit_from_words(words) == (PriceUnit(unit) if unit else None)


@pytest.mark.parametrize(
    ("words", "clause"),
    [
        ("1100 kr, søsken 900 kr", "søsken 900 kr"),
        ("Kr 850,- (søskenmoderasjon 20 %)", "søskenmoderasjon 20 %"),
        ("1 500 kr; sysken 1 200 kr", "sysken 1 200 kr"),
        ("£20 per child, siblings £15", "siblings £15"),
        ("kr 500", None),
    ],
)
def test_what_siblings_pay_is_kept_as_it_is_written(words: str, clause: str | None) -> None:
    assert sibling_price_from_words(words) == clause


@given(st.text(max_size=500) | LETTERS | PIECES | st.floats() | st.integers())
def test_no_value_does_worse_than_be_refused(value: object) -> None:
    try:
        price = price_from_words(value)
    except InvalidValue:
        return
    assert price.amount_ore is None or price.amount_ore >= 0
    assert price.cost is not Cost.FREE or price.amount_ore == 0


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøå 0123456789", max_size=80))
def test_words_that_do_not_say_free_are_not_free(words: str) -> None:
    try:
        price = price_from_words(words)
    except InvalidValue:
        return
    said = any(word in words for word in ("gratis", "fri", "free", "kost", "veder", "ingen", "inga", "uten", "utan", "no", "without"))
    assert price.cost is not Cost.FREE or said or {*words} <= {*"0 kr"} or "0" in words


@given(st.integers(20_000_000, 99_999_999))
def test_telephone_numbers_are_never_prices(number: int) -> None:
    digits = str(number)
    for words in (
        f"Ring {digits}",
        f"tlf. {digits[:2]} {digits[2:4]} {digits[4:6]} {digits[6:]}",
        f"{digits[:3]} {digits[3:5]} {digits[5:]}",
    ):
        assert price_from_words(words).cost is Cost.UNKNOWN


@given(st.integers(1, 1_000_000))
def test_every_amount_is_read_as_written(kroner: int) -> None:
    assert price_from_words(f"kr {kroner},-").amount_ore == kroner * 100
    assert price_from_words(f"{kroner:,}".replace(",", " ") + " kr").amount_ore == kroner * 100


@given(st.integers(1, 900), st.integers(1, 900))
def test_the_price_of_a_child_is_told_from_that_of_an_adult_in_any_order(child: int, adult: int) -> None:
    for words in (
        f"barn {child} kr, voksne {adult} kr",
        f"{adult},- for voksne og {child},- for barn",
        f"Voksne: kr {adult}. Barn: kr {child}.",
    ):
        assert price_from_words(words).amount_ore == child * 100


@pytest.mark.parametrize(
    "words", long_cells("1", "1 ", "kr ", "1 000 ", "gratis ", "(", "under 3 ", "kr 5,-", "inkl. a ", "x" * 50 + " inkludert ")
)
def test_a_cell_that_is_a_book_is_unknown_and_takes_no_time(words: str) -> None:
    begun = time.perf_counter()
    price = price_from_words(words)
    assert time.perf_counter() - begun < LONG_CELL_SECONDS
    assert (price.cost, bool(price.note)) == (Cost.UNKNOWN, True)
