"""What has a page that a search engine may read, and when it last changed: offers and organisations. Read-only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from catalog.database import Session
from catalog.model import Offer, Organisation
from catalog.store.offer_lists import Listing, listed


@dataclass(frozen=True, slots=True)
class OfferAddress:
    """The number and the words of an offer's address, and when the offer last changed."""

    id: int
    slug: str
    changed: datetime


def offer_addresses(session: Session, listing: Listing, *, skip: int = 0) -> Sequence[OfferAddress]:
    """The listed offers in the order of their numbers, at most `listing.limit`, the first `skip` left out."""
    columns = select(Offer.id, Offer.slug, Offer.updated_at).where(*listed(listing))
    rows = session.execute(columns.order_by(Offer.id).offset(skip).limit(listing.limit))
    return [OfferAddress(*row) for row in rows]


def count_of_addresses(session: Session, listing: Listing) -> tuple[int, datetime | None]:
    """How many offers are listed, and when any of them last changed."""
    number, newest = session.execute(select(func.count(Offer.id), func.max(Offer.updated_at)).where(*listed(listing))).one()
    return number, newest


def organisations_with_offers(session: Session, listing: Listing) -> list[str]:
    """The slugs of the organisations that offer something listed, in order."""
    offering = select(Offer.organisation_id).where(*listed(listing), Offer.organisation_id.is_not(None))
    return list(session.scalars(select(Organisation.slug).where(Organisation.id.in_(offering)).order_by(Organisation.slug)))
