"""Intake: the one write path keeps its promises on both databases."""

from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import func, select

from catalog.audit import SYSTEM, Actor, feed_actor
from catalog.clock import FixedClock
from catalog.database import Database
from catalog.drafts import AccessFact, OccurrenceDraft, OfferDraft, OrganisationDraft, SeriesDraft, VenueDraft
from catalog.errors import NotFound
from catalog.intake import Intake, Receipt
from catalog.model import AuditEvent, Change, Municipality, Offer, Organisation, Source, Venue
from catalog.school_year import SchoolCalendar, holidays_from_rules
from catalog.terms import AccessState, AccessTerm, Answer, Author, Cost, Status
from catalog.values import FREE, AgeRange, Price

CALENDAR = SchoolCalendar(holidays_from_rules({}, 2026, 2029))
STAFF = Actor(Author.STAFF, "staff:ann")
FOOTBALL = OfferDraft(
    title="Fotball på løkka",
    ages=AgeRange(6, 9),
    price=FREE,
    categories=("football",),
    organisation=OrganisationDraft("Tranby Ballklubb"),
    venue=VenueDraft("Tranbyhallen", access={AccessTerm.STEP_FREE_ENTRANCE: AccessFact(AccessState.YES)}),
    access={AccessTerm.QUIET: AccessFact(AccessState.PARTLY, "rolig time kl. 11")},
    series=(SeriesDraft("FREQ=WEEKLY;BYDAY=TU", date(2026, 8, 18), date(2027, 6, 15), time(17), time(18, 30)),),
)


@pytest.fixture
def lier(database: Database) -> int:
    """A municipality and two sources in the database."""
    with database.transaction() as session:
        municipality = Municipality(number="3312", name="Lier", slug="lier")
        session.add(municipality)
        session.flush()
        session.add_all([Source(municipality_id=municipality.id, name=name, format="csv", location=name) for name in ("a", "b")])
        return municipality.id


def receive(database: Database, clock: FixedClock, draft: OfferDraft, offer_id: int | None = None, source: int | None = 1) -> Receipt:
    """One draft received in a transaction of its own, as a feed."""
    return propose(database, clock, draft, offer_id, feed_actor(source), source)


def propose(
    database: Database, clock: FixedClock, draft: OfferDraft, offer_id: int | None, actor: Actor, source: int | None = None
) -> Receipt:
    """One draft received in a transaction of its own, as anybody."""
    with database.transaction() as session:
        municipality = session.scalars(select(Municipality)).one()
        intake = Intake(session, municipality, actor=actor, now=clock.now(), calendar=CALENDAR, source_id=source)
        return intake.receive(draft, offer_id=offer_id)


def changed(draft: OfferDraft, **fields: object) -> OfferDraft:
    """The draft with some fields replaced."""
    return type(draft)(**({name: getattr(draft, name) for name in draft.__slots__} | fields))


def test_a_new_draft_becomes_a_published_offer_with_every_part(database: Database, clock: FixedClock, lier: int) -> None:
    receipt = receive(database, clock, FOOTBALL)
    assert receipt.outcome == "created"
    with database.reading() as session:
        offer = session.get_one(Offer, receipt.offer_id)
        assert (offer.status, offer.cost, offer.age_min, offer.slug) == (Status.PUBLISHED, Cost.FREE, 6, "fotball-pa-lokka")
        assert offer.organisation and offer.organisation.name == "Tranby Ballklubb"
        assert offer.venue and [row.term for row in offer.venue.access] == [AccessTerm.STEP_FREE_ENTRANCE]
        assert [row.slug for row in offer.categories] == ["football"]
        assert offer.provenance["title"] == {"by": "feed", "source": 1, "on": "2026-11-22"}
        assert session.scalar(select(func.count()).select_from(Change)) == 1


def test_the_same_draft_again_writes_nothing(database: Database, clock: FixedClock, lier: int) -> None:
    first = receive(database, clock, FOOTBALL)
    again = receive(database, clock, FOOTBALL, first.offer_id)
    assert (again.outcome, again.changes, again.held) == ("unchanged", {}, {})
    with database.reading() as session:
        assert session.get_one(Offer, first.offer_id).version == 1
        assert session.scalar(select(func.count()).select_from(Change)) == 1
        assert session.scalar(select(func.count()).select_from(AuditEvent)) == 1


def test_a_feed_may_change_and_withdraw_what_it_wrote(database: Database, clock: FixedClock, lier: int) -> None:
    first = receive(database, clock, FOOTBALL)
    second = receive(database, clock, changed(FOOTBALL, title="Fotball", price=Price()), first.offer_id)
    assert second.outcome == "updated"
    assert second.changes["title"] == ("Fotball på løkka", "Fotball")
    with database.reading() as session:
        offer = session.get_one(Offer, first.offer_id)
        assert (offer.title, offer.cost, offer.version) == ("Fotball", Cost.UNKNOWN, 2)
        assert "price" not in offer.provenance


