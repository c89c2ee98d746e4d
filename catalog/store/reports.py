"""Reports, looked at: named queries, session first. Nothing here changes a report."""

from sqlalchemy import select

from catalog.database import Session
from catalog.model import Offer, Report, School, SchoolDistrict
from catalog.report_terms import ReportState


def reports(session: Session, municipality_id: int, *, state: ReportState | None, limit: int) -> list[tuple[Report, str | None]]:
    """The newest reports first, of one state or of all, each with the title of its offer."""
    query = select(Report, Offer.title).outerjoin(Offer, Report.offer_id == Offer.id).where(Report.municipality_id == municipality_id)
    chosen = query if state is None else query.where(Report.state == state)
    return [(report, title) for report, title in session.execute(chosen.order_by(Report.id.desc()).limit(limit))]


def districts_of_schools(session: Session, municipality_id: int, schools: tuple[str, ...]) -> frozenset[str]:
    """Slugs of the districts that schools lie in."""
    query = select(SchoolDistrict.slug).join(School, School.district_id == SchoolDistrict.id)
    return frozenset(session.scalars(query.where(School.municipality_id == municipality_id, School.slug.in_(schools))))
