"""Which districts lie side by side. Pure: areas in, slugs out; rows are read in `catalog.geo.districts`.

Areas that come from different sources rarely meet to the digit, so a gap or overlap of `GAP_DEGREES` (about 30 to 55 m in Norway)
counts as a shared border, and so does a shared corner. A district without an area has no known neighbours and is left out.
"""

from collections.abc import Iterable, Mapping

import shapely
from shapely import STRtree

from catalog.geo.district_index import DistrictShape
from catalog.values import Point

GAP_DEGREES = 0.0005


def touching(shapes: Iterable[DistrictShape]) -> Mapping[str, tuple[str, ...]]:
    """The slugs of the districts beside each district, in order; of one level at a time. One that stands alone has none."""
    listed = list(shapes)
    if not listed:
        return {}
    tree = STRtree([shape.area for shape in listed])
    beside: dict[str, set[str]] = {shape.slug: set() for shape in listed}
    ones, others = tree.query([shape.area for shape in listed], predicate="dwithin", distance=GAP_DEGREES).tolist()
    for one, other in zip(ones, others, strict=True):
        beside[listed[one].slug].add(listed[other].slug)
    return {slug: tuple(sorted(near - {slug})) for slug, near in beside.items()}


def centre_of(shape: DistrictShape) -> Point:
    """A point well within the area, in WGS84 degrees."""
    found = shapely.point_on_surface(shape.area)
    return Point(float(found.y), float(found.x))
