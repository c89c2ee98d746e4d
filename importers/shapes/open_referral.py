"""Services of Open Referral (HSDS 3, and Open Referral UK with its older names) → drafts.

Absence means nothing: no cost option is not free, no age is not "all". Eligibility is kept in its words. What a location says of its
accessibility is free text, so it is told to readers as it stands and never becomes a fact.
"""

from collections.abc import Iterable
from dataclasses import replace

from catalog.drafts import OfferDraft
from catalog.errors import InvalidValue
from catalog.terms import PlaceKind
from catalog.values import Price
from importers.contract import Context
from importers.errors import INACTIVE, RecordSkipped
from importers.fields.markup import plain_line, safe_html
from importers.fields.prices import price_from_words
from importers.mapping import draft_from_cells
from importers.shapes.members import Object, first_of, number, part, parts, stated, words
from importers.shapes.service_parts import TEMPORARILY_CLOSED, contact_values, fee_from, price_of, with_schedules

_PARTS = (
    "schedules regular_schedules cost_options service_at_locations organization contacts phones languages attributes "
    "service_taxonomys eligibilitys service_areas"
)
DETAILS = frozenset(_PARTS.split())
"""Members of which a whole service has at least one; a list that leaves all of them out is followed to each service's own page."""
_READ = (
    "id name alternate_name description url email status application_process fees_description fees eligibility_description "
    "minimum_age maximum_age last_modified assured_date"
)
READ = frozenset(_READ.split()) | DETAILS


def is_whole(service: Object) -> bool:
    """Whether a service was listed with its parts."""
    return not DETAILS.isdisjoint(service)


def draft_from(data: Object, context: Context) -> OfferDraft:
    """The offer that a service is. Raises `RecordSkipped` for one that is inactive, defunct or closed."""
    context.notes.used.update(READ)
    status = (words(data, "status") or "").casefold()
    if status in {"inactive", "defunct"}:
        raise RecordSkipped(INACTIVE, "status", status)
    if status == "temporarily closed":
        raise RecordSkipped(TEMPORARILY_CLOSED, "status", status)
    organisation = part(data, "organization")
    places = [place for each in parts(data, "service_at_locations") if (place := part(each, "location"))]
    described = [words(data, "description"), _eligibility(data), *_access_notes(places)]
    values: dict[str, object] = {
        "title": words(data, "name"),
        "url": first_of([words(data, "url"), words(organisation, "website"), words(organisation, "url")]),
        "age_min": _age(data, "minimum_age"),
        "age_max": _age(data, "maximum_age"),
        "category": list(dict.fromkeys(_terms(data))),
        "organisation": words(organisation, "name"),
        "organisation_url": first_of([words(organisation, "website"), words(organisation, "url")]),
        "organisation_email": words(organisation, "email"),
        **_contact(data, organisation),
        **(_place(places) if places else {}),
        "languages": [text for each in parts(data, "languages") if (text := first_of([words(each, "code"), words(each, "name")]))],
        "booking": words(data, "application_process"),
        "updated": first_of([words(data, "last_modified"), words(data, "assured_date")]),
    }
    draft = draft_from_cells(stated(values, context))
    draft = replace(draft, description="".join(safe_html(text) for text in described if text) or draft.description)
    draft = replace(draft, price=_price(data, context), age_words=draft.age_words or _eligibility(data))
    regular = parts(data, "regular_schedules")
    draft = with_schedules(draft, [*parts(data, "schedules"), *regular], context, regular=bool(regular))
    physical = sum(words(place, "location_type") != "virtual" for place in places)
    return replace(draft, place_kind=PlaceKind.SEVERAL) if physical > 1 else draft


def _age(data: Object, name: str) -> int | float | None:
    """The bound; in the older model the widest of its eligibilities, unknown where one of them leaves it open."""
    told = [number(each, name) for each in ([data] if data.get(name) is not None else parts(data, "eligibilitys"))]
    known = [age for age in told if age is not None and 0 <= age <= 120]
    return (min(known) if name == "minimum_age" else max(known)) if known and len(known) == len(told) else None


def _eligibility(data: Object) -> str | None:
    older = (words(each, "eligibility") for each in parts(data, "eligibilitys"))
    said = first_of([words(data, "eligibility_description"), *older])
    return plain_line(said)[:300] if said else None


def _access_notes(places: list[Object]) -> list[str]:
    noted = (each for place in places for name in ("accessibility", "accessibility_for_disabilities") for each in parts(place, name))
    texts = (first_of([words(each, "description"), words(each, "accessibility")]) for each in noted)
    return list(dict.fromkeys(text for text in texts if text))


def _terms(data: Object) -> Iterable[str]:
    """The taxonomy terms of a service, in either model."""
    for each in (*parts(data, "attributes"), *parts(data, "service_taxonomys")):
        term = first_of([words(part(each, "taxonomy_term"), "name"), words(part(each, "taxonomy"), "name"), words(each, "label")])
        if term:
            yield term


def _contact(data: Object, organisation: Object) -> dict[str, object]:
    people = parts(data, "contacts")
    phones = [*parts(data, "phones"), *(phone for each in people for phone in parts(each, "phones")), *parts(organisation, "phones")]
    told = contact_values(people)
    email = first_of([words(data, "email"), words(dict(told), "email")])
    return {**told, "email": email, "phone": first_of(words(phone, "number") for phone in phones)}


def _place(places: list[Object]) -> dict[str, object]:
    """The first physical place, else that it is held on the net."""
    physical = [place for place in places if words(place, "location_type") != "virtual"]
    if not physical:
        return {"place_kind": "digital"}
    place = physical[0]
    address = next(iter([*parts(place, "addresses"), *parts(place, "physical_addresses")]), {})
    return {
        "venue": words(place, "name"),
        "address": words(address, "address_1"),
        "city": words(address, "city"),
        "postcode": words(address, "postal_code") if first_of([words(address, "country")]) in {"NO", "NOR"} else None,
        "latitude": number(place, "latitude"),
        "longitude": number(place, "longitude"),
        "transport": words(place, "transportation"),
    }


def _price(data: Object, context: Context) -> Price:
    """The cost options; where there are none the words about fees, of which only sure ones make a price."""
    default = context.options.get("currency", "GBP")
    fees = [
        fee_from(each, (words(each, "currency") or default).upper()[:3], "option", "amount_description")
        for each in parts(data, "cost_options")
    ]
    said = first_of([words(data, "fees_description"), words(data, "fees")])
    if fees or said is None:
        return price_of(fees, None, context)
    try:
        return price_from_words(plain_line(said))
    except InvalidValue:
        return Price(note=plain_line(said)[:300])
