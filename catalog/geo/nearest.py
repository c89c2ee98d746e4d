"""Areas of "the nearest school", for municipalities that have published no borders. Always labelled approximate where stored.

Each school gets the part of the municipality that is nearer to it than to any other school as the crow flies: no roads, no
rivers, no capacity. The result is the same whatever order the schools come in.
"""

from collections.abc import Mapping

import shapely
from shapely.geometry import MultiPoint
from shapely.geometry import Point as ShapelyPoint

from catalog.errors import InvalidValue
from catalog.geo.polygons import Area, polygonal_parts
from catalog.geo.projection import WGS84, metric_crs, reproject
from catalog.values import Point

_MILLIMETRE = 0.001
_STRAIGHT_DEGREES = 0.002
"""A longer straight border in degrees is not straight in metres; pieces of some 200 m are, to the millimetre."""


def nearest_areas(schools: Mapping[str, Point], border: Area) -> dict[str, Area]:
    """The area of each school, by its key, in WGS84 and clipped to the border; an area may have several parts.

    A school beyond the border may get no area and is then left out. Raises InvalidValue when two schools share a point, since
    nothing tells their areas apart.
    """
    keys = sorted(schools)
    _refuse_shared_points(keys, schools)
    metric = metric_crs(border.centroid.x)
    limit = reproject(shapely.segmentize(border, _STRAIGHT_DEGREES), WGS84, metric)
    points = [reproject(ShapelyPoint(schools[key].lon, schools[key].lat), WGS84, metric) for key in keys]
    if len(keys) < 2:
        return dict.fromkeys(keys, border)
    cells = shapely.voronoi_polygons(MultiPoint(points), extend_to=limit.envelope, ordered=True).geoms
    areas: dict[str, Area] = {}
    for key, cell in zip(keys, cells, strict=True):
        part = polygonal_parts(shapely.intersection(cell, limit, grid_size=_MILLIMETRE))
        if part is not None:
            areas[key] = reproject(part, metric, WGS84)
    return areas


def _refuse_shared_points(keys: list[str], schools: Mapping[str, Point]) -> None:
    seen: dict[Point, str] = {}
    for key in keys:
        other = seen.setdefault(schools[key], key)
        if other != key:
            raise InvalidValue("school", key, f"has the same point as {other}; only one of them can have the nearest area")
