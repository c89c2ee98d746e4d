"""The upsert stage: prepared records into the catalog through intake, in the caller's transaction, each leaving its trace.

The record's row keeps its last payload and hash, whatever became of it; an item of the run is written only where something
happened. What is the same as before writes nothing at all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from catalog.audit import feed_actor
from catalog.clock import oslo_day
from catalog.database import Session
from catalog.drafts import OfferDraft
from catalog.handover import hand_over
from catalog.intake import CREATED, MERGED, UNCHANGED, UPDATED, Intake, Receipt
from catalog.merging import Moment
from catalog.model import ImportRecord, Municipality
from catalog.occurrences import horizon
from catalog.store import records, sources, twins
from catalog.store.matches import followers
from catalog.store.municipalities import school_calendar
from importers.journal import OfferChange, Problem, Tally, plain
from importers.match import Matcher, Times, sought_in, times_of_meeting
from importers.normalise import REJECTED, SKIPPED, Prepared
from importers.proposals import MergedAtImport

RESTORED, RETIRED, HELD, WARNING = "restored", "retired", "held", "warning"
SAME_ID = "another source has this id for the same organisation; both are kept apart until a person says that they are one"
NO_SUCH_AREA = "no district or school here has this name"
KEPT = "a person wrote this field; the source now says something else"


@dataclass(frozen=True, slots=True)
class Scope:
    """For whom a batch is stored: municipality, source, run (None in a dry run) and instant; `may_retire` is the guard's word."""

    municipality_id: int
    source_id: int
    run_id: int | None
    now: datetime
    may_retire: bool


