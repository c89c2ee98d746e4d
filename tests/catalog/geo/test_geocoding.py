"""Geocoders on geopy's base: what counts as an answer, what as none, and what as "not now"."""

import pytest
from geopy.exc import GeocoderTimedOut
from geopy.geocoders.base import Geocoder

from catalog.database import Database
from catalog.errors import GeocoderUnavailable, InvalidValue
from catalog.geo.geocoding import GeocoderBusy, KartverketGeocoder, OfflineGeocoder
from catalog.geo.offline_places import OfflinePlaces
from catalog.terms import PointQuality
from catalog.values import Point
from tests.catalog.geo.address_service import AddressService, Answer, found, hit
from tests.catalog.geo.world import IN_EAST, municipality, venue


def geocoder(service: AddressService, timeout: float = 5.0) -> KartverketGeocoder:
    """A geocoder of Lier against the local service."""
    return KartverketGeocoder(service.address, "3312", timeout=timeout, user_agent="krets-test")


def test_an_address_is_asked_for_within_the_municipality_and_found(service: AddressService) -> None:
    service.answer = lambda: found(hit())
    answer = geocoder(service).find("Tranby torg 5, 3408 Tranby")
    assert answer is not None
    assert (answer.point, answer.quality, answer.label) == (Point(59.81, 10.26), PointQuality.ADDRESS, "Tranby torg 5, 3408 TRANBY")
    assert service.asked[0]["path"] == "/adresser/v1/sok"
    assert (service.asked[0]["kommunenummer"], service.asked[0]["sok"]) == ("3312", "Tranby torg 5, 3408 Tranby")


@pytest.mark.parametrize("suffix", ["", "/", "/adresser/v1", "/adresser/v1/", "/adresser/v1/sok"])
def test_the_service_is_named_with_or_without_its_path(service: AddressService, suffix: str) -> None:
    KartverketGeocoder(service.address + suffix, "3312").find("Tranby torg 5")
    assert service.asked[0]["path"] == "/adresser/v1/sok"


@pytest.mark.parametrize("host", ["", "ws.example", "file:///etc/passwd", "ftp://ws.example", "http://"])
def test_what_is_no_web_address_is_no_service(host: str) -> None:
    with pytest.raises(InvalidValue, match="geocoder"):
        KartverketGeocoder(host, "3312")


@pytest.mark.parametrize(
    "answer",
    [
        found(),
        found(hit(kommunenummer="3203", kommunenavn="ASKER")),
        found(hit(adressenavn="Tranbyveien")),
        found(hit(nummer=55)),
        found(hit(bokstav="B")),
        found(hit(postnummer="3409")),
    ],
    ids=["nothing", "another municipality", "another street", "another house", "another entrance", "another postcode"],
)
def test_what_is_not_that_very_address_is_no_answer(service: AddressService, answer: Answer) -> None:
    service.answer = lambda: answer
    assert geocoder(service).find("Tranby torg 5, 3408 Tranby") is None


def test_a_street_alone_is_about_there(service: AddressService) -> None:
    service.answer = lambda: found(hit(nummer=1), hit(nummer=2))
    answer = geocoder(service).find("Tranby torg")
    assert answer is not None
    assert answer.quality is PointQuality.STREET


@pytest.mark.parametrize(
    "answer",
    [
        (500, b"oops", {}),
        (503, b"", {}),
        (400, b'{"message": "bad"}', {}),
        (200, b"<html>Logg inn</html>", {"Content-Type": "text/html"}),
        (200, b"", {}),
        (200, b'{"adresser": null}', {}),
        (200, b'{"treff": []}', {}),
        (200, b"[]", {}),
        (200, b'{"adresser": [{}]}', {}),
        found(hit(representasjonspunkt={"lat": "nord", "lon": 10.0})),
        found(hit(representasjonspunkt=None)),
        found(hit(representasjonspunkt={"lat": 1e9, "lon": 10.0})),
    ],
)
def test_a_service_that_fails_or_talks_nonsense_is_away_and_not_without_an_answer(service: AddressService, answer: Answer) -> None:
    service.answer = lambda: answer
    with pytest.raises(GeocoderUnavailable):
        geocoder(service).find("Tranby torg 5")


def test_a_service_that_is_down_is_away() -> None:
    with pytest.raises(GeocoderUnavailable):
        KartverketGeocoder("http://127.0.0.1:9", "3312").find("Tranby torg 5")


def test_a_service_that_keeps_us_waiting_is_away(service: AddressService) -> None:
    service.answer = service.hold
    with pytest.raises(GeocoderUnavailable, match="TimedOut"):
        geocoder(service, timeout=0.2).find("Tranby torg 5")


def test_a_service_that_asks_for_a_pause_says_how_long(service: AddressService) -> None:
    service.answer = lambda: (429, b"", {"Retry-After": "17"})
    with pytest.raises(GeocoderBusy) as busy:
        geocoder(service).find("Tranby torg 5")
    assert busy.value.retry_after == 17


def test_geopys_own_convention_gives_locations_and_its_own_errors(service: AddressService) -> None:
    service.answer = lambda: found(hit())
    one = geocoder(service).geocode("Tranby torg 5")
    many = geocoder(service).geocode("Tranby torg 5", exactly_one=False)
    assert (one.latitude, one.longitude, one.address) == (59.81, 10.26, "Tranby torg 5, 3408 TRANBY")  # type: ignore[union-attr]
    assert isinstance(many, list)
    assert isinstance(geocoder(service), Geocoder)
    service.answer = service.hold
    with pytest.raises(GeocoderTimedOut):
        geocoder(service).geocode("Tranby torg 5", timeout=0.2)


def test_ten_seconds_is_the_patience_unless_told_otherwise() -> None:
    assert KartverketGeocoder("https://ws.example", "3312").timeout == 10


def test_the_offline_geocoder_has_the_same_door(sqlite: Database) -> None:
    with sqlite.transaction() as session:
        owner = municipality(session)
        venue(session, owner, "Heiahallen", IN_EAST, "Heiaveien 5")
    offline = OfflineGeocoder(OfflinePlaces(sqlite, owner.id))
    location = offline.geocode("Heiahallen, kantina")
    assert (location.latitude, location.longitude, location.raw) == (IN_EAST.lat, IN_EAST.lon, {"quality": "exact"})  # type: ignore[union-attr]
    assert [one.address for one in offline.geocode("Heiahallen", exactly_one=False) or []] == ["Heiahallen"]
    assert offline.geocode("Lierne") is None
    assert offline.find("Lierne") is None
