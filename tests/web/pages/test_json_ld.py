"""JSON-LD: properties that schema.org gives to the types that bear them, values of the right form, and nothing unknown told as known.

The table is that of https://schema.org (version 29), for what Krets writes, inherited properties included.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.drafts import AccessFact, OccurrenceDraft, OrganisationDraft, SeriesDraft, VenueDraft
from catalog.terms import AccessState, AccessTerm, Cost, Group, Kind, OrganiserKind, PlaceKind, PriceUnit
from catalog.values import FREE, AgeRange, Price
from tests.web.pages.test_offer import json_ld as read
from tests.web.world import AT_SCHOOL, World
from web.pages.json_ld import age_range

THING = {"@type", "@id", "@context", "name", "url", "description", "image"}
EVENT = THING | {
    "startDate", "endDate", "eventSchedule", "subEvent", "eventStatus", "eventAttendanceMode", "location", "organizer", "offers",
    "isAccessibleForFree", "typicalAgeRange", "audience", "inLanguage", "maximumAttendeeCapacity",
}  # fmt: skip
ALLOWED = {
    "Event": EVENT,
    "EventSeries": EVENT,
    "CourseInstance": EVENT,
    "Course": THING | {"provider", "hasCourseInstance", "offers", "isAccessibleForFree", "typicalAgeRange", "audience", "inLanguage"},
    "Place": THING | {"address", "geo", "amenityFeature", "isAccessibleForFree"},
    "Service": THING | {"provider", "areaServed", "offers", "availableChannel"},
    "ServiceChannel": THING | {"serviceLocation"},
    "AdministrativeArea": THING,
    "VirtualLocation": THING,
    "PostalAddress": THING | {"streetAddress", "postalCode", "addressLocality", "addressRegion", "addressCountry"},
    "GeoCoordinates": THING | {"latitude", "longitude"},
    "LocationFeatureSpecification": THING | {"value"},
    "Organization": THING,
    "GovernmentOrganization": THING,
    "PeopleAudience": THING | {"suggestedGender"},
    "Offer": THING | {"price", "priceCurrency", "validFrom", "availabilityEnds", "priceSpecification"},
    "UnitPriceSpecification": THING | {"price", "priceCurrency", "unitText", "unitCode"},
    "Schedule": THING
    | {"repeatFrequency", "byDay", "startDate", "endDate", "startTime", "endTime", "exceptDate", "scheduleTimezone"},
}  # fmt: skip
DAY = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?")
FORMS = {
    "startDate": DAY,
    "endDate": DAY,
    "validFrom": DAY,
    "availabilityEnds": DAY,
    "startTime": re.compile(r"\d\d:\d\d"),
    "endTime": re.compile(r"\d\d:\d\d"),
    "repeatFrequency": re.compile(r"P\d+[DWMY]"),
    "typicalAgeRange": re.compile(r"\d+-\d*|-\d+"),
    "eventStatus": re.compile(r"https://schema\.org/Event(Scheduled|Cancelled|Rescheduled)"),
    "eventAttendanceMode": re.compile(r"https://schema\.org/(Online|Offline)EventAttendanceMode"),
    "priceCurrency": re.compile(r"[A-Z]{3}"),
    "url": re.compile(r"https://\S+"),
}
TYPES: dict[str, tuple[type, ...]] = {
    "name": (str,), "description": (str,), "location": (dict,), "organizer": (dict,), "provider": (dict,), "address": (dict,),
    "geo": (dict,), "offers": (dict,), "price": (int, float), "maximumAttendeeCapacity": (int,), "isAccessibleForFree": (bool,),
    "latitude": (float,), "longitude": (float,), "value": (bool,), "inLanguage": (list,), "subEvent": (list,), "eventSchedule": (list,),
    "byDay": (list,), "exceptDate": (list,), "amenityFeature": (list,), "hasCourseInstance": (dict,),
}  # fmt: skip
"""What schema.org expects of a value: text, a number, a boolean, a thing, or several."""
NEEDED = {
    "Event": {"name", "eventStatus"}, "EventSeries": {"name", "eventStatus"}, "CourseInstance": {"name", "eventStatus"}, "Course": {"name"},
    "Service": {"name"}, "Offer": {"price", "priceCurrency"}, "PostalAddress": {"addressCountry"},
    "Organization": {"name"}, "GovernmentOrganization": {"name"}, "Schedule": {"repeatFrequency", "startDate"},
    "GeoCoordinates": {"latitude", "longitude"}, "VirtualLocation": {"url"}, "LocationFeatureSpecification": {"name", "value"},
}  # fmt: skip
"""Without these a thing says nothing to whoever reads it; when and where stand only where they are known (`test_an_event_…`)."""
TUESDAYS = SeriesDraft("FREQ=WEEKLY;BYDAY=TU", date(2026, 8, 18), date(2027, 6, 15), time(17), time(18, 30), except_on=(date(2026, 12, 1),))
SATURDAY = OccurrenceDraft(datetime(2026, 11, 28, 10, tzinfo=UTC), datetime(2026, 11, 28, 12, tzinfo=UTC))
HALL = VenueDraft("Tranbyhallen", "Tranby torg 5", "3408", "Tranby", access={AccessTerm.HEARING_LOOP: AccessFact(AccessState.NO)})


def things(value: object) -> Iterator[dict[str, Any]]:
    """Every typed thing in a document."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from things(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from things(inner)


