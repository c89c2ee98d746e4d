"""The languages that Krets ships: how far each reaches, and that none of them changes what Norwegian words mean."""

import json

import pytest

from catalog.vocabulary import Vocabulary, load_vocabulary, word_key
from tests.shared_data import DATA, requires_shared

OTHERS = ("pl", "uk", "ru", "ar", "so", "ti", "ur", "fa", "tr", "es", "fr", "de", "lt")
HOME = ("nb", "nn", "en")
MOST_USED = """
sport culture football handball basketball volleyball swimming gymnastics athletics cycling judo karate boxing tennis
table-tennis dance music choir theatre visual-arts crafts reading library museum coding gaming hiking fishing animals nature
youth-club open-hall open-kindergarten meeting-place family-centre language-cafe homework-help language-training first-aid
cooking parenting-course help-service playground sports-ground swimming-hall swimming-spot faith volunteering youth-council
food work support-schemes family-support
"""


@pytest.fixture(scope="module")
def shipped() -> Vocabulary:
    return load_vocabulary()


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_names_at_least_sixty_concepts(shipped: Vocabulary, language: str) -> None:
    assert sum(language in concept.labels for concept in shipped.concepts.values()) >= 60


def test_the_most_used_concepts_have_a_label_in_nearly_every_language(shipped: Vocabulary) -> None:
    lacking = {slug: absent for slug in MOST_USED.split() if (absent := [x for x in OTHERS if x not in shipped.concept(slug).labels])}
    assert all(len(absent) <= 1 for absent in lacking.values()), lacking


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("piłka nożna", "football"),
        ("pilka nozna", "football"),
        ("piłki nożnej", "football"),
        ("футбол", "football"),
        ("домашнее задание", "homework-help"),
        ("допомога з уроками", "homework-help"),
        ("سباحة", "swimming"),
        ("السباحه", "swimming"),
        ("شنا", "swimming"),
        ("تیراکی", "swimming"),
        ("Kubadda cagta", "football"),
        ("ኩዕሶ እግሪ", "football"),
        ("yuzme", "swimming"),
        ("natación", "swimming"),
        ("aide aux devoirs", "homework-help"),
        ("Schwimmen", "swimming"),
        ("krepsinis", "basketball"),
    ],
)
def test_a_family_finds_in_its_own_language(shipped: Vocabulary, words: str, slug: str) -> None:
    assert shipped.meanings(words) == (slug,)


def test_what_a_norwegian_or_english_word_means_is_one_of_its_own_concepts(shipped: Vocabulary) -> None:
    own: dict[str, set[str]] = {}
    for concept in shipped.concepts.values():
        for key in {word_key(name) for language in HOME for name in concept.names_in(language)}:
            own.setdefault(key, set()).add(concept.slug)
    assert {key: shipped.meanings(key) for key, slugs in own.items() if not slugs & set(shipped.meanings(key))} == {}


@requires_shared
def test_no_small_norwegian_word_is_a_word_of_another_language(shipped: Vocabulary) -> None:
    small = {word_key(word) for word in json.loads((DATA / "5-text" / "stopwords-no.json").read_text("utf-8"))}
    assert small
    assert [entry for entry in shipped.entries() if entry.language not in HOME and word_key(entry.words) in small] == []


@pytest.mark.parametrize("word", ["kamp", "tur", "is", "spor", "at", "basen", "ringen", "kinas", "ferie", "gry", "les", "de"])
def test_words_that_are_norwegian_too_are_left_to_norwegian(shipped: Vocabulary, word: str) -> None:
    assert shipped.meanings(word) in ((), ("hiking",))
