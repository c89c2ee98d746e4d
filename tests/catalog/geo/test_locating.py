"""Where a venue is, in the order of what is surest; a geocoder that fails costs the place and nothing more."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from catalog.clock import FixedClock
from catalog.database import Database
from catalog.drafts import VenueDraft
from catalog.geo.districts import load_districts
from catalog.geo.geocoding import KartverketGeocoder
from catalog.geo.locating import Locator, locator_for
from catalog.geo.rate_gate import Turnstile
from catalog.model import GeocodeAnswer
from catalog.terms import Level, PointQuality
from catalog.values import Point
from tests.catalog.geo.address_service import AddressService, found, hit
from tests.catalog.geo.world import EAST, ELSEWHERE, IN_EAST, IN_WEST, NOW, WEST, layer, municipality, polygons, venue

TRANBY = VenueDraft(name="Kommunelokalet", address="Tranby torg 5", postcode="3408", city="Tranby")


@pytest.fixture
def lier(database: Database) -> int:
    """A municipality of two districts and one hall; its id."""
    with database.transaction() as session:
        owner = municipality(session)
        load_districts(session, owner, polygons(Vest=WEST, Ost=EAST), layer(), NOW)
        venue(session, owner, "Heiahallen", IN_EAST, "Heiaveien 5")
        return owner.id


def locator(database: Database, lier: int, clock: FixedClock, service: AddressService | None = None) -> Locator:
    """A locator that waits on the test's own clock."""

    def sleep(seconds: float) -> None:
        clock.instant += timedelta(seconds=seconds)

    remote = KartverketGeocoder(service.address, "3312", timeout=0.5) if service else None
    return Locator(database, lier, clock, remote, Turnstile(database, "kartverket", clock, sleep=sleep))


def test_a_stated_point_comes_before_everything_and_gets_its_district(database: Database, lier: int, clock: FixedClock) -> None:
    place = locator(database, lier, clock).locate(VenueDraft(name="Heiahallen", point=IN_WEST))
    assert place is not None
    assert (place.point, place.quality, place.source, place.outside) == (IN_WEST, PointQuality.EXACT, "stated", False)
    assert list(place.districts) == [Level.PRIMARY]


def test_a_stated_point_outside_is_kept_and_marked(database: Database, lier: int, clock: FixedClock) -> None:
    for point in (ELSEWHERE, Point(lat=10.2, lon=59.8)):
        place = locator(database, lier, clock).locate(VenueDraft(point=point))
        assert place is not None
        assert (place.point, place.outside, place.districts) == (point, True, {})


def test_zero_zero_is_no_point(database: Database, lier: int, clock: FixedClock) -> None:
    assert locator(database, lier, clock).locate(VenueDraft(name="Ukjent", point=Point(0, 0))) is None


def test_a_known_venue_is_where_it_is(database: Database, lier: int, clock: FixedClock, service: AddressService) -> None:
    place = locator(database, lier, clock, service).locate(VenueDraft(name="HEIAHALLEN"))
    assert place is not None
    assert (place.point, place.source) == (IN_EAST, "known venue")
    assert service.asked == []


def test_a_venue_of_the_same_name_at_another_address_is_another_venue(database: Database, lier: int, clock: FixedClock) -> None:
    assert locator(database, lier, clock).locate(VenueDraft(name="Heiahallen", address="Ukjentveien 9")) is None


def test_an_address_of_a_known_venue_needs_no_geocoder(database: Database, lier: int, clock: FixedClock, service: AddressService) -> None:
    place = locator(database, lier, clock, service).locate(VenueDraft(name="Sjakklokalet", address="Heiavegen 5, 3420 Lierskogen"))
    assert place is not None
    assert (place.point, place.quality, place.source) == (IN_EAST, PointQuality.ADDRESS, "offline")
    assert service.asked == []


def test_an_address_that_is_not_known_is_asked_for_once_and_remembered(
    database: Database, lier: int, clock: FixedClock, service: AddressService
) -> None:
    service.answer = lambda: found(hit())
    first = locator(database, lier, clock, service)
    place = first.locate(TRANBY)
    again = locator(database, lier, clock, service)
    assert place is not None
    assert (place.point, place.quality, place.source) == (Point(59.81, 10.26), PointQuality.ADDRESS, "kartverket")
    assert again.locate(TRANBY) == place
    assert (first.tally.asked, again.tally.asked, again.tally.remembered, len(service.asked)) == (1, 0, 1, 1)


