"""When sources run by themselves: due times in the database, as many at once as there are workers, no source twice at once.

Whoever leads (`web.jobs` holds that lease) calls `start_due` every few seconds; what is due is decided here, from our own table, so
that nothing is lost when a wake-up is late or missed, and nothing is pickled. Rules: times of sources that run every so many whole
days keep their hour in Norway over clock changes; after a pause each source catches up once; failures are tried again after 5
minutes, then twice as long each time, to a day at most, and later if the publisher asks; at the fifth failure in a row somebody is
told; a due time far beyond the interval (a clock that was wrong) is set anew.
"""

import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import structlog

from catalog.clock import OSLO, Clock
from catalog.database import Database, Session
from catalog.errors import Conflict, NotFound, Unavailable
from catalog.leases import StaleLease
from catalog.model import Source
from catalog.store import sources
from importers import pipeline
from importers.journal import Fence, RunReport, StillRunning
from importers.plan import Tools

WORKERS = 8
FIRST_RETRY = timedelta(minutes=5)
LONGEST_RETRY = timedelta(hours=24)
FLAG_AFTER = 5
JITTER_SHARE = 0.1
DAY_S = 86_400

Spread = Callable[[float, float], float]
log = structlog.get_logger("krets.sources")


def next_due(due_at: datetime | None, every_s: int, now: datetime) -> datetime:
    """The first regular slot after now. A whole number of days keeps its hour in Norway; missed slots are not made up for."""
    slot = due_at or now
    if every_s % DAY_S:
        missed = max(0, int((now - slot).total_seconds() // every_s))
        return slot + timedelta(seconds=every_s * (missed + 1))
    days, wall = every_s // DAY_S, slot.astimezone(OSLO)
    step = max(1, int((now - slot).total_seconds() // every_s))
    while True:
        local = datetime.combine(wall.date() + timedelta(days=days * step), wall.time(), tzinfo=OSLO)
        if local.astimezone(UTC) > now:
            return local.astimezone(UTC)
        step += 1


def retry_due(failures: int, now: datetime, *, retry_after_s: int | None = None, spread: Spread = random.uniform) -> datetime:
    """When a source that failed `failures` times in a row is tried again; a little spread, so that not all come at once."""
    wait = min(FIRST_RETRY * 2 ** min(max(failures, 1) - 1, 20), LONGEST_RETRY)
    wait = max(wait, timedelta(seconds=retry_after_s or 0))
    return now + timedelta(seconds=wait.total_seconds() * spread(1, 1 + JITTER_SHARE))


def is_misplaced(due_at: datetime | None, every_s: int, now: datetime) -> bool:
    """Whether a due time cannot have been set by a right clock: none at all, or far beyond the interval and the longest retry."""
    return due_at is None or due_at - now > 2 * max(timedelta(seconds=every_s), LONGEST_RETRY)


class Stopping(Conflict):
    """This process is about to end: a run stops at its next transaction, and the next process does it again."""


def _tell_nobody(_source_id: int) -> None:
    """The journal and the source's page show it anyway."""


@dataclass(slots=True)
class SourceSchedule:
    """Runs what is due on workers of its own. `on_trouble` is told a source that failed for the fifth time in a row."""

    database: Database
    clock: Clock
    on_trouble: Callable[[int], None] = _tell_nobody
    spread: Spread = random.uniform
    _stopping: threading.Event = field(default_factory=threading.Event)
    _running: set[int] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _workers: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(WORKERS, thread_name_prefix="source"))

    def start_due(self, tools: Callable[[], Tools]) -> list[int]:
        """Starts every due source for which there is a free worker, and returns at once with their ids.

        `tools` is called only when something is due; its fence stops the runs once their starter leads no more.
        """
        claimed = self._claimed()
        if claimed:
            made = tools()
            for source_id in claimed:
                self._workers.submit(self.run_source, source_id, made)
        return claimed

    def close(self) -> None:
        """Starts nothing more; what runs stops at its next transaction, what waits is left to the next time."""
        self._stopping.set()
        self._workers.shutdown(wait=True, cancel_futures=True)

    def run_source(self, source_id: int, tools: Tools) -> RunReport | None:
        """Runs one source and sets its next time; None when it did not run to its end (gone, busy elsewhere, no longer leading)."""
        try:
            report = pipeline.run(self.database, source_id, replace(tools, fence=self._stoppable(tools.fence)))
            self.set_next_time(source_id, tools, report.retry_after_s)
        except (StaleLease, Stopping) as error:
            log.warning("source left to another process", source=source_id, problem=str(error))
            return None
        except (StillRunning, NotFound, Unavailable) as error:
            log.warning("source not run to its end", source=source_id, problem=str(error))
            self._postpone(source_id)
            return None
        except Exception:
            log.exception("source failed", source=source_id)
            self._postpone(source_id)
            raise
        else:
            log.info("source run", source=source_id, run=report.run, outcome=report.outcome, **report.counts)
            return report
        finally:
            with self._lock:
                self._running.discard(source_id)

    def _stoppable(self, fence: Fence) -> Fence:
        def checked(session: Session) -> None:
            if self._stopping.is_set():
                raise Stopping("this process ends")
            fence(session)

        return checked

    def _claimed(self) -> list[int]:
        now = self.clock.now()
        self._mend_misplaced(now)
        with self._lock, self.database.reading() as session:
            due = sources.due_sources(session, now, limit=WORKERS + len(self._running))
            free = WORKERS - len(self._running)
            claimed = [each for each in due if each not in self._running][:free]
            self._running.update(claimed)
        return claimed

    def set_next_time(self, source_id: int, tools: Tools, retry_after_s: int | None = None) -> None:
        """When a source that has just been run is due again; one that keeps failing is told to `on_trouble`."""
        with self.database.transaction() as session:
            tools.fence(session)
            source = sources.source(session, source_id)
            source.due_at = self._due_after_run(source, retry_after_s)
            failures = source.failures
        if failures == FLAG_AFTER:
            log.error("source keeps failing", source=source_id, failures=failures)
            self.on_trouble(source_id)

    def _due_after_run(self, source: Source, retry_after_s: int | None) -> datetime | None:
        if source.every_s is None:
            return None
        if source.failures:
            return retry_due(source.failures, self.clock.now(), retry_after_s=retry_after_s, spread=self.spread)
        return next_due(source.due_at, source.every_s, self.clock.now())

    def _postpone(self, source_id: int) -> None:
        """Not now: a little later, whatever was the matter. A database that is away keeps the time that it has."""
        try:
            with self.database.transaction() as session:
                sources.source(session, source_id).due_at = retry_due(1, self.clock.now(), spread=self.spread)
        except (Unavailable, NotFound) as error:
            log.warning("source not put off", source=source_id, problem=str(error))

    def _mend_misplaced(self, now: datetime) -> None:
        """Sets due times anew that no right clock has set, spread over the interval's first tenth."""
        with self.database.reading() as session:
            wrong = [each.id for each in sources.scheduled_sources(session) if is_misplaced(each.due_at, each.every_s or 0, now)]
        if not wrong:
            return
        log.warning("due times missing or far off (clock moved?), set anew", sources=wrong)
        with self.database.transaction() as session:
            for source_id in wrong:
                source = sources.source(session, source_id)
                source.due_at = now + timedelta(seconds=(source.every_s or 0) * self.spread(0, JITTER_SHARE))
