"""Candidates for the same offer from another source."""

from datetime import date, time, timedelta

from catalog.clock import FixedClock
from catalog.database import Database
from catalog.model import Occurrence, Organisation, Series, Venue
from catalog.store.twins import Sought, candidates, dated_starts_of, series_of
from catalog.terms import Status
from tests.catalog.store.test_sources import add_municipality, add_offer, add_record, add_source

NOTHING = Sought(frozenset(), frozenset(), frozenset())


def test_candidates_share_an_address_or_an_organiser_and_are_not_the_sources_own(database: Database, clock: FixedClock) -> None:
    with database.transaction() as session:
        place = add_municipality(session)
        one, other = add_source(session, place), add_source(session, place, "b")
        club = Organisation(municipality_id=place, slug="il", name="Tranby IL", name_key="tranbyil", number="123456785")
        hall = Venue(municipality_id=place, slug="h", name="Hallen", name_key="hallen")
        session.add_all((club, hall))
        session.flush()
        by_page = add_offer(session, place, one, clock, url="https://Tranby.example/Kor")
        by_club = add_offer(session, place, one, clock, organisation_id=club.id, venue_id=hall.id, age_min=6)
        add_offer(session, place, one, clock, organisation_id=club.id, status=Status.ENDED)
        add_offer(session, place, other, clock, organisation_id=club.id)
        linked = add_offer(session, place, one, clock, organisation_id=club.id)
        add_record(session, other, "x", linked)
        page = Sought(frozenset({"https://tranby.example/kor"}), frozenset(), frozenset())
        assert [each.offer_id for each in candidates(session, place, other, page)] == [by_page]
        for sought in (
            Sought(frozenset(), frozenset({"123456785"}), frozenset()),
            Sought(frozenset(), frozenset(), frozenset({"tranbyil"})),
        ):
            [found] = candidates(session, place, other, sought)
            assert (found.offer_id, found.organisation_number, found.venue_key, found.age_min) == (by_club, "123456785", "hallen", 6)
        assert candidates(session, place, other, NOTHING) == []


def test_the_times_of_offers_are_their_series_and_the_dates_that_are_still_ahead(database: Database, clock: FixedClock) -> None:
    now, hour = clock.now(), timedelta(hours=1)
    with database.transaction() as session:
        offer = add_offer(session, add_municipality(session), None, clock)
        session.add(Series(offer_id=offer, rrule="FREQ=WEEKLY", first=date(2026, 8, 18), start=time(17)))
        session.add_all(Occurrence(offer_id=offer, starts_at=now + number * hour, dated=number != 2) for number in (-1, 1, 2))
        session.flush()
        assert [row.rrule for row in series_of(session, [offer])[offer]] == ["FREQ=WEEKLY"]
        assert dated_starts_of(session, [offer], after=now) == {offer: frozenset({now + hour})}
        assert series_of(session, []) == {}
