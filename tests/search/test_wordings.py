"""The words of offers as people wrote them: titles by how a word of them begins, and words by how often they stand."""

from hypothesis import given
from hypothesis import strategies as st

from search.concepts import Concepts
from search.documents import OfferDocument
from search.wordings import MOST_OCCURRENCES, Wordings

CONCEPTS = Concepts(words={"football": "Fotball\nKnøttefotball", "choir": "Kor"})
TITLE = st.text(st.sampled_from("ab åß"), min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)


def wordings(*titles: str, names: tuple[str, ...] = ()) -> Wordings:
    documents = [OfferDocument(id=n, version=1, digest="", title=title, names=names) for n, title in enumerate(titles)]
    return Wordings(documents, ["football"], CONCEPTS)


def test_titles_that_begin_so_come_before_those_with_such_a_word() -> None:
    made = wordings("Åpen fotball", "Fotball for alle", "Sjakk", "Knøttefotball")
    assert made.titles_with("FOT", 9) == ["Fotball for alle", "Åpen fotball"]
    assert made.titles_with("fotball f", 9) == ["Fotball for alle"]
    assert made.titles_with("å", 1) == ["Åpen fotball"]
    assert made.titles_with("tball", 9) == []


@given(st.lists(TITLE, max_size=20), TITLE)
def test_every_title_with_such_a_word_is_found_once(titles: list[str], prefix: str) -> None:
    found = wordings(*titles).titles_with(prefix, MOST_OCCURRENCES)
    expected = {title for title in titles if f" {title}".casefold().find(f" {prefix}".casefold()) >= 0}
    assert set(found) == expected
    assert len(found) == len(expected)


def test_words_are_counted_in_different_titles_names_and_subjects() -> None:
    made = wordings("Innebandy", "INNEBANDY og u15-kamp, e-sport", names=("Tranby Idrettslag",))
    assert made.frequencies == {
        "innebandy": 2,
        "kamp": 1,
        "sport": 1,
        "tranby": 1,
        "idrettslag": 1,
        "fotball": 1,
        "knøttefotball": 1,
    }
    assert set(made.listed) == set(made.frequencies)
    assert "fotball" in made.of_vocabulary
