"""Distances of a whole column are those of a geodesic, as near as a municipality needs."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from catalog.geo.distance import distance_m
from catalog.values import Point
from search.nearness import distances_m

places = st.builds(Point, st.floats(58, 71), st.floats(5, 31))
steps = st.tuples(st.floats(-0.3, 0.3), st.floats(-0.5, 0.5))


@given(places, steps)
def test_a_distance_is_within_two_tenths_of_a_percent_of_the_geodesic(place: Point, step: tuple[float, float]) -> None:
    other = Point(place.lat + step[0], place.lon + step[1])
    (metres,) = distances_m(np.array([other.lat]), np.array([other.lon]), place)
    assert math.isclose(metres, distance_m(place, other), rel_tol=0.002, abs_tol=0.5)


def test_a_row_without_a_point_has_no_distance() -> None:
    assert np.isnan(distances_m(np.array([np.nan]), np.array([np.nan]), Point(59.8, 10.2))).all()
