"""The rules of the tree and of the words, on small vocabularies made here."""

import copy
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import NotFound
from catalog.vocabulary import Concept, Entry, Vocabulary, VocabularyInvalid


def concept(slug: str, *broader: str, label: str = "", words: tuple[str, ...] = ()) -> Concept:
    return Concept(slug, broader, {"nb": label or slug.title()}, {"nb": words})


def vocabulary(*concepts: Concept, **winners: tuple[str, ...]) -> Vocabulary:
    return Vocabulary({each.slug: each for each in concepts}, winners)


SPORT = vocabulary(
    concept("sport", label="Idrett", words=("sport",)),
    concept("shooting", "sport", label="Skyting"),
    concept("skiing", "sport", label="Ski", words=("gå på ski",)),
    concept("biathlon", "skiing", "shooting", label="Skiskyting", words=("ski og skyting",)),
    concept("culture", label="Kultur"),
)


def test_a_concept_with_its_narrower_ones_reaches_every_level() -> None:
    assert SPORT.with_narrower("sport") == {"sport", "shooting", "skiing", "biathlon"}
    assert SPORT.with_narrower("culture") == {"culture"}


def test_concepts_with_their_broader_ones_reach_the_top_by_every_way() -> None:
    assert SPORT.with_broader(["biathlon"]) == {"biathlon", "skiing", "shooting", "sport"}
    assert SPORT.with_broader(["culture", "skiing"]) == {"culture", "skiing", "sport"}
    assert SPORT.with_broader([]) == frozenset()


def test_the_directly_broader_concepts_keep_their_order() -> None:
    assert SPORT.broader("biathlon") == ("skiing", "shooting")
    assert SPORT.broader("sport") == ()


@given(st.sampled_from(sorted(SPORT.concepts)), st.sampled_from(sorted(SPORT.concepts)))
def test_narrower_and_broader_are_two_views_of_one_tree(one: str, other: str) -> None:
    assert (one in SPORT.with_narrower(other)) == (other in SPORT.with_broader([one]))


def test_a_label_is_bokmal_where_a_language_has_none() -> None:
    football = Vocabulary({"football": Concept("football", (), {"nb": "Fotball", "en": "Football"}, {})})
    assert [football.label("football", language) for language in ("nb", "en", "nn", "xx")] == ["Fotball", "Football", "Fotball", "Fotball"]


@pytest.mark.parametrize(
    "ask", [lambda v: v.label("x", "nb"), lambda v: v.broader("x"), lambda v: v.with_narrower("x"), lambda v: v.with_broader(["x"])]
)
def test_an_unknown_concept_is_not_found(ask: Callable[[Vocabulary], object]) -> None:
    with pytest.raises(NotFound, match="category 'x'"):
        ask(SPORT)


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("Skyting", ("shooting",)),
        ("  SKYTING ", ("shooting",)),
        ("gå  på-ski", ("skiing",)),
        ("biathlon", ("biathlon",)),
        ("Ski og skyting", ("biathlon",)),
        ("Ski og kultur", ("skiing", "culture")),
        ("Idrett/ski", ("skiing",)),
        ("ski, idrett", ("skiing",)),
        ("Kultur; skyting & ski", ("culture", "shooting", "skiing")),
        ("Idrett > Skiskyting", ("biathlon",)),
        ("ski|ukjent", ("skiing",)),
        ("skiing", ("skiing",)),
        ("skisko", ()),
        ("", ()),
        (" / ", ()),
    ],
)
def test_a_publishers_words_become_concepts(words: str, slugs: tuple[str, ...]) -> None:
    assert SPORT.match_labels(words) == slugs
    assert SPORT.match_label(words) == next(iter(slugs), None)


@given(st.text())
def test_any_text_at_all_matches_known_concepts_or_nothing(words: str) -> None:
    assert set(SPORT.match_labels(words)) <= set(SPORT.concepts)


def test_a_decomposed_letter_is_the_same_word() -> None:
    assert SPORT.match_label("ga\u030a pa\u030a ski") == "skiing"


