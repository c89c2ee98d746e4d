"""Every legal value of every parameter has a name in every language."""

import pytest

from catalog.store.municipalities import municipality
from search.filters import PARAMETERS, OfferFilter
from tests.web.world import World
from web.answers import answer, legal_names
from web.language import LANGUAGES, Language
from web.naming import CLOSED_LISTS, Naming
from web.wording.dates import Speech

GIVEN = {
    "age": "8", "grade": "11", "age_min": "3", "age_max": "8", "grade_min": "1", "grade_max": "4", "max_price": "250.50",
    "period": "winter-2027", "language": "nsl", "district": "unknown", "school": "unknown", "near": "Tranby", "radius": "1500",
    "from": "2026-12-01", "to": "2026-12-24", "confirmed": "true", "category": "football", "exclude_category": "football",
}  # fmt: skip


def naming(world: World, code: str) -> Naming:
    with world.krets.database.reading() as session:
        lier = municipality(session, "lier")
        names = legal_names(world.krets, session, lier)
        return Naming(Speech(Language(code), names.today), world.krets.vocabulary, names)


@pytest.mark.parametrize("code", LANGUAGES)
def test_values_are_named_and_never_shown_as_they_stand_in_addresses(world: World, code: str) -> None:
    named = naming(world, code)
    for parameter, kind in CLOSED_LISTS.items():
        assert all(named.of(parameter, value) != value.value for value in kind)
    for parameter, value in GIVEN.items():
        words = named.of(parameter, value)
        assert words and words != value, (parameter, words)
    assert GIVEN.keys() | CLOSED_LISTS.keys() | {"q", "organisation", "sort", "page", "per_page", "view", "literal", "lang"} >= set(
        PARAMETERS
    )


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_value_of_a_facet_has_a_name(world: World, code: str) -> None:
    world.offer("Kor")
    named = naming(world, code)
    with world.krets.database.reading() as session:
        lier = municipality(session, "lier")
        names = legal_names(world.krets, session, lier)
        facets = answer(world.krets, session, lier, OfferFilter(), names).results.facets
    for parameter, values in facets.items():
        assert all(named.of(parameter, one.value) for one in values), parameter


def test_places_bear_their_names_and_holidays_their_week(world: World) -> None:
    named = naming(world, "nb")
    assert named.of("district", "hallingstad") == "Hallingstad"
    assert named.of("school", "hallingstad-skole") == "Hallingstad skole"
    assert named.of("period", "winter-2027") == "Vinterferien, uke 8"
    assert named.of("period", "winter-2028").endswith("2028")
    assert (named.of("grade", "3"), named.of("grade", "13")) == ("3. trinn", "vg3")
