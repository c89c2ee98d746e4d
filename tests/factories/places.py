"""A small municipality with everything that offers lean on: districts of both levels, schools, a school calendar, a source.

Three primary districts lie side by side from west to east, a lower secondary one over them all; the east has no school.
"""

from datetime import date, datetime

from shapely.geometry import Polygon, box

from catalog.audit import SYSTEM
from catalog.database import Session
from catalog.founding import add_municipality
from catalog.geo.assigning import assign_districts, districts_at
from catalog.geo.district_drafts import Layer
from catalog.geo.districts import district_index, load_districts
from catalog.geo.polygons import PolygonFeature, Polygons, area_to_text
from catalog.located import Located
from catalog.model import Municipality, School, Source
from catalog.terms import Level, PointQuality
from catalog.text import slug_from
from catalog.values import Point

BORDER = box(10.0, 59.7, 10.6, 59.9)
PRIMARY = {"Vestbygda": box(10.0, 59.7, 10.2, 59.9), "Midtgrenda": box(10.2, 59.7, 10.4, 59.9), "Østlia": box(10.4, 59.7, 10.6, 59.9)}
SECONDARY = {"Storvang": BORDER}
SCHOOLS = {
    "Vestbygda skole": (Point(59.8, 10.1), 1),
    "Midtgrenda skole": (Point(59.8, 10.3), 1),
    "Storvang ungdomsskole": (Point(59.75, 10.3), 8),
}
POINTS = (Point(59.79, 10.11), Point(59.82, 10.28), Point(59.77, 10.5))
"""One point in each primary district, from west to east."""


def found_place(session: Session, now: datetime, *, slug: str = "lier", number: str = "3312") -> Municipality:
    """Stores the municipality and its places; the school years from 2027 on are not decided yet."""
    made = add_municipality(session, number, slug.capitalize(), slug, actor=SYSTEM, now=now)
    made.boundary = area_to_text(BORDER)
    for holiday in made.holidays:
        holiday.provisional = holiday.first > date(2027, 8, 1)
    session.add(Source(municipality_id=made.id, name="Idrettsrådets liste", format="csv", location=f"{slug}.csv", options={}))
    session.add_all(_school(made, name, point, first) for name, (point, first) in SCHOOLS.items())
    session.flush()
    for areas, level in ((PRIMARY, Level.PRIMARY), (SECONDARY, Level.LOWER_SECONDARY)):
        layer = Layer("kommunen", date(2026, 1, 1), level, name_property="navn", approximate=level is Level.PRIMARY)
        load_districts(session, made, _polygons(areas), layer, now)
    assign_districts(session, made, now)
    return made


def located(session: Session, municipality: Municipality, point: Point, day: date) -> Located:
    """The point as an importer would have placed it."""
    index = district_index(session, municipality.id, day)
    return Located(point, PointQuality.EXACT, "stated", districts=districts_at(index, point))


def _polygons(areas: dict[str, Polygon]) -> Polygons:
    return Polygons(tuple(PolygonFeature({"navn": name}, area) for name, area in areas.items()), ())


def _school(municipality: Municipality, name: str, point: Point, first_grade: int) -> School:
    return School(
        municipality_id=municipality.id,
        slug=slug_from(name),
        name=name,
        aliases=[],
        grade_from=first_grade,
        grade_to=first_grade + (6 if first_grade == 1 else 2),
        lat=point.lat,
        lon=point.lon,
        point_quality=PointQuality.EXACT,
        source="nsr",
    )
