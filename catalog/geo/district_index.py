"""Which district a point lies in. Pure: values in, values out; rows are read elsewhere.

A point on a shared border belongs to one district, the same whatever order they were loaded in: the first by slug (then id) of
those that touch it. Areas that truly overlap are an error in the data: the answer is still the first by slug, and says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import shapely
from shapely import STRtree
from shapely.geometry import Point as ShapelyPoint

from catalog.geo.polygons import Area
from catalog.terms import Level
from catalog.values import Point


@dataclass(frozen=True, slots=True)
class DistrictShape:
    """A district's area in WGS84 and the days it holds for, both included; `valid_to` None: until further notice."""

    id: int
    slug: str
    level: Level
    area: Area
    valid_from: date = date.min
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the border is in force on the day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class PlacementState(StrEnum):
    """How many districts hold a point; `SEVERAL` is an overlap of their areas, not a shared border."""

    NONE = "none"
    ONE = "one"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Placement:
    """The district of a point (None: none), and all that claim it when areas overlap, first by slug."""

    state: PlacementState
    district_id: int | None = None
    claimed_by: tuple[int, ...] = ()


NOWHERE = Placement(PlacementState.NONE)


class DistrictIndex:
    """The districts in force on one day, searchable by point. Build once, then share between threads."""

    def __init__(self, shapes: Iterable[DistrictShape], day: date) -> None:
        in_force = sorted((shape for shape in shapes if shape.holds_on(day)), key=lambda shape: (shape.slug, shape.id))
        self._layers = {level: _Layer([shape for shape in in_force if shape.level is level]) for level in Level}

    def locate(self, point: Point, level: Level) -> Placement:
        """Where the point lies on one level."""
        return self._layers[level].locate(point)

    def district_at(self, point: Point, level: Level) -> int | None:
        """The id of the district that the point belongs to on one level; None when no area holds it."""
        return self.locate(point, level).district_id


class _Layer:
    """The districts of one level, in the order in which they claim a border."""

    def __init__(self, shapes: list[DistrictShape]) -> None:
        self._shapes = shapes
        areas = [shape.area for shape in shapes]
        shapely.prepare(areas)
        self._tree = STRtree(areas)

    def locate(self, point: Point) -> Placement:
        place = ShapelyPoint(point.lon, point.lat)
        near = (self._shapes[index] for index in sorted(int(found) for found in self._tree.query(place)))
        touching = [shape for shape in near if shape.area.intersects(place)]
        if not touching:
            return NOWHERE
        inside = tuple(shape.id for shape in touching if shape.area.contains(place))
        if len(inside) > 1:
            return Placement(PlacementState.SEVERAL, inside[0], inside)
        return Placement(PlacementState.ONE, touching[0].id, (touching[0].id,))
