"""Districts, schools and organisations of a municipality, for pages and for the words that a search may use."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import CompoundSelect, Date, Integer, and_, bindparam, case, func, literal, or_, select, union_all
from sqlalchemy.orm import defer, joinedload

from catalog.database import Session
from catalog.errors import NotFound
from catalog.model import DistrictPopulation, Organisation, School, SchoolDistrict, Venue
from catalog.terms import Level
from catalog.text import name_key
from catalog.values import Point


@dataclass(frozen=True, slots=True)
class Children:
    """How many children live somewhere, on which day, by whom; `estimate` where the figure was shared out."""

    number: int
    on: date
    source: str
    estimate: bool


def districts(session: Session, municipality_id: int, *, on: date, level: Level | None = Level.PRIMARY) -> list[SchoolDistrict]:
    """The school districts in force on a day, by name; of every level when `level` is None."""
    in_force = select(SchoolDistrict).where(
        SchoolDistrict.municipality_id == municipality_id,
        SchoolDistrict.valid_from <= on,
        or_(SchoolDistrict.valid_to.is_(None), SchoolDistrict.valid_to >= on),
    )
    if level is not None:
        in_force = in_force.where(SchoolDistrict.level == level)
    return list(session.scalars(in_force.order_by(SchoolDistrict.name, SchoolDistrict.id)))


def schools(session: Session, municipality_id: int) -> list[School]:
    """The active schools of a municipality with their districts, by name."""
    mine = select(School).where(School.municipality_id == municipality_id, School.active)
    mine = mine.options(joinedload(School.district).options(defer(SchoolDistrict.geometry)))
    return list(session.scalars(mine.order_by(School.name, School.id)))


def districts_told(session: Session, municipality_id: int, on: date) -> list[tuple[int, int]]:
    """The id of each primary school district in force on a day, and how long its area is as text: for telling whether areas changed."""
    told = select(SchoolDistrict.id, func.coalesce(func.length(SchoolDistrict.geometry), 0)).where(
        SchoolDistrict.municipality_id == municipality_id,
        SchoolDistrict.level == Level.PRIMARY,
        SchoolDistrict.valid_from <= on,
        or_(SchoolDistrict.valid_to.is_(None), SchoolDistrict.valid_to >= on),
    )
    return [(district_id, length) for district_id, length in session.execute(told.order_by(SchoolDistrict.id))]


def points_of_schools(session: Session, municipality_id: int) -> list[tuple[str, Point]]:
    """The slug and the point of each active school that has one, by slug."""
    placed = select(School.slug, School.lat, School.lon).where(School.municipality_id == municipality_id, School.active)
    rows = session.execute(placed.order_by(School.slug))
    return [(slug, Point(lat, lon)) for slug, lat, lon in rows if lat is not None and lon is not None]


def names_of_places(session: Session, municipality_id: int, slugs: Mapping[str, Collection[str]]) -> dict[tuple[str, str], str]:
    """The names of some districts, schools and organisations, by (`district`, `school` or `organisation`, slug)."""
    found: dict[tuple[str, str], str] = {}
    for kind, record in (("district", SchoolDistrict), ("school", School), ("organisation", Organisation)):
        if wanted := slugs.get(kind):
            named = select(record.slug, record.name).where(record.municipality_id == municipality_id, record.slug.in_(wanted))
            found |= {(kind, slug): name for slug, name in session.execute(named)}
    return found


class Called(NamedTuple):
    """What something is called: `kind` is `district`, `school` or `organisation`; `now` whether it is in force, or active, on the day."""

    kind: str
    slug: str
    name: str
    now: bool


def called_here(session: Session, municipality_id: int, *, on: date) -> list[Called]:
    """What the primary districts, the schools and the organisations are called, those included that are no more; in one query.

    Only the names are read: a district has its borders, and a municipality hundreds of organisations.
    """
    rows = session.connection().execute(_called(), {"here": municipality_id, "on": on})
    return [Called(kind, slug, name, bool(now)) for kind, slug, name, now in rows]


@lru_cache(maxsize=1)
def _called() -> CompoundSelect[str, str, str, int]:
    """The statement of `called_here`, put together once, since that takes longer than running it."""
    here, on = bindparam("here", type_=Integer), bindparam("on", type_=Date)
    in_force = and_(SchoolDistrict.valid_from <= on, or_(SchoolDistrict.valid_to.is_(None), SchoolDistrict.valid_to >= on))
    primary = (SchoolDistrict.municipality_id == here, SchoolDistrict.level == Level.PRIMARY)
    return union_all(
        select(literal("district"), SchoolDistrict.slug, SchoolDistrict.name, case((in_force, 1), else_=0)).where(*primary),
        select(literal("school"), School.slug, School.name, case((School.active, 1), else_=0)).where(School.municipality_id == here),
        select(literal("organisation"), Organisation.slug, Organisation.name, literal(1)).where(Organisation.municipality_id == here),
    )


def organisations(session: Session, municipality_id: int) -> list[Organisation]:
    """The organisations of a municipality, by name."""
    mine = select(Organisation).where(Organisation.municipality_id == municipality_id)
    return list(session.scalars(mine.order_by(Organisation.name, Organisation.id)))


def organisation(session: Session, municipality_id: int, slug: str) -> Organisation:
    """One organisation by slug; raises `NotFound`."""
    mine = select(Organisation).where(Organisation.municipality_id == municipality_id, Organisation.slug == slug)
    found = session.scalars(mine).first()
    if found is None:
        raise NotFound("organisation", slug)
    return found


def district(session: Session, municipality_id: int, slug: str, *, on: date) -> SchoolDistrict:
    """The district in force on a day, a primary school's before another of the same slug; raises `NotFound`."""
    named = [row for row in districts(session, municipality_id, on=on, level=None) if row.slug == slug]
    if not named:
        raise NotFound("district", slug)
    return min(named, key=lambda row: list(Level).index(row.level))


