"""What one object of schema.org or OpenActive says, field by field; what it does not say is unknown, and nothing of it runs."""

import pytest

from catalog.drafts import OfferDraft
from catalog.terms import AccessState, AccessTerm, Audience, Booking, Group, Kind, PlaceKind
from importers.contract import Context
from importers.shapes.schema_org_cells import draft_of
from tests.importers.reading_feeds import context_of

EVENT = {"@type": ["Event"], "name": "Kor"}
HALL = {"@type": ["Place"], "name": "Hallen", "address": {"streetAddress": "Veien 1", "postalCode": "3400", "addressLocality": "Lier"}}
ATTACKS = ("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<a href='javascript:alert(1)'>x</a>", "\u202eevil")


def draft(context: Context | None = None, /, **told: object) -> OfferDraft:
    """The draft of an event that says this."""
    return draft_of({**EVENT, **told}, context or context_of(), Kind.EVENT)


def test_what_is_not_said_is_unknown() -> None:
    assert draft() == OfferDraft(title="Kor", kind=Kind.EVENT)


@pytest.mark.parametrize(
    ("told", "low", "high"),
    [
        ({"typicalAgeRange": "7-9"}, 7, 9),
        ({"typicalAgeRange": "6-"}, 6, None),
        ({"ageRange": {"minValue": 5}}, 5, None),
        ({"ageRange": {"minValue": 0, "maxValue": 3}}, 0, 3),
        ({"ageRestriction": {"minValue": 18}, "ageRange": {"minValue": 16, "maxValue": 30}}, 18, 30),
        ({"audience": {"suggestedMinAge": "10", "suggestedMaxAge": 12}}, 10, 12),
        ({"audience": {"requiredMinAge": 13}}, 13, None),
        ({"audience": {"suggestedAge": {"minValue": 4, "maxValue": 6}}}, 4, 6),
        ({"typicalAgeRange": "for de unge"}, None, None),
        ({"ageRange": {"minValue": "mange"}}, None, None),
    ],
)
def test_ages_are_what_is_said(told: dict[str, object], low: int | None, high: int | None) -> None:
    ages = draft(**told).ages
    assert (ages.min, ages.max) == (low, high)


def test_an_organisation_organises_and_a_person_is_asked() -> None:
    found = draft(organizer=[{"@type": "Organization", "name": "Koret"}, {"@type": "Person", "name": "Ann"}, {"name": "Skolen"}])
    assert found.organisation is not None
    assert (found.organisation.name, [each.name for each in found.co_organisers], found.contact_name) == ("Koret", ["Skolen"], "Ann")
    assert draft(organizer={"@type": "Person", "name": "Ann"}).organisation is None
    assert draft(provider="Lia kommune").organisation is not None
    assert draft(organizer="https://id.example.org/organizers/1").organisation is None


@pytest.mark.parametrize(
    ("told", "kind", "name"),
    [
        ({"location": HALL}, PlaceKind.VENUE, "Hallen"),
        ({"location": "Biblioteket"}, PlaceKind.VENUE, "Biblioteket"),
        ({"location": [HALL, {"name": "Salen"}]}, PlaceKind.SEVERAL, "Hallen"),
        ({"location": {"@type": ["VirtualLocation"], "url": "https://a.example.no"}}, PlaceKind.ONLINE, None),
        ({"location": [HALL, {"@type": ["VirtualLocation"]}]}, PlaceKind.VENUE, "Hallen"),
        ({"eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode"}, PlaceKind.ONLINE, None),
        ({"eventStatus": "https://schema.org/EventMovedOnline"}, PlaceKind.ONLINE, None),
        ({"location": {"containedInPlace": HALL}}, PlaceKind.VENUE, "Hallen"),
    ],
)
def test_where_it_is_held(told: dict[str, object], kind: PlaceKind, name: str | None) -> None:
    found = draft(**told)
    assert (found.place_kind, found.venue.name if found.venue else None) == (kind, name)


def test_amenities_are_access_facts_only_where_they_are_our_terms() -> None:
    amenities = [
        {"name": "Disabled Toilet", "value": True},
        {"name": "HC-parkering", "value": False},
        {"name": "Teleslynge"},
        {"name": "Parking", "value": True},
        {"name": "Creche", "value": False},
    ]
    found = draft(location={**HALL, "amenityFeature": amenities})
    assert found.venue is not None
    states = {term: fact.state for term, fact in found.venue.access.items()}
    assert states == {AccessTerm.ACCESSIBLE_TOILET: AccessState.YES, AccessTerm.ACCESSIBLE_PARKING: AccessState.NO}
    assert found.description == "<p>Fasiliteter: Parking</p>"


def test_support_for_a_need_is_a_term_only_where_it_says_the_same() -> None:
    found = draft(
        accessibilitySupport=[{"prefLabel": "Visual impairment"}, {"prefLabel": "Physical impairment"}], accessibilityInformation="Ring oss"
    )
    assert {term: fact.state for term, fact in found.access.items()} == {AccessTerm.LOW_VISION: AccessState.YES}
    assert found.description == "<p>Tilrettelegging: Physical impairment</p><p>Tilrettelegging: Ring oss</p>"


def test_group_audience_level_and_room_are_kept() -> None:
    told = {"genderRestriction": "https://openactive.io/FemaleOnly", "audience": {"audienceType": "barn"}, "level": ["Nybegynner", "Øvet"]}
    found = draft(**told, maximumAttendeeCapacity=12, inLanguage=["nb", "Ukrainian"])
    assert (found.group, found.audience, found.level, found.capacity) == (Group.GIRLS, (Audience.CHILDREN,), "Nybegynner, Øvet", 12)
    assert (found.languages, found.booking) == (("nb", "uk"), Booking.UNKNOWN)
    assert draft(genderRestriction="https://openactive.io/NoRestriction").group is None


def test_hours_of_a_place_are_told_in_words() -> None:
    assert (
        draft(location=HALL, openingHours=["Mo-Fr 10:00-19:00", "Sa 10:00-16:00"]).opening_hours == "man–fre 10.00–19.00; lør 10.00–16.00"
    )
    spans = [{"dayOfWeek": ["Monday", "https://schema.org/Wednesday"], "opens": "09:00", "closes": "12:00"}]
    assert draft(location=HALL, openingHoursSpecification=spans).opening_hours == "man, ons 09.00–12.00"


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_is_said_runs(attack: str) -> None:
    place = {
        "name": attack,
        "address": {"streetAddress": attack, "addressLocality": attack},
        "amenityFeature": [{"name": attack, "value": True}],
    }
    support = [{"prefLabel": attack}]
    found = draft(
        description=attack, location=place, accessibilitySupport=support, meetingPoint=attack, attendeeInstructions=attack, level=[attack],
        offers=[{"name": attack, "price": 5, "url": attack}, {"name": "b", "price": 9}],
        organizer={"name": attack, "url": "javascript:x"}, image={"url": "data:text/html,x"},
    )  # fmt: skip
    told = f"{found!r}"
    assert not any(bad in told for bad in ("<script", "<img", "javascript:", "\\u202e", "\u202e"))


@pytest.mark.parametrize("value", [None, "", [], {}, 5, True, [[]], {"0": None}, {"@value": {}}, [{"@type": 5}], "\ud800"])
def test_any_value_anywhere_is_survived(value: object) -> None:
    names = "description url image keywords offers location organizer audience ageRange eventStatus inLanguage accessibilitySupport level"
    for name in names.split():
        assert draft(**{name: value}).title == "Kor"
