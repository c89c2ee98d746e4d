"""Defects to plant, so that it shows whether the crash tests would notice them: the designs that Krets decided against.

They are put into the running process by whoever asks for them, for a block; the product has no switch for them.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from unittest.mock import patch

from sqlalchemy import event

from catalog import changes, intake
from catalog.database import Session
from search.documents import IndexedOffer
from search.index import Cursor, Index

BESIDE = "cursor.json"


class Defect(StrEnum):
    """The index's cursor kept beside it; the outbox written when the offers are committed already; a commit after each offer."""

    CURSOR_OUTSIDE = "cursor kept outside the index"
    OUTBOX_LATER = "outbox written after the commit"
    COMMIT_EACH = "each offer committed by itself"


@contextmanager
def planted(defect: Defect) -> Iterator[None]:
    """This process has the defect until the block ends."""
    with PLANTS[defect]():
        yield


@contextmanager
def _cursor_outside() -> Iterator[None]:
    """As a dual write has it: what was drained is put on record, then written to the index."""
    write, inside = Index.write, Index.cursor

    def write_after_the_record(index: Index, offers: Iterable[IndexedOffer], gone: Iterable[int], cursor: Cursor) -> None:
        _beside(index).write_text(json.dumps([cursor.seq, cursor.surroundings]))
        write(index, offers, gone, cursor)

    def cursor_on_record(index: Index) -> Cursor:
        return Cursor(*json.loads(_beside(index).read_text())) if _beside(index).exists() else inside(index)

    with patch.object(Index, "write", write_after_the_record), patch.object(Index, "cursor", cursor_on_record):
        yield


@contextmanager
def _outbox_later() -> Iterator[None]:
    """Rows of the outbox in a transaction of their own, when the offers' transaction has ended."""
    number = changes.number_changes

    def number_later(session: Session, municipality_id: int, changed: Iterable[int], now: datetime) -> None:
        ids = list(changed)
        engine = session.get_bind()

        def then(_: Session) -> None:
            with Session(engine) as later, later.begin():
                later.connection(execution_options={"krets_writes": True})
                number(later, municipality_id, ids, now)

        event.listen(session, "after_commit", then, once=True)

    with patch.object(intake, "number_changes", number_later):
        yield


@contextmanager
def _commit_each() -> Iterator[None]:
    """No batch: what was written of it is committed with each offer, before its record and its journal are written."""
    receive = intake.Intake.receive

    def receive_and_commit(made: intake.Intake, *arguments: object, **options: object) -> intake.Receipt:
        receipt: intake.Receipt = receive(made, *arguments, **options)  # type: ignore[arg-type]  # passed on as it came
        made.write_out()
        for statement in ("COMMIT", "BEGIN IMMEDIATE"):
            made._session.connection().exec_driver_sql(statement)
        return receipt

    with patch.object(intake.Intake, "receive", receive_and_commit):
        yield


def _beside(index: Index) -> Path:
    return index.build.parent / BESIDE


PLANTS: dict[Defect, Callable[[], AbstractContextManager[None]]] = {
    Defect.CURSOR_OUTSIDE: _cursor_outside,
    Defect.OUTBOX_LATER: _outbox_later,
    Defect.COMMIT_EACH: _commit_each,
}