@pytest.mark.parametrize(
    ("concepts", "problem"),
    [
        ([concept("a", "b")], "a is under b, which does not exist"),
        ([concept("a", "b"), concept("b", "a")], "a circle of broader concepts: "),
        ([concept("a", "a")], "a circle of broader concepts: a → a"),
        ([concept("a", words=("Ord",)), concept("b", words=("o-r d",))], "the word 'ord' is claimed by a and b"),
        ([concept("a", words=("+",))], "a has a word without letters"),
        ([Concept("a", (), {"en": "A"}, {})], "a has no label in bokmål"),
        ([concept("a", label="Ball"), concept("b", label="ball")], "a and b bear the same label in nb: 'ball'"),
        ([concept("a", label="B\u0430ll")], "mixes CYRILLIC and LATIN letters in one word"),
        ([concept("a", words=("мяч",))], r"'мяч' \(nb\) is written in CYRILLIC letters"),
    ],
)
def test_a_contradiction_is_named(concepts: list[Concept], problem: str) -> None:
    with pytest.raises(VocabularyInvalid, match=problem):
        vocabulary(*concepts)


def test_every_contradiction_is_named_at_once() -> None:
    with pytest.raises(VocabularyInvalid) as caught:
        vocabulary(concept("a", "x", words=("ord",)), concept("b", "y", words=("ord",)))
    assert len(caught.value.problems) == 3


def test_a_stated_winner_settles_a_word_that_two_claim() -> None:
    settled = vocabulary(concept("a", words=("ord",)), concept("b", words=("ord",)), Ord=("b",))
    assert settled.match_label("ord") == "b"


@pytest.mark.parametrize(
    ("winner", "problem"),
    [
        ({"ord": ("c",)}, "names none of them"),
        ({"ord": ("a",), "annet": ("a",)}, "'annet', which fewer than two concepts claim"),
        ({"ord": ("a",), "c": ("c",)}, "'c', which fewer than two concepts claim"),
        ({"ord": ("a",), "annet": ("a", "c")}, "'annet', which no concept claims"),
        ({"ord": ("a", "ball")}, "lets 'ord' mean ball, which does not exist"),
    ],
)
def test_a_winner_that_settles_nothing_is_refused(winner: dict[str, tuple[str, ...]], problem: str) -> None:
    with pytest.raises(VocabularyInvalid, match=problem):
        vocabulary(concept("a", words=("ord",)), concept("b", words=("ord",)), concept("c"), **winner)


def test_a_word_means_one_concept_several_that_are_stated_or_none() -> None:
    stated = vocabulary(*SPORT.concepts.values(), ski=("biathlon", "skiing"), kultur=("culture", "skiing"))
    assert stated.meanings(" SKI ") == ("biathlon", "skiing")
    assert stated.meanings("skyting") == ("shooting",)
    assert stated.meanings("skisko") == ()
    assert stated.meanings("biathlon") == ()  # a slug that is no word of any language is no word


def test_of_a_word_that_means_several_a_publisher_means_the_broadest_else_the_first() -> None:
    stated = vocabulary(*SPORT.concepts.values(), ski=("biathlon", "skiing"), kultur=("culture", "skiing"))
    assert stated.match_labels("Ski") == ("skiing",)
    assert stated.match_labels("Kultur") == ("culture",)


def test_entries_tell_every_word_once_in_its_language_with_what_it_means() -> None:
    ball = Concept("ball", (), {"nb": "Ball", "en": "Ball"}, {"nb": ("kule", "Kule"), "en": ("orb",)})
    orb = Concept("orb", (), {"nb": "Klode"}, {"nb": ("kule",)})
    made = Vocabulary({"ball": ball, "orb": orb}, {"kule": ("orb", "ball")})
    assert list(made.entries()) == [
        Entry("Ball", "nb", ("ball",)),
        Entry("kule", "nb", ("orb", "ball")),
        Entry("Ball", "en", ("ball",)),
        Entry("orb", "en", ("ball",)),
        Entry("Klode", "nb", ("orb",)),
    ]


def test_a_vocabulary_travels_to_another_process_whole() -> None:
    assert copy.copy(SPORT) == SPORT  # by the way that pickle takes


def test_a_vocabulary_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        SPORT.concepts["new"] = concept("new")  # type: ignore[index]
