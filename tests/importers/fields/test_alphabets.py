"""Names whose words mix alphabets are found; names in any one alphabet, and words of several beside each other, are not."""

import pytest

from importers.fields.alphabets import alphabets_of, word_of_several


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Lier turnf\u043erening", "turnf\u043erening"),  # Cyrillic o
        ("\u041bier turn", "\u041bier"),  # Cyrillic L
        ("Lier \u0399L", "\u0399L"),  # Greek iota for I
        ("Oslo \u0391\u0392C", "\u0391\u0392C"),
    ],
)
def test_a_word_of_several_alphabets_is_found(name: str, word: str) -> None:
    assert word_of_several(name) == word


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Lier IL",
        "Bærum Ski- og Fotballklubb",
        "O'Hara & Ærø 2010",
        "Хор Калинка",
        "Хор Калинка Lier",
        "Σύλλογος Oslo",
        "5 µg",
        "Guovdageainnu suohkan čáŋŧ",
        "مسجد النور",
        "A\u030aas kor",
    ],
)
def test_a_name_in_whole_words_of_one_alphabet_is_not(name: str) -> None:
    assert word_of_several(name) is None


def test_signs_and_digits_are_of_no_alphabet() -> None:
    assert alphabets_of("123_µª") == frozenset()