def test_a_persons_word_stays_and_the_feeds_is_held(database: Database, clock: FixedClock, lier: int) -> None:
    first = receive(database, clock, FOOTBALL)
    propose(database, clock, changed(FOOTBALL, title="Løkkefotball"), first.offer_id, STAFF)
    later = receive(database, clock, changed(FOOTBALL, title="Fotball for alle"), first.offer_id)
    assert later.held == {"title": "Fotball for alle"}
    with database.reading() as session:
        offer = session.get_one(Offer, first.offer_id)
        assert offer.title == "Løkkefotball"
        assert offer.held["title"]["value"] == "Fotball for alle"
    again = receive(database, clock, changed(FOOTBALL, title="Fotball for alle"), first.offer_id)
    assert again.outcome == "unchanged"


def test_a_held_word_is_dropped_when_the_feed_agrees_again(database: Database, clock: FixedClock, lier: int) -> None:
    first = receive(database, clock, FOOTBALL)
    propose(database, clock, changed(FOOTBALL, title="Løkkefotball"), first.offer_id, STAFF)
    receive(database, clock, changed(FOOTBALL, title="Fotball for alle"), first.offer_id)
    receive(database, clock, changed(FOOTBALL, title="Løkkefotball"), first.offer_id)
    with database.reading() as session:
        assert session.get_one(Offer, first.offer_id).held == {}


def test_a_second_source_fills_only_what_is_unknown(database: Database, clock: FixedClock, lier: int) -> None:
    first = receive(database, clock, changed(FOOTBALL, price=Price()))
    with database.transaction() as session:
        municipality = session.scalars(select(Municipality)).one()
        intake = Intake(session, municipality, actor=feed_actor(2), now=clock.now(), calendar=CALENDAR, source_id=2)
        receipt = intake.merge(first.offer_id, changed(FOOTBALL, title="FOTBALL!"))
    assert receipt.outcome == "merged"
    assert set(receipt.changes) == {"price"}
    with database.reading() as session:
        offer = session.get_one(Offer, first.offer_id)
        assert (offer.title, offer.cost) == ("Fotball på løkka", Cost.FREE)
        assert offer.provenance["price"]["source"] == 2


def test_retired_offers_come_back_but_hidden_ones_stay_hidden(database: Database, clock: FixedClock, lier: int) -> None:
    offer_id = receive(database, clock, FOOTBALL).offer_id
    with database.transaction() as session:
        intake = Intake(session, session.scalars(select(Municipality)).one(), actor=SYSTEM, now=clock.now(), calendar=CALENDAR)
        assert intake.retire(offer_id, "not listed any more")
        assert not intake.retire(offer_id, "not listed any more")
        assert session.get_one(Offer, offer_id).status is Status.ENDED
        assert intake.restore(offer_id)
        intake.retire(offer_id, "again")
        session.get_one(Offer, offer_id).hidden_by = "staff:ann"
        assert not intake.restore(offer_id)


def test_organisations_and_venues_are_found_again_by_spelling(database: Database, clock: FixedClock, lier: int) -> None:
    receive(database, clock, FOOTBALL)
    receive(
        database,
        clock,
        changed(FOOTBALL, title="Håndball", organisation=OrganisationDraft("TRANBY BALLKLUBB"), venue=VenueDraft("Tranby-hallen")),
    )
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Organisation)) == 1
        assert session.scalar(select(func.count()).select_from(Venue)) == 1


def test_meetings_in_school_holidays_are_unsure_unless_the_series_says(database: Database, clock: FixedClock, lier: int) -> None:
    for follows, in_winter_break in ((Answer.UNKNOWN, [True]), (Answer.NO, [False]), (Answer.YES, [])):
        offer_id = receive(database, clock, changed(FOOTBALL, title=f"Fotball {follows}", follows_school_calendar=follows)).offer_id
        with database.reading() as session:
            rows = session.get_one(Offer, offer_id).occurrences
            assert [row.unsure for row in rows if row.starts_at.date() == date(2027, 2, 23)] == in_winter_break


def test_an_unknown_offer_or_one_of_another_municipality_is_not_found(database: Database, clock: FixedClock, lier: int) -> None:
    with pytest.raises(NotFound):
        receive(database, clock, FOOTBALL, offer_id=4711)


def test_a_dated_meeting_is_one_of_the_offers_dates(database: Database, clock: FixedClock, lier: int) -> None:
    start = datetime(2026, 12, 5, 11, 0, tzinfo=UTC)
    draft = changed(FOOTBALL, series=(), occurrences=(OccurrenceDraft(start),))
    offer_id = receive(database, clock, draft).offer_id
    with database.reading() as session:
        offer = session.get_one(Offer, offer_id)
        assert [row.starts_at for row in offer.occurrences] == [start]
        assert (offer.first_day, offer.last_day) == (date(2026, 12, 5), date(2026, 12, 5))
