"""Districts that lie side by side, whatever source each area comes from."""

import pytest
from shapely.geometry import box

from catalog.geo.district_index import DistrictShape
from catalog.geo.touching import GAP_DEGREES, centre_of, touching
from catalog.terms import Level


def shape(slug: str, west: float, east: float, south: float = 59.0, north: float = 59.1) -> DistrictShape:
    return DistrictShape(0, slug, Level.PRIMARY, box(west, south, east, north))


def test_a_shared_border_and_a_shared_corner_touch() -> None:
    shapes = [shape("a", 10.0, 10.1), shape("b", 10.1, 10.2), shape("corner", 10.2, 10.3, 59.1, 59.2), shape("island", 10.5, 10.6)]
    assert touching(shapes) == {"a": ("b",), "b": ("a", "corner"), "corner": ("b",), "island": ()}


@pytest.mark.parametrize(("gap", "beside"), [(GAP_DEGREES * 0.9, ("b",)), (-0.01, ("b",)), (GAP_DEGREES * 1.1, ())])
def test_a_narrow_gap_between_two_sources_is_a_border_too(gap: float, beside: tuple[str, ...]) -> None:
    assert touching([shape("a", 10.0, 10.1), shape("b", 10.1 + gap, 10.2)])["a"] == beside


def test_nothing_touches_where_no_area_is_known() -> None:
    assert touching([]) == {}


def test_the_centre_lies_within_the_area() -> None:
    found = centre_of(shape("a", 10.0, 10.1))
    assert (59.0 < found.lat < 59.1, 10.0 < found.lon < 10.1) == (True, True)
