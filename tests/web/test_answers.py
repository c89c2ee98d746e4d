"""A search from parameters to its answer, whoever asks."""

import pytest

from catalog.errors import InvalidValue
from catalog.store.municipalities import municipality
from catalog.values import Point
from search.filters import OfferFilter
from search.results import Notice
from tests.web.world import AT_SCHOOL, IN_EGGE, World
from web.answers import NEAR_DECIMALS, Answer, answer, legal_names, point_near


def asked(world: World, *pairs: tuple[str, str]) -> Answer:
    with world.krets.database.reading() as session:
        lier = municipality(session, "lier")
        names = legal_names(world.krets, session, lier)
        return answer(world.krets, session, lier, OfferFilter.from_params(pairs, strict=True, names=names), names)


def test_offers_come_in_the_order_of_the_results(world: World) -> None:
    for title in ("Kor for barn", "Kor", "Fotball"):
        world.offer(title)
    world.drain()
    found = asked(world, ("q", "kor"))
    assert tuple(offer.id for offer in found.offers) == found.results.ids
    assert {offer.title for offer in found.offers} == {"Kor for barn", "Kor"}


def test_near_a_school_is_the_school_and_distances_are_told(world: World) -> None:
    world.offer("Ved skolen", venue=None, place=AT_SCHOOL)
    world.drain()
    with world.krets.database.reading() as session:
        lier = municipality(session, "lier")
    point = point_near(world.krets, lier, "Hallingstad skole")
    assert point == Point(round(AT_SCHOOL.point.lat, NEAR_DECIMALS), round(AT_SCHOOL.point.lon, NEAR_DECIMALS))
    assert point_near(world.krets, lier, None) is None
    assert point_near(world.krets, lier, IN_EGGE.point) == IN_EGGE.point


def test_a_place_that_nobody_knows_is_refused_and_not_searched_for_elsewhere(world: World) -> None:
    with pytest.raises(InvalidValue, match="no such place"):
        asked(world, ("near", "Ingensteds 99"))


def test_without_an_index_the_database_answers_the_same_and_says_so(world: World) -> None:
    world.offer("Kor")
    slow = asked(world, ("q", "kor"))
    assert Notice.FROM_DATABASE in slow.results.notices
    world.drain()
    fast = asked(world, ("q", "kor"))
    assert fast.results.ids == slow.results.ids and Notice.FROM_DATABASE not in fast.results.notices
