"""When sources run by themselves: due times in the database, as many at once as there are workers, no source twice at once.

Whoever leads (`web.jobs` holds that lease) calls `start_due` every few seconds; what is due is decided here, from our own table, so
that nothing is lost when a wake-up is late or missed, and nothing is pickled. A source's next time is set in the very transaction
that closes its run, so that no slot runs twice however the process ends. After a long pause each source catches up once, a few at a
time; a run that does not end is closed from outside; at the fifth failure in a row, and when a feed is held, somebody is told.
"""

import random
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

import structlog

from catalog.clock import Clock
from catalog.database import Database, Session
from catalog.errors import Conflict, NotFound, Unavailable
from catalog.leases import StaleLease
from catalog.model import Source
from catalog.store import sources
from importers import journal, pipeline
from importers.due_times import ClockWatch, Spread, is_misplaced, next_due, retry_due, set_anew
from importers.journal import Fence, RunReport, StillRunning
from importers.orphans import Orphans
from importers.plan import Tools

WORKERS = 8
FLAG_AFTER = 5
HELD_OFF = timedelta(minutes=1)
LATE = timedelta(minutes=15)
CATCH_UP_AT_ONCE = 2
"""Of the sources that are late by more than `LATE`, so many are started each time, so that a pause does not end in a flood."""
STUCK_AFTER_S = 600.0
"""How much longer than a run may last its thread is waited for, before the run is closed without it."""
STOP_WITHIN_S = 60.0

log = structlog.get_logger("krets.sources")


class Stopping(Conflict):
    """This process is about to end: a run stops at its next transaction, and the next process does it again."""


class Trouble(StrEnum):
    """Why somebody is told: a source that keeps failing, a feed that waits for a person."""

    FAILING = "failing"
    HELD = "held"


OnTrouble = Callable[[Session, Source, RunReport, Trouble], None]
"""Told within the transaction that closes the run, for every run while the trouble lasts."""


def _tell_nobody(_session: Session, _source: Source, _report: RunReport, _trouble: Trouble) -> None:
    """The journal and the source's page show it anyway."""


@dataclass(slots=True)
class _Run:
    """A run under way in this process."""

    thread: threading.Thread
    since: datetime
    started_s: float
    overrun_told: bool = False


