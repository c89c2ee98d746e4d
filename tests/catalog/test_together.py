"""Receiving together: nothing is seen before the end, what belongs together is found, and an offer may change twice on the way."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from catalog.audit import feed_actor
from catalog.clock import FixedClock
from catalog.database import Database, Session
from catalog.drafts import OccurrenceDraft, OfferDraft, OrganisationDraft, SeriesDraft, VenueDraft
from catalog.intake import CREATED, UPDATED, Intake
from catalog.model import AuditEvent, Change, Municipality, Occurrence, Offer, Organisation, Source, Venue
from catalog.school_year import SchoolCalendar

AT = datetime(2026, 12, 1, 17, tzinfo=UTC)


@pytest.fixture
def place(database: Database) -> int:
    with database.transaction() as session:
        added = Municipality(number="3312", name="Lier", slug="lier")
        session.add(added)
        session.flush()
        session.add(Source(id=1, municipality_id=added.id, name="Kilde", format="csv", location="", options={}))
        return added.id


def intake(session: Session, place: int, clock: FixedClock) -> Intake:
    town = session.get_one(Municipality, place)
    return Intake(session, town, actor=feed_actor(1), now=clock.now(), calendar=SchoolCalendar(()), source_id=1)


def at(*days: int) -> OfferDraft:
    return OfferDraft("Kor", occurrences=tuple(OccurrenceDraft(AT + timedelta(days=day)) for day in days))


def count(session: Session, record: type[object]) -> int:
    return session.scalar(select(func.count()).select_from(record)) or 0


def test_offers_are_written_at_the_end_with_the_ids_that_they_were_given(database: Database, place: int, clock: FixedClock) -> None:
    drafts = [OfferDraft(f"Tilbud {number}") for number in range(50)]
    with database.transaction() as session:
        receiving = intake(session, place, clock)
        with receiving.together([(draft, None) for draft in drafts]):
            receipts = [receiving.receive(draft) for draft in drafts]
            assert count(session, Offer) == 0
        assert {receipt.outcome for receipt in receipts} == {CREATED}
        stored = {offer.id: (offer.title, offer.version) for offer in session.scalars(select(Offer))}
        assert stored == {receipt.offer_id: (draft.title, 1) for receipt, draft in zip(receipts, drafts, strict=True)}
        assert list(session.scalars(select(Change.offer_id).order_by(Change.seq))) == [receipt.offer_id for receipt in receipts]
        assert list(session.scalars(select(AuditEvent.object_id).order_by(AuditEvent.id))) == [receipt.offer_id for receipt in receipts]


def test_an_offer_may_change_and_change_back(database: Database, place: int, clock: FixedClock) -> None:
    with database.transaction() as session:
        offer_id = intake(session, place, clock).receive(at(0, 1)).offer_id
    with database.transaction() as session:
        receiving = intake(session, place, clock)
        with receiving.together([(at(2), None), (at(0, 1), None)], [offer_id]):
            outcomes = [receiving.receive(draft, offer_id=offer_id).outcome for draft in (at(2), at(0, 1))]
        assert outcomes == [UPDATED, UPDATED]
    with database.reading() as session:
        assert session.get_one(Offer, offer_id).version == 3
        assert list(session.scalars(select(Occurrence.starts_at).order_by(Occurrence.starts_at))) == [AT, AT + timedelta(days=1)]
        assert count(session, Change) == count(session, AuditEvent) == 3


def test_a_new_offer_may_change_before_the_end(database: Database, place: int, clock: FixedClock) -> None:
    with database.transaction() as session:
        receiving = intake(session, place, clock)
        with receiving.together([(at(0), None), (at(1), None)]):
            offer_id = receiving.receive(at(0)).offer_id
            assert receiving.receive(at(1), offer_id=offer_id).outcome == UPDATED
        assert list(session.scalars(select(Occurrence.starts_at))) == [AT + timedelta(days=1)]


def test_spellings_of_one_party_are_one(database: Database, place: int, clock: FixedClock) -> None:
    drafts = [
        OfferDraft("Kor", organisation=OrganisationDraft("Lag A"), venue=VenueDraft("Hallen")),
        OfferDraft("Dans", organisation=OrganisationDraft("lag a", "974760673"), venue=VenueDraft("HALLEN", "Vegen 1")),
        OfferDraft("Sjakk", organisation=OrganisationDraft("Noe annet", "974760673"), venue=VenueDraft("Hallen", "Vegen 2")),
        OfferDraft("Film", organisation=OrganisationDraft("Lag A", "971032081"), venue=VenueDraft("Hallen", register_id="H1")),
    ]
    with database.transaction() as session:
        receiving = intake(session, place, clock)
        with receiving.together([(draft, None) for draft in drafts]):
            for draft in drafts:
                receiving.receive(draft)
    with database.reading() as session:
        found = [(one.name, one.number, one.slug) for one in session.scalars(select(Organisation).order_by(Organisation.id))]
        assert found == [("Lag A", "974760673", "lag-a"), ("Lag A", "971032081", "lag-a-2")]
        halls = [(one.address, one.register_id) for one in session.scalars(select(Venue).order_by(Venue.id))]
        assert halls == [("Vegen 1", None), ("Vegen 2", None), (None, "H1")]


def test_what_was_received_before_is_told_by_the_same_receipt(database: Database, place: int, clock: FixedClock) -> None:
    draft = OfferDraft("Kor", confirmed_on=date(2026, 11, 1))
    with database.transaction() as session:
        receiving = intake(session, place, clock)
        with receiving.together([(draft, None)]):
            receipt = receiving.receive(draft)
        again = receiving.receive(draft, offer_id=receipt.offer_id)
        assert (again.offer_id, again.outcome, again.changes) == (receipt.offer_id, "unchanged", {})


def test_memory_is_spared_when_much_waits(database: Database, place: int, clock: FixedClock) -> None:
    draft = OfferDraft("Kor", series=(SeriesDraft("FREQ=WEEKLY", date(2026, 11, 23)),))
    with database.transaction() as session:
        receiving = intake(session, place, clock)
        with receiving.together([(draft, None)] * 100):
            for _ in range(100):
                receiving.receive(draft)
            assert 50 < count(session, Offer) < 100
        assert (count(session, Offer), count(session, Change), count(session, AuditEvent)) == (100, 100, 100)
