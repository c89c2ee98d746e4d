"""I36, I37: a place that is unclear is not on the map, and a geocoder in trouble costs only places."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from sqlalchemy import select

from catalog.geo.rate_gate import STEP
from catalog.model import Municipality, Offer
from tests.catalog.geo.address_service import AddressService, address_service, found, hit
from tests.faults.feeds.landing import Landing, objects, table

LIER = {"type": "Polygon", "coordinates": [[[10.1, 59.7], [10.4, 59.7], [10.4, 60.0], [10.1, 60.0], [10.1, 59.7]]]}
Place = tuple[float | None, float | None, bool]


def places(landing: Landing) -> list[Place | None]:
    """Where each offer's venue is, and whether that is outside the municipality; None for an offer without a venue."""
    with landing.database.reading() as session:
        offers = session.scalars(select(Offer).order_by(Offer.id))
        return [(each.venue.lat, each.venue.lon, each.venue.outside) if each.venue else None for each in offers]


def with_point(lat: object, lon: object) -> str:
    """A list of one offer at a place with this point."""
    return objects([{"id": "1", "title": "Kor", "venue": "Hallen", "latitude": lat, "longitude": lon}])


@pytest.mark.parametrize(
    ("lat", "lon"),
    [("NaN", 10.2), ("inf", "10.2"), (10.24, 59.79), (0, 0), (0.0, 0.0), (95, 10), ("nord", "øst"), (59.8, None), ("", ""), ([59.8], {})],
    ids=str,
)
def test_i36_a_point_that_cannot_be_meant_is_unknown_and_the_offer_stands(landing: Landing, lat: object, lon: object) -> None:
    report = landing.run(landing.served("/feed", with_point(lat, lon), "json"))
    assert report.counts["created"] == 1
    assert places(landing) == [(None, None, False)]


@pytest.mark.parametrize(("lat", "lon", "words"), [(0, 0, "0, 0 is no place"), (10.24, 59.79, "look swapped")])
def test_i36_a_point_that_cannot_be_meant_is_told_with_its_rule(landing: Landing, lat: float, lon: float, words: str) -> None:
    (problem,) = landing.run(landing.served("/feed", with_point(lat, lon), "json")).problems
    assert (problem.record, problem.field) == ("1", "point")
    assert words in problem.reason


def test_i36_a_point_outside_the_municipality_is_kept_and_marked(landing: Landing) -> None:
    with landing.database.transaction() as session:
        session.get_one(Municipality, landing.municipality_id).boundary = json.dumps(LIER)
    landing.run(landing.served("/feed", with_point(60.39, 5.32), "json"))
    assert places(landing) == [(60.39, 5.32, True)]


def test_i36_a_shape_of_a_million_points_costs_itself_only(landing: Landing) -> None:
    landing.run(landing.served("/good", table(range(3))))
    ring = [[10.2 + (number % 1000) / 1e5, 59.8 + number / 1e8] for number in range(1_000_000)]
    feature = {"type": "Feature", "properties": {"navn": "Stor"}, "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}}
    report = landing.run(landing.served("/feed", json.dumps({"type": "FeatureCollection", "features": [feature]}), "geojson"))
    assert (report.outcome, report.counts["rejected"]) == ("complete", 1), report.reason
    assert report.problems[0].reason == "it has more than 4,000,000 bytes"
    assert landing.published() >= 3


def test_i36_shapes_too_large_or_crossing_themselves_cost_themselves(landing: Landing) -> None:
    ring = [[10.2 + (number % 1000) / 1e5, 59.8 + number / 1e8] for number in range(100_000)]
    crossing = [[10.2, 59.8], [10.3, 59.9], [10.3, 59.8], [10.2, 59.9], [10.2, 59.8]]
    shapes = {"Stor": [[*ring, ring[0]]], "Krysset": [crossing], "Flat": [[[10.2, 59.8]] * 4]}
    features = [
        {"type": "Feature", "properties": {"navn": name}, "geometry": {"type": "Polygon", "coordinates": shape}}
        for name, shape in shapes.items()
    ]
    good = {"type": "Feature", "properties": {"navn": "Punkt"}, "geometry": {"type": "Point", "coordinates": [10.25, 59.79]}}
    body = json.dumps({"type": "FeatureCollection", "features": [*features, good]})
    report = landing.run(landing.served("/feed", body, "geojson"))
    assert report.outcome == "complete", report.reason
    assert landing.offers()["Punkt"] == "published"
    assert report.counts["read"] == 4


@pytest.fixture
def service() -> Iterator[AddressService]:
    """A local address search."""
    with address_service() as running:
        yield running


def with_addresses(landing: Landing, service: AddressService, number: int) -> int:
    """A source of offers at so many addresses that only the address search knows."""
    landing.tools = replace(landing.tools, geocoder_url=service.address)
    rows = [{"id": str(n), "title": f"Kor {n}", "address": f"Tranby torg {n}, 3408 Tranby"} for n in range(1, number + 1)]
    return landing.served("/feed", objects(rows), "json")


TROUBLE = {
    "down": (503, b"", {}),
    "busy": (429, b"", {"Retry-After": "3600"}),
    "nonsense": (200, b"<html>", {"Content-Type": "text/html"}),
    "abroad": found(hit(kommunenummer="0180", kommunenavn="GÖTEBORG", adressetekst="Tranby torg 1", nummer=1)),
}


@pytest.mark.parametrize("trouble", TROUBLE)
def test_i37_a_geocoder_in_trouble_costs_only_places(landing: Landing, service: AddressService, trouble: str) -> None:
    service.answer = lambda: TROUBLE[trouble]
    report = landing.run(with_addresses(landing, service, 5))
    assert (report.outcome, report.counts["created"]) == ("complete", 5)
    assert [place and place[:2] for place in places(landing)] == [(None, None)] * 5
    assert len(service.asked) <= 5


def test_i37_the_whole_installation_asks_once_a_second_at_most(landing: Landing, service: AddressService) -> None:
    service.answer = found
    landing.run(with_addresses(landing, service, 3))
    assert len(service.asked_at) == 3
    assert all(later - earlier >= STEP.total_seconds() * 0.9 for earlier, later in pairwise(service.asked_at))


def test_i37_without_a_geocoder_everything_else_is_read(landing: Landing) -> None:
    assert landing.run(landing.served("/feed", table(range(3)))).counts["created"] == 3
