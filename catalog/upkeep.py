"""What must be done as the days pass though nobody changes anything: dates roll forward, calendars grow, silence is noticed.

Each function works within the caller's transaction and writes only what differs; running one twice on a day changes nothing more.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from catalog.changes import record_changes
from catalog.clock import oslo_day
from catalog.confirmation import Thresholds
from catalog.database import Session
from catalog.founding import bring_calendar_forward
from catalog.model import Municipality, Offer, Source
from catalog.occurrences import FreeDays
from catalog.store.municipalities import school_calendar
from catalog.terms import Status
from catalog.timetable import roll_forward

CHUNK = 200


def offers_with_dates(session: Session, municipality_id: int) -> list[list[int]]:
    """Ids of the published offers that repeat and have not ended, in chunks for one transaction each."""
    mine = select(Offer.id).where(
        Offer.municipality_id == municipality_id,
        Offer.status.in_((Status.PUBLISHED, Status.CANCELLED)),
        or_(Offer.series.any(), Offer.occurrences.any()),
    )
    ids = list(session.scalars(mine.order_by(Offer.id)))
    return [ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK)]


def roll_dates(session: Session, *, municipality_id: int, offer_ids: list[int], now: datetime) -> int:
    """Derives the offers' meetings for the horizon that begins today, and tells the index of those that changed; returns how many."""
    municipality = session.get_one(Municipality, municipality_id)
    free, day = FreeDays(school_calendar(municipality)), oslo_day(now)
    loaded = select(Offer).where(Offer.id.in_(offer_ids)).options(selectinload(Offer.series), selectinload(Offer.occurrences))
    changed = [offer for offer in session.scalars(loaded) if roll_forward(offer, free, day)]
    for offer in changed:
        offer.version += 1
    session.flush()
    record_changes(session, municipality.id, [offer.id for offer in changed], now)
    return len(changed)


def grow_calendar(session: Session, *, municipality_id: int, now: datetime) -> int:
    """Adds the holidays that the municipality's rules give and that are not there yet; returns how many."""
    return bring_calendar_forward(session.get_one(Municipality, municipality_id), oslo_day(now))


def notice_silent_sources(session: Session, *, municipality_id: int, now: datetime) -> int:
    """Gives a stale day to undated offers of sources that have not been read for as long as an offer is believed; returns how many.

    An offer that a living feed lists is believed without a date (`catalog.confirmation`); one whose feed died is not.
    """
    municipality = session.get_one(Municipality, municipality_id)
    believed = timedelta(days=Thresholds.of(municipality.settings).hide_after_days)
    silent = select(Source).where(Source.municipality_id == municipality.id, Source.last_success_at < now - believed)
    touched = [offer.id for source in session.scalars(silent) for offer in _undated_offers(session, source, believed)]
    session.flush()
    record_changes(session, municipality.id, touched, now)
    return len(touched)


def _undated_offers(session: Session, source: Source, believed: timedelta) -> Iterator[Offer]:
    mine = select(Offer).where(Offer.source_id == source.id, Offer.stale_from.is_(None), Offer.status == Status.PUBLISHED)
    for offer in session.scalars(mine):
        if source.last_success_at is not None:
            offer.stale_from = oslo_day(source.last_success_at + believed)
            offer.version += 1
            yield offer
