"""Point to district: one answer, the same whatever order the districts came in."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point as ShapelyPoint
from shapely.geometry import box

from catalog.geo.district_index import DistrictIndex, DistrictShape, PlacementState
from catalog.geo.polygons import Area, read_polygon_file
from catalog.terms import Level
from catalog.values import Point
from tests.catalog.geo.world import EAST, ELSEWHERE, IN_EAST, IN_WEST, ON_THE_BORDER, WEST
from tests.shared_data import DATA, requires_shared

DAY = date(2026, 11, 22)


def shape(number: int, slug: str, area: Area, level: Level = Level.PRIMARY) -> DistrictShape:
    """A district that always holds."""
    return DistrictShape(number, slug, level, area)


BOTH = box(10.0, 59.7, 10.4, 59.9)
WEST_SHAPE, EAST_SHAPE = shape(1, "vest", WEST), shape(2, "ost", EAST)


def test_a_point_lies_in_its_district_and_outside_all_in_none() -> None:
    index = DistrictIndex([WEST_SHAPE, EAST_SHAPE], DAY)
    assert index.district_at(IN_WEST, Level.PRIMARY) == 1
    assert index.district_at(IN_EAST, Level.PRIMARY) == 2
    assert index.district_at(ELSEWHERE, Level.PRIMARY) is None
    assert index.locate(ELSEWHERE, Level.PRIMARY).state is PlacementState.NONE


@pytest.mark.parametrize("order", [[WEST_SHAPE, EAST_SHAPE], [EAST_SHAPE, WEST_SHAPE]])
def test_a_point_on_a_shared_border_belongs_to_the_first_by_slug(order: list[DistrictShape]) -> None:
    placed = DistrictIndex(order, DAY).locate(ON_THE_BORDER, Level.PRIMARY)
    assert (placed.state, placed.district_id) == (PlacementState.ONE, 2)


def test_areas_that_truly_overlap_are_reported_and_the_first_by_slug_answers() -> None:
    index = DistrictIndex([shape(7, "b", box(10.0, 59.7, 10.3, 59.9)), shape(8, "a", EAST)], DAY)
    placed = index.locate(Point(59.8, 10.25), Level.PRIMARY)
    assert (placed.state, placed.district_id, placed.claimed_by) == (PlacementState.SEVERAL, 8, (8, 7))


def test_a_point_lies_in_one_district_of_each_level() -> None:
    index = DistrictIndex([WEST_SHAPE, shape(3, "hele", BOTH, Level.LOWER_SECONDARY)], DAY)
    assert (index.district_at(IN_EAST, Level.PRIMARY), index.district_at(IN_EAST, Level.LOWER_SECONDARY)) == (None, 3)


def test_only_the_border_in_force_on_the_day_counts_its_first_and_last_day_included() -> None:
    old = DistrictShape(1, "vest", Level.PRIMARY, WEST, date(2020, 1, 1), date(2026, 7, 31))
    new = DistrictShape(2, "vest", Level.PRIMARY, BOTH, date(2026, 8, 1))
    days = (date(2019, 12, 31), date(2026, 7, 31), date(2026, 8, 1))
    found = [DistrictIndex([old, new], day).district_at(IN_WEST, Level.PRIMARY) for day in days]
    assert found == [None, 1, 2]


@given(st.integers(0, 5), st.integers(0, 5), st.randoms(use_true_random=False))
def test_corners_and_edges_of_a_grid_have_one_owner_in_any_order(column: int, row: int, random: Random) -> None:
    cells = [shape(10 * x + y, f"krets-{x}{y}", box(x, y, x + 1, y + 1)) for x in range(5) for y in range(5)]
    shuffled = random.sample(cells, len(cells))
    corner = Point(lat=float(row), lon=float(column))
    wanted = min((cell for cell in cells if cell.area.intersects(ShapelyPoint(column, row))), key=lambda cell: cell.slug)
    assert DistrictIndex(shuffled, DAY).district_at(corner, Level.PRIMARY) == wanted.id


@requires_shared
def test_every_corner_of_trondheims_districts_has_the_same_owner_in_two_orders() -> None:
    read = read_polygon_file(DATA / "1-areas/trondheim_barneskolekrets_25832.geojson")
    shapes = [shape(number, str(one.properties["barneskolenavn"]), one.area) for number, one in enumerate(read.features)]
    one_way, other_way = DistrictIndex(shapes, DAY), DistrictIndex(reversed(shapes), DAY)
    corners = [Point(lat, lon) for one in read.features[:10] for lon, lat in one.area.exterior.coords[::7]]  # type: ignore[union-attr]  # all are Polygons
    owners = [one_way.district_at(corner, Level.PRIMARY) for corner in corners]
    assert owners == [other_way.district_at(corner, Level.PRIMARY) for corner in corners]
    assert None not in owners
