"""How the catalog stands as a whole, for those who watch over it: what each municipality holds, and how far its outbox is."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select

from catalog.changes import newest_change
from catalog.database import Session
from catalog.model import Change, Lease, Municipality, Offer, Source
from catalog.terms import Status


@dataclass(frozen=True, slots=True)
class PlaceState:
    """One municipality: whether families would find anything in it, and the number of its newest change."""

    municipality_id: int
    slug: str
    has_offers: bool
    newest_change: int


def place_states(session: Session) -> list[PlaceState]:
    """The state of every municipality, by its address word."""
    listed = exists().where(
        Offer.municipality_id == Municipality.id,
        Offer.status == Status.PUBLISHED,
        Offer.hidden_by.is_(None),
        Offer.merged_into_id.is_(None),
    )
    rows = session.execute(select(Municipality.id, Municipality.slug, listed).order_by(Municipality.slug)).all()
    return [PlaceState(place_id, slug, bool(has_offers), newest_change(session, place_id)) for place_id, slug, has_offers in rows]


def waiting_changes(session: Session, municipality_id: int, seq: int) -> tuple[int, datetime | None]:
    """How many changes come after a number, and when the first of them was made; None where there is none."""
    later = select(func.count(), func.min(Change.at)).where(Change.municipality_id == municipality_id, Change.seq > seq)
    count, oldest = session.execute(later).one()
    return count, oldest


def lease(session: Session, name: str) -> Lease | None:
    """The lease as it stands; None while nobody ever held it."""
    return session.get(Lease, name)


def scheduled_places(session: Session) -> list[Municipality]:
    """The municipalities that have a source which runs by itself, by name: somebody there should be told when it fails."""
    mine = exists().where(Source.municipality_id == Municipality.id, Source.every_s.is_not(None), Source.paused.is_(False))
    return list(session.scalars(select(Municipality).where(mine).order_by(Municipality.name)))
