"""What a typed text may become: only what leads to offers, counted as the search of its address, the likeliest first."""

from collections.abc import Callable

import pytest

from catalog.errors import InvalidValue
from catalog.store.names import Named, NamesHere
from catalog.terms import Cost
from catalog.values import Point
from catalog.vocabulary import load_vocabulary
from search.completing import Here
from search.filters import OfferFilter
from search.suggesting import MAX_TYPED, MOST_SUGGESTED, Suggestion, typed_text
from search.understanding.lexicon import Lexicon, common_from, lexicon_from
from search.understanding.merging import merged
from search.understanding.understand import understand
from tests.search.catalogs import TODAY, Lier

NAMES = NamesHere(
    districts=(Named("hallingstad", ("Hallingstad",)), Named("tranby", ("Tranby",))),
    schools=(Named("hallingstad-skole", ("Hallingstad skole",)),),
    organisations=(Named("tranby-il", ("Tranby Idrettslag", "Tranby IL")),),
    places=(("Lierbyen",), ("Lierskogen",)),
)


@pytest.fixture(scope="module")
def lexicon() -> Callable[[Lier], Lexicon]:
    """The lexicon of Lier, of which the vocabulary's part is made once."""
    common = common_from(load_vocabulary())
    return lambda lier: lexicon_from(common, NAMES, lier.names().calendar)


@pytest.fixture
def here(lier: Lier, lexicon: Callable[[Lier], Lexicon]) -> Here:
    """What is known in Lier."""
    vocabulary = load_vocabulary()

    def label(name: str, value: str) -> str:
        return vocabulary.label(value, "nb") if name == "category" else f"{value} år" if name == "age" else value

    return Here(lexicon(lier), lier.names(), label, _point)


def _point(sought: OfferFilter) -> Point | None:
    if sought.near == "Lierskogen":
        raise InvalidValue("near", sought.near, "no such place is known here")
    return Point(59.8, 10.2) if sought.near else None


def suggested(lier: Lier, here: Here, text: str) -> list[Suggestion]:
    """The suggestions, each held to the total of its address."""
    found = lier.engine.suggest(lier.id, typed_text(text), here)
    for one in found:
        understood = understand(one.asked.q, here.lexicon, TODAY)
        sought = merged(one.asked, understood)
        assert lier.engine.search(lier.id, sought, lier.names(), _point(sought), understood.liked).total == one.count > 0
    assert len(found) <= MOST_SUGGESTED
    return list(found)


def test_categories_are_called_as_the_label_has_it(lier: Lier, here: Here) -> None:
    lier.add("Kamp", categories=["football"])
    lier.syncing.sync(lier.id)
    first = suggested(lier, here, "fotb")[0]
    assert (first.words, first.name, first.value, first.count) == ("Fotball", "category", "football", 1)
    assert first.asked == OfferFilter(category=("football",))
    assert suggested(lier, here, "håndb") == []


def test_other_words_for_a_category_lead_there_too(lier: Lier, here: Here) -> None:
    lier.add("Kamp", categories=["football"])
    lier.syncing.sync(lier.id)
    assert [(one.words, one.value) for one in suggested(lier, here, "soccer")] == [("soccer", "football")]


def test_earlier_words_are_a_search_of_their_own(lier: Lier, here: Here) -> None:
    lier.add("Kamp", categories=["football"], cost=Cost.FREE, price_ore=0)
    lier.add("Kamp", categories=["football"])
    lier.syncing.sync(lier.id)
    first = suggested(lier, here, "gratis fotb")[0]
    assert (first.words, first.value, first.count) == ("gratis fotball", "football", 1)
    assert first.asked == OfferFilter(q="gratis", category=("football",))


def test_names_of_several_words_are_completed_whole(lier: Lier, here: Here) -> None:
    lier.add("Lekser", venue_id=lier.venue("Skolen", district="hallingstad"), organisation="tranby-il")
    lier.syncing.sync(lier.id)
    named = {(one.words, one.name, one.value) for one in suggested(lier, here, "hallingstad sk")}
    assert ("Hallingstad skole", "school", "hallingstad-skole") in named
    assert {(one.name, one.value) for one in suggested(lier, here, "hall")} >= {("district", "hallingstad")}
    assert [one.value for one in suggested(lier, here, "tranby i")] == ["tranby-il"]


def test_ages_and_coming_holidays(lier: Lier, here: Here) -> None:
    lier.add("Kamp", age_min=8, age_max=8, last_day=None)
    lier.syncing.sync(lier.id)
    assert [(one.name, one.value) for one in suggested(lier, here, "8")] == [("age", "8")]
    assert suggested(lier, here, "9") == []
    assert suggested(lier, here, "winter") == []


def test_titles_are_searched_for_literally_and_stand_last(lier: Lier, here: Here) -> None:
    for _ in range(2):
        lier.add("Fotbad for 8-åringer", categories=["football"])
    lier.syncing.sync(lier.id)
    found = suggested(lier, here, "fotb")
    assert [one.words for one in found] == ["Fotball", "Fotbad for 8-åringer"]
    assert (found[-1].name, found[-1].count, found[-1].asked) == (None, 2, OfferFilter(q="Fotbad for 8-åringer", literal=True))


def test_a_title_of_small_words_is_no_suggestion(lier: Lier, here: Here) -> None:
    lier.add("Og vi er her for deg")
    lier.add("Vi og dere")
    lier.syncing.sync(lier.id)
    assert "Vi og dere" not in [one.words for one in suggested(lier, here, "vi og")]


def test_a_place_that_nobody_finds_is_left_out(lier: Lier, here: Here) -> None:
    lier.add("Kamp", venue_id=lier.venue("A", lat=59.8, lon=10.2))
    lier.syncing.sync(lier.id)
    assert {one.value for one in suggested(lier, here, "liers")} == set()
    assert {one.value for one in suggested(lier, here, "lierb")} == {"Lierbyen"}


def test_the_database_suggests_like_the_index(lier: Lier, here: Here) -> None:
    lier.add("Kamp", categories=["football"])
    stood_in = suggested(lier, here, "f")
    lier.syncing.sync(lier.id)
    assert suggested(lier, here, "f") == stood_in


@pytest.mark.parametrize("text", ["", " \t ", "x" * (MAX_TYPED + 1), "x" * 100_000])
def test_what_nobody_types_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="characters are needed"):
        typed_text(text)
