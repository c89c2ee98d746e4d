"""A small made-up municipality for the tests of places: one degree's tenth a side, so that every point can be read off."""

from datetime import UTC, date, datetime

from shapely.geometry import Polygon, box

from catalog.database import Session
from catalog.geo.district_drafts import Layer
from catalog.geo.polygons import PolygonFeature, Polygons, area_to_text
from catalog.model import Municipality, School, Venue
from catalog.terms import PointQuality
from catalog.text import name_key, slug_from
from catalog.values import Point

NOW = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
BORDER = box(10.0, 59.7, 10.4, 59.9)
WEST = box(10.0, 59.7, 10.2, 59.9)
EAST = box(10.2, 59.7, 10.4, 59.9)
IN_WEST = Point(59.8, 10.1)
IN_EAST = Point(59.8, 10.3)
ON_THE_BORDER = Point(59.8, 10.2)
ELSEWHERE = Point(63.43, 10.39)


def municipality(session: Session, number: str = "3312") -> Municipality:
    """Stores the municipality, with its border."""
    made = Municipality(number=number, name="Lier", slug=f"m{number}", boundary=area_to_text(BORDER))
    session.add(made)
    session.flush()
    return made


def layer(first: date = date(2026, 1, 1), source: str = "kommunen") -> Layer:
    """Primary borders whose features are named by `navn`."""
    return Layer(source, first, name_property="navn")


def polygons(**areas: Polygon) -> Polygons:
    """A file of districts by name."""
    return Polygons(tuple(PolygonFeature({"navn": name}, area) for name, area in areas.items()), ())


def venue(session: Session, owner: Municipality, name: str, point: Point | None = IN_WEST, address: str | None = None) -> Venue:
    """Stores a venue."""
    made = Venue(
        municipality_id=owner.id,
        slug=slug_from(name),
        name=name,
        name_key=name_key(name),
        address=address,
        lat=point.lat if point else None,
        lon=point.lon if point else None,
        point_quality=PointQuality.EXACT if point else PointQuality.UNKNOWN,
    )
    session.add(made)
    session.flush()
    return made


def school(session: Session, owner: Municipality, name: str, point: Point | None = IN_WEST, grade_from: int | None = 1) -> School:
    """Stores a public school."""
    made = School(
        municipality_id=owner.id,
        slug=slug_from(name),
        name=name,
        grade_from=grade_from,
        lat=point.lat if point else None,
        lon=point.lon if point else None,
        source="nsr",
    )
    session.add(made)
    session.flush()
    return made
