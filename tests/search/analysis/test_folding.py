"""Spellings without the letters of Norwegian, and of others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import folded, normalised


@pytest.mark.parametrize(
    ("word", "spellings"),
    [
        ("skole", ()),
        ("ræling", ("raeling", "raling")),
        ("svømming", ("svoemming", "svomming")),
        ("båt", ("baat", "bat")),
        ("sjøåkeren", ("sjoeaakeren", "sjoakeren")),
        ("kafé", ("kafe",)),
        ("piłka", ("pilka",)),
        ("møller", ("moeller", "moller")),
        ("плавання", ()),
        ("4h", ()),
    ],
)
def test_a_word_has_these_other_spellings(word: str, spellings: tuple[str, ...]) -> None:
    assert folded(word) == spellings


@given(st.text(max_size=40))
def test_a_spelling_differs_from_the_word_and_is_never_empty(text: str) -> None:
    word = normalised(text)
    assert all(spelling and spelling != word for spelling in folded(word))
    assert len(set(folded(word))) == len(folded(word)) <= 2