def test_a_miss_is_remembered_too_until_it_expires(database: Database, lier: int, clock: FixedClock, service: AddressService) -> None:
    for _ in range(2):
        assert locator(database, lier, clock, service).locate(TRANBY) is None
    assert len(service.asked) == 1
    clock.instant += timedelta(days=15)
    service.answer = lambda: found(hit())
    assert locator(database, lier, clock, service).locate(TRANBY) is not None


def test_an_answer_outside_the_municipality_is_refused(database: Database, lier: int, clock: FixedClock, service: AddressService) -> None:
    service.answer = lambda: found(hit(representasjonspunkt={"epsg": "EPSG:4258", "lat": 55.68, "lon": 12.57}))
    assert locator(database, lier, clock, service).locate(TRANBY) is None
    with database.reading() as session:
        assert session.scalars(select(GeocodeAnswer.found)).all() == [False]


@pytest.mark.parametrize("status", [500, 503])
def test_a_geocoder_that_is_away_costs_the_place_is_not_remembered_and_is_left_alone_after_three(
    database: Database, lier: int, clock: FixedClock, service: AddressService, status: int
) -> None:
    service.answer = lambda: (status, b"", {})
    here = locator(database, lier, clock, service)
    assert [here.locate(VenueDraft(address=f"Tranby torg {number}")) for number in range(1, 11)] == [None] * 10
    assert (len(service.asked), here.tally.failed, len(here.tally.reasons)) == (3, 3, 1)
    with database.reading() as session:
        assert session.scalars(select(GeocodeAnswer)).all() == []


def test_a_slow_geocoder_costs_its_timeout_three_times_and_no_more(
    database: Database, lier: int, clock: FixedClock, service: AddressService
) -> None:
    service.answer = service.hold
    here = locator(database, lier, clock, service)
    assert [here.locate(VenueDraft(address=f"Tranby torg {number}")) for number in range(1, 6)] == [None] * 5
    assert len(service.asked) == 3


def test_a_pause_that_the_geocoder_asks_for_is_kept(database: Database, lier: int, clock: FixedClock, service: AddressService) -> None:
    service.answer = lambda: (429, b"", {"Retry-After": "30"})
    here, began = locator(database, lier, clock, service), clock.now()
    here.locate(VenueDraft(address="Tranby torg 1"))
    service.answer = lambda: found(hit(nummer=2))
    assert here.locate(VenueDraft(address="Tranby torg 2")) is not None
    assert clock.now() - began >= timedelta(seconds=30)


def test_what_is_only_a_postcode_or_a_vague_word_is_unknown_and_nobody_is_asked(
    database: Database, lier: int, clock: FixedClock, service: AddressService
) -> None:
    here = locator(database, lier, clock, service)
    drafts = [VenueDraft(postcode="3408"), VenueDraft(city="Tranby"), VenueDraft(name="flere steder"), VenueDraft()]
    assert [here.locate(draft) for draft in drafts] == [None] * 4
    assert service.asked == []


def test_a_room_or_a_place_beside_a_known_venue_is_there_or_about_there(database: Database, lier: int, clock: FixedClock) -> None:
    here = locator(database, lier, clock)
    inside, beside = here.locate(VenueDraft(name="Heiahallen, kantina")), here.locate(VenueDraft(name="Parkeringen bak Heiahallen"))
    assert inside is not None
    assert beside is not None
    assert (inside.quality, beside.quality) == (PointQuality.EXACT, PointQuality.APPROXIMATE)


def test_an_address_written_where_the_name_should_be_is_read(database: Database, lier: int, clock: FixedClock) -> None:
    place = locator(database, lier, clock).locate(VenueDraft(name="Oppmøte, Heiaveien 5, Lierskogen"))
    assert place is not None
    assert (place.point, place.quality) == (IN_EAST, PointQuality.ADDRESS)


def test_an_installation_without_a_geocoder_asks_nobody(database: Database, lier: int, clock: FixedClock) -> None:
    assert locator_for(database, lier, clock, None).locate(TRANBY) is None
    assert locator_for(database, lier, clock, "https://ws.example").locate(VenueDraft(name="Heiahallen")) is not None
