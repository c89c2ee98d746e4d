"""The tables of written and irregular forms: every row brings two forms together that no ending would."""

from collections import Counter

import pytest

from search.analysis.shared_forms import shared_forms
from search.analysis.stemming import stem

FORMS = shared_forms()


@pytest.mark.parametrize(
    "family",
    [
        "gutt gutter guttene gut gutar gutane",
        "uke uker uka veke veker vekene veka",
        "høst høsten haust hausten",
        "skole skolen skoler skule skulen skular",
        "svømming svømme symjing symje symjinga",
        "barn barna born borna",
        "tilbud tilbudet tilbudene tilbod tilbodet",
        "sang sangen synge synger song songen syngje",
        "bok boka bøker bøkene",
        "åpen åpent åpne open opent opne ope",
        "sommer sommeren somrene sommar sommaren",
        "sykkel sykkelen sykler sykle sykling",
        "leder lederen ledere leiar leiarane",
        "kafé kafe kafeen kaféen kafeer",
        "mester mesteren mestere meister meisteren",
        "lage lager laga",
        "turnering turneringen turneringer turneringane",
        "nybegynner nybegynnere nybyrjar nybyrjarar",
        "måned måneder månad månader",
    ],
)
def test_all_written_forms_of_a_word_meet(family: str) -> None:
    assert len({FORMS.canonical(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lag", "lage"),
        ("leie", "leiar"),
        ("boks", "boksing"),
        ("tur", "turnering"),
        ("park", "parkering"),
        ("leir", "leire"),
        ("åpen", "opera"),
        ("sent", "senter"),
        ("ute", "uten"),
        ("bil", "bilete"),
        ("for", "forening"),
        ("stemning", "stevne"),
    ],
)
def test_words_of_different_meaning_stay_apart(one: str, other: str) -> None:
    assert FORMS.canonical(one) != FORMS.canonical(other)


def test_the_table_of_written_forms_is_worth_its_name() -> None:
    assert len(FORMS.written) >= 150


@pytest.mark.parametrize(("form", "word"), FORMS.written.items())
def test_a_row_of_written_forms_changes_something_and_leads_to_an_end(form: str, word: str) -> None:
    assert stem(form) != stem(word)
    assert FORMS.canonical(form) == FORMS.canonical(word) == stem(word)


def test_no_stem_of_nynorsk_is_told_twice() -> None:
    assert [root for root, times in Counter(map(stem, FORMS.written)).items() if times > 1] == []


@pytest.mark.parametrize(("form", "word"), FORMS.exact.items())
def test_an_irregular_form_is_listed_once_and_its_word_is_no_form_itself(form: str, word: str) -> None:
    assert form != word
    assert word not in FORMS.exact
    assert FORMS.canonical(form) == FORMS.canonical(word)
