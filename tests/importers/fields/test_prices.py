"""Prices in words and numbers: free only when the words say so without conditions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import InvalidValue
from catalog.terms import Cost, PriceUnit
from importers.fields.prices import price_from_words, unit_from_words

TABLE = (
    ("Gratis", "free", 0, None, None, False),
    ("Fri", "free", 0, None, None, False),
    ("fritt", "free", 0, None, None, False),
    ("free", "free", 0, None, None, False),
    ("0", "free", 0, None, None, False),
    ("0,-", "free", 0, None, None, False),
    ("kr 0", "free", 0, None, None, False),
    ("kr 325,-", "paid", 32500, None, None, False),
    ("325 kr", "paid", 32500, None, None, False),
    ("325,-", "paid", 32500, None, None, False),
    ("NOK 200.00", "paid", 20000, None, None, False),
    ("1 200 kr", "paid", 120000, None, None, False),
    ("1.200,-", "paid", 120000, None, None, False),
    ("1200,00", "paid", 120000, None, None, False),
    ("kr. 1.200,00", "paid", 120000, None, None, False),
    ("kr 325,- (medlem 275,-)", "paid", 32500, None, None, True),
    ("gratis for medlemmer, ellers 200,-", "paid", 20000, None, None, True),
    ("gratis for medlemmer", "unknown", None, None, None, True),
    ("se arrangør", "unknown", None, None, None, True),
    ("Pris på forespørsel", "unknown", None, None, None, True),
    ("fra 100 kr", "paid", 10000, None, None, True),
    ("100–200 kr", "paid", 10000, None, None, True),
    ("kr 100-200", "paid", 10000, None, None, True),
    ("50 kr per gang", "paid", 5000, "session", None, False),
    ("kr 1200 per semester", "paid", 120000, "season", None, False),
    ("kr 500 pr. år", "paid", 50000, "year", None, False),
    ("1500,- pr sesong", "paid", 150000, "season", None, False),
    ("kr 900 for hele uka", "paid", 90000, "week", None, False),
    ("300 kr per dag", "paid", 30000, "day", None, False),
    ("kr 200 pr. måned", "paid", 20000, None, None, True),
    ("Barn 50 kr, voksne 100 kr", "paid", 5000, None, None, True),
    ("200 kr + medlemskap 300 kr", "paid", 50000, None, 30000, True),
    ("Medlemskap kr 300", "paid", 30000, None, 30000, True),
    ("medlemskontingent 300 kr og treningsavgift 1200 kr", "paid", 150000, None, 30000, True),
    ("Gratis inngang", "free", 0, None, None, False),
    ("Gratis inngang, utstyrsleie 50 kr", "unknown", None, None, None, True),
    ("gratis for barn, voksne 50 kr", "unknown", None, None, None, True),
    ("Gratis for barn under 16 år", "unknown", None, None, None, True),
    ("gratis for alle", "free", 0, None, None, True),
    ("Gratis deltakelse", "free", 0, None, None, False),
    ("Gratis prøvetime", "unknown", None, None, None, True),
    ("gratis første gang, deretter 50 kr", "unknown", None, None, None, True),
    ("ikke gratis", "paid", None, None, None, True),
    ("egenandel", "paid", None, None, None, True),
    ("ca. 200 kr", "paid", 20000, None, None, True),
    ("inntil 200 kr", "unknown", None, None, None, True),
    ("€ 20", "paid", 2000, None, None, False),
    ("20 EUR", "paid", 2000, None, None, False),
    ("ukjent", "unknown", None, None, None, False),
    ("250", "paid", 25000, None, None, False),
    ("Pris: 250", "paid", 25000, None, None, False),
    ("kr 325", "paid", 32500, None, None, False),
    ("Free entry", "free", 0, None, None, False),
    ("Free for members, 200 NOK for non-members", "paid", 20000, None, None, True),
    ("medlemmer 100,-, ikke-medlemmer 150,-", "paid", 15000, None, None, True),
    ("150,- / 100,- for medlemmer", "paid", 15000, None, None, True),
    ("kr 150 (gratis med fritidskort)", "paid", 15000, None, None, True),
    ("2 for 1", "unknown", None, None, None, True),
    ("10 ganger kr 500", "paid", 50000, None, None, True),
    ("kr 1 950,- for 10 kvelder", "paid", 195000, None, None, True),
    ("Kr 850,- (søskenmoderasjon 20 %)", "paid", 85000, None, None, True),
    ("gratis med ledsagerbevis", "unknown", None, None, None, True),
    ("gratis, men påmelding", "free", 0, None, None, True),
    ("kr 12,50", "paid", 1250, None, None, False),
    ("1,234.50 kr", "unknown", None, None, None, True),
    ("billetter i døren", "unknown", None, None, None, True),
    ("kr 200,- per barn", "paid", 20000, None, None, True),
    ("100kr", "paid", 10000, None, None, False),
    ("100kr/gang", "paid", 10000, "session", None, False),
    ("Årskontingent 400,-", "paid", 40000, "year", None, False),
    ("free of charge", "free", 0, None, None, False),
    ("fri entré", "free", 0, None, None, False),
    ("Kurset koster 200 kroner", "paid", 20000, None, None, True),
    ("kostnadsfritt", "free", 0, None, None, False),
    ("Gratis for deltakere 6–18 år", "free", 0, None, None, True),
    ("kr 325,- pr. person (0-3 år gratis)", "paid", 32500, None, None, True),
    ("elles 200 kr, gratis for medlemmar", "paid", 20000, None, None, True),
)


@pytest.mark.parametrize(("words", "cost", "ore", "unit", "membership", "noted"), TABLE)
def test_words_state_this_price(words: str, cost: str, ore: int | None, unit: str | None, membership: int | None, noted: bool) -> None:
    price = price_from_words(words)
    assert (price.cost, price.amount_ore, price.unit, price.membership_ore) == (cost, ore, unit, membership)
    assert (price.note == words) is noted


@pytest.mark.parametrize(("words", "currency"), [("20 EUR", "EUR"), ("€ 20", "EUR"), ("200 SEK", "SEK"), ("£5", "GBP"), ("kr 20", "NOK")])
def test_currencies_are_told_apart(words: str, currency: str) -> None:
    assert price_from_words(words).currency == currency


@pytest.mark.parametrize(
    ("value", "cost", "ore"),
    [(0, "free", 0), (100, "paid", 10_000), (99.5, "paid", 9_950), (True, "unknown", None), (None, "unknown", None)],
)
def test_numbers_are_kroner_and_truth_is_no_price(value: object, cost: str, ore: int | None) -> None:
    price = price_from_words(value)
    assert (price.cost, price.amount_ore) == (cost, ore)


@pytest.mark.parametrize("value", [-5, "-50 kr", "1 000 001 kr", 10**400, float("inf")])
def test_prices_that_cannot_be_are_refused(value: object) -> None:
    with pytest.raises(InvalidValue):
        price_from_words(value)


@pytest.mark.parametrize(
    ("words", "unit"),
    [("per gang", "session"), ("dag", "day"), ("pr. uke", "week"), ("semester", "season"), ("år", "year"), ("måned", None)],
)
def test_units_are_read_from_words(words: str, unit: str | None) -> None:
    assert unit_from_words(words) == (PriceUnit(unit) if unit else None)


@given(st.text(max_size=600) | st.text(alphabet="0123456789-–,.: krgatisfomel()", max_size=600) | st.floats() | st.integers())
def test_no_value_does_worse_than_be_refused(value: object) -> None:
    try:
        price = price_from_words(value)
    except InvalidValue:
        return
    assert price.cost is not Cost.FREE or price.amount_ore == 0


@given(st.integers(1, 1_000_000))
def test_every_amount_is_read_as_written(kroner: int) -> None:
    assert price_from_words(f"kr {kroner},-").amount_ore == kroner * 100
    assert price_from_words(f"{kroner:,}".replace(",", " ") + " kr").amount_ore == kroner * 100
