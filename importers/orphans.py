"""Runs that will not end by themselves: their process is gone, or they are stuck. They are closed here, so that the next slot can run.

A run whose process is gone is `interrupted`, and its source is read again at once; when the repetition is cut off as well, or a run
is stuck for longer than any may last, it counts as failed, so that a feed which brings its reader down is tried ever more seldom.
The run's lease is taken away in the same transaction: whoever was at it after all writes nothing more.
"""

from collections.abc import Collection

from catalog.clock import Clock
from catalog.database import Database, Session
from catalog.leases import LeaseHeld, acquire, release
from catalog.model import ImportRun
from catalog.store import sources
from importers import holders
from importers.journal import ENDED_EARLY, LEASE_TTL, Counts, Fence, RunReport, Settled, settle

CUT_OFF_TWICE = f"{ENDED_EARLY}, and so did that of the run before"
STUCK = "it was stuck: it lasted longer than any run may, and did not stop"


class Orphans:
    """Closes what nobody is at any more. `fence` is checked in each transaction; `settled` hears of what counts as failed."""

    def __init__(self, database: Database, clock: Clock, fence: Fence, settled: Settled) -> None:
        self._database = database
        self._clock = clock
        self._fence = fence
        self._settled = settled

    def close_left(self, *, except_for: Collection[int]) -> list[int]:
        """Closes the open runs of every source but those named whose holder is gone; returns the sources' ids."""
        with self._database.reading() as session:
            left = [source_id for source_id in sources.sources_with_open_runs(session) if source_id not in except_for]
        return [source_id for source_id in left if self._close(source_id, stuck=False)]

    def close_stuck(self, source_id: int) -> None:
        """Closes the open runs of a source whose reader, of this very process, does not come back."""
        self._close(source_id, stuck=True)

    def _close(self, source_id: int, *, stuck: bool) -> bool:
        with self._database.transaction() as session:
            self._fence(session)
            now = self._clock.now()
            try:
                held = acquire(
                    session,
                    f"source:{source_id}",
                    holders.new_holder(),
                    now=now,
                    ttl=LEASE_TTL,
                    is_dead=(lambda _: True) if stuck else holders.is_dead,
                )
            except LeaseHeld:
                return False
            release(session, held, now=now)
            for run in sources.open_runs(session, source_id):
                self._end(session, run, _reason(session, run, stuck=stuck))
        return True

    def _end(self, session: Session, run: ImportRun, reason: str) -> None:
        now, source = self._clock.now(), sources.source(session, run.source_id)
        run.ended_at, run.reason = now, reason
        run.outcome = sources.INTERRUPTED if reason == ENDED_EARLY else sources.FAILED
        source.running_since = None
        if run.outcome == sources.FAILED:
            report = RunReport(run.id, sources.FAILED, run.counts or Counts().as_dict(), reason)
            settle(source, report, now)
            self._settled(session, source, report)


def _reason(session: Session, run: ImportRun, *, stuck: bool) -> str:
    if stuck:
        return STUCK
    before = next((each for each in sources.runs(session, run.source_id, limit=2) if each.id != run.id), None)
    return CUT_OFF_TWICE if before is not None and before.outcome == sources.INTERRUPTED else ENDED_EARLY
