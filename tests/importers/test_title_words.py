"""Titles compared: endings, nynorsk and slips of the pen are no difference; numbers, girls and boys, weekdays and levels are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.title_words import numbers_agree, set_apart, title_words, titles_alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Leksehjelp på Hennummarka", "Leksehjelpen på Hennummarka"),
        ("Svømming for nybegynnere", "Symjing for nybyrjarar"),
        ("Åpen hall", "Open hall"),
        ("Språkkafé", "Språkkafe"),
        ("Ten Sing", "TenSing"),
        ("Taekwondo", "Taekowndo"),
        ("Lorgja Live", "Lorgja Live 2026"),
        ("Barneidrett", "BARNEIDRETT!"),
    ],
)
def test_spellings_of_one_title_are_alike(one: str, other: str) -> None:
    assert titles_alike(one, other) >= 0.88
    assert set_apart(one, other) is None


@pytest.mark.parametrize(("one", "other"), [("Fotball", "Strikkekafé"), ("Padel for ungdom", "Sorgkafé for ungdom"), ("Kor", "")])
def test_other_titles_are_not_alike(one: str, other: str) -> None:
    assert titles_alike(one, other) < 0.7


def test_a_title_within_a_longer_one_is_nearly_the_same_unless_it_is_one_common_word() -> None:
    assert titles_alike("Espen Berg trio", "Fjord Cadenza: Espen Berg Trio") > 0.8
    assert titles_alike("Konsert", "Konsert med Espen Berg trio") < titles_alike("Espen Berg trio", "Fjord Cadenza: Espen Berg Trio")


def test_words_of_the_organiser_and_the_place_count_only_where_there_are_no_others() -> None:
    beside = title_words("Ålesund bibliotek")
    assert titles_alike("Strikkekafé på Ålesund bibliotek", "Språkkafé i Ålesund bibliotek", beside) < 0.55
    assert titles_alike("Ålesund bibliotek", "Ålesund bibliotek", beside) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fotball J10", "Fotball J11"),
        ("Jentefotball", "Guttefotball"),
        ("Håndball damer", "Håndball herrer"),
        ("Turn mandag", "Turn torsdag"),
        ("Svømmekurs høst", "Svømmekurs vår"),
        ("Barnekor", "Ungdomskor"),
        ("Judo nybegynnere", "Judo viderekomne"),
        ("Festival 2026", "Festival 2027"),
        ("Fotball", "Foreldremøte fotball"),
        ("Juleshow", "Ekstrashow! Juleshow"),
    ],
)
def test_what_cannot_both_be_meant_sets_titles_apart(one: str, other: str) -> None:
    assert set_apart(one, other) and set_apart(other, one)


def test_numbers_agree_only_in_order() -> None:
    assert numbers_agree("Trinn 1-4", "trinn 1 – 4") and not numbers_agree("1-4", "4-1")


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_between_nothing_and_all_and_the_same_both_ways(one: str, other: str) -> None:
    alike = titles_alike(one, other)
    assert 0 <= alike <= 1.0000001
    assert set_apart(one, one) is None
    assert bool(set_apart(one, other)) == bool(set_apart(other, one))
    assert not title_words(one) or titles_alike(one, one) > 0.99
