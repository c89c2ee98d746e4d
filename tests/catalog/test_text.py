"""Text as stored and compared: letters normalised, hostile characters dropped, slugs and name keys."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.text import SLUG_LENGTH, clean_line, clean_text, free_slug, name_key, offer_slug, shorten, slug_from


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("  Blåfjell \t skole ", "Blåfjell skole"),
        ("ba\u030andy", "båndy"),
        ("fot\u200bball\u202e", "fotball"),
        ("a\x00b\x07c", "abc"),
        ("to\nlinjer", "to linjer"),
        ("en\ud800to", "en?to"),
    ],
)
def test_a_line_is_cleaned(given_text: str, expected: str) -> None:
    assert clean_line(given_text) == expected


@given(st.text() | st.text(st.sampled_from("aå -\u00a0\u030a\u200b\u3000\t\n–ﬁK")))
def test_no_short_cut_cleans_a_line_otherwise_than_letter_by_letter(text: str) -> None:
    """What is printable is cleaned in a shorter way; with a line break behind it, it is not."""
    assert clean_line(text) == clean_line(f"{text}\n")
    assert clean_text(text) == clean_text(f"{text}\n")


def test_lines_of_a_text_are_kept_and_long_gaps_closed() -> None:
    assert clean_text("a \r\n\r\n\r\n\r\n b\rc") == "a\n\nb\nc"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Tranby skole", "tranby-skole"),
        ("Åsen / Østre Ærfugl", "asen-ostre-aerfugl"),
        ("Café Ñandú", "cafe-nandu"),
        ("日本", ""),
        ("--a--", "a"),
    ],
)
def test_slugs(name: str, slug: str) -> None:
    assert slug_from(name) == slug


@given(st.text())
def test_a_slug_is_always_safe_and_its_own_slug(name: str) -> None:
    slug = slug_from(name)
    assert len(slug) <= SLUG_LENGTH
    assert slug_from(slug) == slug
    assert all(character.isascii() and (character.isalnum() or character == "-") for character in slug)


def test_a_taken_slug_is_numbered_and_a_nameless_one_named() -> None:
    assert free_slug("Lier", {"lier", "lier-2"}) == "lier-3"
    assert free_slug("日本", set()) == "uten-navn"


@pytest.mark.parametrize(("one", "other"), [("Tranby-hallen", "TRANBYHALLEN"), ("Nedre-Bekkelaget", "nedre bekkelaget")])
def test_two_spellings_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_different_letters_are_different_names() -> None:
    assert name_key("Høvik") != name_key("Hovik")


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean_line(text)
    assert clean_line(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text(max_size=300), st.integers(2, 100))
def test_a_shortened_text_fits(text: str, length: int) -> None:
    assert len(shorten(text, length)) <= length


def test_a_title_without_a_letter_has_an_address_too() -> None:
    assert [offer_slug(title) for title in ("Kor på Åsen", "⚽")] == ["kor-pa-asen", "tilbud"]
