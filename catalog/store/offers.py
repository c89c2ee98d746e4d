"""Offers as records: whole, with everything that the page of one shows, or to change; lists of them: `catalog.store.listed_offers`."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from catalog.database import Session
from catalog.errors import NotFound
from catalog.listed import AnyOffer
from catalog.model import CoOrganiser, Municipality, Offer, OfferOpenTo, Source, Venue, VenueDistrict
from catalog.terms import Status

CHUNK = 500
PUBLIC = (Status.PUBLISHED, Status.CANCELLED, Status.ENDED)
"""States of which a page exists for everybody."""


def whole_offer() -> tuple[ORMOption, ...]:
    """What to load with an offer so that nothing is asked for row by row later."""
    return (
        selectinload(Offer.occurrences),
        joinedload(Offer.organisation),
        joinedload(Offer.venue),
        selectinload(Offer.venue, Venue.districts).joinedload(VenueDistrict.district),
        selectinload(Offer.venue, Venue.access),
        selectinload(Offer.categories),
        selectinload(Offer.access),
        selectinload(Offer.open_to).options(joinedload(OfferOpenTo.district), joinedload(OfferOpenTo.school)),
        selectinload(Offer.series),
        selectinload(Offer.confirmations),
        selectinload(Offer.co_organisers).joinedload(CoOrganiser.organisation),
    )


def public_offer(session: Session, offer_id: int) -> Offer:
    """One offer that families may see (published, cancelled or ended, not hidden by staff); else raises `NotFound`."""
    offer = session.scalars(select(Offer).where(Offer.id == offer_id).options(*whole_offer())).first()
    if offer is None or offer.status not in PUBLIC or offer.hidden_by is not None:
        raise NotFound("offer", offer_id)
    return offer


def offers_to_change(session: Session, municipality_id: int, ids: Collection[int]) -> dict[int, Offer]:
    """Those of the offers that are the municipality's, by id, with all that a proposal is compared with."""
    found: dict[int, Offer] = {}
    ordered = sorted(ids)
    compared = (Offer.categories, Offer.co_organisers, Offer.access, Offer.open_to, Offer.series, Offer.occurrences)
    for start in range(0, len(ordered), CHUNK):
        wanted = Offer.id.in_(ordered[start : start + CHUNK])
        query = select(Offer).where(wanted, Offer.municipality_id == municipality_id).options(*map(selectinload, compared))
        found.update((offer.id, offer) for offer in session.scalars(query))
    return found


def standing_id(session: Session, offer_id: int) -> int:
    """The id of the offer that stands for this one today: its own, or that of the one it was merged into, however many times."""
    seen: set[int] = set()
    while offer_id not in seen:
        seen.add(offer_id)
        offer_id = session.scalar(select(Offer.merged_into_id).where(Offer.id == offer_id)) or offer_id
    return offer_id


def home_of(session: Session, offer: Offer) -> Municipality:
    """The municipality in whose catalog the offer stands."""
    return session.get_one(Municipality, offer.municipality_id)


def sources_by_id(session: Session, ids: Collection[int]) -> dict[int, Source]:
    """The sources with these ids."""
    return {source.id: source for source in session.scalars(select(Source).where(Source.id.in_(ids)))} if ids else {}


def source_names(session: Session, offers: Sequence[AnyOffer]) -> dict[int, Source]:
    """The sources that the offers came from, by id."""
    return sources_by_id(session, {offer.source_id for offer in offers if offer.source_id is not None})
