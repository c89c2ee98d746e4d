"""A process of `krets jobs` whose clock runs faster than the machine's, and what several such did to one catalog.

    python -m tests.faults.ticking WORLD

WORLD is a pickled `World`. The process builds what `krets jobs` builds (`web.jobs.Jobs`), with a clock that is the same for all
processes of a world and a pace that is faster by as much, and ends on SIGTERM; the product has no switch for it.
"""

import os
import pickle
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from sqlalchemy import select

from catalog.migrations import upgrade
from catalog.model import ImportRun, Lease, Source
from catalog.settings import settings_from
from catalog.store.municipalities import municipality
from importers.orphans import CUT_OFF_TWICE
from tests.factories.installations import SECRET, fill
from web.cli import set_up_log
from web.context import Krets, open_krets
from web.jobs import Jobs, Pace
from web.leading import LEASE

BEGIN = datetime(2026, 11, 22, 11, tzinfo=UTC)
EVERY_S = 60


@dataclass(frozen=True, slots=True)
class FastClock:
    """`speed` seconds pass for each second of the machine since `origin` (of `time.time()`)."""

    origin: float
    speed: float

    def now(self) -> datetime:
        """The present instant of the world."""
        return BEGIN + timedelta(seconds=(time.time() - self.origin) * self.speed)


@dataclass(frozen=True, slots=True)
class World:
    """An installation on disk, its clock, and whatever a process must know to work in it."""

    folder: Path
    url: str
    speed: float
    origin: float

    @property
    def clock(self) -> FastClock:
        """The clock of all its processes."""
        return FastClock(self.origin, self.speed)

    @contextmanager
    def opened(self) -> Iterator[Krets]:
        """The installation, opened as a process of Krets opens it."""
        given = {"KRETS_DATA_DIR": str(self.folder), "KRETS_DATABASE_URL": self.url, "KRETS_SECRET_KEY": SECRET}
        with open_krets(settings_from(given | {"KRETS_ALLOW_PRIVATE_FEEDS": "127.0.0.1"}), self.clock) as krets:
            yield krets

    def real_s(self, seconds: float) -> float:
        """So many of its seconds in seconds of the machine."""
        return seconds / self.speed


def world(folder: Path, url: str, feeds: list[str], *, speed: float) -> World:
    """A migrated database with Lier and a source for each feed, every one due each minute from now on."""
    made = World(folder, url, speed, time.time())
    with made.opened() as krets:
        upgrade(krets.database)
        fill(krets, [])
        with krets.database.transaction() as session:
            place = municipality(session, "lier")
            for row in session.scalars(select(Source)):
                session.delete(row)
            for number, feed in enumerate(feeds):
                row = Source(municipality_id=place.id, name=f"Kilde {number}", format="csv", location=feed, options={})
                row.every_s, row.due_at = EVERY_S, made.clock.now()
                session.add(row)
    return made


@contextmanager
def ticking(there: World, log: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A process of jobs, killed by its id at the end; what it says is added to the file."""
    with log.open("ab") as out:
        file = there.folder / "world.pickle"
        file.write_bytes(pickle.dumps(there))
        process = subprocess.Popen([sys.executable, "-m", "tests.faults.ticking", str(file)], stdout=out, stderr=out)
        try:
            yield process
        finally:
            process.send_signal(signal.SIGCONT)
            process.kill()
            process.wait()


def leader(there: World) -> int | None:
    """The process id of who leads now, None while nobody does."""
    with there.opened() as krets, krets.database.reading() as session:
        lease = session.get(Lease, LEASE)
        return int(lease.holder.rpartition(":")[2]) if lease and lease.holder and lease.expires_at > there.clock.now() else None


def stop_between_transactions(there: World, pid: int) -> None:
    """Stops a process (SIGSTOP) at a moment when it neither reads nor writes.

    One that is stopped within a transaction on SQLite keeps the file locked (a reader too), and writers wait until it goes on or dies;
    PostgreSQL ends such a transaction by itself (`catalog.database`).
    """
    while True:
        os.kill(pid, signal.SIGSTOP)
        if not there.url.startswith("sqlite"):
            return
        with closing(sqlite3.connect(there.url.removeprefix("sqlite:///"), isolation_level=None, timeout=1.0)) as probe:
            try:
                probe.execute("BEGIN EXCLUSIVE")
                probe.execute("ROLLBACK")
            except sqlite3.OperationalError:
                os.kill(pid, signal.SIGCONT)
                time.sleep(0.05)
            else:
                return


@dataclass(frozen=True, slots=True)
class Ran:
    """One run on record."""

    source: int
    outcome: str
    slot: datetime | None
    started: datetime
    created: int
    reason: str | None


def runs(there: World) -> list[Ran]:
    """Every run, in the order in which they began."""
    with there.opened() as krets, krets.database.reading() as session:
        rows = session.scalars(select(ImportRun).order_by(ImportRun.id))
        return [Ran(row.source_id, row.outcome, _slot(row), row.started_at, row.counts.get("created", 0), row.reason) for row in rows]


def _slot(row: ImportRun) -> datetime | None:
    return datetime.fromisoformat(row.facts["slot"]) if row.facts.get("slot") else None


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of the slots: `due` minutes of all sources, those that ran, ran more than once, were passed over in a pause."""

    due: int
    ran: int
    doubled: int
    passed_over: int
    interrupted: int
    failed: int
    longest_pause_s: float


def figures(found: list[Ran]) -> Figures:
    """The figures of all runs of a world."""
    whole = Counter((run.source, run.slot) for run in found if run.outcome == "complete")
    slots: dict[int, list[datetime]] = {}
    for source, slot in whole:
        if slot is not None:
            slots.setdefault(source, []).append(slot)
    spans = [(max(each) - min(each)).total_seconds() for each in slots.values()]
    due = sum(round(span / EVERY_S) + 1 for span in spans)
    starts = sorted(run.started for run in found)
    pauses = [(after - before).total_seconds() for before, after in pairwise(starts)]
    outcomes = Counter("interrupted" if run.reason == CUT_OFF_TWICE else run.outcome for run in found)
    doubled = sum(number - 1 for number in whole.values())
    return Figures(due, len(whole), doubled, due - len(whole), outcomes["interrupted"], outcomes["failed"], max(pauses, default=0.0))


def main(file: str) -> None:
    """The life of a process of jobs."""
    there: World = pickle.loads(Path(file).read_bytes())  # noqa: S301  the test's own file
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: stop.set())
    set_up_log("info")
    usual = Pace()
    pace = Pace(*(there.real_s(each) for each in (usual.index_s * there.speed, usual.lead_s, usual.mail_s, usual.upkeep_s)))
    with there.opened() as krets, Jobs(krets, pace, lambda: time.monotonic() * there.speed):
        stop.wait()


if __name__ == "__main__":
    main(sys.argv[1])
