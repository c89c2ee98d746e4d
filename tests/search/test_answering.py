"""One search that can be read in several ways: the first reading with hits is taken, and said."""

from catalog.terms import Cost
from search.answering import Reading
from search.filters import OfferFilter
from search.results import Notice
from tests.search.catalogs import Lier

FREE_FOOTBALL = Reading(OfferFilter(q="fotball", cost=(Cost.FREE,)))
FOOTBALL = Reading(OfferFilter(q="fotball"))
CHOIR = Reading(OfferFilter(q="kor"))


def test_the_first_reading_with_hits_is_taken_and_said(lier: Lier) -> None:
    paid = lier.add("Fotball", cost=Cost.PAID, price_ore=10_000)
    lier.syncing.sync(lier.id)
    found = lier.engine.search_best(lier.id, [FREE_FOOTBALL, FOOTBALL, CHOIR], lier.names())
    assert (found.ids, found.reading) == ((paid,), 1)
    assert Notice.OTHER_READING in found.notices


def test_the_first_reading_stands_where_it_finds_something_or_none_does(lier: Lier) -> None:
    free = lier.add("Fotball", cost=Cost.FREE, price_ore=0)
    lier.add("Sjakk")
    lier.syncing.sync(lier.id)
    found = lier.engine.search_best(lier.id, [FREE_FOOTBALL, FOOTBALL], lier.names())
    nothing = lier.engine.search_best(lier.id, [CHOIR, Reading(OfferFilter(q="zumba"))], lier.names())
    assert (found.ids, found.reading) == ((free,), 0)
    assert (nothing.ids, nothing.reading) == ((), 0)
    assert Notice.OTHER_READING not in (*found.notices, *nothing.notices)


def test_readings_are_answered_from_the_database_while_there_is_no_index(lier: Lier) -> None:
    paid = lier.add("Fotball")
    found = lier.engine.search_best(lier.id, [CHOIR, FOOTBALL], lier.names())
    assert found.ids == (paid,)
    assert found.notices == (Notice.OTHER_READING, Notice.FROM_DATABASE)
