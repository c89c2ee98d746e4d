"""Headings and counts in words."""

import pytest

from web.language import BOKMAL, ENGLISH, NYNORSK, Language
from web.wording.answers import Asked, heading_words, hits_words, lowered, offers_words, remove_words


@pytest.mark.parametrize(
    ("total", "asked", "language", "words"),
    [
        (27, Asked(free=True, ages=[8], period="Høstferien"), BOKMAL, "27 gratis tilbud for 8\u2011åringer i høstferien"),
        (27, Asked(free=True, ages=[8], period="Haustferien"), NYNORSK, "27 gratis tilbod for 8\u2011åringar i haustferien"),
        (1, Asked(free=True, ages=[8], period="Autumn break"), ENGLISH, "1 free activity for 8-year-olds in the autumn break"),
        (2, Asked(ages=[11, 8], subjects=["Fotball", "Dans"]), BOKMAL, "2 tilbud for 8 og 11 år: fotball og dans"),
        (0, Asked(free=True), BOKMAL, "Ingen gratis tilbud"),
        (0, Asked(place="Tranby", text="ishockey"), BOKMAL, "Ingen tilbud nær Tranby: «ishockey»"),
        (172, Asked(), BOKMAL, "172 tilbud"),
    ],
)
def test_the_heading_is_the_answer(total: int, asked: Asked, language: Language, words: str) -> None:
    assert heading_words(total, asked, language) == words


def test_counts_have_their_singular() -> None:
    assert [hits_words(n, ENGLISH) for n in (0, 1, 2)] == ["No results", "1 result", "2 results"]
    assert [offers_words(n, BOKMAL, free=True) for n in (0, 1, 34)] == ["Ingen gratis tilbud", "1 gratis tilbud", "34 gratis tilbud"]


def test_a_cross_says_what_it_removes() -> None:
    assert remove_words("8 år", BOKMAL) == "Ta bort filteret 8 år"


@pytest.mark.parametrize(
    ("label", "within"),
    [("Christmas holiday", "Christmas holiday"), ("Autumn break", "autumn break"), ("UKM", "UKM"), ("Juleferie", "juleferie")],
)
def test_within_a_sentence_only_names_and_abbreviations_keep_their_capital(label: str, within: str) -> None:
    assert lowered(label) == within
