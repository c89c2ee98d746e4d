"""Services of Outpost (the family information services of English councils) → drafts.

`free`, `min_age` and `max_age` that are null are unknown. Of accessibility labels only those are facts that mean what an access term of
Krets means; needs and suitabilities say for whom a service was thought, not what it provides, and are left unread. A location whose
exact address is masked is somebody's home: its address stays hidden. Its software knows no currency; `currency` says it (GBP).
"""

from dataclasses import replace

from catalog.drafts import AccessFact, OfferDraft
from catalog.terms import AccessState, AccessTerm, PlaceKind
from importers.contract import Context
from importers.errors import INACTIVE, RecordSkipped
from importers.fields.words import folded
from importers.mapping import draft_from_cells
from importers.shapes.members import Object, first_of, part, parts, stated, words
from importers.shapes.service_parts import TEMPORARILY_CLOSED, contact_values, fee_from, price_of, with_schedules

_READ = (
    "id name description url min_age max_age free needs_referral locations contacts organisation taxonomies regular_schedules "
    "cost_options updated_at temporarily_closed marked_for_deletion visible"
)
READ = frozenset(_READ.split())
ACCESS = {
    "accessible toilet facilities": AccessTerm.ACCESSIBLE_TOILET,
    "wheelchair accessible entrance": AccessTerm.STEP_FREE_ENTRANCE,
    "hearing loop": AccessTerm.HEARING_LOOP,
    "disabled car parking space": AccessTerm.ACCESSIBLE_PARKING,
    "bus stop nearby": AccessTerm.PUBLIC_TRANSPORT,
}


def draft_from(data: Object, context: Context) -> OfferDraft:
    """The offer that a service is. Raises `RecordSkipped` for one that is closed or to be deleted."""
    context.notes.used.update(READ)
    if deleted := data.get("marked_for_deletion"):
        raise RecordSkipped(INACTIVE, "marked_for_deletion", deleted)
    if data.get("visible") is False:
        raise RecordSkipped(INACTIVE, "visible", "false")
    if data.get("temporarily_closed") is True:
        raise RecordSkipped(TEMPORARILY_CLOSED, "temporarily_closed", "true")
    organisation, places = part(data, "organisation"), parts(data, "locations")
    contact = contact_values(parts(data, "contacts"))
    values: dict[str, object] = {
        "title": words(data, "name"),
        "description": words(data, "description"),
        "url": first_of([words(data, "url"), words(organisation, "url")]),
        "age_min": data.get("min_age"),
        "age_max": data.get("max_age"),
        "referral": "by referral" if data.get("needs_referral") is True else None,
        "category": [name for each in parts(data, "taxonomies") if (name := words(each, "name"))],
        "organisation": words(organisation, "name"),
        "organisation_url": words(organisation, "url"),
        "organisation_email": words(organisation, "email"),
        **contact,
        **(_place(places[0]) if places else {}),
        "updated": words(data, "updated_at"),
    }
    draft = draft_from_cells(stated(values, context))
    fees = [fee_from(each, context.options.get("currency", "GBP"), "option", "cost_type") for each in parts(data, "cost_options")]
    draft = replace(draft, price=price_of(fees, data.get("free"), context), place_kind=_place_kind(draft, places))
    return with_schedules(
        _with_access(draft, places, context), (_schedule(each) for each in parts(data, "regular_schedules")), context, regular=True
    )


def _place(location: Object) -> dict[str, object]:
    coordinates = part(location, "geometry").get("coordinates")
    lon, lat = coordinates[:2] if isinstance(coordinates, list) and len(coordinates) >= 2 else (None, None)
    return {
        "venue": words(location, "name"),
        "address": words(location, "address_1"),
        "city": words(location, "city"),
        "latitude": lat,
        "longitude": lon,
        "place_kind": "hjemme" if location.get("mask_exact_address") is True else None,
    }


def _place_kind(draft: OfferDraft, places: list[Object]) -> PlaceKind:
    return PlaceKind.SEVERAL if len(places) > 1 and draft.place_kind is not PlaceKind.HOME else draft.place_kind


def _with_access(draft: OfferDraft, places: list[Object], context: Context) -> OfferDraft:
    """With the access facts of its one venue."""
    if draft.venue is None or len(places) != 1:
        return draft
    facts = {}
    for each in parts(places[0], "accessibilities"):
        label = first_of([words(each, "label"), words(each, "name")]) or ""
        if (term := ACCESS.get(folded(label))) is not None:
            facts[term] = AccessFact(AccessState.YES)
        else:
            context.notes.warn("access", label, "no access term means the same")
    return replace(draft, venue=replace(draft.venue, access=facts))


def _schedule(schedule: Object) -> Object:
    """An older schedule names its weekday, a newer one is a rule."""
    return {**schedule, "byday": schedule.get("byday") or words(schedule, "weekday")}
