"""What the surroundings of a point are called: the school district that holds it, by the name that people say ("Hegg").

The smaller district first. A point in no district has no name here; it is never guessed from the nearest one.
"""

from datetime import date

from catalog.database import Database
from catalog.geo.districts import district_index, districts_in_force
from catalog.geo.names import area_name
from catalog.terms import Level
from catalog.values import Point


class AreaNames:
    """The names of one municipality's areas on one day. Reads them once; safe to share between threads."""

    def __init__(self, database: Database, municipality_id: int, day: date) -> None:
        with database.reading() as session:
            self._index = district_index(session, municipality_id, day)
            self._names = {row.id: area_name(row.name) for row in districts_in_force(session, municipality_id, day)}

    def at(self, point: Point) -> str | None:
        """The name of the area that holds the point."""
        found = (self._index.district_at(point, level) for level in (Level.PRIMARY, Level.LOWER_SECONDARY))
        return next((self._names[district] for district in found if district is not None), None)
