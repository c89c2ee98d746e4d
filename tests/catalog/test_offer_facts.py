"""What follows from an offer's own words and its venue's."""

from datetime import UTC, date, datetime, timedelta

import pytest

from catalog.model import Occurrence, Offer, OfferAccess, OfferOpenTo, SchoolDistrict, Venue, VenueAccess, VenueDistrict
from catalog.offer_facts import access_of, coming_meetings, districts_of, ended_since, held_in, next_meeting, periods_of, point_of
from catalog.school_year import SchoolCalendar, holidays_from_rules
from catalog.terms import AccessState, AccessTerm, Level, OccurrenceStatus, PlaceKind, Status
from catalog.values import Point

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 11, tzinfo=UTC)
ENTRANCE, QUIET = AccessTerm.STEP_FREE_ENTRANCE, AccessTerm.QUIET


def district(slug: str, level: Level = Level.PRIMARY) -> SchoolDistrict:
    return SchoolDistrict(slug=slug, level=level, name=slug)


def venue(**fields: object) -> Venue:
    return Venue(**{"lat": 59.8, "lon": 10.2, "hidden": False, "districts": [], "access": []} | fields)


def offer(**fields: object) -> Offer:
    columns = {"status": Status.PUBLISHED, "place_kind": PlaceKind.VENUE, "updated_at": NOW}
    return Offer(**columns | fields)


def fact(kind: type[OfferAccess] | type[VenueAccess], term: AccessTerm, state: AccessState) -> OfferAccess | VenueAccess:
    return kind(term=term, state=state, note=None, said_by="feed:1", said_on=TODAY)


def meeting(days: int, *, hours: int = 1, **fields: object) -> Occurrence:
    start = NOW + timedelta(days=days)
    held = {"starts_at": start, "ends_at": start + timedelta(hours=hours), "status": OccurrenceStatus.SCHEDULED, "unsure": False}
    return Occurrence(**held | fields)


def test_the_offers_own_word_comes_before_its_venues() -> None:
    there = venue(access=[fact(VenueAccess, ENTRANCE, AccessState.YES), fact(VenueAccess, AccessTerm.HEARING_LOOP, AccessState.YES)])
    stated = access_of(offer(venue=there, access=[fact(OfferAccess, ENTRANCE, AccessState.NO)]))
    assert (stated[ENTRANCE].state, stated[ENTRANCE].of_venue) == (AccessState.NO, False)
    assert (stated[AccessTerm.HEARING_LOOP].state, stated[AccessTerm.HEARING_LOOP].of_venue) == (AccessState.YES, True)


def test_unknown_is_no_fact_and_does_not_hide_the_venues() -> None:
    there = venue(access=[fact(VenueAccess, ENTRANCE, AccessState.YES)])
    unknown = [fact(OfferAccess, term, AccessState.UNKNOWN) for term in (ENTRANCE, QUIET)]
    stated = access_of(offer(venue=there, access=unknown))
    assert {term: row.state for term, row in stated.items()} == {ENTRANCE: AccessState.YES}


def test_access_stands_in_the_order_of_the_terms() -> None:
    rows = [fact(OfferAccess, term, AccessState.YES) for term in reversed(AccessTerm)]
    assert list(access_of(offer(access=rows))) == list(AccessTerm)


def test_an_offer_is_in_the_districts_it_is_held_in_and_open_to_each_once() -> None:
    west, east, upper = district("vest"), district("ost"), district("storvang", Level.LOWER_SECONDARY)
    there = venue(districts=[VenueDistrict(level=Level.PRIMARY, district=west), VenueDistrict(level=Level.LOWER_SECONDARY, district=upper)])
    it = offer(venue=there, open_to=[OfferOpenTo(district=east), OfferOpenTo(district=west), OfferOpenTo(district=None)])
    assert held_in(it) == [west]
    assert districts_of(it) == [east, west]
    assert districts_of(it, Level.LOWER_SECONDARY) == [upper]


def test_without_a_venue_no_district_is_guessed() -> None:
    assert held_in(offer()) == districts_of(offer()) == []
    assert point_of(offer()) is None


@pytest.mark.parametrize(
    ("there", "kind"), [(venue(hidden=True), PlaceKind.VENUE), (venue(), PlaceKind.HOME), (venue(lat=None, lon=None), PlaceKind.VENUE)]
)
def test_a_home_or_an_unplaced_venue_shows_no_point(there: Venue, kind: PlaceKind) -> None:
    assert point_of(offer(venue=there, place_kind=kind)) is None


def test_an_open_venue_shows_its_point() -> None:
    assert point_of(offer(venue=venue())) == Point(59.8, 10.2)


@pytest.mark.parametrize(
    ("fields", "since"),
    [
        ({"last_day": TODAY}, None),
        ({"last_day": TODAY - timedelta(days=1)}, TODAY - timedelta(days=1)),
        ({"status": Status.ENDED, "ended_on": TODAY}, TODAY),
        ({"status": Status.ENDED}, TODAY),
        ({"status": Status.ENDED, "ended_on": TODAY, "last_day": date(2026, 11, 1)}, date(2026, 11, 1)),
        ({}, None),
    ],
)
def test_an_offer_is_over_after_its_last_meeting_or_when_it_was_taken_off(fields: dict[str, object], since: date | None) -> None:
    assert ended_since(offer(**fields), TODAY) == since


def test_the_next_meeting_is_held_for_sure_and_what_runs_now_is_still_coming() -> None:
    running = meeting(0, starts_at=NOW - timedelta(hours=1), ends_at=NOW + timedelta(hours=1))
    over, cancelled, unsure, sure = meeting(-1), meeting(1, status=OccurrenceStatus.CANCELLED), meeting(2, unsure=True), meeting(3)
    it = offer(occurrences=[over, cancelled, unsure, sure])
    assert coming_meetings(it, NOW) == [cancelled, unsure, sure]
    assert next_meeting(it, NOW) is sure
    assert next_meeting(offer(occurrences=[over, running, sure]), NOW) is running
    assert next_meeting(offer(occurrences=[cancelled, unsure]), NOW) is None


def test_an_offer_is_held_in_the_holidays_that_a_sure_meeting_falls_in() -> None:
    calendar = SchoolCalendar(holidays_from_rules({}, 2026, 2027))
    days = (datetime(2026, 10, 1, 9, tzinfo=UTC), datetime(2027, 2, 23, 9, tzinfo=UTC), datetime(2027, 3, 29, 9, tzinfo=UTC))
    past, winter, easter = (Occurrence(starts_at=day, status=OccurrenceStatus.SCHEDULED, unsure=False) for day in days)
    easter.unsure = True
    assert periods_of(offer(occurrences=[past, winter, easter]), calendar, TODAY) == ["winter-2027"]
    winter.status = OccurrenceStatus.CANCELLED
    assert periods_of(offer(occurrences=[past, winter, easter]), calendar, TODAY) == []
