"""Shapes: what the JSON interface says of an offer. The names are the contract's; null means unknown.

Pure but for the address of the page: records in, plain values out. Contact persons and hidden addresses are never part of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from catalog.clock import OSLO, oslo_day
from catalog.listed import AnyMeeting, AnyOffer, ListedOrganisation, ListedVenue
from catalog.model import Municipality, Offer, Organisation, Source, Venue
from catalog.offer_facts import access_of, coming_meetings, districts_of, next_meeting, open_venue, periods_of, point_of
from catalog.school_year import SchoolCalendar
from web.links import absolute, offer_path

JsonObject = dict[str, object]


@dataclass(frozen=True, slots=True)
class Shaper:
    """Makes the shapes of one answer: whose offers, whose sources, and as of when."""

    municipality: Municipality
    calendar: SchoolCalendar
    sources: Mapping[int, Source]
    now: datetime
    base_url: str

    def brief(self, offer: AnyOffer, distance_m: float | None = None) -> JsonObject:
        """An offer as it stands in a list."""
        upcoming = next_meeting(offer, self.now)
        return {
            "id": offer.id,
            "title": offer.title,
            "summary": offer.summary,
            "municipality": self.municipality.slug,
            "districts": [district.slug for district in districts_of(offer)],
            "organisation": _organisation(offer.organisation),
            "kind": offer.kind,
            "categories": [row.slug for row in offer.categories],
            "audience": list(offer.audience),
            "age_min": offer.age_min,
            "age_max": offer.age_max,
            "grade_min": offer.grade_min,
            "grade_max": offer.grade_max,
            "cost": offer.cost,
            "price": _price(offer),
            "access": {term.value: fact.state.value for term, fact in access_of(offer).items()},
            "next": _local(upcoming.starts_at) if upcoming else None,
            "periods": periods_of(offer, self.calendar, oslo_day(self.now)),
            "venue": _venue(offer, offer.venue),
            "distance_m": None if distance_m is None else round(distance_m),
            "booking": offer.booking,
            "languages": list(offer.languages),
            "group": offer.group,
            "status": offer.status,
            "confirmed_on": offer.confirmed_on.isoformat() if offer.confirmed_on else None,
            "source": self._source(offer),
            "url": absolute(self.base_url, offer_path(self.municipality, offer)),
        }

    def full(self, offer: Offer) -> JsonObject:
        """One offer with everything that families may see."""
        return self.brief(offer) | {
            "description": offer.description,
            "text_language": offer.text_language,
            "translations": offer.translations,
            "age_words": offer.age_words,
            "open_to": {
                "districts": [row.district.slug for row in offer.open_to if row.district],
                "schools": [row.school.slug for row in offer.open_to if row.school],
            },
            "co_organisers": [_organisation(row.organisation) for row in offer.co_organisers],
            "access_facts": [
                {"term": term, "state": fact.state, "note": fact.note, "said_on": fact.said_on.isoformat(), "of_venue": fact.of_venue}
                for term, fact in access_of(offer).items()
            ],
            "booking_url": offer.booking_url,
            "booking_opens": offer.booking_opens.isoformat() if offer.booking_opens else None,
            "booking_deadline": offer.booking_deadline.isoformat() if offer.booking_deadline else None,
            "capacity": offer.capacity,
            "unlimited": offer.unlimited,
            "equipment": offer.equipment,
            "food": offer.food,
            "level": offer.level,
            "referral": offer.referral,
            "trial": offer.trial,
            "parent_stays": offer.parent_stays,
            "sibling_price": offer.sibling_price,
            "schemes": list(offer.schemes),
            "when_words": offer.when_words,
            "opening_hours": offer.opening_hours,
            "follows_school_calendar": offer.follows_school_calendar,
            "occurrences": [_occurrence(row) for row in coming_meetings(offer, self.now)],
            "updated_at": _local(offer.updated_at),
        }

    def _source(self, offer: AnyOffer) -> JsonObject | None:
        source = self.sources.get(offer.source_id) if offer.source_id else None
        return {"name": source.name, "url": offer.url} if source else None


def _price(offer: AnyOffer) -> JsonObject:
    amount = None if offer.price_ore is None else _kroner(offer.price_ore)
    membership = None if offer.membership_ore is None else _kroner(offer.membership_ore)
    return {
        "amount": amount,
        "currency": offer.currency,
        "unit": offer.price_unit,
        "note": offer.price_note,
        "membership": membership,
    }


def _kroner(ore: int) -> int | float:
    return ore // 100 if ore % 100 == 0 else ore / 100


def _organisation(organisation: Organisation | ListedOrganisation | None) -> JsonObject | None:
    return {"slug": organisation.slug, "name": organisation.name, "kind": organisation.kind} if organisation else None


def _venue(offer: AnyOffer, venue: Venue | ListedVenue | None) -> JsonObject | None:
    if venue is None:
        return None
    point = point_of(offer)
    if open_venue(offer) is None:
        return {"name": None, "address": None, "postcode": None, "city": venue.city, "lat": None, "lon": None, "point_quality": "unknown"}
    return {
        "name": venue.name,
        "address": venue.address,
        "postcode": venue.postcode,
        "city": venue.city,
        "lat": point.lat if point else None,
        "lon": point.lon if point else None,
        "point_quality": venue.point_quality,
    }


def _occurrence(row: AnyMeeting) -> JsonObject:
    return {
        "start": _local(row.starts_at),
        "end": _local(row.ends_at) if row.ends_at else None,
        "all_day": row.all_day,
        "status": row.status,
        "unsure": row.unsure,
        "note": row.note,
    }


def _local(instant: datetime) -> str:
    return instant.astimezone(OSLO).isoformat()