@dataclass(slots=True)
class SourceSchedule:
    """Runs what is due on threads of its own. `seconds` counts without regard to the clock."""

    database: Database
    clock: Clock
    on_trouble: OnTrouble = _tell_nobody
    spread: Spread = random.uniform
    seconds: Callable[[], float] = time.monotonic
    _stopping: threading.Event = field(default_factory=threading.Event)
    _running: dict[int, _Run] = field(default_factory=dict)
    _held_off: dict[int, datetime] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)  # around `_running` and `_held_off`
    _watch: ClockWatch = field(init=False)

    def __post_init__(self) -> None:
        self._watch = ClockWatch(self.clock, self.seconds)

    def start_due(self, tools: Tools) -> list[int]:
        """Starts every due source for which there is a free worker, and returns at once with their ids.

        The tools' fence stops the runs, and whatever is written here, once their starter leads no more.
        """
        now = self.clock.now()
        moved = self._watch.moved()
        if moved:
            log.warning("clock moved", by_s=round(moved.total_seconds()), now=now.isoformat(timespec="seconds"))
        self._mend_misplaced(now, tools.fence)
        self._close_orphans(tools.fence)
        with self._lock:  # from before what is due is read: a run that ends meanwhile would be started for its old slot again
            due = self._due(now)
            self._note_overruns(due, now)
            return [source_id for source_id in self._next_ones(due, now) if self._start(source_id, tools, now)]

    def wait(self, within_s: float = STOP_WITHIN_S) -> None:
        """Returns when everything that was started has ended, or after so many seconds."""
        until = time.monotonic() + within_s
        for run in list(self._running.values()):
            run.thread.join(max(0.0, until - time.monotonic()))

    def close(self) -> None:
        """Starts nothing more; what runs stops at its next transaction."""
        self._stopping.set()
        self.wait()

    def run_source(self, source_id: int, tools: Tools) -> RunReport | None:
        """Runs one source and sets its next time; None when it did not run to its end (gone, busy elsewhere, no longer leading)."""
        try:
            report = pipeline.run(self.database, source_id, replace(tools, fence=self._stoppable(tools.fence), settled=self.settled))
        except (StaleLease, Stopping) as error:
            log.warning("source left to another process", source=source_id, problem=str(error))
            return None
        except StillRunning as error:
            log.warning("source not started", source=source_id, problem=str(error))
            with self._lock:
                self._held_off[source_id] = self.clock.now()
            return None
        except (NotFound, Unavailable) as error:
            log.warning("source not run to its end", source=source_id, problem=str(error))
            self._postpone(source_id, tools.fence)
            return None
        except Exception:  # the border of a worker: whatever it was is in the log whole, and the run on record as failed
            log.exception("source failed", source=source_id)
            self._postpone(source_id, tools.fence)
            return None
        log.info("source run", source=source_id, run=report.run, outcome=report.outcome, **report.counts)
        return report

    def settled(self, session: Session, source: Source, report: RunReport) -> None:
        """Sets when a source whose run is being closed is due again, and tells of trouble, all in the closing transaction."""
        source.beat_at = source.beat_at or source.due_at
        source.due_at = self._due_after(source, report.retry_after_s)
        if source.failures == FLAG_AFTER:
            log.error("source keeps failing", source=source.id, failures=source.failures, reason=report.reason)
        if report.outcome == sources.FAILED and source.failures >= FLAG_AFTER:
            self.on_trouble(session, source, report, Trouble.FAILING)
        if report.outcome in {sources.REFUSED, sources.PARTIAL}:
            self.on_trouble(session, source, report, Trouble.HELD)

    def _due_after(self, source: Source, retry_after_s: int | None) -> datetime | None:
        if source.every_s is None:
            return None
        if source.failures:
            return retry_due(source.failures, self.clock.now(), retry_after_s=retry_after_s, spread=self.spread)
        return next_due(source.beat_at, source.every_s, self.clock.now())

    def _start(self, source_id: int, tools: Tools, now: datetime) -> bool:
        """A thread for the run, which nobody waits for when it hangs: a pool would lose a worker for good."""
        thread = threading.Thread(target=self._work, args=(source_id, tools), name=f"source {source_id}", daemon=True)
        if not self._take(source_id, thread, now):
            return False
        thread.start()
        return True

    def _take(self, source_id: int, thread: threading.Thread, now: datetime) -> bool:
        """Notes that the thread runs the source; False where another does, or every worker is busy."""
        if source_id in self._running or len(self._running) >= WORKERS:
            return False
        self._running[source_id] = _Run(thread, now, self.seconds())
        return True

    def _work(self, source_id: int, tools: Tools) -> None:
        """Runs the source, and then whatever else is due on time by now: a worker does not wait for the next tick."""
        following: int | None = source_id
        while following is not None:
            try:
                self.run_source(following, tools)
            finally:
                self._leave(following)
            following = self._follow_up()

    def _leave(self, source_id: int) -> None:
        with self._lock:
            run = self._running.get(source_id)
            if run is not None and run.thread is threading.current_thread():
                del self._running[source_id]

    def _follow_up(self) -> int | None:
        now, thread = self.clock.now(), threading.current_thread()
        try:
            with self._lock:
                on_time = [each for each in self._due(now) if now - each[1] <= LATE and not self._stopping.is_set()]
                return next((each for each in self._next_ones(on_time, now) if self._take(each, thread, now)), None)
        except Unavailable:
            return None  # the next tick looks again

    def _due(self, now: datetime) -> list[tuple[int, datetime, int]]:
        with self.database.reading() as session:
            return sources.due_sources(session, now)

    def _stoppable(self, fence: Fence) -> Fence:
        def checked(session: Session) -> None:
            if self._stopping.is_set():
                raise Stopping("this process ends")
            fence(session)

        return checked

    def _next_ones(self, due: Sequence[tuple[int, datetime, int]], now: datetime) -> list[int]:
        """In which order the due sources are started: those on time first, of those that are late a few."""
        self._held_off = {each: since for each, since in self._held_off.items() if abs(now - since) < HELD_OFF}
        free = [(source_id, slot) for source_id, slot, _ in due if source_id not in self._running and source_id not in self._held_off]
        on_time = [source_id for source_id, slot in free if now - slot <= LATE]
        late = [source_id for source_id, slot in free if now - slot > LATE]
        return [*on_time, *late[:CATCH_UP_AT_ONCE]]

    def _note_overruns(self, due: Sequence[tuple[int, datetime, int]], now: datetime) -> None:
        """Says of a run, once, that it still runs when its source's next slot has come."""
        for source_id, slot, every_s in due:
            run = self._running.get(source_id)
            if run is not None and not run.overrun_told and next_due(slot, every_s, slot) <= now:
                run.overrun_told = True
                log.warning(f"source still running since {run.since:%Y-%m-%d %H:%M} UTC, its next slot is passed over", source=source_id)

    def _close_orphans(self, fence: Fence) -> None:
        """Closes runs that nobody is at any more, and those of this process that are stuck; their workers are free again."""
        orphans = Orphans(self.database, self.clock, fence, self.settled)
        for source_id in orphans.close_left(except_for=set(self._running)):
            log.warning("a run that was left open is closed", source=source_id)
        for source_id, run in list(self._running.items()):
            if self.seconds() - run.started_s > journal.RUN_LIMIT_S + STUCK_AFTER_S:
                orphans.close_stuck(source_id)
                with self._lock:
                    self._running.pop(source_id, None)
                log.error("a stuck run is closed, its thread given up", source=source_id, since=run.since.isoformat(timespec="seconds"))

    def _postpone(self, source_id: int, fence: Fence) -> None:
        """Not now: a little later, whatever was the matter. A database that is away keeps the time that it has."""
        try:
            with self.database.transaction() as session:
                fence(session)
                source, now = sources.source(session, source_id), self.clock.now()
                if source.due_at is not None and source.due_at <= now:
                    source.due_at = retry_due(1, now, spread=self.spread)
        except (Unavailable, NotFound, StaleLease) as error:
            log.warning("source not put off", source=source_id, problem=str(error))

    def _mend_misplaced(self, now: datetime, fence: Fence) -> None:
        """Sets due times anew that no right clock has set, spread over the interval's first tenth."""
        with self.database.reading() as session:
            known = sources.scheduled_sources(session)
            wrong = [each.id for each in known if is_misplaced(each.due_at, each.every_s or 0, now, failures=each.failures)]
        if not wrong:
            return
        log.warning("due times missing or far off (clock moved?), set anew", sources=wrong)
        with self.database.transaction() as session:
            fence(session)
            for source_id in wrong:
                source = sources.source(session, source_id)
                source.due_at, source.beat_at = set_anew(source.every_s or 0, now, self.spread), None
