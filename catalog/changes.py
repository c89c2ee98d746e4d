"""The outbox: which offers changed, in the order in which the changes were committed.

On PostgreSQL sequence numbers may commit out of order, and a reader that remembers the last one it saw would then lose a row; so
a transaction takes one advisory lock before its first number. SQLite has a single writer and needs none.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, func, select, text

from catalog.database import Session
from catalog.model import Change
from catalog.pending import insert_rows

ADVISORY_KEY = 0x4B72657473
TURN = "the transaction that has its turn to number changes"


def record_changes(session: Session, municipality_id: int, offer_ids: Iterable[int], now: datetime) -> None:
    """Adds one outbox row for each offer, within the caller's transaction."""
    number_changes(session, municipality_id, dict.fromkeys(offer_ids), now)


def number_changes(session: Session, municipality_id: int, changed: Iterable[int], now: datetime) -> None:
    """The same for changes in the order in which they were made: an offer that changed twice has two rows."""
    rows = [{"municipality_id": municipality_id, "offer_id": offer_id, "at": now} for offer_id in changed]
    if not rows:
        return
    _take_turn(session)
    insert_rows(session, Change, rows)


def _take_turn(session: Session) -> None:
    """Once in a transaction: nobody else numbers a change before it ends."""
    if session.get_bind().dialect.name != "postgresql" or session.info.get(TURN) is session.get_transaction():
        return
    session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_KEY})
    session.info[TURN] = session.get_transaction()


def newest_change(session: Session, municipality_id: int) -> int:
    """The number of the newest change in a municipality, 0 when there is none."""
    return session.scalar(select(func.max(Change.seq)).where(Change.municipality_id == municipality_id)) or 0


def prune_changes(session: Session, before: datetime) -> int:
    """Drops changes older than `before` (an index that has not drained them rebuilds); the newest of each place stays."""
    newest = select(func.max(Change.seq)).group_by(Change.municipality_id)
    dropped = session.execute(delete(Change).where(Change.at < before, Change.seq.not_in(newest)))
    return int(dropped.rowcount)  # type: ignore[attr-defined]  # the result of a DELETE is a cursor result
