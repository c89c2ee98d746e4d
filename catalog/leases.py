"""Leases: who may act alone on something until when, in the database so that it holds over processes and machines.

Rule: a lease that ran out, or whose holder is known to be dead, may be taken; each new holder raises the epoch. Whoever acts
under a lease checks its epoch within the very transaction that it commits, so that a holder which was stopped and comes back
late is refused (`StaleLease`) instead of writing over its successor. An expiry far beyond the asked time to live counts as run
out: a clock that was wrong for an hour must not block for a year.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from catalog.database import Session
from catalog.errors import Conflict
from catalog.model import Lease

SLACK = 2


class StaleLease(Conflict):
    """The lease was taken over by another holder: nothing that was done under it may be committed."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"the lease {name!r} has been taken over by another process; this one stops")


class LeaseHeld(Conflict):
    """Somebody else holds the lease: `holder` until `expires_at`."""

    def __init__(self, name: str, holder: str, expires_at: datetime) -> None:
        self.name = name
        self.holder = holder
        self.expires_at = expires_at
        super().__init__(f"{name} is held by {holder} until {expires_at:%Y-%m-%d %H:%M} UTC")


@dataclass(frozen=True, slots=True)
class Held:
    """A lease that this process took: its name, its holder and the epoch that proves it."""

    name: str
    holder: str
    epoch: int


def _nobody_is_known_dead(_: str) -> bool:
    return False


def acquire(
    session: Session, name: str, holder: str, *, now: datetime, ttl: timedelta, is_dead: Callable[[str], bool] = _nobody_is_known_dead
) -> Held:
    """Takes the lease, or takes it over; raises `LeaseHeld`. `is_dead` tells a holder that can be proved gone.

    The same holder may acquire again: the epoch then stays, since nobody acted in between.
    """
    row = _locked(session, name)
    if row is None:
        return _first(session, Lease(name=name, holder=holder, epoch=1, expires_at=now + ttl))
    if row.holder == holder:
        row.expires_at = now + ttl
        return Held(name, holder, row.epoch)
    if now < row.expires_at <= now + ttl * SLACK and not is_dead(row.holder):
        raise LeaseHeld(name, row.holder, row.expires_at)
    row.holder, row.epoch, row.expires_at = holder, row.epoch + 1, now + ttl
    session.flush()  # whoever looks again within this transaction reads the row anew
    return Held(name, holder, row.epoch)


def renew(session: Session, held: Held, *, now: datetime, ttl: timedelta) -> None:
    """Puts the expiry off; raises `StaleLease`."""
    _own(session, held).expires_at = now + ttl


def check(session: Session, held: Held) -> None:
    """Raises `StaleLease` unless the lease is still held; until the caller's transaction ends nobody can take it over."""
    _own(session, held)


def release(session: Session, held: Held, *, now: datetime) -> None:
    """Gives the lease up; one that was taken over already is left alone."""
    row = _locked(session, held.name)
    if row is not None and (row.holder, row.epoch) == (held.holder, held.epoch):
        row.holder, row.expires_at = "", now


def _own(session: Session, held: Held) -> Lease:
    row = _locked(session, held.name)
    if row is None or (row.holder, row.epoch) != (held.holder, held.epoch):
        raise StaleLease(held.name)
    return row


def _locked(session: Session, name: str) -> Lease | None:
    """The row, locked where the database locks rows (SQLite's transactions are alone anyway), and never an older copy of it."""
    found = select(Lease).where(Lease.name == name).with_for_update().execution_options(populate_existing=True)
    return session.scalars(found).first()


def _first(session: Session, row: Lease) -> Held:
    """The first holder ever; of two that come at once on PostgreSQL the second is told that it is held."""
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as error:
        other = _locked(session, row.name)
        raise LeaseHeld(row.name, other.holder if other else "another process", row.expires_at) from error
    return Held(row.name, row.holder, row.epoch)
