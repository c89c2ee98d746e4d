"""What lies beside what in a municipality: which districts touch, and where districts and schools lie.

Made from the areas in the database when first asked for, and kept until a district or school changes, at most for the day. Where
nobody has told the area of a district, its neighbours and its centre are not known, and nothing is guessed in their place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from catalog.database import Database
from catalog.geo.districts import district_shapes
from catalog.geo.touching import centre_of, touching
from catalog.store.places import districts_told, points_of_schools
from catalog.terms import Level
from catalog.values import Point
from search.recent import Recent

MUNICIPALITIES_KEPT = 64


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """`beside` maps a district's slug to those that touch it, where its area is known; `centres` a parameter and slug to a point."""

    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    centres: Mapping[tuple[str, str], Point] = field(default_factory=dict)


class Neighbourhoods:
    """The neighbourhoods of an installation's municipalities. Shared by threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._areas: Recent[tuple[object, ...], Neighbourhood] = Recent(MUNICIPALITIES_KEPT)

    def of(self, municipality_id: int, today: date) -> Neighbourhood:
        """The neighbourhood on a day; raises `DatabaseUnavailable` when the database is away."""
        with self._database.reading() as session:
            districts = tuple(districts_told(session, municipality_id, today))
            schools = tuple(points_of_schools(session, municipality_id))

        def make() -> Neighbourhood:
            with self._database.reading() as session:
                shapes = [shape for shape in district_shapes(session, municipality_id, today) if shape.level is Level.PRIMARY]
            centres = {("district", shape.slug): centre_of(shape) for shape in shapes}
            return Neighbourhood(touching(shapes), centres | {("school", slug): point for slug, point in schools})

        return self._areas.get((municipality_id, today, districts, schools), make)
