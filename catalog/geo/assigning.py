"""Puts venues and schools into the districts in force, and tells the index which offers that touches.

Run after districts, schools or venues were loaded, and on the day a revised border begins to hold.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from catalog.changes import record_changes
from catalog.clock import oslo_day
from catalog.database import Session
from catalog.geo.border import Border
from catalog.geo.district_index import DistrictIndex, PlacementState
from catalog.geo.districts import district_index, district_names
from catalog.geo.names import NameBook
from catalog.model import Municipality, Offer, OfferOpenTo, School, SchoolDistrict, Venue, VenueDistrict
from catalog.terms import Level
from catalog.values import Point

LAST_PRIMARY_GRADE = 7
_CHUNK = 500


@dataclass(slots=True)
class AssignmentReport:
    """How many venues and schools got another district, how many offers that touches, who has no point, where areas overlap."""

    venues: int = 0
    schools: int = 0
    offers: int = 0
    without_point: list[str] = field(default_factory=list)
    overlaps: list[str] = field(default_factory=list)


def assign_districts(session: Session, municipality: Municipality, now: datetime) -> AssignmentReport:
    """Places every venue and school of the municipality as of the day; writes only what differs, within the caller's transaction."""
    day = oslo_day(now)
    report = AssignmentReport()
    index = district_index(session, municipality.id, day)
    venues = _place_venues(session, municipality, index, report)
    schools = _place_schools(session, municipality, index, day, report)
    offers = set(_offers_at(session, venues)) | set(_offers_for(session, schools)) | set(_follow_revisions(session, municipality, now))
    record_changes(session, municipality.id, sorted(offers), now)
    report.venues, report.schools, report.offers = len(venues), len(schools), len(offers)
    return report


def districts_at(index: DistrictIndex, point: Point) -> dict[Level, int]:
    """The district of each level that holds the point; levels without one are left out."""
    found = {level: index.district_at(point, level) for level in Level}
    return {level: district for level, district in found.items() if district is not None}


def _place_venues(session: Session, municipality: Municipality, index: DistrictIndex, report: AssignmentReport) -> list[int]:
    border = Border.from_text(municipality.boundary)
    here = select(Venue).where(Venue.municipality_id == municipality.id).options(selectinload(Venue.districts)).order_by(Venue.id)
    touched = []
    for venue in session.scalars(here):
        point = _point(venue)
        if point is None:
            report.without_point.append(venue.name)
        wanted = districts_at(index, point) if point else {}
        report.overlaps += _overlaps(index, point, venue.name)
        outside = bool(point and border and not border.holds(point))
        if {row.level: row.district_id for row in venue.districts} == wanted and venue.outside == outside:
            continue
        _write_districts(venue, wanted)
        venue.outside = outside
        touched.append(venue.id)
    session.flush()
    return touched


def _write_districts(venue: Venue, wanted: dict[Level, int]) -> None:
    """Rows of levels that stay are changed in place, since their key is venue and level."""
    present = {row.level: row for row in venue.districts}
    for level, district_id in wanted.items():
        if level in present:
            present[level].district_id = district_id
        else:
            venue.districts.append(VenueDistrict(level=level, district_id=district_id))
    for level, row in present.items():
        if level not in wanted:
            venue.districts.remove(row)


def _place_schools(session: Session, municipality: Municipality, index: DistrictIndex, day: date, report: AssignmentReport) -> list[int]:
    """A school belongs to the district named after it; failing that to the one its point lies in."""
    names = {level: district_names(session, municipality.id, level, day) for level in Level}
    touched = []
    for school in session.scalars(select(School).where(School.municipality_id == municipality.id).order_by(School.id)):
        point = _point(school)
        if point is None:
            report.without_point.append(school.name)
        wanted = _district_of(school, point, names, index)
        if wanted != school.district_id:
            school.district_id = wanted
            touched.append(school.id)
    session.flush()
    return touched


def _district_of(school: School, point: Point | None, names: dict[Level, NameBook[SchoolDistrict]], index: DistrictIndex) -> int | None:
    lower_secondary_only = school.grade_from is not None and school.grade_from > LAST_PRIMARY_GRADE
    level = Level.LOWER_SECONDARY if lower_secondary_only else Level.PRIMARY
    named = None if school.private else names[level].find(school.name, *school.aliases)
    if named:
        return named.id
    if point is None:
        return None
    found = index.district_at(point, level)
    return found if found is not None else index.district_at(point, Level.PRIMARY)


def _follow_revisions(session: Session, municipality: Municipality, now: datetime) -> Iterator[int]:
    """Offers open to a district whose border was revised follow it to the row in force."""
    day = oslo_day(now)
    rows = list(session.scalars(select(SchoolDistrict).where(SchoolDistrict.municipality_id == municipality.id)))
    in_force = {(row.level, row.slug): row.id for row in rows if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)}
    moved = {row.id: in_force[row.level, row.slug] for row in rows if (row.level, row.slug) in in_force}
    stale = [old for old, new in moved.items() if old != new]
    for chunk in _chunks(stale):
        for open_to in session.scalars(select(OfferOpenTo).where(OfferOpenTo.district_id.in_(chunk))):
            open_to.district_id = moved[open_to.district_id or 0]
            yield open_to.offer_id


def _offers_at(session: Session, venues: Sequence[int]) -> Iterator[int]:
    for chunk in _chunks(venues):
        yield from session.scalars(select(Offer.id).where(Offer.venue_id.in_(chunk)))


def _offers_for(session: Session, schools: Sequence[int]) -> Iterator[int]:
    for chunk in _chunks(schools):
        yield from session.scalars(select(OfferOpenTo.offer_id).where(OfferOpenTo.school_id.in_(chunk)))


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))


def _point(place: Venue | School) -> Point | None:
    return None if place.lat is None or place.lon is None else Point(place.lat, place.lon)


def _overlaps(index: DistrictIndex, point: Point | None, name: str) -> list[str]:
    if point is None:
        return []
    return [f"{name}: several {level} districts claim it" for level in Level if index.locate(point, level).state is PlacementState.SEVERAL]
