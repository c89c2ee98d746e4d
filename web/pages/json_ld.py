"""An offer for machines, as schema.org JSON-LD. What is not known is left out: no `isAccessibleForFree` without a known cost, no
`typicalAgeRange` without a known age, no address of a home. Pure: records in, plain values out; the template makes it inert.

Types: a course is a Course with its CourseInstance, a facility a Place, help and loans a Service, all else an Event, or an EventSeries
where it meets more than once. Vocabulary: https://schema.org, version 29.
"""

from dataclasses import dataclass
from datetime import datetime

from catalog.model import Municipality, Offer
from catalog.offer_facts import access_of, open_venue, point_of
from catalog.terms import AccessState, Cost, Group, Kind, OrganiserKind, PlaceKind, PriceUnit
from catalog.text import shorten
from importers.fields.markup import plain_text
from web.pages.json_ld_times import event_status, times_of

JsonObject = dict[str, object]
LONGEST_DESCRIPTION = 2000
SERVICES = frozenset({Kind.HELP, Kind.EQUIPMENT})
UNIT_CODES = {PriceUnit.DAY: "DAY", PriceUnit.WEEK: "WEE", PriceUnit.YEAR: "ANN"}
"""Codes of UN/CEFACT Recommendation 20; a session and a season have none."""
GENDERS = {Group.GIRLS: "female", Group.BOYS: "male"}
NORWEGIAN_SIGN_LANGUAGE = "nsl"


@dataclass(frozen=True, slots=True)
class Described:
    """An offer and the addresses that its description needs, all absolute; the web's own schemes only."""

    offer: Offer
    municipality: Municipality
    now: datetime
    url: str
    organiser_url: str | None = None
    booking_url: str | None = None
    image_url: str | None = None


def json_ld(one: Described) -> JsonObject:
    """The description of one offer."""
    described = _by_kind(one)
    return {"@context": "https://schema.org"} | {key: value for key, value in described.items() if value is not None}


def _by_kind(one: Described) -> JsonObject:
    offer = one.offer
    if offer.kind is Kind.COURSE:
        instance = {"@type": "CourseInstance", "name": offer.title, **_event(one)}
        return _naming(one, "Course") | _taking_part(one) | {"provider": _organiser(one), "hasCourseInstance": _known(instance)}
    if offer.kind is Kind.FACILITY:
        return _naming(one, "Place") | {"isAccessibleForFree": _is_free(offer)} | _known(_place(one), without="@type", name=offer.title)
    if offer.kind in SERVICES:
        return _naming(one, "Service") | _service(one)
    times = times_of(offer, one.now)
    return _naming(one, times.event_type) | _taking_part(one) | _event(one)


def _naming(one: Described, type_name: str) -> JsonObject:
    words = plain_text(one.offer.description or one.offer.summary or "")
    return {
        "@type": type_name,
        "@id": one.url,
        "url": one.url,
        "name": one.offer.title,
        "description": shorten(words, LONGEST_DESCRIPTION) if words else None,
        "image": one.image_url,
    }


def _taking_part(one: Described) -> JsonObject:
    """What it costs, for whom, in which language: said alike of events and courses."""
    offer = one.offer
    return {
        "isAccessibleForFree": _is_free(offer),
        "offers": _offers(one),
        "typicalAgeRange": age_range(offer.age_min, offer.age_max),
        "audience": {"@type": "PeopleAudience", "suggestedGender": GENDERS[offer.group]} if offer.group else None,
        "inLanguage": [code for code in offer.languages if code != NORWEGIAN_SIGN_LANGUAGE] or None,
    }


def _event(one: Described) -> JsonObject:
    """When and where, and by whom."""
    online = one.offer.place_kind is PlaceKind.ONLINE
    return {
        "eventStatus": event_status(one.offer),
        "eventAttendanceMode": f"https://schema.org/{'Online' if online else 'Offline'}EventAttendanceMode",
        "location": {"@type": "VirtualLocation", "url": one.booking_url or one.url} if online else _place(one),
        "organizer": _organiser(one),
        "maximumAttendeeCapacity": one.offer.capacity,
        **times_of(one.offer, one.now).properties,
    }


