"""What a batch of a source's records asks and leaves behind: which offers its records stand for, new records, items of the run."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from catalog.database import Session
from catalog.model import ImportItem, ImportRecord, Offer
from catalog.pending import insert_rows

CHUNK = 500


def surviving_offers(session: Session, offer_ids: Collection[int]) -> dict[int, int]:
    """For each of the offers the one that now stands for it, following merges; those for which there is none are left out."""
    into: dict[int, int | None] = {}
    asked, wanted = set[int](), set(offer_ids)
    while wanted:
        asked |= wanted
        into |= _merged_into(session, wanted)
        wanted = {target for target in into.values() if target is not None} - asked
    found = {offer_id: _end_of(offer_id, into) for offer_id in offer_ids if offer_id in into}
    return {offer_id: standing for offer_id, standing in found.items() if standing is not None}


def add_records(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """New records of a source, in their order."""
    insert_rows(session, ImportRecord, rows)


def add_items(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Items of a run, in their order."""
    insert_rows(session, ImportItem, rows)


def _merged_into(session: Session, offer_ids: Collection[int]) -> dict[int, int | None]:
    ordered = sorted(offer_ids)
    found: dict[int, int | None] = {}
    for start in range(0, len(ordered), CHUNK):
        rows = session.execute(select(Offer.id, Offer.merged_into_id).where(Offer.id.in_(ordered[start : start + CHUNK])))
        found.update((offer_id, target) for offer_id, target in rows)
    return found


def _end_of(offer_id: int, into: Mapping[int, int | None]) -> int | None:
    seen: set[int] = set()
    while offer_id not in seen and offer_id in into:
        seen.add(offer_id)
        target = into[offer_id]
        if target is None:
            return offer_id
        offer_id = target
    return None
