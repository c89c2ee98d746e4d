"""Where something of schema.org is held: its `location` (or the place itself) → the cells of a venue, its hours and its access.

A virtual place is online; several places are told as such. Amenities become access facts only where they are one of our terms.
"""

from collections.abc import Iterable

from catalog.drafts import AccessFact
from catalog.terms import AccessState, AccessTerm, Weekday
from importers.fields import choices
from importers.shapes.linked_data import Thing, each_text, listed, number, short, text, texts, things, truth, types_of

_DAYS = dict(zip(Weekday, ("man", "tir", "ons", "tor", "fre", "lør", "søn"), strict=True))
_SHORT_DAYS = dict(zip(("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"), _DAYS.values(), strict=True))
_ACCESS_WORDS = {
    "disabled toilet": AccessTerm.ACCESSIBLE_TOILET,
    "accessible toilets": AccessTerm.ACCESSIBLE_TOILET,
    "accessible parking": AccessTerm.ACCESSIBLE_PARKING,
    "disabled parking": AccessTerm.ACCESSIBLE_PARKING,
    "hearing loop": AccessTerm.HEARING_LOOP,
    "induction loop": AccessTerm.HEARING_LOOP,
    "step-free access": AccessTerm.STEP_FREE_ENTRANCE,
    "wheelchair accessible entrance": AccessTerm.STEP_FREE_ENTRANCE,
}
ONLINE = frozenset({"OnlineEventAttendanceMode", "EventMovedOnline", "OnDemandEvent", "VirtualLocation"})


def place_cells(thing: Thing) -> dict[str, object]:
    """The cells of where it is: those of the location, else of the thing itself where it is a place."""
    locations = things(thing, "location", "affiliatedLocation")
    virtual = [each for each in locations if "VirtualLocation" in types_of(each)]
    real = [each for each in locations if each not in virtual]
    if not locations and ("address" in thing or "geo" in thing):
        return _venue(thing, named=False) | {"opening_hours": hours_of(thing)}
    cells: dict[str, object] = _venue(real[0]) if real else {"venue": _named_only(thing)}
    modes = {short(each).rpartition("/")[2] for name in ("eventAttendanceMode", "eventStatus") for each in each_text(thing.get(name))}
    if (virtual and not real) or (ONLINE & {*modes, *types_of(thing)} and not real) or "online" in texts(thing, "courseMode"):
        cells["place_kind"] = "online"
    elif len({_address(each) or text(each, "name") for each in real}) > 1:
        cells["place_kind"] = "several"
    return cells | {"opening_hours": hours_of(thing)}


def hours_of(thing: Thing) -> str | None:
    """When a place or facility is open, in words ("man–tor 06.00–13.00; fre 06.00–12.00")."""
    spans: dict[str, list[str]] = {}
    for each in things(thing, "hoursAvailable", "openingHoursSpecification"):
        opens, closes = (str(text(each, name) or "")[:5].replace(":", ".") for name in ("opens", "closes"))
        days = [
            _DAYS[Weekday(short(name)[:3].casefold())] for name in texts(each, "dayOfWeek") if short(name)[:3].casefold() in set(Weekday)
        ]
        if opens and closes and days:
            spans.setdefault(f"{opens}–{closes}", []).extend(days)
    if spans:
        return "; ".join(f"{_joined(days)} {span}" for span, days in spans.items())
    return "; ".join(_translated(each) for each in texts(thing, "openingHours")) or None


def venue_access(thing: Thing) -> dict[AccessTerm, AccessFact]:
    """The access facts that the amenities of a place state."""
    places = [thing, *things(thing, "location", "affiliatedLocation")]
    facts: dict[AccessTerm, AccessFact] = {}
    for amenity in (each for place in places for each in things(place, "amenityFeature")):
        name, value = text(amenity, "name") or "", truth(amenity, "value")
        found = _access_term(name)
        if found and value is not None:
            facts[found] = AccessFact(AccessState.YES if value else AccessState.NO, name)
    return facts


def amenity_words(thing: Thing) -> str:
    """The amenities that a place has and that are none of our access terms, in the publisher's words."""
    places = [thing, *things(thing, "location", "affiliatedLocation")]
    told = [text(each, "name") for place in places for each in things(place, "amenityFeature") if truth(each, "value")]
    return ", ".join(dict.fromkeys(name for name in told if name and _access_term(name) is None))


def _access_term(name: str) -> AccessTerm | None:
    return _ACCESS_WORDS.get(name.casefold()) or choices.access_term_from_words(name)


def _venue(place: Thing, *, named: bool = True) -> dict[str, object]:
    """The venue cells of one place; `named` False where the place's own name is the title already. A town alone is its name."""
    address = next(iter(things(place, "address")), {})
    point = next(iter(things(place, "geo")), place)
    inner = next(iter(things(place, "containedInPlace")), {})
    street = text(address, "streetAddress")
    whole = next((each for each in listed(place.get("address")) if isinstance(each, str)), None)
    cells: dict[str, object] = {
        "venue": text(place, "name") if named else None,
        "address": street.strip(" ,") if street else whole if whole and "://" not in whole else None,
        "postcode": text(address, "postalCode"),
        "city": text(address, "addressLocality"),
        "latitude": number(point, "latitude"),
        "longitude": number(point, "longitude"),
    }
    if named and not text(place, "name"):
        only_town = cells["city"] if not cells["address"] and cells["latitude"] is None else None
        cells["venue"] = text(inner, "name") or only_town
    return cells


def _named_only(thing: Thing) -> str | None:
    """A location that is only a text."""
    return next((each for each in each_text(thing.get("location")) if "://" not in each), None)


def _address(place: Thing) -> str | None:
    address = next(iter(things(place, "address")), None)
    return text(address, "streetAddress") if address else None


def _joined(days: Iterable[str]) -> str:
    """Days that follow each other as a span."""
    order = list(_DAYS.values())
    numbers = sorted({order.index(day) for day in days})
    if len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f"{order[numbers[0]]}–{order[numbers[-1]]}"
    return ", ".join(order[number] for number in numbers)


def _translated(hours: str) -> str:
    """`Mo-Fr 10:00-19:00` in Norwegian."""
    for theirs, ours in _SHORT_DAYS.items():
        hours = hours.replace(theirs, ours)
    return hours.replace("-", "–").replace(":", ".")