def _service(one: Described) -> JsonObject:
    place = _place(one)
    return {
        "provider": _organiser(one),
        "areaServed": {"@type": "AdministrativeArea", "name": one.municipality.name},
        "offers": _offers(one),
        "availableChannel": {"@type": "ServiceChannel", "serviceLocation": place} if place else None,
    }


def _is_free(offer: Offer) -> bool | None:
    return None if offer.cost is Cost.UNKNOWN else offer.cost is Cost.FREE


def _offers(one: Described) -> JsonObject | None:
    """What it costs, as schema.org's Offer; nothing where no sum is known."""
    offer = one.offer
    ore = 0 if offer.cost is Cost.FREE else offer.price_ore
    if offer.cost is Cost.UNKNOWN or ore is None:
        return None
    price = ore // 100 if ore % 100 == 0 else ore / 100
    unit = {"@type": "UnitPriceSpecification", "price": price, "priceCurrency": offer.currency, "unitText": offer.price_unit}
    return _known(
        {
            "@type": "Offer",
            "price": price,
            "priceCurrency": offer.currency,
            "url": one.booking_url or one.url,
            "validFrom": offer.booking_opens.isoformat() if offer.booking_opens else None,
            "availabilityEnds": offer.booking_deadline.isoformat() if offer.booking_deadline else None,
            "priceSpecification": unit | _unit_code(offer.price_unit) if offer.price_unit and ore else None,
        }
    )


def _unit_code(unit: PriceUnit) -> JsonObject:
    return {"unitCode": UNIT_CODES[unit]} if unit in UNIT_CODES else {}


def age_range(lowest: int | None, highest: int | None) -> str | None:
    """Ages as schema.org writes them: "6-9", "11-", "-12"; None where neither end is known."""
    if lowest is None and highest is None:
        return None
    return f"{'' if lowest is None else lowest}-{'' if highest is None else highest}"


def _organiser(one: Described) -> JsonObject | None:
    organisation = one.offer.organisation
    if organisation is None:
        return None
    kind = "GovernmentOrganization" if organisation.kind is OrganiserKind.MUNICIPAL else "Organization"
    return _known({"@type": kind, "name": organisation.name, "url": one.organiser_url})


def _place(one: Described) -> JsonObject | None:
    """The place; of a home and of several places no more than the municipality."""
    offer, venue, point = one.offer, open_venue(one.offer), point_of(one.offer)
    address: JsonObject = {"@type": "PostalAddress", "addressRegion": one.municipality.name, "addressCountry": "NO"}
    if venue is None:
        return {"@type": "Place", "address": address} if offer.venue or offer.place_kind is not PlaceKind.UNKNOWN else None
    parts = {"streetAddress": venue.address, "postalCode": venue.postcode, "addressLocality": venue.city}
    return _known(
        {
            "@type": "Place",
            "name": venue.name,
            "address": _known(address | parts),
            "geo": {"@type": "GeoCoordinates", "latitude": point.lat, "longitude": point.lon} if point else None,
            "amenityFeature": _features(offer) or None,
        }
    )


def _features(offer: Offer) -> list[JsonObject]:
    """Access facts of the place that are known to hold or not; "partly" fits neither and is left to the page."""
    sure = {AccessState.YES: True, AccessState.NO: False}
    return [
        {"@type": "LocationFeatureSpecification", "name": term.value, "value": sure[fact.state]}
        for term, fact in access_of(offer).items()
        if fact.of_venue and fact.state in sure
    ]


def _known(values: JsonObject | None, *, without: str = "", **instead: object) -> JsonObject:
    kept = {key: value for key, value in (values or {}).items() if value is not None and key != without}
    return kept | instead
