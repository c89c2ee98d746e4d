"""Calendar files (RFC 5545) of offers: one VEVENT for each dated meeting, so that what a phone shows is what the page shows.

Cancelled meetings are kept and marked, since a calendar that has the meeting must be told. Meetings in school holidays that nobody
has answered for are TENTATIVE. Pure: records in, bytes out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event, vText

from catalog.clock import OSLO
from catalog.listed import AnyMeeting, AnyOffer
from catalog.offer_facts import open_venue, point_of
from catalog.terms import OccurrenceStatus, Status
from importers.fields.markup import plain_text

CONTENT_TYPE = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Entry:
    """One meeting of an offer, and the absolute address of the offer's page."""

    offer: AnyOffer
    meeting: AnyMeeting
    address: str


def calendar_of(entries: Iterable[Entry], *, name: str, base_url: str, now: datetime) -> bytes:
    """The calendar of the meetings; `now` is the instant that it says it was made."""
    calendar = Calendar()
    calendar.add("prodid", "-//Krets//Fritid//NO")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(name))
    calendar.add("x-wr-timezone", vText("Europe/Oslo"))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    host = urlsplit(base_url).hostname or "krets"
    for entry in entries:
        calendar.add_component(_event(entry, host, now))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(entry: Entry, host: str, now: datetime) -> Event:
    offer, meeting, event = entry.offer, entry.meeting, Event()
    event.add("uid", f"{offer.id}-{meeting.starts_at:%Y%m%dT%H%M%SZ}@{host}")
    event.add("dtstamp", now)
    event.add("last-modified", offer.updated_at)
    event.add("sequence", offer.version)
    event.add("summary", offer.title)
    start, end = meeting.starts_at.astimezone(OSLO), meeting.ends_at.astimezone(OSLO) if meeting.ends_at else None
    event.add("dtstart", start.date() if meeting.all_day else start)
    if end and end > start:
        event.add("dtend", end.date() if meeting.all_day else end)
    event.add("status", _status(offer, meeting))
    event.add("url", entry.address)
    if venue := open_venue(offer):
        event.add("location", ", ".join(part for part in (venue.name, venue.address, venue.postcode, venue.city) if part))
    if point := point_of(offer):
        event.add("geo", (point.lat, point.lon))
    words = [plain_text(offer.summary or offer.description or ""), meeting.note, entry.address]
    event.add("description", "\n\n".join(word for word in words if word))
    return event


def _status(offer: AnyOffer, meeting: AnyMeeting) -> str:
    if offer.status is Status.CANCELLED or meeting.status is OccurrenceStatus.CANCELLED:
        return "CANCELLED"
    return "TENTATIVE" if meeting.unsure else "CONFIRMED"
