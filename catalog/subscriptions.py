"""Subscriptions to searches: asked for, confirmed, told of new offers, ended. All within the caller's transaction.

Nobody is written to before the address has confirmed. An ended subscription is deleted at once, and every letter of it that still
waits with it; one that nobody confirmed for `ASKED_KEPT` likewise. What is new, and how letters read, is for others to say.
"""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from catalog.clock import oslo_day
from catalog.database import Session
from catalog.links_by_mail import new_handle
from catalog.mail import withdraw
from catalog.model import Municipality, Subscription

ASKED_KEPT = timedelta(hours=48)
LONGEST = timedelta(days=365)
FIRST_LOOK_AFTER = timedelta(days=1)
BETWEEN_LETTERS = timedelta(days=7)
LOOK_AGAIN_AFTER = timedelta(days=1)
"""When nothing new was there to tell."""
MOST_OF_AN_ADDRESS = 10


class Confirming(StrEnum):
    """What came of a confirmation."""

    CONFIRMED = "confirmed"
    ALREADY = "already"
    TOO_MANY = "too-many"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Wish:
    """A subscription that is asked for; `ends_on` its last day, at most `LONGEST` away."""

    municipality_id: int
    address: str
    search: str
    language: str
    ends_on: date


@dataclass(frozen=True, slots=True)
class Kept:
    """All of a confirmed subscription as it was, for whoever ended it and thinks better of it; Krets itself keeps none of it."""

    municipality_id: int
    handle: str
    address: str
    search: str
    language: str
    created_at: datetime
    confirmed_at: datetime
    covered_until: datetime
    due_at: datetime
    ends_on: date


def letters_of(handle: str) -> str:
    """What the keys of all letters of a subscription begin with, but for its last one."""
    return f"subscription:{handle}:"


def ask(session: Session, wish: Wish, *, now: datetime) -> Subscription:
    """Adds a subscription that does nothing until it is confirmed."""
    row = Subscription(**asdict(wish), handle=new_handle(), created_at=now)
    session.add(row)
    session.flush()
    return row


def asked_or_confirmed(session: Session, municipality_id: int, handle: str, *, now: datetime) -> Subscription | None:
    """The subscription of a handle, None where there is none any more."""
    query = select(Subscription).where(Subscription.handle == handle, Subscription.municipality_id == municipality_id).with_for_update()
    row = session.scalars(query.execution_options(populate_existing=True)).first()
    if row is None or row.ends_on < oslo_day(now):
        return None
    return None if row.confirmed_at is None and row.created_at < now - ASKED_KEPT else row


def confirm(session: Session, municipality_id: int, handle: str, *, now: datetime) -> tuple[Confirming, Subscription | None]:
    """Confirms a subscription; confirming twice, or one of two that ask the same, changes nothing more."""
    row = asked_or_confirmed(session, municipality_id, handle, now=now)
    if row is None:
        return Confirming.GONE, None
    if row.confirmed_at is not None:
        return Confirming.ALREADY, row
    others = select(func.count()).select_from(Subscription)
    mine = others.where(Subscription.address == row.address, Subscription.confirmed_at.is_not(None))
    if twin := _confirmed_twin(session, row):
        _delete(session, row)
        return Confirming.ALREADY, twin
    if (session.scalar(mine) or 0) >= MOST_OF_AN_ADDRESS:
        return Confirming.TOO_MANY, row
    try:
        with session.begin_nested():
            row.confirmed_at, row.covered_until, row.due_at = now, now, now + FIRST_LOOK_AFTER
            session.flush()
    except IntegrityError:  # the same was confirmed by another link at this very moment
        session.refresh(row)
        twin = _confirmed_twin(session, row)
        _delete(session, row)
        return Confirming.ALREADY, twin
    return Confirming.CONFIRMED, row


def end(session: Session, municipality_id: int, handle: str) -> Kept | None:
    """Deletes a confirmed subscription and its letters; returns what it was, None where there is none."""
    query = select(Subscription).where(Subscription.handle == handle, Subscription.municipality_id == municipality_id)
    row = session.scalars(query.with_for_update()).first()
    if row is None or row.confirmed_at is None:
        return None
    kept = Kept(**{one.name: getattr(row, one.name) for one in fields(Kept)})
    _delete(session, row)
    return kept


def restore(session: Session, kept: Kept, *, now: datetime) -> bool:
    """Makes an ended subscription again as it was, so that the links in its old letters work; once, however often it is asked.

    False where its days are over or its municipality is gone.
    """
    if kept.ends_on < oslo_day(now) or session.get(Municipality, kept.municipality_id) is None:
        return False
    try:
        with session.begin_nested():
            session.add(Subscription(**asdict(kept)))
    except IntegrityError:
        return True  # it is there already, or the same was asked for anew meanwhile
    return True


def told_of(row: Subscription, *, until: datetime, wrote: bool, now: datetime) -> None:
    """New offers up to an instant have been looked for; when they are looked for next."""
    row.covered_until, row.due_at = until, now + (BETWEEN_LETTERS if wrote else LOOK_AGAIN_AFTER)


def forget_unconfirmed(session: Session, *, now: datetime) -> int:
    """Deletes what nobody confirmed in time, and the letters that asked; returns how many."""
    query = select(Subscription).where(Subscription.confirmed_at.is_(None), Subscription.created_at < now - ASKED_KEPT)
    rows = session.scalars(query).all()
    for row in rows:
        _delete(session, row)
    return len(rows)


def _confirmed_twin(session: Session, row: Subscription) -> Subscription | None:
    same = (Subscription.municipality_id == row.municipality_id, Subscription.address == row.address, Subscription.search == row.search)
    query = select(Subscription).where(*same, Subscription.id != row.id, Subscription.confirmed_at.is_not(None))
    return session.scalars(query).first()


def _delete(session: Session, row: Subscription) -> None:
    withdraw(session, letters_of(row.handle))
    session.delete(row)
    session.flush()
