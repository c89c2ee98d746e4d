"""The fields of an offer as they are owned, compared and journalled: some are one column, some several that belong together.

A field's value is plain JSON (None, text, number, list, dict), so that before and after can be stored and shown as they are.
`EMPTY` tells what a field looks like when nothing is known.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from catalog.drafts import AccessFact, OfferDraft
from catalog.model import CoOrganiser, Offer, OfferAccess, OfferCategory, OfferOpenTo
from catalog.model.base import Record
from catalog.terms import AccessState, AccessTerm, PlaceKind

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "summary": ("summary",),
    "description": ("description",),
    "text_language": ("text_language",),
    "translations": ("translations",),
    "kind": ("kind",),
    "organisation": ("organisation_id",),
    "place_kind": ("place_kind",),
    "venue": ("venue_id",),
    "audience": ("audience",),
    "ages": ("age_min", "age_max", "age_min_months", "age_max_months", "age_basis", "age_words"),
    "grades": ("grade_min", "grade_max", "grade_year"),
    "price": ("cost", "price_ore", "currency", "price_unit", "price_note", "membership_ore"),
    "schemes": ("schemes",),
    "sibling_price": ("sibling_price",),
    "equipment": ("equipment",),
    "food": ("food",),
    "booking": ("booking", "booking_url", "booking_opens", "booking_deadline", "booking_note"),
    "capacity": ("capacity", "unlimited"),
    "languages": ("languages",),
    "group": ("group",),
    "level": ("level",),
    "referral": ("referral",),
    "trial": ("trial",),
    "parent_stays": ("parent_stays",),
    "contact": ("contact_name", "email", "phone"),
    "url": ("url",),
    "image_url": ("image_url",),
    "focus_areas": ("focus_areas",),
    "confirmed": ("confirmed_on", "confirmed_period"),
    "stated_on": ("stated_on",),
}
UNKNOWN_WORDS = frozenset({None, "", "unknown", "NOK"})
DATES = "dates"
COLLECTION_ROWS: Mapping[str, tuple[type[Record], str]] = {
    "categories": (OfferCategory, "slug"),
    "access": (OfferAccess, "term"),
    "open_to": (OfferOpenTo, ""),
    "co_organisers": (CoOrganiser, "organisation_id"),
}
"""The record of each collection field, and the column that tells its rows apart ("": rows are always new)."""
COLLECTIONS = tuple(COLLECTION_ROWS)
LABELS = (*COLUMNS, *COLLECTIONS, DATES)


def plain(value: object) -> object:
    """The plain JSON form of a column's value."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    return value


def is_empty(value: object) -> bool:
    """Whether a field's plain value says nothing: every part of it unknown."""
    if isinstance(value, list):
        return all(is_empty(part) for part in value)
    if isinstance(value, dict):
        return not value
    return value is False or value in UNKNOWN_WORDS  # 0 is a value: an age, a price, a number of places


def columns_from_draft(draft: OfferDraft, organisation_id: int | None, venue_id: int | None) -> dict[str, object]:
    """Column name → value, for every column of `COLUMNS`."""
    ages, grades, price = draft.ages, draft.grades, draft.price
    named = {
        "organisation_id": organisation_id,
        "venue_id": venue_id,
        "place_kind": PlaceKind.VENUE if venue_id and draft.place_kind is PlaceKind.UNKNOWN else draft.place_kind,
        "age_min": ages.min,
        "age_max": ages.max,
        "age_min_months": ages.min_months,
        "age_max_months": ages.max_months,
        "grade_min": grades.min,
        "grade_max": grades.max,
        "cost": price.cost,
        "price_ore": price.amount_ore,
        "currency": price.currency,
        "price_unit": price.unit,
        "price_note": price.note,
        "membership_ore": price.membership_ore,
    }
    names = {column for columns in COLUMNS.values() for column in columns} - named.keys()
    return named | {name: _stored(getattr(draft, name)) for name in names}


def _stored(value: object) -> object:
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    return plain(value) if isinstance(value, Mapping) else value


def field_value(columns: Mapping[str, object], name: str) -> object:
    """The plain value of a column field: the single column's, else the list of its columns'."""
    parts = [plain(columns[column]) for column in COLUMNS[name]]
    return parts[0] if len(parts) == 1 else parts


def column_fields(offer: Offer) -> dict[str, object]:
    """Every column field of a stored offer, as plain values."""
    return {name: field_value({column: getattr(offer, column) for column in columns}, name) for name, columns in COLUMNS.items()}


def categories_value(slugs: Iterable[str]) -> list[str]:
    """The categories as a field value: in the publisher's order, each once."""
    return list(dict.fromkeys(slugs))


def access_value(facts: Mapping[AccessTerm, AccessFact]) -> dict[str, object]:
    """The access facts as a field value; what is unknown is left out."""
    known = {term: fact for term, fact in facts.items() if fact.state is not AccessState.UNKNOWN}
    return {term.value: [known[term].state.value, known[term].note] for term in sorted(known)}


def open_to_value(pairs: Iterable[tuple[int | None, int | None]]) -> list[list[int | None]]:
    """The districts and schools an offer is open to as a field value: [district id, school id] pairs, one of the two None."""
    return [list(pair) for pair in sorted(set(pairs), key=lambda pair: (pair[0] or 0, pair[1] or 0))]


def collection_fields(offer: Offer) -> dict[str, object]:
    """The fields of a stored offer that have rows of their own, but its dates."""
    return {
        "categories": [row.slug for row in offer.categories],
        "access": {row.term.value: [row.state.value, row.note] for row in offer.access},
        "open_to": open_to_value((row.district_id, row.school_id) for row in offer.open_to),
        "co_organisers": sorted(row.organisation_id for row in offer.co_organisers),
    }


def collection_rows(name: str, value: object, said_by: str, on: date) -> list[dict[str, Any]]:
    """The rows that a collection field's plain value stands for, by column, in their order."""
    if isinstance(value, dict):
        told = {"said_by": said_by, "said_on": on}
        return [{"term": AccessTerm(term), "state": AccessState(state), "note": note, **told} for term, (state, note) in value.items()]
    if not isinstance(value, list):
        raise TypeError(f"{name} is several, got {value!r}")
    if name == "categories":
        return [{"slug": slug, "position": position} for position, slug in enumerate(value)]
    if name == "open_to":
        return [{"district_id": district, "school_id": school} for district, school in value]
    return [{"organisation_id": organisation_id} for organisation_id in value]


def write_collection(offer: Offer, name: str, value: object, said_by: str, on: date) -> None:
    """Replaces the rows of one collection field by those of its plain value; a row that is meant by both stays the same row."""
    record, key = COLLECTION_ROWS[name]
    kept = {getattr(row, key): row for row in getattr(offer, name)} if key else {}
    setattr(offer, name, [_written(kept.get(row.get(key)) or record(), row) for row in collection_rows(name, value, said_by, on)])


def _written(row: Record, columns: Mapping[str, object]) -> Record:
    for column, value in columns.items():
        setattr(row, column, value)
    return row
