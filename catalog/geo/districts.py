"""School districts as records: loaded from polygons or drawn as nearest-school areas, revised, and given to venues and schools.

Loading the same borders again writes nothing. A border that differs ends the stored row the day before and begins a new one with
the same slug. A district that a file no longer names is reported, never ended: files are often partial.
"""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select

from catalog.database import Session
from catalog.errors import InvalidValue
from catalog.geo.district_drafts import DistrictDraft, DistrictReport, Layer, drafts_from
from catalog.geo.district_index import DistrictIndex, DistrictShape
from catalog.geo.district_revision import DistrictRevision
from catalog.geo.names import NameBook, area_name
from catalog.geo.nearest import nearest_areas
from catalog.geo.polygons import Polygons, area_from_text
from catalog.model import Municipality, School, SchoolDistrict
from catalog.terms import Level
from catalog.values import Point

__all__ = ["DistrictReport", "Layer", "district_index", "district_names", "district_shapes", "load_districts", "load_nearest_districts"]

PRIMARY_FROM_AT_MOST = 4


def load_districts(session: Session, municipality: Municipality, polygons: Polygons, layer: Layer, now: datetime) -> DistrictReport:
    """Stores the districts of a file within the caller's transaction.

    Raises InvalidValue when no feature has the name property, Conflict when a stored border is newer than the layer's first day.
    """
    revision = DistrictRevision(session, municipality, layer, now)
    revision.report.problems += polygons.problems
    revision.store(drafts_from(polygons, layer, revision.report))
    return revision.report


def load_nearest_districts(session: Session, municipality: Municipality, layer: Layer, now: datetime) -> DistrictReport:
    """Stores nearest-school areas of the public primary schools, labelled approximate; schools without a point are reported.

    Raises InvalidValue when the municipality has no border or no such school has a point.
    """
    if not municipality.boundary:
        raise InvalidValue("boundary", municipality.name, "is unknown, and nearest-school areas need it")
    schools = _public_primary_schools(session, municipality)
    points = {school.slug: Point(school.lat, school.lon) for school in schools if school.lat is not None and school.lon is not None}
    revision = DistrictRevision(session, municipality, replace(layer, level=Level.PRIMARY, approximate=True), now)
    revision.report.problems += [f"{school.name}: has no point, so no area" for school in schools if school.slug not in points]
    if not points:
        raise InvalidValue("schools", municipality.name, "no public primary school has a point")
    areas = nearest_areas(points, area_from_text(municipality.boundary))
    drafts = [DistrictDraft(area_name(school.name), (school.name,), areas[school.slug]) for school in schools if school.slug in areas]
    revision.store(drafts)
    return revision.report


def district_index(session: Session, municipality_id: int, day: date) -> DistrictIndex:
    """The districts in force on a day, searchable by point."""
    return DistrictIndex(district_shapes(session, municipality_id, day), day)


def district_shapes(session: Session, municipality_id: int, day: date) -> list[DistrictShape]:
    """The districts in force on a day whose areas are known, of every level."""
    return [
        DistrictShape(row.id, row.slug, row.level, area_from_text(row.geometry), row.valid_from, row.valid_to)
        for row in districts_in_force(session, municipality_id, day)
        if row.geometry
    ]


def district_names(session: Session, municipality_id: int, level: Level, day: date) -> NameBook[SchoolDistrict]:
    """The districts of one level in force on a day, findable by any spelling of their names."""
    rows = [row for row in districts_in_force(session, municipality_id, day) if row.level is level]
    return NameBook((row, (row.name, row.slug, *row.aliases)) for row in rows)


def districts_in_force(session: Session, municipality_id: int, day: date) -> list[SchoolDistrict]:
    """The districts whose borders hold on a day, in the order in which they were loaded."""
    rows = session.scalars(select(SchoolDistrict).where(SchoolDistrict.municipality_id == municipality_id).order_by(SchoolDistrict.id))
    return [row for row in rows if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)]


def _public_primary_schools(session: Session, municipality: Municipality) -> list[School]:
    here = select(School).where(School.municipality_id == municipality.id, School.private.is_(False), School.active.is_(True))
    return list(session.scalars(here.where(School.grade_from <= PRIMARY_FROM_AT_MOST).order_by(School.slug)))
