"""The districts for the map: those in force with an area, asked for again only when they change."""

import json

from shapely.geometry import box

from catalog.geo.polygons import area_to_text
from catalog.model import SchoolDistrict
from tests.web.world import World

PATH = "/lier/districts.geojson"


def draw(world: World, district_id: int, west: float) -> None:
    """Gives a district an area."""
    with world.krets.database.transaction() as session:
        session.get_one(SchoolDistrict, district_id).geometry = area_to_text(box(west, 59.7, west + 0.1, 59.8))


def test_districts_with_an_area_are_told_with_name_and_where_it_fits(world: World) -> None:
    draw(world, 1, 10.0)
    answer = world.get(PATH)
    assert answer.content_type == "application/geo+json"
    (one,) = json.loads(answer.text)["features"]
    assert one["properties"]["name"] == "Hallingstad"
    assert one["properties"]["approximate"] is True
    assert 10.0 < one["properties"]["label"][0] < 10.1
    assert one["geometry"]["type"] == "Polygon"


def test_none_drawn_is_an_empty_collection_and_an_unknown_municipality_a_404(world: World) -> None:
    assert json.loads(world.get(PATH).text) == {"type": "FeatureCollection", "features": []}
    assert world.get("/drammen/districts.geojson").status_code == 404


def test_it_is_not_sent_again_until_a_border_changes(world: World) -> None:
    draw(world, 1, 10.0)
    tag = world.get(PATH).headers["ETag"]
    assert world.get(PATH, **{"If-None-Match": tag}).status_code == 304
    draw(world, 2, 10.1)
    assert world.get(PATH, **{"If-None-Match": tag}).status_code == 200
