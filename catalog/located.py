"""A place that was found: its point, how sure it is, who says so, and the district of each level that it lies in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from catalog.model import VenueDistrict
from catalog.terms import Level, PointQuality
from catalog.values import Point


@dataclass(frozen=True, slots=True)
class Located:
    """`outside` marks a point beyond the municipality's border: kept, and shown to staff. Districts not named are unknown."""

    point: Point
    quality: PointQuality
    source: str
    outside: bool = False
    districts: Mapping[Level, int] = field(default_factory=dict)

    def district_rows(self) -> list[VenueDistrict]:
        """The districts as rows of a venue."""
        return [VenueDistrict(level=level, district_id=district_id) for level, district_id in self.districts.items()]
