"""Inside the municipality or not, with a margin for generalised borders."""

from catalog.geo.border import Border
from catalog.geo.polygons import area_to_text
from catalog.values import Point
from tests.catalog.geo.world import BORDER, ELSEWHERE, IN_EAST


def test_what_lies_within_is_inside_and_another_town_is_not() -> None:
    border = Border(BORDER)
    assert border.holds(IN_EAST)
    assert not border.holds(ELSEWHERE)


def test_a_point_just_beyond_a_generalised_border_is_still_inside() -> None:
    two_hundred_metres_east = Point(59.8, 10.4 + 200 / 55_900)
    assert Border(BORDER).holds(two_hundred_metres_east)
    assert not Border(BORDER, margin_m=100).holds(two_hundred_metres_east)


def test_swapped_coordinates_are_outside() -> None:
    assert not Border(BORDER).holds(Point(lat=10.2, lon=59.8))


def test_a_municipality_without_a_border_has_none() -> None:
    assert Border.from_text(None) is None
    assert Border.from_text(area_to_text(BORDER)) is not None
