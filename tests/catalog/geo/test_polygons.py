"""Polygons: what is read, mended and refused."""

import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, box, mapping, shape

from catalog.errors import InvalidValue
from catalog.geo import polygons
from catalog.geo.polygons import area_from_text, area_to_text, read_polygon_file, read_polygons
from tests.shared_data import DATA, requires_shared

SQUARE = [[10.0, 59.0], [10.1, 59.0], [10.1, 59.1], [10.0, 59.1], [10.0, 59.0]]
BOW_TIE = [[10.0, 59.0], [10.1, 59.1], [10.1, 59.0], [10.0, 59.1], [10.0, 59.0]]


def feature(geometry: object, **properties: object) -> dict[str, object]:
    """One GeoJSON feature."""
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: object) -> dict[str, object]:
    """A GeoJSON document."""
    return {"type": "FeatureCollection", "features": list(features)}


def test_a_polygon_keeps_its_properties_and_place() -> None:
    read = read_polygons(collection(feature({"type": "Polygon", "coordinates": [SQUARE]}, navn="Egge")))
    assert read.problems == ()
    assert read.features[0].properties == {"navn": "Egge"}
    assert read.features[0].area.bounds == (10.0, 59.0, 10.1, 59.1)
    assert read.features[0].repaired is None


def test_a_bare_geometry_and_a_lone_feature_are_documents_too() -> None:
    geometry = {"type": "Polygon", "coordinates": [SQUARE]}
    assert len(read_polygons(geometry).features) == len(read_polygons(feature(geometry)).features) == 1


def test_a_self_crossing_polygon_is_mended_and_said_to_be() -> None:
    read = read_polygons(collection(feature({"type": "Polygon", "coordinates": [BOW_TIE]})))
    assert read.features[0].area.is_valid
    assert read.features[0].area.area > 0
    assert "Self-intersection" in (read.features[0].repaired or "")


def test_the_areas_of_a_geometry_collection_are_kept_and_its_lines_dropped() -> None:
    parts = [mapping(box(0, 0, 1, 1)), {"type": "LineString", "coordinates": [[0, 0], [2, 2]]}, mapping(box(2, 0, 3, 1))]
    read = read_polygons(collection(feature({"type": "GeometryCollection", "geometries": parts})))
    assert isinstance(read.features[0].area, MultiPolygon)
    assert read.features[0].area.area == 2


def test_heights_are_dropped() -> None:
    raised = [[*corner, 120.5] for corner in SQUARE]
    assert not read_polygons(collection(feature({"type": "Polygon", "coordinates": [raised]}))).features[0].area.has_z


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {"type": "Point", "coordinates": [10, 59]},
        {"type": "LineString", "coordinates": SQUARE},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[[10, 59], [10, 59]]]},
        {"type": "Polygon", "coordinates": [[["a", "b"], [1, 2], [3, 4], [1, 2]]]},
        {"type": "Polygon", "coordinates": [[[float("nan"), 59], [10.1, 59], [10.1, 59.1], [float("nan"), 59]]]},
        {"type": "Polygon", "coordinates": [[[10, 59], [10.1, 59], [10.2, 59], [10, 59]]]},
        {"type": "Polygon", "coordinates": [[[563114, 7036797], [563632, 7036633], [563976, 7036658], [563114, 7036797]]]},
        {"type": "Circle", "coordinates": [10, 59]},
        {"type": "Polygon"},
        "POLYGON((0 0, 1 0, 1 1, 0 0))",
    ],
)
def test_a_feature_without_a_usable_area_costs_itself_only(geometry: object) -> None:
    read = read_polygons(collection(feature(geometry), feature({"type": "Polygon", "coordinates": [SQUARE]})))
    assert len(read.features) == 1
    assert len(read.problems) == 1
    assert read.problems[0].startswith("feature 1: ")


@pytest.mark.parametrize(
    "document", [None, [], 3, {}, {"type": "Topology"}, {"type": "FeatureCollection"}, {"type": "FeatureCollection", "features": "x"}]
)
def test_what_is_no_geojson_is_refused_whole(document: object) -> None:
    with pytest.raises(InvalidValue, match="geojson"):
        read_polygons(document)


def test_too_many_coordinates_are_refused_before_they_are_built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polygons, "MAX_POINTS", 9)
    with pytest.raises(InvalidValue, match="coordinates"):
        read_polygons(collection(*[feature({"type": "Polygon", "coordinates": [SQUARE]})] * 2))


def test_a_scribble_that_would_take_minutes_to_mend_is_refused_at_once() -> None:
    random = Random(1)  # noqa: S311  the same scribble each time
    scribble = [[random.uniform(10, 11), random.uniform(59, 60)] for _ in range(3_000)]
    read = read_polygons(collection(feature({"type": "Polygon", "coordinates": [[*scribble, scribble[0]]]})))
    assert (read.features, "crosses itself" in read.problems[0]) == ((), True)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00", b"[" * 100_000, b"PK\x03\x04"])
def test_a_file_that_is_not_what_it_says_gives_one_clear_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "districts.geojson"
    path.write_bytes(content)
    with pytest.raises(InvalidValue, match=r"districts\.geojson"):
        read_polygon_file(path)


def test_a_missing_file_gives_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match="cannot be read"):
        read_polygon_file(tmp_path / "nothing.geojson")


@given(st.lists(st.tuples(st.floats(4, 31), st.floats(58, 71)), min_size=3, max_size=12))
@example([(13.0, 58.0), (4.0, 59.0), (4.000000000000001, 59.0)])
def test_any_ring_is_either_made_a_valid_area_or_refused(ring: list[tuple[float, float]]) -> None:
    read = read_polygons(collection(feature({"type": "Polygon", "coordinates": [[*ring, ring[0]]]})))
    assert len(read.features) + len(read.problems) == 1
    assert all(one.area.is_valid and one.area.area > 0 for one in read.features)


def test_a_stored_area_comes_back_the_same() -> None:
    area = box(10.0, 59.0, 10.123456789, 59.1)
    assert area_from_text(area_to_text(area)).equals_exact(area, 0)


@pytest.mark.parametrize("text", ["", "{}", '{"type": "Point", "coordinates": [1, 2]}'])
def test_a_stored_text_that_holds_no_area_is_an_error(text: str) -> None:
    with pytest.raises(InvalidValue, match="geometry"):
        area_from_text(text)


@requires_shared
def test_all_43_districts_of_trondheim_load_and_lie_in_trondheim() -> None:
    read = read_polygon_file(DATA / "1-areas/trondheim_barneskolekrets_25832.geojson")
    assert (len(read.features), read.problems) == (43, ())
    assert all(10 < one.area.centroid.x < 11 and 63 < one.area.centroid.y < 64 for one in read.features)


@requires_shared
def test_all_357_municipalities_load_and_the_crossing_ones_are_reported() -> None:
    read = read_polygon_file(DATA / "1-areas/kommuner_2024_M.geojson")
    assert (len(read.features), read.problems) == (357, ())
    raw = json.loads((DATA / "1-areas/kommuner_2024_M.geojson").read_text())["features"]
    invalid = {one["properties"]["kommunenummer"] for one in raw if not shape(one["geometry"]).is_valid}
    assert {one.properties["kommunenummer"] for one in read.features if one.repaired} == invalid != set()