def every_border_of(session: Session, district: SchoolDistrict) -> list[int]:
    """The ids of the district within its present and its former borders."""
    same = (SchoolDistrict.municipality_id == district.municipality_id, SchoolDistrict.slug == district.slug)
    return list(session.scalars(select(SchoolDistrict.id).where(*same, SchoolDistrict.level == district.level)))


def children_in(session: Session, district_ids: Collection[int], ages: Collection[int]) -> Children | None:
    """The children of these ages by the newest figures; None where there are none or not of every age."""
    rows = session.scalars(
        select(DistrictPopulation).where(DistrictPopulation.district_id.in_(district_ids), DistrictPopulation.age.in_(ages))
    ).all()
    newest = [row for row in rows if row.on == max(other.on for other in rows)]
    if {row.age for row in newest} != set(ages):
        return None
    return Children(round(sum(row.children for row in newest)), newest[0].on, newest[0].source, any(row.estimate for row in newest))


def school(session: Session, municipality_id: int, slug: str) -> School:
    """One active school by slug; raises `NotFound`."""
    found = next((row for row in schools(session, municipality_id) if row.slug == slug), None)
    if found is None:
        raise NotFound("school", slug)
    return found


def venues_of_school(session: Session, school: School) -> list[int]:
    """The ids of the venues that are the school or a part of it: by its name at the beginning of theirs, an alias, or its address."""
    at_school = [
        Venue.name_key.startswith(name_key(school.name), autoescape=True),
        Venue.name_key.in_([name_key(alias) for alias in school.aliases]),
    ]
    if school.address:
        at_school.append(func.lower(Venue.address) == school.address.lower())
    mine = (Venue.municipality_id == school.municipality_id, Venue.hidden.is_(False))
    return list(session.scalars(select(Venue.id).where(*mine, or_(*at_school))))
