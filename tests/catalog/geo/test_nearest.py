"""Nearest-school areas: they fill the municipality, do not overlap, and depend on no order."""

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.errors import InvalidValue
from catalog.geo.distance import distance_m
from catalog.geo.nearest import nearest_areas
from catalog.values import Point
from tests.catalog.geo.world import BORDER, IN_EAST, IN_WEST

POINTS = st.dictionaries(
    st.sampled_from([f"skole-{letter}" for letter in "abcdefgh"]),
    st.builds(Point, st.floats(59.71, 59.89).map(lambda lat: round(lat, 4)), st.floats(10.01, 10.39).map(lambda lon: round(lon, 4))),
    min_size=1,
    max_size=8,
).filter(lambda schools: len(set(schools.values())) == len(schools))


def test_two_schools_share_the_municipality_half_and_half() -> None:
    areas = nearest_areas({"vest": IN_WEST, "ost": IN_EAST}, BORDER)
    assert areas["vest"].area == pytest.approx(areas["ost"].area, rel=0.01)
    assert areas["vest"].contains(shapely.Point(10.05, 59.75))


def test_a_single_school_has_all_of_it() -> None:
    assert nearest_areas({"eneste": IN_WEST}, BORDER) == {"eneste": BORDER}


def test_no_school_gives_no_area() -> None:
    assert nearest_areas({}, BORDER) == {}


@settings(max_examples=40)
@given(POINTS, st.floats(59.71, 59.89), st.floats(10.01, 10.39))
def test_every_place_lies_in_the_area_of_its_nearest_school(schools: dict[str, Point], lat: float, lon: float) -> None:
    here = Point(lat, lon)
    areas = nearest_areas(schools, BORDER)
    holding = [key for key, area in areas.items() if area.distance(shapely.Point(lon, lat)) < 1e-7]
    shortest = min(distance_m(here, point) for point in schools.values())
    assert holding
    assert all(distance_m(here, schools[key]) <= shortest * 1.001 + 1 for key in holding)


@settings(max_examples=25)
@given(POINTS)
def test_the_order_of_the_schools_changes_nothing(schools: dict[str, Point]) -> None:
    backwards = dict(reversed(schools.items()))
    one, other = nearest_areas(schools, BORDER), nearest_areas(backwards, BORDER)
    assert {key: area.wkt for key, area in one.items()} == {key: area.wkt for key, area in other.items()}


@settings(max_examples=25)
@given(POINTS)
def test_the_areas_fill_the_border_without_overlapping(schools: dict[str, Point]) -> None:
    areas = list(nearest_areas(schools, BORDER).values())
    assert sum(area.area for area in areas) == pytest.approx(BORDER.area, rel=1e-4)
    assert shapely.union_all(areas).area == pytest.approx(sum(area.area for area in areas), rel=1e-4)


def test_a_municipality_in_two_parts_may_give_an_area_in_two_parts() -> None:
    islands = shapely.MultiPolygon([shapely.box(10.0, 59.7, 10.05, 59.9), shapely.box(10.35, 59.7, 10.4, 59.9)])
    areas = nearest_areas({"nord": Point(59.85, 10.2), "sor": Point(59.75, 10.2)}, islands)
    assert areas["nord"].geom_type == "MultiPolygon"


def test_two_schools_on_one_point_are_refused() -> None:
    with pytest.raises(InvalidValue, match="same point as en"):
        nearest_areas({"to": IN_WEST, "en": IN_WEST}, BORDER)
