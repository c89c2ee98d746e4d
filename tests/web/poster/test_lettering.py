"""Lettering: anybody's words on one line, bounded, in letters that the fonts have; scripts and directions kept."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.poster.lettering import LONGEST, LONGEST_WORD, UNKNOWN, fonts, settable, words_of


@pytest.mark.parametrize(
    "words",
    [
        "Håndball på Øvre Frogner – nå!",
        "Футбол для дітей",
        "كرة القدم للأطفال",
        "ኩዕሶ እግሪ ንቘልዑ",
        "Čáhci, ŋ, đ",
        "#import $x$ *b* _i_ [a](b) \\u{1}",
    ],
)
def test_words_of_the_scripts_that_we_carry_stay_as_they_are(words: str) -> None:
    assert settable(words) == words


@pytest.mark.parametrize(
    ("given_words", "drawn"),
    [
        ("Fotball ⚽️ 😀!", "Fotball !"),
        ("Kurs\nog\tmer  nå", "Kurs og mer nå"),
        ("\u202egnivlaK\u202c", "gnivlaK"),
        ("漢字 kurs", f"{UNKNOWN}{UNKNOWN} kurs"),
        ("kl.\N{NO-BREAK SPACE}17", "kl.\N{NO-BREAK SPACE}17"),
        ("می\N{ZERO WIDTH NON-JOINER}خواهم", "می\N{ZERO WIDTH NON-JOINER}خواهم"),
        ("A\u030a", "Å"),
        ("б\u0651ك\u0651", "бك\u0651"),
        ("\x00\ue000\ud800", ""),
    ],
)
def test_what_cannot_be_drawn_is_left_out_or_shown_as_unknown(given_words: str, drawn: str) -> None:
    assert settable(given_words) == drawn


@given(st.text())
def test_every_drawn_letter_has_a_glyph_and_the_line_is_bounded(words: str) -> None:
    line = settable(words)
    assert len(line) <= LONGEST + LONGEST // LONGEST_WORD
    assert all(any(ord(letter) in font for font in fonts()) or unicodedata.category(letter) == "Cf" for letter in line)


@pytest.mark.parametrize(("lang", "kept"), [("ar", "ar"), ("x!", None), ("norsk", None), (None, None)])
def test_a_language_that_is_no_code_is_not_told(lang: str | None, kept: str | None) -> None:
    assert words_of("Kor", lang).lang == kept


def test_a_long_word_may_be_broken_and_a_long_line_is_cut() -> None:
    assert settable("x" * 40) == "\u200b".join(["x" * 24, "x" * 16])
    assert settable("ord " * 100).endswith("…") and len(settable("ord " * 100)) <= LONGEST


@pytest.mark.parametrize(("words", "rtl"), [("كرة القدم", True), ("Kurs كرة", False), ("«كرة» kurs", True), ("123", False), ("", False)])
def test_the_direction_is_that_of_the_first_letter(words: str, rtl: bool) -> None:
    assert words_of(words).rtl is rtl
