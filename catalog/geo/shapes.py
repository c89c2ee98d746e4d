"""District areas as a map draws them: simplified together, so that neighbours still share a border, and light enough for a phone.

For the eye only: nothing is decided by these shapes, since a point near a border may lie on its other side.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import shapely

from catalog.geo.polygons import area_from_text
from catalog.values import Point

TOLERANCE_DEGREES = 0.0006
"""Corners that cut off less than about a square of this side are left out: some 50 m."""
DECIMALS = 4
"""About 10 m: finer than a finger."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One area to draw: its GeoJSON geometry, and the point inside it where its name fits best."""

    geometry: str
    label: Point


def shapes_of(areas: Iterable[str]) -> list[Shape]:
    """The shapes of stored GeoJSON areas, in their order. Raises InvalidValue when one holds no area."""
    whole = [area_from_text(text) for text in areas]
    simple = shapely.coverage_simplify(whole, TOLERANCE_DEGREES)
    return [_shape(one if not one.is_empty else area) for one, area in zip(simple, whole, strict=True)]


def _shape(area: shapely.Geometry) -> Shape:
    parts = shapely.get_parts(area)
    largest = max(parts, key=shapely.area)
    middle = shapely.get_point(shapely.maximum_inscribed_circle(largest, tolerance=TOLERANCE_DEGREES), 0)
    rounded = shapely.transform(area, lambda coordinates: coordinates.round(DECIMALS))
    return Shape(shapely.to_geojson(rounded), Point(round(middle.y, DECIMALS), round(middle.x, DECIMALS)))
