"""Offers for lists: only what families may see now, the same as their records say, in few queries, and never of yesterday."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date, time

import pytest
from sqlalchemy import event, select, update

from catalog.audit import feed_actor
from catalog.clock import FixedClock, oslo_day
from catalog.database import Database
from catalog.drafts import OfferDraft, SeriesDraft
from catalog.intake import Intake
from catalog.listed import ListedOffer
from catalog.model import Municipality, Offer, Organisation, Source, Venue
from catalog.offer_facts import access_of, coming_meetings, districts_of, held_in, open_venue, periods_of, point_of
from catalog.store.listed_offers import offers_by_id
from catalog.store.municipalities import school_calendar
from catalog.store.offers import PUBLIC, public_offer
from catalog.store.own_rows import KeptRows
from catalog.terms import Status
from tests.factories.drafts import varied_drafts
from tests.factories.places import found_place, located

OFFERS = 20
TUESDAYS = SeriesDraft("FREQ=WEEKLY;BYDAY=TU", date(2026, 9, 1), date(2027, 5, 1), time(17), time(18))
THURSDAYS = replace(TUESDAYS, rrule="FREQ=WEEKLY;BYDAY=TH")
MADE_OF_RECORDS = {"organisation", "venue", "open_to", "own"}


@pytest.fixture
def offers(database: Database, clock: FixedClock) -> list[int]:
    """Varied offers, those of the other tests and one that meets on Tuesdays."""
    with database.transaction() as session:
        found_place(session, clock.now())
    return [receive(database, clock, draft) for draft in (replace(OfferDraft("Kor"), series=(TUESDAYS,)), *varied_drafts(OFFERS))]


def receive(database: Database, clock: FixedClock, draft: OfferDraft, offer_id: int | None = None) -> int:
    with database.transaction() as session:
        place, source = session.scalars(select(Municipality)).one(), session.scalars(select(Source.id)).one()
        calendar, now = school_calendar(place), clock.now()
        intake = Intake(session, place, actor=feed_actor(source), now=now, calendar=calendar, source_id=source)
        point = draft.venue.point if draft.venue else None
        where = located(session, place, point, oslo_day(now)) if point else None
        return intake.receive(draft, offer_id=offer_id, place=where).offer_id


def change(database: Database, offer_id: int, **columns: object) -> None:
    """Writes columns beside the write path, as staff and tests do."""
    with database.transaction() as session:
        session.execute(update(Offer).where(Offer.id == offer_id).values(**columns))


def listed(database: Database, ids: Sequence[int], kept: KeptRows | None = None) -> list[ListedOffer]:
    with database.reading() as session:
        return offers_by_id(session, ids, kept)


def test_offers_come_in_the_order_of_the_ids_and_unknown_ids_are_left_out(database: Database, offers: list[int]) -> None:
    asked = [offers[5], 999_999, offers[0], offers[3]]
    assert [offer.id for offer in listed(database, asked)] == [offers[5], offers[0], offers[3]]
    assert listed(database, []) == []


def test_every_field_and_fact_is_what_the_record_says(database: Database, clock: FixedClock, offers: list[int]) -> None:
    now = clock.now()
    plain = [field.name for field in fields(ListedOffer) if field.name not in MADE_OF_RECORDS]
    with database.reading() as session:
        found = offers_by_id(session, offers, KeptRows())
        assert len(found) == OFFERS + 1
        for one in found:
            whole = public_offer(session, one.id)
            assert {name: getattr(one, name) for name in plain} == {name: getattr(whole, name) for name in plain}
            assert access_of(one) == access_of(whole)
            assert [row.slug for row in districts_of(one)] == [row.slug for row in districts_of(whole)]
            assert [row.name for row in held_in(one)] == [row.name for row in held_in(whole)]
            assert point_of(one) == point_of(whole)
            where, stands = open_venue(one), open_venue(whole)
            assert (where and (where.name, where.address, where.city)) == (stands and (stands.name, stands.address, stands.city))
            by, organised = one.organisation, whole.organisation
            assert (by and (by.slug, by.name, by.kind)) == (organised and (organised.slug, organised.name, organised.kind))
            calendar = school_calendar(session.get_one(Municipality, whole.municipality_id))
            assert periods_of(one, calendar, oslo_day(now)) == periods_of(whole, calendar, oslo_day(now))
            assert [row.slug for row in one.categories] == [row.slug for row in whole.categories]
            assert [row.period for row in one.confirmations] == [row.period for row in whole.confirmations]
            assert [(row.rrule, row.first, row.last, row.start, row.end) for row in one.series] == [
                (row.rrule, row.first, row.last, row.start, row.end) for row in whole.series
            ]
            assert [(row.starts_at, row.ends_at, row.status, row.unsure) for row in coming_meetings(one, now)] == [
                (row.starts_at, row.ends_at, row.status, row.unsure) for row in coming_meetings(whole, now)
            ]
            assert [row.school and row.school.slug for row in one.open_to] == [row.school and row.school.slug for row in whole.open_to]
    assert any(one.open_to for one in found) and any(one.access for one in found) and any(held_in(one) for one in found)


def test_only_public_states_are_shown_whatever_is_kept(database: Database, offers: list[int]) -> None:
    kept = KeptRows()
    assert listed(database, offers[:1], kept)
    for status in Status:
        change(database, offers[0], status=status)
        assert bool(listed(database, offers[:1], kept)) == (status in PUBLIC)


def test_what_is_withdrawn_is_shown_nowhere_from_that_moment(database: Database, offers: list[int]) -> None:
    kept = KeptRows()
    assert len(listed(database, offers[:2], kept)) == 2
    change(database, offers[0], hidden_by="staff:ann")
    change(database, offers[1], merged_into_id=offers[2])
    assert listed(database, offers[:2], kept) == []


def test_what_others_write_is_never_of_yesterday(database: Database, offers: list[int]) -> None:
    """Columns of the offer, its organisation and its venue have no version that tells of every change, so they are not kept."""
    kept = KeptRows()
    one = next(offer for offer in listed(database, offers, kept) if offer.organisation and offer.venue)
    change(database, one.id, title="Nytt navn", cost="unknown")
    with database.transaction() as session:
        record = session.get_one(Offer, one.id)
        session.execute(update(Organisation).where(Organisation.id == record.organisation_id).values(name="Nytt lag"))
        session.execute(update(Venue).where(Venue.id == record.venue_id).values(name="Ny hall", hidden=True))
    [again] = listed(database, [one.id], kept)
    assert again.title == "Nytt navn" and again.organisation and again.venue
    assert (again.organisation.name, again.venue.name, again.venue.hidden) == ("Nytt lag", "Ny hall", True)


def test_new_times_are_shown_from_the_moment_they_are_stored(database: Database, clock: FixedClock, offers: list[int]) -> None:
    kept = KeptRows()
    [before] = listed(database, offers[:1], kept)
    receive(database, clock, replace(OfferDraft("Kor"), series=(THURSDAYS,)), offers[0])
    [after] = listed(database, offers[:1], kept)
    assert {row.starts_at.weekday() for row in before.occurrences} == {1}
    assert {row.starts_at.weekday() for row in after.occurrences} == {3}
    assert [row.rrule for row in after.series] == [THURSDAYS.rrule]


def test_a_page_of_offers_costs_as_many_queries_as_one_and_fewer_when_its_rows_are_kept(database: Database, offers: list[int]) -> None:
    kept = KeptRows()
    first, few, many = (queries_for(database, ids, kept) for ids in (offers, offers[:9], offers))
    assert few == many < first <= 10


def queries_for(database: Database, ids: list[int], kept: KeptRows) -> int:
    asked: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(database.engine, "before_cursor_execute", count)
    listed(database, ids, kept)
    event.remove(database.engine, "before_cursor_execute", count)
    return len(asked)
