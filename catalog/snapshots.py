"""An offer as plain values that can be stored and put back: what a merge takes over, and what undoing it restores.

Field by field as in `catalog.offer_fields`, with who wrote each. Holds no rules of its own about who may write what.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from catalog.drafts import OfferDraft
from catalog.model import Offer
from catalog.model.base import Word
from catalog.occurrences import FreeDays
from catalog.offer_fields import (
    COLLECTIONS,
    COLUMNS,
    DATES,
    collection_fields,
    column_fields,
    columns_from_draft,
    field_value,
    write_collection,
)
from catalog.terms import Author
from catalog.text import slug_from
from catalog.timetable import stored_timetable, write_timetable

WITHOUT_SLUG = "tilbud"


def values_of(offer: Offer, today: date) -> dict[str, Any]:
    """Every owned field of an offer as a plain value."""
    return column_fields(offer) | collection_fields(offer) | {DATES: stored_timetable(offer, today)}


def empty_values() -> dict[str, Any]:
    """Every owned field of an offer of which nothing is known."""
    columns = columns_from_draft(OfferDraft(title=""), None, None)
    nothing: dict[str, Any] = {name: field_value(columns, name) for name in COLUMNS}
    return nothing | {"categories": [], "access": {}, "open_to": [], "co_organisers": [], DATES: {}}


def snapshot(offer: Offer, today: date) -> dict[str, Any]:
    """Everything that a merge may change of an offer, as plain JSON."""
    return {
        "values": values_of(offer, today),
        "provenance": dict(offer.provenance),
        "held": dict(offer.held),
        "status": offer.status.value,
        "status_reason": offer.status_reason,
        "ended_on": offer.ended_on.isoformat() if offer.ended_on else None,
        "hidden_by": offer.hidden_by,
        "source_id": offer.source_id,
        "confirmed_by": offer.confirmed_by.value if offer.confirmed_by else None,
        "access_said": {row.term.value: [row.said_by, row.said_on.isoformat()] for row in offer.access},
    }


def write_field(offer: Offer, name: str, kept: Mapping[str, Any], free: FreeDays, today: date) -> None:
    """Gives the offer one field of a snapshot (its `values`, and for some who said so); the field's provenance is the caller's."""
    value = kept["values"][name]
    if name == DATES:
        write_timetable(offer, value, free, today)
    elif name in COLLECTIONS:
        write_collection(offer, name, value, "", today)
    else:
        parts = [value] if len(COLUMNS[name]) == 1 else value
        for column, part in zip(COLUMNS[name], parts, strict=True):
            setattr(offer, column, _column_value(column, part))
    if name == "title":
        offer.slug = slug_from(offer.title) or WITHOUT_SLUG
    if name == "confirmed":
        offer.confirmed_by = Author(kept["confirmed_by"]) if kept.get("confirmed_by") else None
    if name == "access":
        _say_who(offer, kept.get("access_said", {}), today)


def _say_who(offer: Offer, said: Mapping[str, Any], today: date) -> None:
    for row in offer.access:
        by, on = said.get(row.term.value, ("feed", today.isoformat()))
        row.said_by, row.said_on = by, date.fromisoformat(on)


def _column_value(column: str, part: Any) -> Any:  # noqa: ANN401  whatever the column holds
    """A column's value from its plain form."""
    kind = Offer.__mapper__.columns[column].type
    if part is None:
        return None
    if isinstance(kind, Word):
        return kind.words(part)
    return date.fromisoformat(part) if kind.python_type is date else part
