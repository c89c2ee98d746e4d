"""When an offer is held, as schema.org writes it: one Event, or an EventSeries with its rule (`eventSchedule`) or its dates (`subEvent`).

All times are wall time with its offset; rules of other rhythms than daily, weekly, monthly and yearly are told by their dates.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from catalog.clock import OSLO
from catalog.model import Occurrence, Offer, Series
from catalog.offer_facts import coming_meetings
from catalog.terms import OccurrenceStatus, Status

JsonObject = dict[str, object]
MOST_DATES = 50
DAYS = {"MO": "Monday", "TU": "Tuesday", "WE": "Wednesday", "TH": "Thursday", "FR": "Friday", "SA": "Saturday", "SU": "Sunday"}
LETTERS = {"DAILY": "D", "WEEKLY": "W", "MONTHLY": "M", "YEARLY": "Y"}
"""Rhythms of RFC 5545 as units of an ISO 8601 duration."""
STATUSES = {
    OccurrenceStatus.SCHEDULED: "EventScheduled",
    OccurrenceStatus.FULL: "EventScheduled",
    OccurrenceStatus.MOVED: "EventRescheduled",
    OccurrenceStatus.CANCELLED: "EventCancelled",
}


@dataclass(frozen=True, slots=True)
class Times:
    """The type of event that the dates make, and the properties that tell them."""

    event_type: str
    properties: JsonObject


def times_of(offer: Offer, now: datetime) -> Times:
    """The rule of a series; else the coming dates, or the last ones of what is over; nothing where no date is known."""
    schedules = [schedule for row in offer.series if (schedule := _schedule(row))]
    if schedules:
        return Times("EventSeries", {"eventSchedule": schedules, **_season(offer)})
    rows = coming_meetings(offer, now) or offer.occurrences[-1:]
    if len(rows) > 1:
        return Times("EventSeries", {"subEvent": [_sub_event(offer, row) for row in rows[:MOST_DATES]], **_span(rows)})
    return Times("Event", _dates(rows[0]) if rows else {})


def event_status(offer: Offer) -> str:
    """Whether the whole offer is cancelled, or moved as its only date is."""
    if offer.status is Status.CANCELLED:
        return "https://schema.org/EventCancelled"
    only = offer.occurrences[0].status if len(offer.occurrences) == 1 else OccurrenceStatus.SCHEDULED
    return f"https://schema.org/{STATUSES[only]}"


def _schedule(row: Series) -> JsonObject | None:
    parts = dict(part.split("=", 1) for part in row.rrule.upper().split(";") if "=" in part)
    days, letter = parts.get("BYDAY", "").split(","), LETTERS.get(parts.get("FREQ", ""))
    if letter is None or not set(parts) <= {"FREQ", "INTERVAL", "BYDAY", "UNTIL", "WKST"} or not set(days) <= {*DAYS, ""}:
        return None
    told = {
        "@type": "Schedule",
        "repeatFrequency": f"P{parts.get('INTERVAL', '1')}{letter}",
        "byDay": [f"https://schema.org/{DAYS[day]}" for day in days if day] or None,
        "startDate": row.first.isoformat(),
        "endDate": row.last.isoformat() if row.last else None,
        "startTime": row.start.isoformat("minutes") if row.start else None,
        "endTime": row.end.isoformat("minutes") if row.end else None,
        "exceptDate": row.except_on or None,
        "scheduleTimezone": row.zone,
    }
    return {key: value for key, value in told.items() if value is not None}


def _season(offer: Offer) -> JsonObject:
    first, last = min((row.first for row in offer.series), default=None), offer.last_day
    days: JsonObject = {"startDate": first.isoformat() if first else None, "endDate": last.isoformat() if last else None}
    return {key: value for key, value in days.items() if value}


def _span(rows: Sequence[Occurrence]) -> JsonObject:
    return _dates(rows[0]) | {key: value for key, value in _dates(rows[-1]).items() if key == "endDate"}


def _sub_event(offer: Offer, row: Occurrence) -> JsonObject:
    status = OccurrenceStatus.CANCELLED if offer.status is Status.CANCELLED else row.status
    return {"@type": "Event", "name": offer.title, "eventStatus": f"https://schema.org/{STATUSES[status]}", **_dates(row)}


def _dates(row: Occurrence) -> JsonObject:
    start, end = row.starts_at.astimezone(OSLO), row.ends_at.astimezone(OSLO) if row.ends_at else None
    if row.all_day:
        last = (end - timedelta(days=1)).date() if end else start.date()
        return {"startDate": start.date().isoformat(), "endDate": max(start.date(), last).isoformat()}
    return {"startDate": start.isoformat(), "endDate": end.isoformat()} if end else {"startDate": start.isoformat()}
