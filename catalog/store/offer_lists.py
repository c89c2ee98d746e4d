"""Short lists of offers for pages: those of an organisation, a district or a school, and those like another one.

Only what default search would find: published, not hidden or merged, not over, not given up. The soonest comes first. Read-only; it
knows nothing of words or filters, which are search's.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from catalog.clock import oslo_day
from catalog.database import Session
from catalog.listed import ListedOffer
from catalog.model import CoOrganiser, ImportRecord, Occurrence, Offer, OfferCategory, OfferOpenTo, Venue, VenueDistrict
from catalog.offer_facts import held_in
from catalog.store.listed_offers import offers_by_id
from catalog.store.own_rows import KeptRows
from catalog.terms import OccurrenceStatus, Status


@dataclass(frozen=True, slots=True)
class OfferList:
    """The first offers of a list, and how many there are in all."""

    total: int
    offers: tuple[ListedOffer, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Whose offers are listed, as of when, and how many at most; `kept` spares a session for reading what has not changed."""

    municipality_id: int
    now: datetime
    limit: int
    kept: KeptRows | None = None


def offers_of_organisation(session: Session, listing: Listing, organisation_id: int) -> OfferList:
    """What an organisation offers, alone or beside another."""
    beside = select(CoOrganiser.offer_id).where(CoOrganiser.organisation_id == organisation_id)
    return _soonest(session, listing, or_(Offer.organisation_id == organisation_id, Offer.id.in_(beside)))


def offers_held_in(session: Session, listing: Listing, district_ids: Collection[int]) -> OfferList:
    """What is held in any of the districts."""
    return _soonest(session, listing, _held_in(district_ids))


def offers_open_to(
    session: Session, listing: Listing, *, district_ids: Collection[int] = (), school_ids: Collection[int] = (), held_there: bool = True
) -> OfferList:
    """What its organiser says is open to any of the districts or schools; `held_there` False leaves out what is held in the districts."""
    named = or_(OfferOpenTo.district_id.in_(district_ids), OfferOpenTo.school_id.in_(school_ids))
    invited = Offer.id.in_(select(OfferOpenTo.offer_id).where(named))
    elsewhere = or_(Offer.venue_id.is_(None), ~_held_in(district_ids))
    return _soonest(session, listing, invited if held_there else and_(invited, elsewhere))


def offers_at_venues(session: Session, listing: Listing, venue_ids: Collection[int]) -> OfferList:
    """What is held at any of the venues."""
    return _soonest(session, listing, Offer.venue_id.in_(venue_ids))


def offers_like(session: Session, offer: Offer, related: Collection[str], listing: Listing) -> list[ListedOffer]:
    """Offers of the same or `related` categories or district whose ages may fit too: most categories shared first, then those nearby."""
    own = [row.slug for row in offer.categories]
    districts = [district.id for district in held_in(offer)]
    shared = (
        select(OfferCategory.offer_id, func.sum(case((OfferCategory.slug.in_(own), 4), else_=1)).label("worth"))
        .where(OfferCategory.slug.in_({*own, *related}))
        .group_by(OfferCategory.offer_id)
        .subquery()
    )
    worth = func.coalesce(shared.c.worth, 0)
    nearby = _held_in(districts)
    found = (
        select(Offer.id)
        .outerjoin(shared, shared.c.offer_id == Offer.id)
        .where(*listed(listing), Offer.id != offer.id, or_(worth > 0, nearby), *_same_ages(offer))
        .order_by((worth + case((nearby, 2), else_=0)).desc(), Offer.id)
        .limit(listing.limit)
    )
    return offers_by_id(session, list(session.scalars(found)), listing.kept)


def count_by_source(session: Session, now: datetime, municipality_id: int) -> dict[int, int]:
    """How many listed offers each source lists, by the source's id; an offer that two sources list counts for both."""
    listing = Listing(municipality_id, now, 0)
    rows = session.execute(
        select(ImportRecord.source_id, func.count(ImportRecord.offer_id.distinct()))
        .join(Offer, Offer.id == ImportRecord.offer_id)
        .where(*listed(listing), ImportRecord.retired_at.is_(None))
        .group_by(ImportRecord.source_id)
    )
    return {row[0]: row[1] for row in rows}


def _soonest(session: Session, listing: Listing, condition: ColumnElement[bool]) -> OfferList:
    coming = (Occurrence.offer_id == Offer.id, Occurrence.starts_at >= listing.now, Occurrence.status != OccurrenceStatus.CANCELLED)
    first = select(func.min(Occurrence.starts_at)).where(*coming).correlate(Offer).scalar_subquery()
    ids: Sequence[int] = session.scalars(
        select(Offer.id).where(*listed(listing), condition).order_by(first.is_(None), first, Offer.title, Offer.id)
    ).all()
    return OfferList(len(ids), tuple(offers_by_id(session, ids[: listing.limit], listing.kept)))


def listed(listing: Listing) -> tuple[ColumnElement[bool], ...]:
    """What an offer must be to stand in any list: that which default search would find."""
    today = oslo_day(listing.now)
    return (
        Offer.municipality_id == listing.municipality_id,
        Offer.status == Status.PUBLISHED,
        Offer.hidden_by.is_(None),
        Offer.merged_into_id.is_(None),
        or_(Offer.last_day.is_(None), Offer.last_day >= today),
        or_(Offer.stale_from.is_(None), Offer.stale_from > today),
    )


def _held_in(district_ids: Collection[int]) -> ColumnElement[bool]:
    return Offer.venue_id.in_(select(Venue.id).join(VenueDistrict).where(VenueDistrict.district_id.in_(district_ids)))


def _same_ages(offer: Offer) -> list[ColumnElement[bool]]:
    """Leaves out what is surely for others; unknown ages may fit."""
    conditions: list[ColumnElement[bool]] = []
    if offer.age_min is not None:
        conditions.append(or_(Offer.age_max.is_(None), Offer.age_max >= offer.age_min))
    if offer.age_max is not None:
        conditions.append(or_(Offer.age_min.is_(None), Offer.age_min <= offer.age_max))
    return conditions