def check(document: dict[str, Any]) -> None:
    """Fails for a property that its type has not or that it lacks, and a value that is empty or of the wrong type or form."""
    assert document["@context"] == "https://schema.org"
    for thing in things(document):
        assert NEEDED.get(thing["@type"], set()) <= set(thing) <= ALLOWED[thing["@type"]], thing
        for name, value in thing.items():
            assert value not in (None, "", []), name
            assert name not in TYPES or (isinstance(value, TYPES[name]) and (isinstance(value, bool) == (TYPES[name] == (bool,)))), name
            assert name not in FORMS or FORMS[name].fullmatch(value), (name, value)


def described(world: World, title: str = "Fotball", **fields: Any) -> dict[str, Any]:  # noqa: ANN401  any field of a draft
    """The checked JSON-LD of an offer with these fields."""
    document = read(world.page(world.offer(title, **fields)))
    check(document)
    return document


def test_a_full_offer_is_told_in_full(world: World) -> None:
    document = described(
        world,
        organisation=OrganisationDraft("Lier kommune", kind=OrganiserKind.MUNICIPAL),
        venue=HALL,
        place=AT_SCHOOL,
        ages=AgeRange(6, 9),
        price=Price(Cost.PAID, 32550, unit=PriceUnit.WEEK),
        booking_url="https://ball.example/pamelding",
        booking_opens=date(2026, 11, 1),
        booking_deadline=date(2026, 12, 1),
        capacity=24,
        group=Group.GIRLS,
        languages=("nb", "nsl"),
        series=(TUESDAYS,),
    )
    assert document["@type"] == "EventSeries"
    assert document["eventSchedule"] == [
        {
            "@type": "Schedule", "repeatFrequency": "P1W", "byDay": ["https://schema.org/Tuesday"], "scheduleTimezone": "Europe/Oslo",
            "startDate": "2026-08-18", "endDate": "2027-06-15", "startTime": "17:00", "endTime": "18:30", "exceptDate": ["2026-12-01"],
        }
    ]  # fmt: skip
    assert document["offers"]["price"] == 325.5 and document["offers"]["priceSpecification"]["unitCode"] == "WEE"
    assert document["isAccessibleForFree"] is False and document["typicalAgeRange"] == "6-9" and document["inLanguage"] == ["nb"]
    assert document["organizer"]["@type"] == "GovernmentOrganization"
    assert document["location"]["geo"] == {"@type": "GeoCoordinates", "latitude": 59.8412, "longitude": 10.2331}
    assert document["location"]["amenityFeature"] == [{"@type": "LocationFeatureSpecification", "name": "hearing-loop", "value": False}]
    assert document["url"] == "https://krets.example/lier/offers/1-fotball"