class Upsert:
    """Stores the records of one batch. `tally` counts what became of them; it is the caller's to keep or throw away."""

    def __init__(self, session: Session, scope: Scope, tally: Tally, batch: Sequence[Prepared], returning: Sequence[str] = ()) -> None:
        self._session = session
        self._scope = scope
        self._tally = tally
        self._batch = batch
        self._rows = sources.records(session, scope.source_id, [*(one.arrival.key for one in batch), *returning])
        self._returning = returning
        self._items = Items(session, scope.run_id)
        self._intake = intake_for(session, scope)
        offers = {row.offer_id for row in self._rows.values() if row.offer_id is not None}
        self._standing = records.surviving_offers(session, offers)
        self._led_by_other = sources.led_by_other(session, scope.source_id, offers)
        self._followers = followers(session, scope.source_id, offers)
        self._merges = MergedAtImport(session, scope.source_id, scope.now)
        self._new_rows: list[dict[str, object]] = []
        new = [one for one in batch if one.draft and self._offer_of(one) is None]
        self._matcher = self._matcher_for([one.draft for one in new if one.draft])
        claimed = {one.arrival.key: number for one in new if (number := _claimed_number(one.draft))}
        self._of_others = twins.ids_of_others(session, scope.municipality_id, scope.source_id, claimed)

    def store(self) -> None:
        """Every record of the batch."""
        for key in self._returning:
            _seen_again(self._rows[key])
        coming = [(one.draft, one.place) for one in self._batch if one.draft]
        known = {offer_id for one in self._batch if one.draft and (offer_id := self._standing_offer_of(one)) is not None}
        with self._intake.together(coming, known):
            for one in self._batch:
                self._store(one)
        records.add_records(self._session, self._new_rows)
        self._merges.write()
        self._items.write()

    def _store(self, one: Prepared) -> None:
        self._warn(one)
        if one.problem is not None:
            self._reject(one)
        elif one.draft is not None:
            self._receive(one, one.draft)
        else:
            self._skip(one)

    def _receive(self, one: Prepared, draft: OfferDraft) -> None:
        row = self._rows.get(one.arrival.key)
        offer_id = self._standing_offer_of(one)
        if offer_id is not None and row is not None and row.retired_at is not None and self._intake.restore(offer_id):
            self._tally.counts.add(RESTORED)
            self._items.add(RESTORED, offer_id, Problem(one.arrival.key))
        outcome, receipt = self._known(one, draft, offer_id) if offer_id is not None else self._new(one, draft)
        self._tally.counts.add(outcome)
        self._remember(one, outcome, receipt.offer_id)
        self._report(one, outcome, receipt)

    def _known(self, one: Prepared, draft: OfferDraft, offer_id: int) -> tuple[str, Receipt]:
        """A record that came before: the leading source writes the offer, a second one fills in, a record listed twice adds nothing."""
        if one.arrival.key in self._followers:
            return UNCHANGED, Receipt(offer_id, UNCHANGED)
        if offer_id in self._led_by_other:
            receipt = self._intake.merge(offer_id, draft, place=one.place)
        else:
            self._intake.lead(offer_id)
            receipt = self._intake.receive(draft, offer_id=offer_id, place=one.place)
        return (UPDATED if receipt.changes else UNCHANGED), receipt

    def _new(self, one: Prepared, draft: OfferDraft) -> tuple[str, Receipt]:
        twin = self._matcher.twin(draft, self._times_of_draft(draft))
        if twin is not None:
            self._merges.add(one.arrival.key, twin, draft, self._intake.said(draft, place=one.place))
            return MERGED, self._intake.merge(twin.offer_id, draft, place=one.place)
        receipt = self._intake.receive(draft, place=one.place)
        if one.arrival.key in self._of_others:
            self._problem(Problem(one.arrival.key, "id", self._of_others[one.arrival.key], SAME_ID), receipt.offer_id)
        return CREATED, receipt

    def _reject(self, one: Prepared) -> None:
        problem = one.problem
        if problem is None:
            return
        found = Problem(one.arrival.key, plain(problem.field), plain(problem.value), plain(problem.reason))
        self._tally.counts.add(REJECTED)
        self._tally.note(found)
        if self._remember(one, REJECTED, self._offer_of(one), fault=f"{found.field}: {found.reason}"):
            self._items.add(REJECTED, self._offer_of(one), found)

    def _skip(self, one: Prepared) -> None:
        if one.skipped is None:
            return
        found = Problem(one.arrival.key, plain(one.skipped.field), plain(one.skipped.value), plain(one.skipped.reason))
        self._tally.counts.add(SKIPPED)
        self._tally.pass_over(found)
        offer_id = self._offer_of(one)
        if one.withdraws and not self._scope.may_retire:
            return
        changed = self._remember(one, SKIPPED, offer_id, fault=found.reason)
        if one.withdraws and offer_id is not None:
            self._withdraw(one, offer_id, found)
        elif changed:
            self._items.add(SKIPPED, offer_id, found)

    def _withdraw(self, one: Prepared, offer_id: int, why: Problem) -> None:
        row = self._rows[one.arrival.key]
        row.retired_at = self._scope.now
        self._intake.write_out()
        backed = sources.backed(self._session, [offer_id])
        hand_over(self._session, [row], Moment(feed_actor(self._scope.source_id), self._scope.now))
        self._session.flush()
        if not backed and self._intake.retire(offer_id, f"its source says: {why.reason}"):
            self._tally.counts.add(RETIRED)
            self._items.add(RETIRED, offer_id, why)

    def _remember(self, one: Prepared, outcome: str, offer_id: int | None, fault: str | None = None) -> bool:
        """Brings the record's row up to date; says whether its content or fate changed."""
        arrival, row = one.arrival, self._rows.get(one.arrival.key)
        if row is None:
            self._new_rows.append(self._new_row(one, outcome, offer_id, fault))
            return True
        _seen_again(row)
        same = (row.content_hash, row.fault, row.offer_id) == (arrival.content_hash, fault, offer_id)
        if same and outcome in {row.outcome, UNCHANGED} and (row.retired_at is None or one.draft is None):
            return False
        row.content_hash, row.raw, row.fault, row.offer_id = arrival.content_hash, arrival.raw, fault, offer_id
        row.outcome, row.changed_run_id = outcome, self._scope.run_id or 0
        if one.draft is not None:
            row.retired_at = None
        return True

    def _new_row(self, one: Prepared, outcome: str, offer_id: int | None, fault: str | None) -> dict[str, object]:
        run = self._scope.run_id or 0
        return {
            "source_id": self._scope.source_id,
            "record_id": one.arrival.key,
            "content_hash": one.arrival.content_hash,
            "raw": one.arrival.raw,
            "outcome": outcome,
            "offer_id": offer_id,
            "fault": fault,
            "first_run_id": run,
            "changed_run_id": run,
        }

    def _report(self, one: Prepared, outcome: str, receipt: Receipt) -> None:
        key = one.arrival.key
        if outcome != UNCHANGED:
            fields = {} if outcome == CREATED else {name: list(pair) for name, pair in receipt.changes.items()}
            self._items.add(outcome, receipt.offer_id, Problem(key), fields)
        for name, value in receipt.held.items():
            self._items.add(HELD, receipt.offer_id, Problem(key, name, plain(value), KEPT))
        for name in receipt.unknown_names:
            self._problem(Problem(key, "open_to", plain(name), NO_SUCH_AREA), receipt.offer_id)
        if outcome != UNCHANGED or receipt.held:
            self._tally.keep(OfferChange(key, outcome, receipt.offer_id, receipt.changes, receipt.held))

    def _warn(self, one: Prepared) -> None:
        for warning in one.warnings:
            self._problem(Problem(one.arrival.key, plain(warning.field), plain(warning.value), plain(warning.reason)), self._offer_of(one))

    def _problem(self, problem: Problem, offer_id: int | None) -> None:
        self._tally.note(problem)
        self._items.add(WARNING, offer_id, problem)

    def _offer_of(self, one: Prepared) -> int | None:
        row = self._rows.get(one.arrival.key)
        return row.offer_id if row else None

    def _standing_offer_of(self, one: Prepared) -> int | None:
        """The offer that now stands for the record's, following merges."""
        offer_id = self._offer_of(one)
        return self._standing.get(offer_id) if offer_id is not None else None

    def _matcher_for(self, drafts: Sequence[OfferDraft]) -> Matcher:
        found = twins.candidates(self._session, self._scope.municipality_id, self._scope.source_id, sought_in(drafts)) if drafts else []
        return Matcher(found, self._times_of_offers)

    def _times_of_offers(self, offer_ids: Iterable[int]) -> Mapping[int, Times]:
        ids = list(offer_ids)
        series = twins.series_of(self._session, ids)
        starts = twins.dated_starts_of(self._session, ids, after=self._scope.now)
        return {offer_id: times_of_meeting(series.get(offer_id, ()), starts.get(offer_id, ())) for offer_id in ids}

    def _times_of_draft(self, draft: OfferDraft) -> Times:
        last = horizon(oslo_day(self._scope.now)).last
        ahead = [one.start for one in draft.occurrences if one.start >= self._scope.now and oslo_day(one.start) <= last]
        return times_of_meeting(draft.series, ahead)


