"""Calendar files (RFC 5545) of offers: one VEVENT for each dated meeting, so that what a phone shows is what the page shows.

Cancelled meetings are kept and marked, since a calendar that has the meeting must be told. Meetings in school holidays that nobody
has answered for are TENTATIVE. Pure: records in, bytes out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from icalendar import Calendar, Event, Timezone, vText

from catalog.clock import OSLO
from catalog.listed import AnyMeeting, AnyOffer
from catalog.offer_facts import open_venue, point_of
from catalog.terms import OccurrenceStatus, Status
from importers.fields.markup import plain_text

CONTENT_TYPE = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=12)
EVENTS_KEPT = 4_096
"""Of a kilobyte each."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One meeting of an offer, and the absolute address of the offer's page."""

    offer: AnyOffer
    meeting: AnyMeeting
    address: str


class _OfOffer(NamedTuple):
    """What every VEVENT of an offer says alike."""

    version: int
    updated_at: datetime
    title: str
    location: str
    point: tuple[float, float] | None
    words: str


class _OfMeeting(NamedTuple):
    """What one says by itself; its days alone where it lasts all day."""

    uid: str
    start: date
    end: date | None
    status: str
    address: str
    note: str


def calendar_of(entries: Sequence[Entry], *, name: str, base_url: str) -> bytes:
    """The calendar of the meetings. An event is dated by the last change of its offer (DTSTAMP), and so says the same until the next."""
    calendar = Calendar()
    calendar.add("prodid", "-//Krets//Fritid//NO")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(name))
    calendar.add("x-wr-timezone", vText(OSLO.key))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add_component(Timezone.from_tzid(OSLO.key))
    begin, end, rest = bytes(calendar.to_ical()).rpartition(b"END:VCALENDAR")
    host = urlsplit(base_url).hostname or "krets"
    offers = {one.id: _of_offer(one) for one in {entry.offer.id: entry.offer for entry in entries}.values()}
    return b"".join((begin, *(_event(offers[one.offer.id], _of_meeting(one, host)) for one in entries), end, rest))


def _of_offer(offer: AnyOffer) -> _OfOffer:
    venue, point = open_venue(offer), point_of(offer)
    location = ", ".join(part for part in (venue.name, venue.address, venue.postcode, venue.city) if part) if venue else ""
    words = plain_text(offer.summary or offer.description or "")
    return _OfOffer(offer.version, offer.updated_at, offer.title, location, (point.lat, point.lon) if point else None, words)


def _of_meeting(entry: Entry, host: str) -> _OfMeeting:
    meeting = entry.meeting
    uid = f"{entry.offer.id}-{meeting.starts_at:%Y%m%dT%H%M%SZ}@{host}"
    start, end = meeting.starts_at.astimezone(OSLO), meeting.ends_at.astimezone(OSLO) if meeting.ends_at else None
    until = end if end and end > start else None
    days = (start.date(), until.date() if until else None)
    first, last = days if meeting.all_day else (start, until)
    return _OfMeeting(uid, first, last, _status(entry.offer, meeting), entry.address, meeting.note or "")


@lru_cache(maxsize=EVENTS_KEPT)
def _event(offer: _OfOffer, meeting: _OfMeeting) -> bytes:
    """One VEVENT, written once for as long as it says the same: the library takes a third of a second for a thousand."""
    event = Event()
    event.add("uid", meeting.uid)
    event.add("dtstamp", offer.updated_at)
    event.add("last-modified", offer.updated_at)
    event.add("sequence", offer.version)
    event.add("summary", offer.title)
    event.add("dtstart", meeting.start)
    if meeting.end:
        event.add("dtend", meeting.end)
    event.add("status", meeting.status)
    event.add("url", meeting.address)
    if offer.location:
        event.add("location", offer.location)
    if offer.point:
        event.add("geo", offer.point)
    event.add("description", "\n\n".join(word for word in (offer.words, meeting.note, meeting.address) if word))
    return bytes(event.to_ical())


def _status(offer: AnyOffer, meeting: AnyMeeting) -> str:
    if offer.status is Status.CANCELLED or meeting.status is OccurrenceStatus.CANCELLED:
        return "CANCELLED"
    return "TENTATIVE" if meeting.unsure else "CONFIRMED"
