"""Coordinates: any system in, degrees out, and a clear refusal of what cannot be meant."""

from concurrent.futures import ThreadPoolExecutor
from itertools import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point as ShapelyPoint

from catalog.errors import InvalidValue
from catalog.geo.distance import distance_m
from catalog.geo.projection import choose_crs, crs_code, declared_crs, metric_crs, reproject, to_wgs84, transformer
from catalog.values import Point


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("urn:ogc:def:crs:EPSG::25832", "EPSG:25832"),
        ("urn:ogc:def:crs:EPSG:6.9:25833", "EPSG:25833"),
        ("http://www.opengis.net/def/crs/EPSG/0/25833", "EPSG:25833"),
        ("EPSG:25832", "EPSG:25832"),
        ("epsg:4258", "EPSG:4258"),
        ("25833", "EPSG:25833"),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"),
    ],
)
def test_a_coordinate_system_is_known_by_every_name_it_goes_by(name: str, code: str) -> None:
    assert crs_code(name) == code


@pytest.mark.parametrize("name", ["", "UTM32", "EPSG:", "EPSG:99999", "EPSG:25832; DROP", "+proj=utm +zone=32"])
def test_what_names_no_coordinate_system_is_refused(name: str) -> None:
    with pytest.raises(InvalidValue, match="crs"):
        crs_code(name)


def test_the_option_comes_before_the_documents_own_word_and_that_before_wgs84() -> None:
    document = {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}}
    assert choose_crs(document, "EPSG:25833") == "EPSG:25833"
    assert choose_crs(document, None) == "EPSG:25832"
    assert choose_crs({}, None) == "EPSG:4326"


def test_a_crs_member_without_a_name_is_refused_rather_than_taken_as_degrees() -> None:
    with pytest.raises(InvalidValue, match="option"):
        declared_crs({"crs": {"type": "link", "properties": {"href": "https://crs.example/25832"}}})


def test_metres_of_utm_zone_32_become_the_degrees_of_trondheim() -> None:
    point = to_wgs84(563114.75537466, 7036797.86770088, "EPSG:25832")
    assert (round(point.lat, 4), round(point.lon, 4)) == (63.454, 10.2658)


@pytest.mark.parametrize(
    ("x", "y", "crs", "said"),
    [
        (563114.7, 7036797.8, "EPSG:4326", "not degrees"),
        (10.2, 59.8, "EPSG:25833", "look like degrees"),
        (float("nan"), 59.8, "EPSG:4326", "not a number"),
        (float("inf"), 7036797.8, "EPSG:25833", "not a number"),
        (1e12, 1e12, "EPSG:25833", "outside"),
    ],
)
def test_coordinates_that_cannot_belong_to_their_system_are_refused(x: float, y: float, crs: str, said: str) -> None:
    with pytest.raises(InvalidValue, match=said):
        to_wgs84(x, y, crs)


@given(st.floats(57.9, 71.2), st.floats(4.5, 31.2), st.sampled_from(["EPSG:25832", "EPSG:25833", "EPSG:25835", "EPSG:4258", "EPSG:3857"]))
def test_there_and_back_is_the_same_point_to_the_centimetre(lat: float, lon: float, crs: str) -> None:
    x, y = transformer("EPSG:4326", crs).transform(lon, lat)
    assert distance_m(to_wgs84(x, y, crs), Point(lat, lon)) < 0.01


def test_threads_sharing_a_transformer_agree_with_one_alone() -> None:
    alone = to_wgs84(563114.7, 7036797.8, "EPSG:25832")
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(to_wgs84, repeat(563114.7, 400), repeat(7036797.8), repeat("EPSG:25832")))
    assert set(together) == {alone}


@pytest.mark.parametrize(("lon", "code"), [(10.2, "EPSG:25832"), (12.5, "EPSG:25833"), (5.3, "EPSG:25832"), (30.0, "EPSG:25835")])
def test_the_metric_system_is_that_of_the_longitudes_zone(lon: float, code: str) -> None:
    assert metric_crs(lon) == code


def test_heights_are_dropped() -> None:
    assert not reproject(ShapelyPoint(10.0, 59.0, 120.0), "EPSG:4326").has_z
