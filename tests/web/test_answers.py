"""A search from parameters to its answer, whoever asks."""

import pytest

from catalog.errors import InvalidValue
from catalog.store.municipalities import municipality
from catalog.terms import Cost
from catalog.values import FREE, Point
from search.filters import OfferFilter
from search.results import Notice
from tests.web.world import AT_SCHOOL, IN_EGGE, World
from web.answers import NEAR_DECIMALS, Answer, all_found, answer, legal_names, point_near


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


def test_words_are_read_as_filters_and_the_answer_tells_what_was_sought(world: World) -> None:
    world.offer("Fotball", categories=("football",), price=FREE)
    world.offer("Fotball med trener", categories=("football",))
    world.drain()
    found = asked(world, ("q", "gratis fotball"))
    assert [offer.title for offer in found.offers] == ["Fotball"]
    assert (found.sought.q, found.sought.cost, found.sought.category) == ("", (Cost.FREE,), ("football",))
    assert found.asked == OfferFilter(q="gratis fotball")
    assert found.first is found.meaning


def test_where_no_offer_is_what_the_words_say_they_are_searched_for_as_text(world: World) -> None:
    world.offer("Kor for barn")
    world.drain()
    found = asked(world, ("q", "kor"))
    assert [offer.title for offer in found.offers] == ["Kor for barn"]
    assert Notice.OTHER_READING in found.results.notices
    assert (found.first.sought.category, found.sought.q) == (("choir",), "kor")


@pytest.mark.parametrize("parameter", [("cost", "free"), ("cost", "paid"), ("age", "8"), ("weekday", "mon")])
def test_a_parameter_never_changes_what_the_words_mean(world: World, parameter: tuple[str, str]) -> None:
    world.offer("Kor for barn", categories=("choir",), price=FREE)
    world.offer("Gratis turn på kor-øvelsen")
    world.drain()
    words = asked(world, ("q", "gratis kor"))
    narrowed = asked(world, ("q", "gratis kor"), parameter)
    assert narrowed.meaning.understood == words.meaning.understood
    assert narrowed.results.total <= words.results.total or parameter[0] == "cost"


def test_some_of_the_words_as_text_are_no_better_reading_than_none(world: World) -> None:
    world.offer("Fotball", categories=("football",))
    world.drain()
    found = asked(world, ("q", "gratis fotball"))
    assert (found.results.total, found.sought.category) == (0, ("football",))
    assert [(one.remove, one.count) for one in found.results.relaxations] == [("cost", 1)]


def test_everything_found_is_what_the_answer_finds(world: World) -> None:
    ids = {world.offer(f"Fotball {number}", categories=("football",)) for number in range(3)}
    world.offer("Kor")
    world.drain()
    with world.krets.database.reading() as session:
        lier = municipality(session, "lier")
        names = legal_names(world.krets, session, lier)
        for words, expected in (("fotball", ids), ("ishockey", set())):
            sought, found = all_found(world.krets, session, lier, OfferFilter(q=words, per_page=1), names)
            assert set(found) == expected
            assert sought.category
