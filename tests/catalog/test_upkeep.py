"""What is done as the days pass: dates roll on, calendars grow, silence is noticed; a second time on a day nothing is."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import func, select

from catalog.audit import feed_actor
from catalog.changes import newest_change
from catalog.clock import FixedClock, oslo_day
from catalog.database import Database
from catalog.drafts import OccurrenceDraft, OfferDraft, SeriesDraft
from catalog.intake import Intake
from catalog.model import Municipality, Occurrence, Offer, Source
from catalog.store.municipalities import school_calendar
from catalog.terms import Status
from catalog.upkeep import CHUNK, grow_calendar, notice_silent_sources, offers_with_dates, roll_dates
from tests.factories.places import found_place

FOOTBALL = OfferDraft("Fotball", series=(SeriesDraft("FREQ=WEEKLY;BYDAY=TU", date(2026, 8, 18), None, time(17), time(18)),))
LIBRARY = OfferDraft("Biblioteket")


@pytest.fixture
def lier(database: Database, clock: FixedClock) -> int:
    with database.transaction() as session:
        return found_place(session, clock.now()).id


def receive(database: Database, clock: FixedClock, place: int, draft: OfferDraft) -> int:
    with database.transaction() as session:
        municipality, source = session.get_one(Municipality, place), session.scalars(select(Source.id)).first()
        calendar = school_calendar(municipality)
        intake = Intake(session, municipality, actor=feed_actor(source), now=clock.now(), calendar=calendar, source_id=source)
        return intake.receive(draft).offer_id


def roll(database: Database, clock: FixedClock, place: int) -> int:
    with database.transaction() as session:
        chunks = offers_with_dates(session, place)
        return sum(roll_dates(session, municipality_id=place, offer_ids=chunk, now=clock.now()) for chunk in chunks)


def newest(database: Database, place: int) -> int:
    with database.reading() as session:
        return newest_change(session, place)


def test_an_open_series_goes_on_and_the_index_is_told_once(database: Database, clock: FixedClock, lier: int) -> None:
    offer_id = receive(database, clock, lier, FOOTBALL)
    before = newest(database, lier)
    clock.instant += timedelta(days=30)
    assert roll(database, clock, lier) == 1
    assert newest(database, lier) == before + 1
    with database.reading() as session:
        last = session.scalar(select(func.max(Occurrence.starts_at)).where(Occurrence.offer_id == offer_id))
        first = session.scalar(select(func.min(Occurrence.starts_at)).where(Occurrence.offer_id == offer_id))
        assert last is not None and first is not None
        assert last > clock.now() + timedelta(days=530)
        assert oslo_day(first) >= oslo_day(clock.now()) - timedelta(days=1)
        assert session.get_one(Offer, offer_id).version == 2


def test_rolling_again_on_the_same_day_writes_nothing(database: Database, clock: FixedClock, lier: int) -> None:
    receive(database, clock, lier, FOOTBALL)
    clock.instant += timedelta(days=30)
    roll(database, clock, lier)
    before = newest(database, lier)
    assert roll(database, clock, lier) == 0
    assert newest(database, lier) == before


def test_an_event_that_is_over_stays_over(sqlite: Database, clock: FixedClock) -> None:
    with sqlite.transaction() as session:
        place = found_place(session, clock.now()).id
    starts = clock.now() + timedelta(days=2)
    offer_id = receive(sqlite, clock, place, OfferDraft("Konsert", occurrences=(OccurrenceDraft(starts, starts + timedelta(hours=1)),)))
    for _ in range(4):
        clock.instant += timedelta(days=2)
        roll(sqlite, clock, place)
    with sqlite.reading() as session:
        offer = session.get_one(Offer, offer_id)
        assert offer.last_day == oslo_day(starts)
        assert offers_with_dates(session, place) == []


def test_offers_without_dates_and_ended_ones_are_left_alone_and_chunks_are_small(sqlite: Database, clock: FixedClock) -> None:
    with sqlite.transaction() as session:
        place = found_place(session, clock.now()).id
    ids = [receive(sqlite, clock, place, replace(FOOTBALL, title=f"Fotball {number}")) for number in range(3)]
    receive(sqlite, clock, place, LIBRARY)
    with sqlite.transaction() as session:
        session.get_one(Offer, ids[0]).status = Status.ENDED
        session.get_one(Offer, ids[1]).status = Status.CANCELLED
    with sqlite.reading() as session:
        assert offers_with_dates(session, place) == [ids[1:]]
    assert CHUNK <= 500


def test_a_calendar_grows_with_the_years_and_only_then(database: Database, clock: FixedClock, lier: int) -> None:
    for days, added in ((0, 0), (0, 0), (60, 5), (0, 0)):
        clock.instant += timedelta(days=days)
        with database.transaction() as session:
            assert grow_calendar(session, municipality_id=lier, now=clock.now()) == added


def test_what_a_silent_source_said_without_a_date_turns_stale(database: Database, clock: FixedClock, lier: int) -> None:
    undated = receive(database, clock, lier, LIBRARY)
    dated = receive(database, clock, lier, replace(FOOTBALL, stated_on=oslo_day(clock.now())))
    last_heard = clock.now()
    with database.transaction() as session:
        session.scalars(select(Source)).one().last_success_at = last_heard
    for days, silenced in ((364, 0), (2, 1), (0, 0)):
        clock.instant += timedelta(days=days)
        before = newest(database, lier)
        with database.transaction() as session:
            assert notice_silent_sources(session, municipality_id=lier, now=clock.now()) == silenced
        assert newest(database, lier) == before + silenced
    with database.reading() as session:
        stale = oslo_day(last_heard) + timedelta(days=365)
        assert [session.get_one(Offer, one).stale_from for one in (undated, dated)] == [stale, stale]
        assert session.get_one(Offer, undated).version == 2
        assert session.get_one(Offer, dated).version == 1


def test_a_source_that_was_never_read_silences_nobody(database: Database, clock: FixedClock, lier: int) -> None:
    receive(database, clock, lier, LIBRARY)
    clock.instant += timedelta(days=1_000)
    with database.transaction() as session:
        assert notice_silent_sources(session, municipality_id=lier, now=clock.now()) == 0
