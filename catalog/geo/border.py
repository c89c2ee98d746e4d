"""Whether a point belongs to a municipality. Published borders are generalised, so a margin is allowed."""

import shapely
from shapely.geometry import Point as ShapelyPoint

from catalog.geo.polygons import Area, area_from_text
from catalog.geo.projection import WGS84, metric_crs, reproject
from catalog.values import Point

MARGIN_M = 250.0


class Border:
    """A municipality's border with a margin in metres; shared between threads."""

    def __init__(self, area: Area, margin_m: float = MARGIN_M) -> None:
        self._metric = metric_crs(area.centroid.x)
        self._area = reproject(area, WGS84, self._metric).buffer(margin_m)
        shapely.prepare(self._area)

    @classmethod
    def from_text(cls, geometry: str | None) -> "Border | None":
        """The border of a stored GeoJSON geometry; None when the municipality has none."""
        return cls(area_from_text(geometry)) if geometry else None

    def holds(self, point: Point) -> bool:
        """Whether the point lies within the border or its margin."""
        return bool(self._area.contains(reproject(ShapelyPoint(point.lon, point.lat), WGS84, self._metric)))
