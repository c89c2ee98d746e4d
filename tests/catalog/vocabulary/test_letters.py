"""Spellings of one word share a key, and letters that a language does not have are found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.vocabulary import word_key
from catalog.vocabulary.letters import letter_problems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Piłka nożna", "pilka nozna"),
        ("Yüzme", "yuzme"),
        ("İzcilik", "izcilik"),
        ("Шитьё", "шитье"),
        ("ألعاب", "العاب"),
        ("مكتبة", "مكتبه"),
        ("بازی‌ها", "بازي ها"),
        ("لائبریری", "لائبريري"),
        ("E-sport", "esport"),
        ("Leksekafé", "leksekafe"),
        ("ga\u030a", "gå"),
    ],
)
def test_spellings_of_one_word_share_a_key(one: str, other: str) -> None:
    assert word_key(one) == word_key(other)


@pytest.mark.parametrize(("one", "other"), [("måling", "maling"), ("søm", "som"), ("lærer", "larer"), ("мир", "мор")])
def test_different_words_have_different_keys(one: str, other: str) -> None:
    assert word_key(one) != word_key(other)


@given(st.text())
def test_a_key_is_the_key_of_itself(text: str) -> None:
    assert word_key(word_key(text)) == word_key(text)


@pytest.mark.parametrize(
    ("words", "language", "problem"),
    [
        ("спорt", "uk", "mixes CYRILLIC and LATIN"),
        ("спорт", "pl", "is written in CYRILLIC"),
        ("sport", "uk", None),
        ("игры", "uk", "letters of another language: ы"),
        ("ігри", "ru", "letters of another language: і"),
        ("كتاب", "fa", "letters of another language: ك"),
        ("کتاب", "fa", None),
        ("کتاب", "ar", "letters of another language: ک"),
        ("كِتاب", "ar", None),
        ("ስፖርት", "ti", None),
        ("ስፖርት", "ar", "is written in ETHIOPIC"),
        ("4H", "nb", None),
        ("DJ و موسیقی", "fa", None),
    ],
)
def test_letters_that_a_language_does_not_have_are_found(words: str, language: str, problem: str | None) -> None:
    found = list(letter_problems([words], language))
    assert (problem is None and not found) or (problem is not None and problem in found[0])