def intake_for(session: Session, scope: Scope) -> Intake:
    """Intake for one transaction of a source."""
    municipality = session.get_one(Municipality, scope.municipality_id)
    return Intake(
        session,
        municipality,
        actor=feed_actor(scope.source_id),
        now=scope.now,
        calendar=school_calendar(municipality),
        source_id=scope.source_id,
    )


def _claimed_number(draft: OfferDraft | None) -> str | None:
    return draft.organisation.number if draft and draft.organisation else None


class Items:
    """The items of one run, written together; a dry run (`run_id` None) has none."""

    def __init__(self, session: Session, run_id: int | None) -> None:
        self._session = session
        self._run_id = run_id
        self._rows: list[dict[str, object]] = []

    def add(self, outcome: str, offer_id: int | None, about: Problem, changes: Mapping[str, object] | None = None) -> None:
        """One item about the record that `about` names; empty words of it are left out."""
        row = {"run_id": self._run_id, "record_id": about.record, "outcome": outcome, "offer_id": offer_id, "changes": dict(changes or {})}
        self._rows.append(row | {name: getattr(about, name) or None for name in ("field", "value", "reason")})

    def write(self) -> None:
        """Writes what was added, in its order."""
        if self._run_id is not None:
            records.add_items(self._session, self._rows)
        self._rows = []


def _seen_again(row: ImportRecord) -> None:
    """The record is listed: whatever absence was counted ends."""
    if row.absent_runs:
        row.absent_runs, row.absent_since = 0, None
