"""Rows that one transaction inserts together at its end: a few statements for a whole batch, not several for each offer.

Offers get their ids ahead, so that whatever names them (journal, outbox, a source's record) can be made before they are written.
Nothing here decides anything; a row is inserted exactly as it was given.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, func, insert, select, text

from catalog.database import Session
from catalog.model import Offer
from catalog.model.base import Record

BLOCK = 20
"""How many ids are asked for at a time when more offers come than were expected."""

MOST = 5_000
"""How many rows wait at most; an offer of many meetings has hundreds."""


def insert_rows(session: Session, record: type[Record], rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows at once, in their order, within the caller's transaction; all have the same columns, none is made a record."""
    if rows:
        session.execute(insert(_table(record)), rows)


class PendingRows:
    """The rows that wait, by table, each table's in the order in which they came. Rows of one table have the same columns."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows: dict[Table, list[dict[str, Any]]] = {}
        self._ids: deque[int] = deque()
        self._highest = 0

    def expect(self, offers: int) -> None:
        """Takes ids for so many offers at once."""
        if offers > len(self._ids):
            self._take_ids(offers - len(self._ids))

    def new_offer_id(self) -> int:
        """An id that no other offer has or will get."""
        if not self._ids:
            self._take_ids(BLOCK if self._is_shared else 1)
        return self._ids.popleft()

    def add(self, record: type[Record], row: dict[str, Any]) -> None:
        """One row, by the names of its columns."""
        self._rows.setdefault(_table(record), []).append(row)

    def write(self) -> None:
        """Inserts all that waits, owners before what belongs to them."""
        rows, self._rows = self._rows, {}
        for table in Record.metadata.sorted_tables if rows else ():
            if table in rows:
                self._session.execute(insert(table), rows[table])
        if not self._is_shared:
            self._highest = 0
            self._ids.clear()  # whoever inserts next may be somebody else, who takes the next free number

    @property
    def is_much(self) -> bool:
        """Whether so many rows wait that memory is better spared than statements."""
        return sum(map(len, self._rows.values())) >= MOST

    @property
    def _is_shared(self) -> bool:
        """Whether others may insert meanwhile: PostgreSQL's sequence then gives a number only once. SQLite has a single writer."""
        return self._session.get_bind().dialect.name == "postgresql"

    def _take_ids(self, count: int) -> None:
        if self._is_shared:
            sequence = text("SELECT nextval(pg_get_serial_sequence('offer', 'id')) FROM generate_series(1, :count)")
            self._ids.extend(self._session.scalars(sequence, {"count": count}))
            return
        taken = max(self._session.scalar(select(func.max(Offer.id))) or 0, self._highest)
        self._highest = taken + count
        self._ids.extend(range(taken + 1, taken + 1 + count))


def _table(record: type[Record]) -> Table:
    table = record.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{record.__name__} has no table of its own")
    return table
