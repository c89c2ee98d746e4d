"""The journal of runs: what came, what changed, why not, how long. Every run is on record, the failed and the killed ones too.

A run holds a lease on its source, so that it never overlaps itself, and every transaction of the run checks the lease first: a
run that was stopped and comes back late writes nothing. Only what is not "unchanged" gets an item of its own.
"""

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any

from catalog.clock import Clock
from catalog.database import Database, Session
from catalog.errors import Conflict
from catalog.leases import Held, LeaseHeld, acquire, check, release, renew
from catalog.model import ImportRun, Source
from catalog.store import sources
from catalog.text import clean_line, shorten
from importers import holders
from importers.errors import RunFailed

LEASE_TTL = timedelta(minutes=5)
RENEW_AFTER = timedelta(minutes=1)
RUN_LIMIT_S = 7_200.0
ENDED_EARLY = "its process ended before the run did"
SHOWN_PROBLEMS = 1000
LONGEST_REASON = 500

Fence = Callable[[Session], None]


@dataclass(slots=True)
class Counts:
    """How many records came to what. `retired` and `restored` are offers, beside the six that `read` is the sum of."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    merged: int = 0
    retired: int = 0
    restored: int = 0
    rejected: int = 0
    skipped: int = 0

    @property
    def read(self) -> int:
        """Every record of the feed, each counted once."""
        return self.created + self.updated + self.unchanged + self.merged + self.rejected + self.skipped

    def add(self, outcome: str, number: int = 1) -> None:
        """Count an outcome by its name."""
        setattr(self, outcome, getattr(self, outcome) + number)

    def as_dict(self) -> dict[str, int]:
        """By name, `read` first, in the order of the contract."""
        return {"read": self.read, **{one.name: getattr(self, one.name) for one in fields(self)}}


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be used: the record ("" for the feed itself), its field, the value as published, the reason."""

    record: str
    field: str = ""
    value: str = ""
    reason: str = ""

    def to_json(self) -> dict[str, str]:
        """The shape of the contract."""
        return {"record": self.record, "field": self.field, "value": self.value, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class OfferChange:
    """What a run did, or in a dry run would do, to one offer: each field before and after, and what was held for staff."""

    record: str
    outcome: str
    offer_id: int | None
    fields: Mapping[str, tuple[object, object]] = field(default_factory=dict)
    held: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RunReport:
    """What one run came to. `run` is None for a dry run. At most 1,000 problems and changes are listed here; all are in the journal."""

    run: int | None
    outcome: str
    counts: Mapping[str, int]
    reason: str | None = None
    problems: tuple[Problem, ...] = ()
    changes: tuple[OfferChange, ...] = ()
    unused_fields: tuple[str, ...] = ()
    duration_s: float = 0.0
    retry_after_s: int | None = None

    def to_json(self) -> dict[str, object]:
        """Exactly the keys of the command line's contract."""
        return {
            "run": self.run,
            **self.counts,
            "outcome": self.outcome,
            "problems": [problem.to_json() for problem in self.problems],
            "unused_fields": list(self.unused_fields),
            "duration_s": round(self.duration_s, 3),
        }


@dataclass(slots=True)
class Tally:
    """What a run has come to so far."""

    counts: Counts = field(default_factory=Counts)
    problems: list[Problem] = field(default_factory=list)
    passed_over: list[Problem] = field(default_factory=list)
    changes: list[OfferChange] = field(default_factory=list)

    def note(self, problem: Problem) -> None:
        """Keep a problem for the report, while there is room."""
        if len(self.problems) < SHOWN_PROBLEMS:
            self.problems.append(problem)

    def pass_over(self, problem: Problem) -> None:
        """Keep why a record was skipped for the report, while there is room."""
        if len(self.passed_over) < SHOWN_PROBLEMS:
            self.passed_over.append(problem)

    def absorb(self, other: "Tally") -> None:
        """Add what a committed batch came to."""
        for one in fields(Counts):
            self.counts.add(one.name, getattr(other.counts, one.name))
        for problem in other.problems:
            self.note(problem)
        for problem in other.passed_over:
            self.pass_over(problem)
        for change in other.changes:
            self.keep(change)

    def keep(self, change: OfferChange) -> None:
        """Keep a change for the report, while there is room."""
        if len(self.changes) < SHOWN_PROBLEMS:
            self.changes.append(change)


Settled = Callable[[Session, Source, RunReport], None]
"""Told of a run that ends, within the transaction that closes it: what follows from a run is stored with it or not at all."""


def settles_nothing(_session: Session, _source: Source, _report: RunReport) -> None:
    """Nothing follows, as from a run by hand."""


class StillRunning(Conflict):
    """The source is being read by another process."""


class RunLog:
    """One run on record, from `begin` to `close`; a dry run has none (`dry=True` writes nothing and holds nothing)."""

    def __init__(
        self, database: Database, source_id: int | None, clock: Clock, fence: Fence, *, dry: bool, settled: Settled = settles_nothing
    ) -> None:
        self._database = database
        self._source_id = source_id
        self._clock = clock
        self._fence = fence
        self._settled = settled
        self._started_s = time.monotonic()
        self._held: Held | None = None
        self._holder = ""
        self._renewed_at = clock.now()
        self.dry = dry
        self.run_id: int | None = None

    def begin(self) -> None:
        """Takes the source, closes what a killed run left open, and opens the run; raises `StillRunning`."""
        if self.dry or self._source_id is None:
            return
        self._holder = holders.new_holder()
        holders.begin(self._holder)
        try:
            self._open(self._source_id, self._holder)
        except BaseException:
            self.end()
            raise

    def end(self) -> None:
        """The run is over, whether or not that could be put on record; the source may be taken again."""
        holders.end(self._holder)

    def _open(self, source_id: int, holder: str) -> None:
        now = self._clock.now()
        with self._database.transaction() as session:
            self._fence(session)
            source = sources.source(session, source_id)
            try:
                self._held = acquire(session, f"source:{source.id}", holder, now=now, ttl=LEASE_TTL, is_dead=holders.is_dead)
            except LeaseHeld as error:
                since = f"{source.running_since:%Y-%m-%d %H:%M} UTC" if source.running_since else "a moment ago"
                raise StillRunning(f"source {source.id} ({source.name}) is still running since {since}") from error
            for orphan in sources.open_runs(session, source.id):
                orphan.outcome, orphan.ended_at, orphan.reason = sources.INTERRUPTED, now, ENDED_EARLY
            run = ImportRun(source_id=source.id, started_at=now, outcome=sources.RUNNING, lease_epoch=self._held.epoch, counts={}, facts={})
            session.add(run)
            source.running_since = now
            source.etag = source.last_modified = None  # until this run is committed whole, the feed must be read whole
            session.flush()
            self.run_id = source.last_run_id = run.id

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Session]:
        """One transaction of the run: checked against every lease, or thrown away at its end in a dry run."""
        if not self.dry:
            with self._database.transaction() as session:
                self.check(session)
                yield session
            return
        with contextlib.suppress(_DryRunEnds), self._database.transaction() as session:
            yield session
            session.flush()
            raise _DryRunEnds

    def check(self, session: Session) -> None:
        """Raises `StaleLease` when another process has taken the source or the schedule over."""
        self._fence(session)
        if self._held:
            check(session, self._held)

    def keep_alive(self) -> None:
        """Renews the lease when a minute has passed; called between records and pages, outside any transaction.

        Raises `RunFailed` when the run has lasted too long, by a clock that nobody can move; what it has committed stays.
        """
        if time.monotonic() - self._started_s > RUN_LIMIT_S:
            raise RunFailed(f"the run was cut off after {RUN_LIMIT_S / 3600:g} hours; the next one goes on from there")
        now = self._clock.now()
        if self._held is None or abs(now - self._renewed_at) < RENEW_AFTER:
            return
        with self._database.transaction() as session:
            self._fence(session)
            renew(session, self._held, now=now, ttl=LEASE_TTL)
        self._renewed_at = now

    def abandon(self) -> None:
        """Gives the source up without closing the run, which the next one then closes as interrupted."""
        if self._held:
            with self._database.transaction() as session:
                release(session, self._held, now=self._clock.now())

    def progress(self, session: Session, counts: Mapping[str, int]) -> None:
        """Puts the counts so far on record, within a batch's own transaction."""
        if self.run_id is not None:
            sources.run(session, self.run_id).counts = dict(counts)

    def close(self, session: Session, report: RunReport, facts: Mapping[str, Any]) -> None:
        """Closes the run within the caller's transaction, and gives the source up."""
        if self.dry or self.run_id is None or self._source_id is None:
            return
        now = self._clock.now()
        run, source = sources.run(session, self.run_id), sources.source(session, self._source_id)
        run.outcome, run.reason, run.ended_at = report.outcome, report.reason, now
        run.counts, run.unused_fields = dict(report.counts), list(report.unused_fields)
        slot = source.due_at.isoformat() if source.due_at and source.due_at <= run.started_at else None
        about_feed = [problem.to_json() for problem in report.problems if not problem.record]
        run.facts = {**run.facts, **facts, "slot": slot, "problems": about_feed}
        settle(source, report, now)
        self._settled(session, source, report)
        if self._held:
            release(session, self._held, now=now)


class _DryRunEnds(Exception):
    """Raised at the end of a dry run's transaction, so that it is rolled back."""


def settle(source: Source, report: RunReport, now: datetime) -> None:
    """What a run's outcome means for its source: when it last succeeded, how often it failed, what waits for a person."""
    source.running_since = None
    if report.outcome == sources.FAILED:
        source.failures += 1
    elif report.outcome in {sources.COMPLETE, sources.PARTIAL}:
        source.failures = 0
        source.last_success_at = now
    if report.outcome in {sources.REFUSED, sources.PARTIAL}:
        source.held_run_id = report.run
    elif report.outcome == sources.COMPLETE:
        source.held_run_id = None


def plain(words: object, length: int = LONGEST_REASON) -> str:
    """Anything as one clean line that every database takes."""
    return shorten(clean_line(str(words)), length)
