"""Reports: bounded, of an offer or of what is lacking, closed once, deleted after a time; on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from catalog.audit import SYSTEM
from catalog.clock import FixedClock, oslo_day
from catalog.database import Database
from catalog.errors import Conflict, InvalidValue, NotFound
from catalog.model import AuditEvent, Municipality, Offer, Report
from catalog.report_terms import ReportState, ReportTopic
from catalog.reports import CLOSED_KEPT, LONGEST_TEXT, OPEN_KEPT, Lacked, ReportDraft, add_report, close_report, forget_reports
from catalog.store.reports import reports


@pytest.fixture
def lier(database: Database, clock: FixedClock) -> Database:
    """Lier with offer 1."""
    with database.transaction() as session:
        session.add(Municipality(id=1, number="3312", name="Lier", slug="lier", words={}, brand={}, settings={}, focus_areas=[]))
        session.flush()
        moment = clock.now()
        session.add(Offer(id=1, municipality_id=1, title="Kor", slug="kor", created_at=moment, updated_at=moment, provenance={}, held={}))
    return database


def stored(database: Database, clock: FixedClock, draft: ReportDraft) -> int:
    with database.transaction() as session:
        return add_report(session, draft, now=clock.now()).id


def left(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Report)) or 0


def test_a_report_of_an_offer_comes_back_with_its_title_and_day(lier: Database, clock: FixedClock) -> None:
    stored(lier, clock, ReportDraft(1, ReportTopic.CLOSED, "  Laget er\x00 lagt ned  ", offer_id=1))
    with lier.reading() as session:
        [(report, title)] = reports(session, 1, state=ReportState.OPEN, limit=10)
    assert (title, report.topic, report.text, report.on) == ("Kor", ReportTopic.CLOSED, "Laget er lagt ned", oslo_day(clock.now()))


def test_what_is_lacking_is_kept_as_filters(lier: Database, clock: FixedClock) -> None:
    stored(lier, clock, ReportDraft(1, ReportTopic.NO_OFFER, lacked=Lacked(("ice-hockey",), ("egge",), ("13-15",), "winter-2027")))
    with lier.reading() as session:
        [(report, title)] = reports(session, 1, state=None, limit=10)
    assert (report.categories, report.districts, report.bands, report.period) == (["ice-hockey"], ["egge"], ["13-15"], "winter-2027")
    assert (report.offer_id, title) == (None, None)


def test_a_text_that_is_too_long_or_a_topic_of_something_else_is_refused(lier: Database, clock: FixedClock) -> None:
    for draft in (
        ReportDraft(1, ReportTopic.OTHER, "x" * (LONGEST_TEXT + 1), offer_id=1),
        ReportDraft(1, ReportTopic.NO_OFFER, offer_id=1),
        ReportDraft(1, ReportTopic.CLOSED),
    ):
        with pytest.raises(InvalidValue):
            stored(lier, clock, draft)
    assert left(lier) == 0
    stored(lier, clock, ReportDraft(1, ReportTopic.OTHER, "å" * LONGEST_TEXT, offer_id=1))


def test_a_report_is_closed_once_and_the_journal_says_so(lier: Database, clock: FixedClock) -> None:
    number = stored(lier, clock, ReportDraft(1, ReportTopic.OTHER, offer_id=1))
    with lier.transaction() as session:
        assert close_report(session, number, actor=SYSTEM, now=clock.now()).closed_on == oslo_day(clock.now())
    with lier.transaction() as session, pytest.raises(Conflict):
        close_report(session, number, actor=SYSTEM, now=clock.now())
    with lier.transaction() as session, pytest.raises(NotFound):
        close_report(session, number + 1, actor=SYSTEM, now=clock.now())
    with lier.reading() as session:
        assert [event.action for event in session.scalars(select(AuditEvent))] == ["close"]
        assert reports(session, 1, state=ReportState.OPEN, limit=10) == []


def test_closed_reports_go_after_ninety_days_and_open_ones_after_a_year(lier: Database, clock: FixedClock) -> None:
    number = stored(lier, clock, ReportDraft(1, ReportTopic.OTHER, offer_id=1))
    stored(lier, clock, ReportDraft(1, ReportTopic.OUTDATED, offer_id=1))
    with lier.transaction() as session:
        close_report(session, number, actor=SYSTEM, now=clock.now())
    today = oslo_day(clock.now())
    for day, remaining in (
        (today + CLOSED_KEPT, 2),
        (today + CLOSED_KEPT + timedelta(days=1), 1),
        (today + OPEN_KEPT, 1),
        (today + OPEN_KEPT + timedelta(days=1), 0),
    ):
        with lier.transaction() as session:
            forget_reports(session, day=day)
        assert left(lier) == remaining
