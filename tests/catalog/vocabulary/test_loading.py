"""The vocabulary that Krets ships holds together, and a mistake in a file is named with its place."""

import csv
from pathlib import Path

import pytest

from catalog.vocabulary import Vocabulary, VocabularyInvalid, load_vocabulary, vocabulary_from
from tests.shared_data import SHARED, requires_shared

LINKS = "slug,relation,scheme,code,label,uri\n"
CONTRACT = SHARED / "contract" / "vocabulary.csv"


@pytest.fixture(scope="module")
def shipped() -> Vocabulary:
    return load_vocabulary()


WORDS = "slug,label,words\nsport,Idrett,sport\n"
OWN = {
    "concepts": "slug,broader\nsport,\n",
    "winners": "word,slug\n",
    "links": LINKS,
    "nb": WORDS,
    "nn": WORDS,
    "en": WORDS,
}


def folder(path: Path, **sheets: str) -> Path:
    """A vocabulary's folder of one concept, with the sheets given in place of its own."""
    (path / "words").mkdir(exist_ok=True)
    for name, text in (OWN | sheets).items():
        (path / f"{name}.csv" if name in ("concepts", "winners", "links") else path / "words" / f"{name}.csv").write_text(text, "utf-8")
    return path


@requires_shared
def test_every_category_of_the_contract_is_shipped_as_it_stands_there(shipped: Vocabulary) -> None:
    with CONTRACT.open(encoding="utf-8", newline="") as sheet:
        contract = {row["slug"]: (tuple(filter(None, row["broader"].split(";"))), row["label_nb"]) for row in csv.DictReader(sheet)}
    assert {slug: (shipped.broader(slug), shipped.label(slug, "nb")) for slug in contract} == contract


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_concept_has_a_label_and_search_words_in_every_language(shipped: Vocabulary, language: str) -> None:
    without_label = [slug for slug, concept in shipped.concepts.items() if language not in concept.labels]
    assert without_label == []
    assert [slug for slug, concept in shipped.concepts.items() if not concept.words.get(language) and language != "nn"] == []
    assert [slug for slug in shipped.concepts if slug not in shipped.meanings(shipped.label(slug, language))] == []


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Idrett/fotball", "football"),
        ("IDRETT", "sport"),
        ("svømmekurs", "swimming"),
        ("symjekurs", "swimming"),
        ("swimming lessons", "swimming"),
        ("Skeiser", "skating"),
        ("Tro og livssyn", "faith"),
        ("e-sport", "esport"),
        ("teikning", "visual-arts"),
        ("BUA", "equipment-loan"),
        ("diving", "scuba-diving"),
        ("lommeregner", None),
    ],
)
def test_words_of_publishers_find_their_concept(shipped: Vocabulary, words: str, slug: str | None) -> None:
    assert shipped.match_label(words) == slug


def test_words_that_mean_an_age_a_period_or_a_form_claim_no_concept(shipped: Vocabulary) -> None:
    for word in (
        "barn",
        "ungdom",
        "ferie",
        "høstferie",
        "kurs",
        "aktivitet",
        "gratis",
        "jenter",
        "gutter",
        "foreldre",
        "baby",
        "klubb",
        "help",
    ):
        assert shipped.match_label(word) is None, word


def test_a_language_is_added_by_a_file(tmp_path: Path) -> None:
    made = vocabulary_from(folder(tmp_path, pl="slug,label,words\nsport,Sport,zawody; mecz\n"))
    assert made.label("sport", "pl") == "Sport"
    assert made.match_label("Mecz") == "sport"


@pytest.mark.parametrize(
    ("sheets", "problem"),
    [
        ({"concepts": "slug,broader\nsport,\nsport,\n"}, "concepts.csv names sport twice"),
        ({"nb": "slug,label,words\nsport,Idrett,\nsport,Sport,\n"}, "nb.csv names sport twice"),
        ({"nb": "slug,label,words\nsport,Idrett,\ndance,Dans,\n"}, "words/nb.csv names dance, which concepts.csv lacks"),
        ({"nb": "slug,label,words\nsport,,ord\n"}, "words/nb.csv has no label for sport"),
        ({"nb": "slug,label\nsport,Idrett\n"}, "nb.csv lacks the column words"),
        ({"concepts": "slug,broader\nsport\n"}, "concepts.csv line 2 has not as many cells"),
        ({"concepts": "slug,broader\nsport,,\n"}, "concepts.csv line 2 has not as many cells"),
        ({"concepts": "slug,broader\nsport,ball\n"}, "sport is under ball, which does not exist"),
        ({"winners": "word,slug\nsport,sport\n"}, "winners.csv settles 'sport', which fewer than two concepts claim"),
        ({"winners": "word,slug\nidrett,\nidrett,\n"}, "winners.csv names idrett twice"),
        ({"nn": "slug,label,words\n"}, "no word of nn leads to sport"),
        ({"uk": "slug,label,words\nsport,Sпорт,\n"}, "'Sпорт' .uk. mixes CYRILLIC and LATIN"),
    ],
)
def test_a_mistake_in_a_file_is_named(tmp_path: Path, sheets: dict[str, str], problem: str) -> None:
    with pytest.raises(VocabularyInvalid, match=problem):
        vocabulary_from(folder(tmp_path, **sheets))


def test_a_concept_whose_words_all_mean_another_is_not_reached(tmp_path: Path) -> None:
    words = "slug,label,words\nsport,Idrett,\nball,Ball,\n"
    sheets = {"concepts": "slug,broader\nsport,\nball,\n", "winners": "word,slug\nball,sport\n", "nb": words, "nn": words}
    with pytest.raises(VocabularyInvalid) as caught:
        vocabulary_from(folder(tmp_path, **sheets, en="slug,label,words\nsport,Sport,ball\nball,Orb,\n"))
    assert caught.value.problems == ["no word of nb leads to ball", "no word of nn leads to ball"]


def test_every_mistake_of_every_file_is_named_at_once(tmp_path: Path) -> None:
    sheets = {"nb": "slug,label,words\nsport,,ord\n", "links": LINKS + "ball,exactMatch,icnpo,1200,Idrett,\n", "winners": "word\n"}
    with pytest.raises(VocabularyInvalid) as caught:
        vocabulary_from(folder(tmp_path, **sheets))
    told = "\n".join(caught.value.problems)
    for problem in ("no label for sport", "names ball", "lacks the column slug", "sport has no label in bokmål"):
        assert problem in told
