"""Distances in metres."""

import pytest

from catalog.geo.distance import distance_m
from catalog.values import Point


def test_a_minute_of_latitude_is_a_nautical_mile() -> None:
    assert distance_m(Point(59.0, 10.0), Point(59.0 + 1 / 60, 10.0)) == pytest.approx(1857, abs=2)


def test_from_a_point_to_itself_is_nothing() -> None:
    assert distance_m(Point(59.8, 10.2), Point(59.8, 10.2)) == 0
