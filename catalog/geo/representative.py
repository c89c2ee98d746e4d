"""One point for any GeoJSON geometry: itself for a point, else a point on it (inside an area, on a line), in WGS84 degrees."""

import json
from collections.abc import Mapping

import shapely
from shapely.errors import ShapelyError

from catalog.errors import InvalidValue
from catalog.geo.projection import to_wgs84
from catalog.values import Point

MAX_CHARACTERS = 5_000_000


def point_on(geometry: Mapping[str, object], crs: str) -> Point:
    """The point that stands for a geometry of the system. Raises `InvalidValue` for what is no geometry or does not fit it."""
    text = json.dumps(geometry)
    if len(text) > MAX_CHARACTERS:
        raise InvalidValue("geometry", text[:60], "the geometry is too large")
    try:
        geometry_on_map = shapely.from_geojson(text)
        point = shapely.point_on_surface(geometry_on_map)
    except (ShapelyError, ValueError, TypeError, RecursionError) as error:
        raise InvalidValue("geometry", text[:60], "not a GeoJSON geometry") from error
    if point.is_empty:
        raise InvalidValue("geometry", text[:60], "the geometry is empty")
    return to_wgs84(point.x, point.y, crs)
