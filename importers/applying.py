"""The upsert and retire stages of one run: a transaction for each batch, and the last one's absences.

A record that intake or the database refuses is found by halving its batch, and stands alone as a rejected one.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from catalog.audit import feed_actor
from catalog.database import Session
from catalog.errors import Conflict, InvalidValue, NotFound, Unavailable
from catalog.handover import hand_over
from catalog.matching import Likely, propose
from catalog.merging import Moment
from catalog.store import sources
from importers.errors import RecordRejected
from importers.journal import OfferChange, Problem, RunLog, Tally
from importers.normalise import Prepared
from importers.plan import Plan
from importers.proposals import Search, likely_pairs
from importers.retire import GONE, Retirement, Verdict
from importers.units import UpsertUnits, mark_absent_units
from importers.upsert import RETIRED, Items, Scope, Upsert, intake_for


class Applying:
    """Stores what a run prepared. `tally` is the run's; it counts only what is committed."""

    def __init__(self, plan: Plan, log: RunLog, tally: Tally, now: datetime) -> None:
        self._plan = plan
        self._log = log
        self._tally = tally
        self._now = now

    def store(self, prepared: Sequence[Prepared], returning: Sequence[str], verdict: Verdict) -> None:
        """Stores one batch; `returning` are settled records that had been missing."""
        tally = Tally()
        try:
            with self._log.transaction() as session:
                scope = self._scope(session, verdict)
                Upsert(session, scope, tally, [one for one in prepared if one.unit is None], returning).store()
                UpsertUnits(session, scope, tally, [one for one in prepared if one.unit is not None]).store()
                so_far = Tally()
                so_far.absorb(self._tally)
                so_far.absorb(tally)
                self._log.progress(session, so_far.counts.as_dict())
        except (Conflict, Unavailable, NotFound):
            raise
        except Exception as error:
            if not prepared:
                raise
            self._store_apart(prepared, returning, verdict, error)
        else:
            self._tally.absorb(tally)

    def retire(self, session: Session, missing: Sequence[str], verdict: Verdict, *, forced: bool) -> None:
        """Counts the absences of the records, and retires the offers whose time has come, in the caller's transaction."""
        scope = self._scope(session, verdict)
        rows = list(sources.records(session, scope.source_id, missing).values())
        backed = sources.backed(session, {row.offer_id for row in rows if row.offer_id is not None})
        items = Items(session, scope.run_id)
        for row in Retirement(intake_for(session, scope), self._now, verdict, forced=forced).apply(rows, backed):
            self._tally.counts.add(RETIRED)
            items.add(RETIRED, row.offer_id, Problem(row.record_id, reason=GONE))
            self._tally.keep(OfferChange(row.record_id, RETIRED, row.offer_id))
        items.write()
        mark_absent_units(session, scope, rows, self._tally)
        session.flush()
        hand_over(session, [row for row in rows if row.retired_at == self._now], Moment(feed_actor(scope.source_id), self._now))

    def likely_pairs(self, session: Session) -> list[Likely]:
        """The offers of this run that may be one with another."""
        if self._log.run_id is None or self._plan.source_id is None:
            return []
        last = sources.last_good_run(session, self._plan.source_id)
        since = last.id if last else 0
        search = Search(self._plan.municipality_id, self._plan.source_id, since, self._now, self._log.keep_alive)
        return likely_pairs(session, search)

    def propose(self, session: Session, found: Sequence[Likely]) -> None:
        """Puts these pairs before a person."""
        propose(session, self._plan.municipality_id, found, Moment(feed_actor(self._plan.source_id), self._now))

    def _store_apart(self, prepared: Sequence[Prepared], returning: Sequence[str], verdict: Verdict, error: Exception) -> None:
        if len(prepared) > 1:
            middle = len(prepared) // 2
            self.store(prepared[:middle], returning, verdict)
            self.store(prepared[middle:], (), verdict)
            return
        if prepared[0].problem is not None:
            raise error
        self.store([_refused_record(prepared[0], error)], returning, verdict)

    def _scope(self, session: Session, verdict: Verdict) -> Scope:
        source_id = self._plan.source_id
        if source_id is None:
            passing = self._plan.passing_source()
            session.add(passing)
            session.flush()
            source_id = passing.id
        return Scope(self._plan.municipality_id, source_id, self._log.run_id, self._now, verdict.retire)


def _refused_record(one: Prepared, error: Exception) -> Prepared:
    """A record that intake or the database would not take, as a rejected one."""
    if isinstance(error, InvalidValue):
        problem = RecordRejected(error.field, error.value, error.reason)
    else:
        problem = RecordRejected("record", one.arrival.position, f"it could not be stored ({type(error).__name__})")
    return replace(one, draft=None, unit=None, place=None, problem=problem)
