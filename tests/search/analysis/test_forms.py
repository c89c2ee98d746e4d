"""What is held of a word and what is asked for: spellings, written forms and parts meet, and each at its weight."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import query_forms, query_words, shared, split, stem, tokens
from search.analysis.forms import FOLDED_WEIGHT, PART_WEIGHT
from search.analysis.shared_forms import shared_forms
from tests.search.analysis.strategies import norwegian


def weight(text: str, query: str) -> float:
    """The weight at which a text is found by the least of a query's words; 0 where one is not found."""
    held = {form for form, _ in tokens(text)}
    return min(max((w for form, w in query_forms(word.text).items() if form in held), default=0.0) for word in query_words(query))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Bandy på isen", "BANDY"),
        ("Ræling skole", "ræling"),
        ("E-sport for alle", "esport"),
        ("Esport", "e-sport"),
        ("E-sport", "sport"),
        ("4H i Lier", "4h"),
        ("Tranby, Lierbyen/Egge", "egge tranby"),
        (unicodedata.normalize("NFD", "Åpen håndball"), "håndball åpen"),
        ("Åpen håndball", unicodedata.normalize("NFD", "håndball")),
        ("Symjing for gutar", "svømming gutter"),
        ("Svømming for gutter", "symjing gutar"),
        ("Haustferien", "høstferie"),
        ("Fotballskule", "fotballskolen"),
        ("Symjekurset", "svømmekurs"),
        ("Borneidrett", "barneidrett"),
        ("Bøker", "bok"),
        ("Barnebøker", "barnebok"),
    ],
)
def test_a_text_is_found_in_full_by_another_form_of_the_word(text: str, query: str) -> None:
    assert weight(text, query) == 1.0


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Ræling skole", "raeling"),
        ("Ræling skole", "raling"),
        ("Svømming", "svomming"),
        ("Svømming", "svoemming"),
        ("Svømmekurs", "svommekurs"),
        ("Båter", "baater"),
        ("Båter", "bater"),
        ("Raeling skole", "ræling"),
        ("Svomming", "svømming"),
        ("piłka nożna", "pilka nozna"),
    ],
)
def test_a_text_is_found_at_less_across_spellings(text: str, query: str) -> None:
    assert weight(text, query) == FOLDED_WEIGHT


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Fotballskole", "fotball"),
        ("Fotballskole", "skule"),
        ("Svømmekurs", "svømming"),
        ("Svømmekurs", "svomme"),
        ("Sjakklubben", "sjakk klubb"),
        ("Brettspillkveld", "brettspel"),
        ("Tranbyhallen", "tranby"),
    ],
)
def test_a_compound_is_found_at_still_less_by_its_parts(text: str, query: str) -> None:
    assert weight(text, query) == PART_WEIGHT


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Korps", "kor"),
        ("Ball", "bål"),
        ("Sport", "esport"),
        ("far", "får bok"),
        ("Fotball og skole", "fotballskole"),
        ("Fotballkamp", "fotballskole"),
        ("Innebandy", "bandy"),
    ],
)
def test_a_text_is_not_found_by_another_word(text: str, query: str) -> None:
    assert weight(text, query) == 0.0


def test_small_words_are_neither_held_nor_asked_for() -> None:
    assert [form for form, _ in tokens("Fotball for alle på Tranby")] == ["fotball", "tranby"]


def test_what_is_held_of_a_compound_shares_its_position() -> None:
    assert list(tokens("Høstleir i dag")) == [
        *(("høstleir", 0), ("~hoestleir", 0), ("~hostleir", 0), ("/høst", 0), ("/hoest", 0), ("/host", 0), ("/leir", 0)),
        ("dag", 2),
    ]


@given(st.text(max_size=200))
def test_any_text_is_found_in_full_by_its_own_words(text: str) -> None:
    assert not query_words(text) or weight(text, text) == 1.0


@given(st.lists(norwegian, max_size=8).map(" ".join))
def test_any_norwegian_text_is_found_in_full_by_its_own_words(text: str) -> None:
    assert not query_words(text) or weight(text, text) == 1.0


@given(st.one_of(st.text(max_size=200), norwegian))
def test_composed_and_decomposed_texts_hold_the_same(text: str) -> None:
    assert list(tokens(unicodedata.normalize("NFD", text))) == list(tokens(unicodedata.normalize("NFC", text)))


@given(norwegian)
def test_inflections_that_have_one_stem_have_one_key_where_nothing_splits_them(word: str) -> None:
    if not split(word) and word not in shared_forms().exact and not split(stem(word)):
        assert shared(word) == shared_forms().canonical(stem(word))


@given(norwegian)
def test_the_whole_word_always_weighs_most(word: str) -> None:
    weights = query_forms(word)
    assert weights[shared(word)] == 1.0
    assert sorted(set(weights.values())) in ([FOLDED_WEIGHT, 1.0], [PART_WEIGHT, FOLDED_WEIGHT, 1.0])
