"""Every facet value of every judged search leads to exactly its count: in the engine, and by the address that a link would have."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pytest

from catalog.database import Session
from catalog.model import Municipality
from catalog.store.municipalities import municipality
from search.filters import PARAMETERS, OfferFilter
from search.question import Question
from tests.search.reference import following
from tests.search.relevance.evaluation import answered
from tests.search.relevance.judgements import Judged, judgements
from web.answers import Answer, all_found, point_near
from web.context import Krets

SHARED = 30
"""By address one value in so many is followed, each search beginning with another."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One value of a facet of an answer, and how many offers it says that it leads to."""

    name: str
    value: str
    count: int


def shown(found: Answer) -> list[Shown]:
    return [Shown(name, one.value, one.count) for name, values in found.results.facets.items() for one in values]


def searched(found: Answer) -> OfferFilter:
    """What was searched for in the end, with the words that were put right."""
    corrected = found.results.corrected
    return found.sought if corrected is None else replace(found.sought, q=corrected)


@pytest.fixture
def places(demo: Krets) -> Iterator[tuple[Session, dict[str, Municipality]]]:
    with demo.database.reading() as session:
        yield session, {slug: municipality(session, slug) for slug in ("lier", "lorenskog")}


@pytest.mark.parametrize("place", ["lier", "lorenskog"])
def test_each_value_leads_to_its_count(demo: Krets, place: str, places: tuple[Session, dict[str, Municipality]]) -> None:
    home = places[1][place]
    generation = demo.indexes.generation(home.id)
    wrong = []
    for one in _of(place):
        found = answered(demo, one)
        sought = searched(found)
        question = Question(generation, sought, found.names, point_near(demo, home, sought.near))
        for value in shown(found):
            count = int(np.count_nonzero(question.reasked(following(sought, value.name, value.value)).matching()))
            if count != value.count:
                wrong.append((one.q, value, count))
    assert wrong == []


@pytest.mark.parametrize("place", ["lier", "lorenskog"])
def test_each_value_leads_to_its_count_by_the_address_of_a_link_and_by_a_parameter_put_to_the_address(
    demo: Krets, place: str, places: tuple[Session, dict[str, Municipality]]
) -> None:
    session, homes = places
    home, wrong = homes[place], []
    for number, one in enumerate(_of(place)):
        found = answered(demo, one)
        for value in shown(found)[number % SHARED :: SHARED]:
            for address in addresses(found, value):
                count = len(all_found(demo, session, home, address, found.names)[1])
                if count != value.count:
                    wrong.append((one.q, value, count, address.to_params()))
    assert wrong == []


def addresses(found: Answer, value: Shown) -> list[OfferFilter]:
    """The address of the link; and, where the words mean what they first seem to, the typed address with the parameter put to it."""
    link = found.meaning.leading_to(following(found.sought, value.name, value.value))
    if not found.meaning.is_first:
        return [link]
    return [link, OfferFilter.from_params([*found.asked.to_params(), (value.name, value.value)], strict=True)]


def _of(place: str) -> list[Judged]:
    return [one for one in judgements() if one.municipality == place]


def test_facets_bear_the_names_of_parameters(demo: Krets) -> None:
    found = answered(demo, judgements()[0])
    assert set(found.results.facets) <= set(PARAMETERS)
