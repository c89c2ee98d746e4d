"""What the catalog itself knows of places."""

from pathlib import Path

import pytest

from catalog.database import Database
from catalog.geo.address_register import load_addresses
from catalog.geo.offline_places import OfflinePlaces
from catalog.terms import PointQuality
from catalog.values import Point
from tests.catalog.geo.world import ELSEWHERE, IN_EAST, IN_WEST, municipality, school, venue

REGISTER = """adressenavn,nummer,bokstav,postnummer,poststed,lat,lon
Tranby torg,5,,3408,Tranby,59.81,10.26
Tranby torg,7,,3408,Tranby,59.83,10.28
Storgata,1,,3400,Lier,59.71,10.11
Storgata,1,,3420,Lierskogen,59.82,10.32
Sylling,,,3410,Sylling,59.89,10.29
"""


@pytest.fixture
def places(sqlite: Database, tmp_path: Path) -> OfflinePlaces:
    """A municipality with a register, a hall, a school and a hidden home."""
    path = tmp_path / "addresses.csv"
    path.write_text(REGISTER, encoding="utf-8")
    with sqlite.transaction() as session:
        owner = municipality(session)
        load_addresses(session, owner, path, "register")
        hall = venue(session, owner, "Heiahallen", IN_EAST, "Heiaveien 5")
        hall.postcode, hall.city, hall.point_quality = "3420", "Lierskogen", PointQuality.APPROXIMATE
        egge = school(session, owner, "Egge skole", IN_WEST)
        egge.address = "Vestsideveien 115"
        home = venue(session, owner, "Hos Kari", ELSEWHERE, "Gjemmeveien 1")
        home.hidden = True
    return OfflinePlaces(sqlite, owner.id)


@pytest.mark.parametrize(
    ("query", "point", "quality"),
    [
        ("Tranby torg 5, 3408 Tranby", Point(59.81, 10.26), PointQuality.ADDRESS),
        ("TRANBY TORG 5", Point(59.81, 10.26), PointQuality.ADDRESS),
        ("Storgata 1, 3420 Lierskogen", Point(59.82, 10.32), PointQuality.ADDRESS),
        ("Heiavegen 5", IN_EAST, PointQuality.APPROXIMATE),
        ("Tranby torg 99", Point(59.82, 10.27), PointQuality.STREET),
        ("Tranby torg", Point(59.82, 10.27), PointQuality.STREET),
        ("Heiahallen", IN_EAST, PointQuality.APPROXIMATE),
        ("Egge skole", IN_WEST, PointQuality.UNKNOWN),
        ("Sylling", Point(59.89, 10.29), PointQuality.APPROXIMATE),
        ("3410 Sylling", Point(59.89, 10.29), PointQuality.APPROXIMATE),
        ("3410", Point(59.89, 10.29), PointQuality.APPROXIMATE),
        ("Lierskogen", IN_EAST, PointQuality.APPROXIMATE),
    ],
)
def test_a_text_is_placed_as_surely_as_it_says(places: OfflinePlaces, query: str, point: Point, quality: PointQuality) -> None:
    found = places.find(query)
    assert found is not None
    assert (round(found.point.lat, 6), round(found.point.lon, 6)) == (point.lat, point.lon)
    assert found.quality is quality


@pytest.mark.parametrize(
    "query",
    [
        "",
        "Ukjentveien 5, 3408 Tranby",
        "Ukjentveien, 3408 Tranby",
        "Tranby torg 5, 9999 Andeby",
        "9999",
        "Hos Kari",
        "Gjemmeveien 1",
        "Lierne",
    ],
)
def test_what_is_not_known_is_not_guessed(places: OfflinePlaces, query: str) -> None:
    assert places.find(query) is None


def test_another_municipalitys_places_are_unknown_here(places: OfflinePlaces, sqlite: Database) -> None:
    with sqlite.transaction() as session:
        other = municipality(session, "3222")
    assert OfflinePlaces(sqlite, other.id).find("Tranby torg 5") is None
