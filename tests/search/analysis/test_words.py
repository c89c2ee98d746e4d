"""From text to words: hyphens, positions, length, and small words left out of a query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import Word, query_words
from search.analysis.words import MAX_WORD_LENGTH, texts_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lek og e-sport hall", [("lek", 0, 0), ("og", 1, 0), ("esport", 2, 2), ("e", 2, 0), ("sport", 3, 0), ("hall", 4, 0)]),
        ("Tranby, Lierbyen/Egge", [("tranby", 0, 0), ("lierbyen", 1, 0), ("egge", 2, 0)]),
        ("4H_i 5.–7. trinn", [("4h", 0, 0), ("i", 1, 0), ("5", 2, 0), ("7", 3, 0), ("trinn", 4, 0)]),
        ("barn's", [("barns", 0, 2), ("barn", 0, 0), ("s", 1, 0)]),
        ("🎉 – «»", []),
        ("футбол كرة", [("футбол", 0, 0), ("كرة", 1, 0)]),
    ],
)
def test_a_text_has_these_words(text: str, words: list[tuple[str, int, int]]) -> None:
    assert list(texts_of(text)) == words


def test_a_query_leaves_out_small_words_and_the_parts_of_hyphenated_ones() -> None:
    assert query_words("for alle på") == []
    assert query_words("e-sport for unge") == [Word("esport", 0, 2), Word("unge", 3)]


def test_a_word_is_cut_at_its_longest() -> None:
    assert [word for word, _, _ in texts_of("a" * 10_000)] == ["a" * MAX_WORD_LENGTH]


@given(st.text(max_size=200))
def test_positions_rise_by_one_with_every_single_word(text: str) -> None:
    assert [at for _, at, parts in texts_of(text) if not parts] == list(range(sum(1 for _, _, parts in texts_of(text) if not parts)))
