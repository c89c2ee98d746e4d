"""Municipalities and their school calendars."""

from sqlalchemy import select
from sqlalchemy.orm import defer

from catalog.database import Session
from catalog.errors import NotFound
from catalog.model import Municipality
from catalog.school_year import Holiday, SchoolCalendar


def municipalities(session: Session) -> list[Municipality]:
    """Every municipality, by name."""
    return list(session.scalars(select(Municipality).order_by(Municipality.name)))


def municipality(session: Session, slug: str) -> Municipality:
    """The municipality with the slug; raises `NotFound`."""
    found = session.scalars(select(Municipality).where(Municipality.slug == slug).options(defer(Municipality.boundary))).first()
    if found is None:
        raise NotFound("municipality", slug)
    return found


def school_calendar(municipality: Municipality) -> SchoolCalendar:
    """The municipality's school-free periods."""
    return SchoolCalendar(Holiday(row.kind, row.slug, row.first, row.last, row.provisional) for row in municipality.holidays)
