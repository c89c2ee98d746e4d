"""Shapes to draw: light, borders still shared, names inside."""

import json
import math

import pytest
import shapely
from shapely.geometry import Point as ShapelyPoint
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

from catalog.errors import InvalidValue
from catalog.geo.polygons import area_to_text
from catalog.geo.shapes import shapes_of


def ragged(west: float, east: float) -> Polygon:
    """An area whose east side winds in a thousand steps of some 10 m."""
    edge = [(east + 0.0001 * math.sin(step), 59.7 + step * 0.0002) for step in range(1000)]
    return Polygon([(west, 59.7), *edge, (west, 59.9)])


def _area(geometry: BaseGeometry) -> Polygon:
    assert isinstance(geometry, Polygon)
    return geometry


def test_a_ragged_area_becomes_light_and_stays_where_it_is() -> None:
    area = ragged(10.0, 10.2)
    drawn = shapely.from_geojson(shapes_of([area_to_text(area)])[0].geometry)
    assert shapely.get_num_coordinates(drawn) < 80
    assert drawn.is_valid
    assert drawn.symmetric_difference(area).area / area.area < 0.01


def test_neighbours_still_share_their_border() -> None:
    west, east = ragged(10.0, 10.2), _area(box(10.0, 59.6, 10.6, 60.0).difference(ragged(10.0, 10.2)))
    drawn = [shapely.from_geojson(one.geometry) for one in shapes_of([area_to_text(west), area_to_text(east)])]
    assert drawn[0].intersection(drawn[1]).area < 1e-7
    assert shapely.union_all(drawn).area == pytest.approx(0.24, abs=1e-5), "no gap between them"


def test_the_name_stands_inside_the_largest_part() -> None:
    parts = shapely.MultiPolygon([box(10, 59, 10.1, 59.1), box(11, 59, 11.5, 59.5)])
    shape = shapes_of([area_to_text(parts)])[0]
    assert box(11, 59, 11.5, 59.5).contains(ShapelyPoint(shape.label.lon, shape.label.lat))


def test_an_area_smaller_than_the_tolerance_is_still_drawn() -> None:
    tiny = box(10, 59, 10.0003, 59.0003)
    assert json.loads(shapes_of([area_to_text(tiny)])[0].geometry)["coordinates"]


def test_nothing_gives_nothing_and_no_area_is_refused() -> None:
    assert shapes_of([]) == []
    with pytest.raises(InvalidValue):
        shapes_of(['{"type": "Point", "coordinates": [10, 59]}'])
