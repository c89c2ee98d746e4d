"""The upsert stage for organisations of a register: as `importers.upsert` for offers, in the caller's transaction, each leaving its trace.

Nothing is removed: a unit that its register lists no more is marked, and its offers stay.
"""

from collections.abc import Iterable, Sequence

from catalog.audit import feed_actor
from catalog.database import Session
from catalog.drafts import OrganisationDraft
from catalog.intake import UNCHANGED
from catalog.model import ImportRecord
from catalog.register_units import RegisterUnits, UnitReceipt
from catalog.store import sources
from importers.journal import OfferChange, Problem, Tally, plain
from importers.normalise import Prepared
from importers.upsert import HELD, KEPT, RESTORED, RETIRED, WARNING, Items, Scope

NO_LONGER_LISTED = "the register lists it no more"


class UpsertUnits:
    """Stores the organisations of one batch. `tally` counts what became of them; it is the caller's to keep or throw away."""

    def __init__(self, session: Session, scope: Scope, tally: Tally, batch: Sequence[Prepared], returning: Sequence[str] = ()) -> None:
        self._session = session
        self._scope = scope
        self._tally = tally
        self._batch = batch
        self._returning = returning
        self._rows = sources.records(session, scope.source_id, [*(one.arrival.key for one in batch), *returning])
        self._items = Items(session, scope.run_id)
        self._units = units_for(session, scope)

    def store(self) -> None:
        """Every organisation of the batch; records that are none are passed over."""
        for key in self._returning:
            _seen_again(self._rows[key])
        for one in self._batch:
            if one.unit is not None:
                self._receive(one, one.unit)
        self._items.write()

    def _receive(self, one: Prepared, draft: OrganisationDraft) -> None:
        for warning in one.warnings:
            self._problem(Problem(one.arrival.key, plain(warning.field), plain(warning.value), plain(warning.reason)))
        row = self._rows.get(one.arrival.key)
        if row is not None and row.retired_at is not None:
            self._tally.counts.add(RESTORED)
            self._items.add(RESTORED, None, Problem(one.arrival.key))
        receipt = self._units.receive(draft)
        self._tally.counts.add(receipt.outcome)
        self._remember(one, receipt)
        self._report(one, receipt)

    def _remember(self, one: Prepared, receipt: UnitReceipt) -> None:
        """Brings the record's row up to date; writes nothing where it says what it said."""
        arrival, row = one.arrival, self._rows.get(one.arrival.key)
        run = self._scope.run_id or 0
        if row is None:
            row = ImportRecord(source_id=self._scope.source_id, record_id=arrival.key, first_run_id=run, absent_runs=0, retired_at=None)
            self._session.add(row)
            self._rows[arrival.key] = row
        else:
            _seen_again(row)
            same = (row.content_hash, row.fault, row.organisation_id) == (arrival.content_hash, None, receipt.organisation_id)
            if same and row.retired_at is None and receipt.outcome in {row.outcome, UNCHANGED}:
                return
        row.content_hash, row.raw, row.fault, row.retired_at = arrival.content_hash, arrival.raw, None, None
        row.organisation_id, row.outcome, row.changed_run_id = receipt.organisation_id, receipt.outcome, run

    def _report(self, one: Prepared, receipt: UnitReceipt) -> None:
        key = one.arrival.key
        if receipt.outcome != UNCHANGED:
            self._items.add(receipt.outcome, None, Problem(key), {name: list(pair) for name, pair in receipt.changes.items()})
        for name, value in receipt.held.items():
            self._items.add(HELD, None, Problem(key, name, plain(value), KEPT))
        if receipt.outcome != UNCHANGED or receipt.held:
            self._tally.keep(OfferChange(key, receipt.outcome, None, receipt.changes, receipt.held))

    def _problem(self, problem: Problem) -> None:
        self._tally.note(problem)
        self._items.add(WARNING, None, problem)


def units_for(session: Session, scope: Scope) -> RegisterUnits:
    """The write path of organisations for one transaction of a source."""
    return RegisterUnits(session, scope.municipality_id, actor=feed_actor(scope.source_id), now=scope.now)


def mark_absent_units(session: Session, scope: Scope, rows: Iterable[ImportRecord], tally: Tally) -> None:
    """Marks the organisations of records that `Retirement` has just found absent long enough, and counts them."""
    due = {row.organisation_id: row for row in rows if row.organisation_id is not None and row.retired_at == scope.now}
    items = Items(session, scope.run_id)
    for organisation_id in units_for(session, scope).mark_not_listed(due):
        row = due[organisation_id]
        tally.counts.add(RETIRED)
        items.add(RETIRED, None, Problem(row.record_id, reason=NO_LONGER_LISTED))
        tally.keep(OfferChange(row.record_id, RETIRED, None))
    items.write()


def _seen_again(row: ImportRecord) -> None:
    """The record is listed: whatever absence was counted ends."""
    if row.absent_runs:
        row.absent_runs, row.absent_since = 0, None
