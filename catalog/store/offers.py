"""Offers for reading: whole, with everything a page or a shape shows, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import defer, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.interfaces import ORMOption

from catalog.database import Session
from catalog.errors import NotFound
from catalog.model import CoOrganiser, Municipality, Occurrence, Offer, OfferOpenTo, Source, Venue, VenueDistrict
from catalog.occurrences import Meeting
from catalog.terms import Status

CHUNK = 500
PUBLIC = (Status.PUBLISHED, Status.CANCELLED, Status.ENDED)
"""States of which a page exists for everybody."""
UNREAD_IN_LISTS = (Offer.provenance, Offer.held, Offer.translations, Offer.description)


def whole_offer() -> tuple[ORMOption, ...]:
    """What to load with an offer so that nothing is asked for row by row later."""
    return (*_all_but_meetings(), selectinload(Offer.occurrences))


def _all_but_meetings() -> tuple[ORMOption, ...]:
    return (
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


def offers_by_id(session: Session, ids: Sequence[int]) -> list[Offer]:
    """The offers with these ids that families may see now, whatever an index still says, in the order of the ids."""
    public = (Offer.status.in_(PUBLIC), Offer.hidden_by.is_(None), Offer.merged_into_id.is_(None))
    query = select(Offer).where(Offer.id.in_(ids), *public).options(*_all_but_meetings(), *map(defer, UNREAD_IN_LISTS))
    found = {offer.id: offer for offer in session.scalars(query)}
    _read_meetings(session, found)
    return [found[offer_id] for offer_id in ids if offer_id in found]


def _read_meetings(session: Session, offers: Mapping[int, Offer]) -> None:
    """Gives each offer its meetings as plain values: a page of offers has a thousand, and records cost ten times as much.

    The offers are for reading only from then on.
    """
    columns = (
        Occurrence.starts_at,
        Occurrence.ends_at,
        Occurrence.all_day,
        Occurrence.status,
        Occurrence.unsure,
        Occurrence.dated,
        Occurrence.note,
    )
    rows = select(Occurrence.offer_id, *columns).where(Occurrence.offer_id.in_(offers)).order_by(Occurrence.starts_at)
    meetings: dict[int, list[Meeting]] = defaultdict(list)
    for offer_id, starts_at, ends_at, all_day, status, unsure, dated, note in session.execute(rows):
        meetings[offer_id].append(Meeting(starts_at, ends_at, all_day, status, unsure, dated, note))
    for offer_id, offer in offers.items():
        set_committed_value(offer, "occurrences", meetings[offer_id])


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


def source_names(session: Session, offers: Sequence[Offer]) -> dict[int, Source]:
    """The sources that the offers came from, by id."""
    return sources_by_id(session, {offer.source_id for offer in offers if offer.source_id is not None})
