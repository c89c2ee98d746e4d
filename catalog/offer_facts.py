"""What follows from an offer's own words and its venue's: access, districts, point, the next meeting, the holidays it is held in.

Pure: reads a loaded or a listed offer, writes nothing. The index, the JSON and the pages all take these facts from here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import overload

from catalog.clock import oslo_day
from catalog.listed import AnyMeeting, AnyOffer, ListedAccess, ListedDistrict, ListedOffer, ListedVenue
from catalog.model import Occurrence, Offer, OfferAccess, SchoolDistrict, Venue, VenueAccess
from catalog.occurrences import Meeting
from catalog.school_year import LONG_HOLIDAYS, SchoolCalendar
from catalog.terms import AccessState, AccessTerm, Level, OccurrenceStatus, PlaceKind, Status
from catalog.values import Point


@dataclass(frozen=True, slots=True)
class StatedAccess:
    """One known access fact: who says so, when, and whether it is the venue's fact or the offer's own."""

    term: AccessTerm
    state: AccessState
    note: str | None
    said_by: str
    said_on: date
    of_venue: bool


def access_of(offer: AnyOffer) -> dict[AccessTerm, StatedAccess]:
    """Every known access fact by term, in the terms' order; the offer's own word comes before its venue's."""
    stated: dict[AccessTerm, StatedAccess] = {}
    if offer.venue:
        stated = {row.term: _stated(row, of_venue=True) for row in offer.venue.access if row.state is not AccessState.UNKNOWN}
    stated |= {row.term: _stated(row, of_venue=False) for row in offer.access if row.state is not AccessState.UNKNOWN}
    return {term: stated[term] for term in AccessTerm if term in stated}


@overload
def held_in(offer: Offer, level: Level = ...) -> list[SchoolDistrict]: ...


@overload
def held_in(offer: ListedOffer, level: Level = ...) -> list[ListedDistrict]: ...


def held_in(offer: AnyOffer, level: Level = Level.PRIMARY) -> Sequence[SchoolDistrict | ListedDistrict]:
    """The districts of a level in which the venue's point lies."""
    return [row.district for row in offer.venue.districts if row.level is level] if offer.venue else []


def districts_of(offer: AnyOffer, level: Level = Level.PRIMARY) -> list[SchoolDistrict | ListedDistrict]:
    """The districts of a level that the offer is held in or open to, each once, by slug."""
    open_to = [row.district for row in offer.open_to if row.district and row.district.level is level]
    return sorted({district.slug: district for district in (*held_in(offer, level), *open_to)}.values(), key=lambda district: district.slug)


@overload
def open_venue(offer: Offer) -> Venue | None: ...


@overload
def open_venue(offer: ListedOffer) -> ListedVenue | None: ...


def open_venue(offer: AnyOffer) -> Venue | ListedVenue | None:
    """The venue whose name, address and point anybody may see: none where it is somebody's home."""
    return None if offer.venue is None or offer.venue.hidden or offer.place_kind is PlaceKind.HOME else offer.venue


def point_of(offer: AnyOffer) -> Point | None:
    """The venue's point, None when it is unknown or must not be shown."""
    venue = open_venue(offer)
    if venue is None or venue.lat is None or venue.lon is None:
        return None
    return Point(venue.lat, venue.lon)


def ended_since(offer: AnyOffer, today: date) -> date | None:
    """The day on which the offer was over: its last meeting, or when it was taken off; None while it is not."""
    ends = [offer.last_day] if offer.last_day and offer.last_day < today else []
    if offer.status is Status.ENDED:
        ends.append(offer.ended_on or oslo_day(offer.updated_at))
    return min(ends, default=None)


@overload
def coming_meetings(offer: Offer, now: datetime) -> list[Occurrence]: ...


@overload
def coming_meetings(offer: ListedOffer, now: datetime) -> list[Meeting]: ...


def coming_meetings(offer: AnyOffer, now: datetime) -> Sequence[Occurrence | Meeting]:
    """The meetings that have not ended, cancelled ones too, in order."""
    return [row for row in offer.occurrences if (row.ends_at or row.starts_at) >= now]


def next_meeting(offer: AnyOffer, now: datetime) -> AnyMeeting | None:
    """The next meeting that is held for sure and not cancelled."""
    held = (row for row in coming_meetings(offer, now) if row.status is not OccurrenceStatus.CANCELLED and not row.unsure)
    return next(held, None)


def periods_of(offer: AnyOffer, calendar: SchoolCalendar, today: date) -> list[str]:
    """The running and coming school holidays in which it is held for sure, by slug, in order."""
    days = [oslo_day(row.starts_at) for row in offer.occurrences if not row.unsure and row.status is not OccurrenceStatus.CANCELLED]
    coming = (one for one in calendar.holidays if one.kind in LONG_HOLIDAYS and one.last >= today)
    return [one.slug for one in coming if any(day in one.span for day in days)]


def _stated(row: OfferAccess | VenueAccess | ListedAccess, *, of_venue: bool) -> StatedAccess:
    return StatedAccess(row.term, row.state, row.note, row.said_by, row.said_on, of_venue)
