"""Offers for lists: only what families may see now, as `catalog.listed.ListedOffer`, in a fixed number of plain queries.

Whether an offer may be shown, its own columns, its organisation, its venue and the names of districts are read each time; only rows
that change with the offer's version may come from memory (`catalog.store.own_rows`).
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import fields
from functools import lru_cache
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, select

from catalog.database import Session
from catalog.listed import (
    ListedAccess,
    ListedDistrict,
    ListedInvitation,
    ListedOffer,
    ListedOrganisation,
    ListedPlacing,
    ListedSchool,
    ListedVenue,
)
from catalog.model import Offer, OfferOpenTo, Organisation, School, SchoolDistrict, Venue, VenueAccess, VenueDistrict
from catalog.model.base import Record
from catalog.store.offers import PUBLIC
from catalog.store.own_rows import KeptRows, own_rows

MADE_HERE = frozenset({"organisation", "venue", "open_to", "own", "districts", "access"})
"""Fields of an offer and a venue that are no columns of theirs."""
Statement = Select[Any]


def offers_by_id(session: Session, ids: Sequence[int], kept: KeptRows | None = None) -> list[ListedOffer]:
    """The offers with these ids that families may see now, whatever an index still says, in the order of the ids.

    `kept` spares reading rows that have not changed; only a session for reading may be given one.
    """
    rows = {row[0]: row for row in _run(session, _heads(), ids)}
    if not rows:
        return []
    versions = {offer_id: row.version for offer_id, row in rows.items()}
    own = own_rows(session, versions) if kept is None else kept.of(session, versions)
    venues = _venues(session, rows.values())
    invited = _invitations(session, list(rows))
    made = {}
    for offer_id, row in rows.items():
        plain, organised = row[: _width(ListedOffer)], row[_width(ListedOffer) : -1 - _width(ListedVenue)]
        by = ListedOrganisation(*organised) if organised[0] is not None else None
        values: list[Any] = [*plain, by, venues.get(row.at), tuple(invited[offer_id]), own[offer_id]]
        made[offer_id] = ListedOffer(*values)
    return [made[offer_id] for offer_id in ids if offer_id in made]


def _venues(session: Session, rows: Iterable[Any]) -> dict[int, ListedVenue]:
    """The venues of these rows, by id; a row ends with the venue's id and columns."""
    told = {row.at: row[-_width(ListedVenue) :] for row in rows if row.at is not None}
    access: dict[int, list[ListedAccess]] = defaultdict(list)
    for row in _run(session, _access_of_venues(), list(told)):
        access[row[0]].append(ListedAccess(*row[1:]))
    districts: dict[int, list[ListedPlacing]] = defaultdict(list)
    for row in _run(session, _districts_of_venues(), list(told)):
        districts[row[0]].append(ListedPlacing(row[1], ListedDistrict(*row[2:])))
    made = {}
    for venue_id, plain in told.items():
        values: list[Any] = [*plain, tuple(districts[venue_id]), tuple(access[venue_id])]
        made[venue_id] = ListedVenue(*values)
    return made


def _invitations(session: Session, ids: Sequence[int]) -> dict[int, list[ListedInvitation]]:
    found: dict[int, list[ListedInvitation]] = defaultdict(list)
    for row in _run(session, _open_to(), ids):
        district = ListedDistrict(*row[2:]) if row[2] is not None else None
        found[row[0]].append(ListedInvitation(district, ListedSchool(row[1]) if row[1] is not None else None))
    return found


def _run(session: Session, statement: Statement, ids: Sequence[int]) -> Sequence[Any]:
    return session.connection().execute(statement, {"ids": list(ids)}).all() if ids else ()


@lru_cache(maxsize=8)
def _names(value: Hashable) -> tuple[str, ...]:
    """The columns that a value is made of first, by their attributes."""
    return tuple(field.name for field in fields(value) if field.name not in MADE_HERE)  # type: ignore[arg-type]  # all are dataclasses


def _width(value: Hashable) -> int:
    return len(_names(value))


def _columns(record: type[Record], value: Hashable) -> list[ColumnElement[Any]]:
    return [record.__mapper__.columns[name] for name in _names(value)]


# Each statement is put together once, since that takes longer than running it.


@lru_cache(maxsize=1)
def _heads() -> Statement:
    """An offer's columns, those of its organisation, the venue's id as `at`, and those of the venue; families may see it."""
    offer, organisation, venue = (record.__table__ for record in (Offer, Organisation, Venue))
    organised = organisation.c.id == offer.c.organisation_id
    placed = venue.c.id == offer.c.venue_id
    public = (offer.c.status.in_(PUBLIC), offer.c.hidden_by.is_(None), offer.c.merged_into_id.is_(None))
    columns = chain(_columns(Offer, ListedOffer), _columns(Organisation, ListedOrganisation), [venue.c.id.label("at")])
    return (
        select(*columns, *_columns(Venue, ListedVenue))
        .select_from(offer.outerjoin(organisation, organised).outerjoin(venue, placed))
        .where(_among(offer.c.id), *public)
    )


@lru_cache(maxsize=1)
def _access_of_venues() -> Statement:
    access = VenueAccess.__table__.c
    return select(access.venue_id, *_columns(VenueAccess, ListedAccess)).where(_among(access.venue_id)).order_by(access.term)


@lru_cache(maxsize=1)
def _districts_of_venues() -> Statement:
    placing, district = VenueDistrict.__table__, SchoolDistrict.__table__
    columns = (placing.c.venue_id, placing.c.level, *_columns(SchoolDistrict, ListedDistrict))
    joined = placing.join(district, district.c.id == placing.c.district_id)
    return select(*columns).select_from(joined).where(_among(placing.c.venue_id)).order_by(placing.c.level)


@lru_cache(maxsize=1)
def _open_to() -> Statement:
    invited, district, school = OfferOpenTo.__table__, SchoolDistrict.__table__, School.__table__
    joined = invited.outerjoin(district, district.c.id == invited.c.district_id).outerjoin(school, school.c.id == invited.c.school_id)
    columns = (invited.c.offer_id, school.c.slug, *_columns(SchoolDistrict, ListedDistrict))
    return select(*columns).select_from(joined).where(_among(invited.c.offer_id)).order_by(invited.c.id)


def _among(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return column.in_(bindparam("ids", expanding=True))
