"""Names of schools and districts: readable, and matched by alias."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.geo.names import NameBook, area_name, readable_name


@pytest.mark.parametrize(
    ("given_name", "read"),
    [
        ("MAJORSTUEN", "Majorstuen"),
        ("GRüNERLØKKA", "Grünerløkka"),
        ("NEDRE-BEKKELAGET", "Nedre-Bekkelaget"),
        ("BERG OG ÅS", "Berg og Ås"),
        ("Hansbakken", "Hansbakken"),
        ("  Høvik   skole ", "Høvik skole"),
        ("Å", "Å"),
        ("", ""),
    ],
)
def test_a_name_in_capitals_is_written_for_reading(given_name: str, read: str) -> None:
    assert readable_name(given_name) == read


@pytest.mark.parametrize(
    ("given_name", "short"),
    [
        ("Hallingstad skole", "Hallingstad"),
        ("HØVIK SKOLEKRETS", "Høvik"),
        ("Luhr veiledende inntaksområde", "Luhr"),
        ("Dalgård skole og ressurssenter", "Dalgård"),
        ("Huseby barneskole - Ac Møller tegnspråksenter", "Huseby"),
        ("Åsheim ungdomsskole", "Åsheim"),
        ("Skole", "Skole"),
    ],
)
def test_a_district_is_called_what_is_left_without_school_or_district(given_name: str, short: str) -> None:
    assert area_name(given_name) == short


@pytest.mark.parametrize(
    ("stored", "asked"),
    [("MAJORSTUEN", "Majorstua skole"), ("GRÜNERLØKKA", "GRüNERLØKKA"), ("NEDRE-BEKKELAGET", "Nedre Bekkelaget"), ("Åsen", "ÅSEN SKOLE")],
)
def test_one_name_written_in_two_ways_is_one_name(stored: str, asked: str) -> None:
    assert NameBook([("it", [stored]), ("other", ["Rasta"])]).find(asked) == "it"


@pytest.mark.parametrize(
    ("stored", "asked"), [("Lier", "Lierne skole"), ("Lierne", "Lier"), ("Ås", "Åsen"), ("Åsen", "Løkenåsen"), ("Egge", "")]
)
def test_a_name_is_never_matched_by_a_part_of_it(stored: str, asked: str) -> None:
    assert NameBook([("it", [stored])]).find(asked) is None


def test_an_exact_spelling_comes_before_a_loose_one() -> None:
    book = NameBook([("en", ["Heien"]), ("a", ["Heia"])])
    assert (book.find("HEIA"), book.find("Heien skole")) == ("a", "en")


def test_a_name_of_two_owners_is_nobodys() -> None:
    one, other = ["one"], ["other"]
    assert NameBook([(one, ["Nordby"]), (other, ["Nordby skole"])]).find("Nordby") is None


@given(st.text(max_size=60))
def test_any_text_has_a_short_name_that_stays_itself(text: str) -> None:
    assert area_name(area_name(text)) == area_name(text)
