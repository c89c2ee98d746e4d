"""Addresses as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.geo.addresses import StreetAddress, address_key, parse_address, street_key


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Tranby torg 5", StreetAddress("Tranby torg", 5)),
        ("Tranby torg 5, 3408 Tranby", StreetAddress("Tranby torg", 5, None, "3408", "Tranby")),
        ("3408 Tranby", StreetAddress(None, None, None, "3408", "Tranby")),
        ("3408", StreetAddress(None, None, None, "3408", None)),
        ("Finstadrabben 148 B, N-1475 FINSTADJORDET", StreetAddress("Finstadrabben", 148, "B", "1475", "FINSTADJORDET")),
        ("Hanaborg alle11", StreetAddress("Hanaborg alle", 11)),
        ("Ringeriksveien 77c", StreetAddress("Ringeriksveien", 77, "C")),
        ("Veiviseren Lørenskog hus,Festplassen 1,1473 Lørenskog", StreetAddress("Festplassen", 1, None, "1473", "Lørenskog")),
        ("Skoleveien 11, 2. etasje", StreetAddress("Skoleveien", 11)),
        ("Skoleveien 11 (gymsalen)", StreetAddress("Skoleveien", 11)),
        ("Mellomila 7/9", StreetAddress("Mellomila", 7)),
        ("Hangerslettvegen 1401", StreetAddress("Hangerslettvegen", 1401)),
        ("Tunveien 5 1473 Lørenskog", StreetAddress("Tunveien", 5, None, "1473", "Lørenskog")),
        ("c/o Kari Nordmann, Storgt. 5, 3400 Lier", StreetAddress("Storgt.", 5, None, "3400", "Lier")),
        ("Marcus Thranes vei 83, 1472 Fjellhamar, Norge", StreetAddress("Marcus Thranes vei", 83, None, "1472", "Fjellhamar")),
        ("Tranby torg", StreetAddress("Tranby torg")),
        ("", StreetAddress()),
    ],
)
def test_an_address_is_taken_apart(text: str, parts: StreetAddress) -> None:
    assert parse_address(text) == parts


def test_a_postcode_given_beside_the_text_comes_first() -> None:
    assert parse_address("Storgata 1, 3400 Lier", postcode="3401").postcode == "3401"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Strandvegen", "Strandveien"),
        ("Storgaten", "Storgata"),
        ("Storgt.", "Storgata"),
        ("Drammensv.", "Drammensveien"),
        ("Marcus Thranes v.", "Marcus Thranes vei"),
        ("Hanaborg allé", "HANABORG ALLE"),
        ("Bjo\u0308rnsv.", "Björnsveien"),
    ],
)
def test_spellings_of_one_street_share_a_key(one: str, other: str) -> None:
    assert street_key(one) == street_key(other)


def test_different_streets_do_not() -> None:
    assert len({street_key(street) for street in ("Lierveien", "Lierneveien", "Veien", "Heia", "Heiaveien")}) == 5


@given(
    st.sampled_from(["Tranby torg", "Marcus Thranes vei", "Hennummarka", "7. juni-plassen"]),
    st.integers(1, 999),
    st.sampled_from([None, "A", "B"]),
    st.integers(1000, 9999).map(str),
    st.sampled_from(["Lier", "Tranby", "Mo i Rana"]),
)
def test_what_is_written_out_is_read_back(street: str, number: int, letter: str | None, postcode: str, city: str) -> None:
    address = StreetAddress(street, number, letter, postcode, city)
    assert parse_address(address.line) == address
    assert address.key == address_key(street, number, letter)


@given(st.text(max_size=120))
def test_any_text_is_taken_apart_without_an_error(text: str) -> None:
    parse_address(text)
