"""Words and their spellings: composed or not, with Norwegian letters or without, hyphenated or joined."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import query_forms, query_words, tokens


def found_by(text: str, query: str) -> bool:
    held = {form for form, _ in tokens(text)}
    return all(held & query_forms(word.text).keys() for word in query_words(query))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Bandy på isen", "BANDY"),
        ("Ræling skole", "raeling"),
        ("Ræling skole", "raling"),
        ("Ræling skole", "ræling"),
        ("Svømming", "svomming"),
        ("Svømming", "svoemming"),
        ("Båter", "baater"),
        ("Båter", "bater"),
        ("Raeling skole", "ræling"),
        ("Svomming", "svømming"),
        (unicodedata.normalize("NFD", "Åpen håndball"), "håndball åpen"),
        ("Åpen håndball", unicodedata.normalize("NFD", "håndball")),
        ("E-sport for alle", "esport"),
        ("Esport", "e-sport"),
        ("E-sport", "sport"),
        ("Kafé for ungdom", "kafe"),
        ("4H i Lier", "4h"),
        ("piłka nożna", "pilka nozna"),
        ("Tranby, Lierbyen/Egge", "egge tranby"),
    ],
)
def test_a_text_is_found_by_a_query(text: str, query: str) -> None:
    assert found_by(text, query)


@pytest.mark.parametrize(("text", "query"), [("Korps", "kor"), ("Ball", "bål"), ("Sport", "esport"), ("far", "får bok")])
def test_a_text_is_not_found_by_another_word(text: str, query: str) -> None:
    assert not found_by(text, query)


def test_a_word_as_typed_weighs_more_than_its_folded_spelling() -> None:
    forms = query_forms("ræling")
    assert forms["ræling"] == 1.0
    assert max(weight for form, weight in forms.items() if form != "ræling") < 1.0


def test_small_words_are_neither_held_nor_asked_for() -> None:
    assert [form for form, _ in tokens("Fotball for alle på Tranby")] == ["fotball", "tranby"]
    assert query_words("for alle på") == []


def test_positions_count_small_words_and_parts_of_hyphenated_ones() -> None:
    assert [(form, at) for form, at in tokens("Lek og e-sport hall")] == [("lek", 0), ("esport", 2), ("e", 2), ("sport", 3), ("hall", 4)]


@given(st.text(max_size=200))
def test_any_text_is_found_by_its_own_words(text: str) -> None:
    assert found_by(text, text)


@given(st.text(max_size=200))
def test_composed_and_decomposed_texts_hold_the_same(text: str) -> None:
    assert list(tokens(unicodedata.normalize("NFD", text))) == list(tokens(unicodedata.normalize("NFC", text)))
