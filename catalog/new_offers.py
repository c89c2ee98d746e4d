"""The rows of an offer that is new: the offer itself, its collections, rules, meetings and first confirmation."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import inspect

from catalog.model import Confirmation, Occurrence, Offer, Series
from catalog.offer_fields import COLLECTION_ROWS
from catalog.pending import PendingRows
from catalog.timetable import Timetable, meeting_row


def new_offer(
    pending: PendingRows,
    values: Mapping[str, Any],
    timetable: Timetable,
    collections: Mapping[str, Sequence[Mapping[str, Any]]],
    confirmation: Mapping[str, Any] | None,
) -> int:
    """Adds the rows to those that wait, and returns the id that the offer has from now on. `values` are by attribute of `Offer`."""
    offer_id = pending.new_offer_id()
    confirmed_by = confirmation["by"] if confirmation else None
    pending.add(Offer, _row_of({**values, **timetable.columns, "id": offer_id, "held": {}, "confirmed_by": confirmed_by}))
    owner = {"offer_id": offer_id}
    for name, rows in collections.items():
        for one in rows:
            pending.add(COLLECTION_ROWS[name][0], {**one, **owner})
    for one in timetable.series:
        pending.add(Series, {**one, **owner})
    for meeting in timetable.meetings:
        pending.add(Occurrence, meeting_row(meeting) | owner)
    if confirmation:
        pending.add(Confirmation, {**confirmation, **owner})
    return offer_id


def _row_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """By column, where the values are by attribute."""
    columns = inspect(Offer).columns
    return {columns[name].key: value for name, value in values.items()}
