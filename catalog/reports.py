"""Reports: what families say is wrong with an offer or missing; stored for staff, closed by staff, deleted after a time.

A report names no person and no network. Its text is plain, bounded, and shown to staff only.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import and_, delete, or_

from catalog.audit import Actor, Subject, record_event
from catalog.clock import oslo_day
from catalog.database import Session
from catalog.errors import Conflict, InvalidValue, NotFound
from catalog.model import Report
from catalog.report_terms import ReportState, ReportTopic
from catalog.text import clean_text

LONGEST_TEXT = 500
OPEN_KEPT = timedelta(days=365)
CLOSED_KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Lacked:
    """What a search asked for and did not find: slugs, age bands as they are stored, a holiday's slug."""

    categories: Sequence[str] = ()
    districts: Sequence[str] = ()
    bands: Sequence[str] = ()
    period: str | None = None


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """A report as it came in: of an offer, or (topic `no-offer`) of what is lacking."""

    municipality_id: int
    topic: ReportTopic
    text: str = ""
    offer_id: int | None = None
    lacked: Lacked = Lacked()


def add_report(session: Session, draft: ReportDraft, *, now: datetime) -> Report:
    """Stores a report. Raises `InvalidValue` for a text that is too long, or a topic that does not fit what it is about."""
    text = clean_text(draft.text)
    if len(text) > LONGEST_TEXT:
        raise InvalidValue("text", text, f"a report has at most {LONGEST_TEXT} characters")
    if (draft.offer_id is None) != (draft.topic is ReportTopic.NO_OFFER):
        raise InvalidValue("topic", draft.topic, "an offer is reported as outdated, closed, incomplete or other")
    lacked = {name: list(value) if name != "period" else value for name, value in asdict(draft.lacked).items()}
    row = Report(municipality_id=draft.municipality_id, offer_id=draft.offer_id, topic=draft.topic, text=text, on=oslo_day(now), **lacked)
    session.add(row)
    session.flush()
    return row


def close_report(session: Session, report_id: int, *, actor: Actor, now: datetime) -> Report:
    """Marks a report as dealt with. Raises `NotFound`, and `Conflict` for one that is closed already."""
    row = session.get(Report, report_id)
    if row is None:
        raise NotFound("report", report_id)
    if row.state is ReportState.CLOSED:
        raise Conflict(f"report {report_id} is closed already")
    row.state, row.closed_on = ReportState.CLOSED, oslo_day(now)
    change: dict[str, tuple[object, object]] = {"state": (ReportState.OPEN.value, ReportState.CLOSED.value)}
    record_event(session, actor, "close", Subject("report", row.id, row.municipality_id), now, change)
    session.flush()
    return row


def forget_reports(session: Session, *, day: date) -> int:
    """Deletes closed reports after `CLOSED_KEPT` and all after `OPEN_KEPT`; returns how many."""
    closed = and_(Report.state == ReportState.CLOSED, Report.closed_on < day - CLOSED_KEPT)
    old = delete(Report).where(or_(closed, Report.on < day - OPEN_KEPT))
    return session.execute(old).rowcount  # type: ignore[attr-defined,no-any-return]  # a cursor result
