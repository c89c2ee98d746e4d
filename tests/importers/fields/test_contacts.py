"""Phones, addresses, web and e-mail addresses, organisation numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import InvalidValue
from importers.fields.addresses import Address, address_from, city_name, postcode_from
from importers.fields.organisation_numbers import organisation_number
from importers.fields.phones import phone_number
from importers.fields.urls import email_address, web_address


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("22 33 44 55", "+4722334455"),
        ("+47 22334455", "+4722334455"),
        ("0047 91 30 00 00", "+4791300000"),
        ("tlf. 22 33 44 55 / 90 00 00 00", "+4722334455"),
        ("(+47) 913 00 000", "+4791300000"),
        ("4791300000", "+4791300000"),
        ("116117", "116117"),
        ("02800", "02800"),
        ("+46 8 123 456 78", "+46812345678"),
        ("", None),
        (None, None),
    ],
)
def test_phones_are_kept_with_country_code(words: object, number: str | None) -> None:
    assert phone_number(words) == number


@pytest.mark.parametrize("words", ["hei", "12", "22 33 44", "+47 22 33 44", "99999999999999999999"])
def test_what_is_no_phone_is_refused(words: str) -> None:
    with pytest.raises(InvalidValue):
        phone_number(words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Storgata 1, 3400 LIER", Address("Storgata 1", "3400", "Lier")),
        ("c/o Kari Nordmann\nStorgata 1\n0150 OSLO", Address("Storgata 1", "0150", "Oslo")),
        ("v/ Ola, Vestsideveien 115, 3405 Lier", Address("Vestsideveien 115", "3405", "Lier")),
        ("Rådhusplassen 1 c/o Per Olsen, 1473 NORDBY I ÅS", Address("Rådhusplassen 1", "1473", "Nordby i Ås")),
        ("Storgata 1", Address("Storgata 1")),
        ("3400 Lier", Address(None, "3400", "Lier")),
        ("N-1470 LØRENSKOG", Address(None, "1470", "Lørenskog")),
        ("Storgata 1, 3400 Lier, Norge", Address("Storgata 1", "3400", "Lier")),
        ("", Address()),
    ],
)
def test_addresses_are_split_and_persons_dropped(words: str, expected: Address) -> None:
    assert address_from(words) == expected


@pytest.mark.parametrize(("value", "code"), [("3400", "3400"), (150, "0150"), ("N-3400", "3400"), (3400.0, "3400"), ("", None)])
def test_postcodes_get_their_lost_zero_back(value: object, code: str | None) -> None:
    assert postcode_from(value) == code


def test_a_postcode_of_other_signs_is_refused() -> None:
    with pytest.raises(InvalidValue):
        postcode_from("37")


def test_place_names_keep_their_own_letters_unless_all_capitals() -> None:
    assert (city_name("LIERSTRANDA"), city_name("Lier"), city_name("")) == ("Lierstranda", "Lier", None)


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("www.a.no", "https://www.a.no"),
        ("a.no/b?c=d", "https://a.no/b?c=d"),
        ("https://A.no/X?q=1#f", "https://a.no/X?q=1#f"),
        ("http://a.no:8080/x", "http://a.no:8080/x"),
        ("https://blåbær.no/", "https://blåbær.no/"),
        (None, None),
        ("  ", None),
    ],
)
def test_web_addresses_are_whole(words: object, address: str | None) -> None:
    assert web_address(words) == address


@pytest.mark.parametrize(
    "words",
    [
        "javascript:alert(1)", "java\tscript:alert(1)", "//evil.example", "http://u:p@a.no/", "https://a.no/ x", "ftp://a.no", "http://localhost/x",
        "data:text/html,x", "hei", "https://", "http://a.no:99999/", "https://a.no/\u202e", "https://" + "a" * 3000 + ".no", "vbscript:x",
    ],
)  # fmt: skip
def test_addresses_that_must_not_be_linked_to_are_refused(words: str) -> None:
    with pytest.raises(InvalidValue):
        web_address(words)


@given(st.text(max_size=100))
def test_whatever_is_let_through_is_http(words: str) -> None:
    try:
        address = web_address(words)
    except InvalidValue:
        return
    assert address is None or address.startswith(("http://", "https://"))


def test_email_addresses_are_kept_or_refused() -> None:
    assert (email_address("mailto:A@B.NO"), email_address("<k@l.no>"), email_address("")) == ("A@b.no", "k@l.no", None)
    for words in ("a b@c.no", "x@y", "a@b..no", "@b.no", "a" * 70 + "@b.no"):
        with pytest.raises(InvalidValue):
            email_address(words)


@pytest.mark.parametrize("words", ["988 077 917", "NO988077917MVA", "Org.nr. 988 077 917", 988077917, 988077917.0, "988.077.917"])
def test_a_valid_organisation_number_is_nine_digits(words: object) -> None:
    assert organisation_number(words) == "988077917"


@pytest.mark.parametrize("words", ["988077918", "12345678", "U90099013", "98807791a", "9880779170"])
def test_a_wrong_check_digit_joins_no_clubs(words: str) -> None:
    with pytest.raises(InvalidValue):
        organisation_number(words)


@given(st.integers(100_000_000, 999_999_999))
def test_one_changed_digit_never_passes(number: int) -> None:
    try:
        valid = organisation_number(number)
    except InvalidValue:
        return
    changed = str((int(str(valid)[0]) % 9) + 1) + str(valid)[1:]
    with pytest.raises(InvalidValue):
        organisation_number(changed)