def test_an_event_whose_day_and_place_are_known_says_all_that_a_search_engine_needs(world: World) -> None:
    needed = {"name", "startDate", "location", "eventStatus", "eventAttendanceMode", "organizer", "offers", "isAccessibleForFree"}
    for dates in ({"occurrences": (SATURDAY,)}, {"series": (TUESDAYS,)}):
        told = described(world, venue=HALL, place=AT_SCHOOL, price=FREE, organisation=OrganisationDraft("Kor"), **dates)
        assert needed <= set(told)
        assert {"name", "address"} <= set(told["location"]) and told["@type"] in {"Event", "EventSeries"}


def test_what_is_not_known_is_not_told(world: World) -> None:
    document = described(world)
    assert set(document) == {"@context", "@type", "@id", "url", "name", "eventStatus", "eventAttendanceMode"}


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_with_any_dates_is_valid(world: World, kind: Kind) -> None:
    all_day = OccurrenceDraft(datetime(2026, 12, 4, 23, tzinfo=UTC), all_day=True)
    for dates in ({}, {"series": (TUESDAYS,)}, {"occurrences": (SATURDAY,)}, {"occurrences": (SATURDAY, all_day)}):
        described(world, kind=kind, venue=HALL, place=AT_SCHOOL, price=FREE, organisation=OrganisationDraft("Kor"), **dates)
        bare = described(world, title="Bart", kind=kind, **dates)
        assert not {"isAccessibleForFree", "offers", "typicalAgeRange"} & set(bare)


def test_free_is_told_only_where_it_is_known(world: World) -> None:
    assert described(world, price=FREE)["isAccessibleForFree"] is True
    assert described(world, price=FREE)["offers"]["price"] == 0
    paid = described(world, price=Price(Cost.PAID))
    assert paid["isAccessibleForFree"] is False and "offers" not in paid


def test_a_single_date_is_one_event_and_several_are_a_series(world: World) -> None:
    one = described(world, occurrences=(SATURDAY,))
    assert (one["@type"], one["startDate"], one["endDate"]) == ("Event", "2026-11-28T11:00:00+01:00", "2026-11-28T13:00:00+01:00")
    all_day = OccurrenceDraft(datetime(2026, 12, 4, 23, tzinfo=UTC), datetime(2026, 12, 5, 23, tzinfo=UTC), all_day=True)
    several = described(world, title="Leir", occurrences=(SATURDAY, all_day))
    assert several["@type"] == "EventSeries" and several["endDate"] == "2026-12-05"
    assert [event["startDate"] for event in several["subEvent"]] == ["2026-11-28T11:00:00+01:00", "2026-12-05"]


def test_a_rhythm_that_schema_org_cannot_tell_is_told_by_its_dates(world: World) -> None:
    first_monday = SeriesDraft("FREQ=MONTHLY;BYDAY=1MO", date(2026, 9, 1), date(2027, 6, 15), time(17))
    document = described(world, series=(first_monday,))
    assert "eventSchedule" not in document and len(document["subEvent"]) > 3


@pytest.mark.parametrize("kind", list(Kind))
def test_a_home_has_no_address_and_no_point(world: World, kind: Kind) -> None:
    home = VenueDraft("Hos Kari", "Hemmeligveien 5", "3408", "Tranby", hidden=True)
    document = described(world, kind=kind, venue=home, place=AT_SCHOOL, place_kind=PlaceKind.HOME)
    assert not any({"geo", "streetAddress", "postalCode", "addressLocality"} & set(thing) for thing in things(document))
    assert "Kari" not in str(document)


def test_something_online_has_no_place(world: World) -> None:
    document = described(world, place_kind=PlaceKind.ONLINE)
    assert document["location"]["@type"] == "VirtualLocation"
    assert document["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"


@given(st.none() | st.integers(0, 120), st.none() | st.integers(0, 120))
def test_an_age_range_tells_its_known_ends_only(lowest: int | None, highest: int | None) -> None:
    words = age_range(lowest, highest)
    if words is None:
        assert lowest is None and highest is None
        return
    low, _, high = words.partition("-")
    assert (int(low) if low else None, int(high) if high else None) == (lowest, highest)
