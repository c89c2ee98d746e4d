"""Districts, schools and organisations of a municipality, for pages and for the words that a search may use."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from catalog.database import Session
from catalog.errors import NotFound
from catalog.model import Organisation, School, SchoolDistrict
from catalog.terms import Level


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
    mine = select(School).where(School.municipality_id == municipality_id, School.active).options(joinedload(School.district))
    return list(session.scalars(mine.order_by(School.name, School.id)))


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
