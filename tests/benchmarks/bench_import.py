"""How fast a feed becomes searchable, beside what the database alone can do: raw inserts of as many rows, both databases.

    python -m tests.benchmarks.bench_import [--short | --full]

For each size, format and database a process of its own runs the import, the same file again, and starts another for the index, as
`krets import` does after a large file. It prints records a minute, the work of the processor, and the peak of memory of each of the
three: the import, its reader, the index. Times by the clock are of a machine that may be shared; all figures of one table are of one run.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table
from sqlalchemy import func, select, text

from catalog.audit import SYSTEM
from catalog.clock import SystemClock, oslo_day
from catalog.database import Database
from catalog.founding import add_municipality
from catalog.migrations import upgrade
from catalog.model.base import Record
from catalog.settings import Settings
from importers.pipeline import run_once
from importers.plan import OneOff, tools_from
from importers.worker.pool import Workers
from importers.worker.process import Worker
from tests.benchmarks.generated_feeds import written
from tests.postgres import running_server, server_programs
from web.context import Krets, open_krets

FORMATS = ("csv", "json", "ical")
SHORT, USUAL, FULL = (500, 2_000), (2_000, 20_000), (100_000,)
AT_ONCE = 4_000
LONGEST_S = 3_600
ONE, INDEX = "--one", "--index"


@dataclass(frozen=True, slots=True)
class Stage:
    """Seconds by the clock, and seconds of work of this process and of those it started."""

    seconds: float
    work_s: float


@dataclass(frozen=True, slots=True)
class Measured:
    """One size, format and database. `rows` are all that the import left; memory in MB: of the import, its reader, the index."""

    format: str
    database: str
    records: int
    rows: int
    first: Stage
    second: Stage
    index: Stage
    raw: Stage
    memory: int
    worker_memory: int
    index_memory: int

    @property
    def to_searchable(self) -> float:
        """Records a minute from file to searchable."""
        return self.records / (self.first.seconds + self.index.seconds) * 60


@contextmanager
def installation(database_url: str, folder: Path) -> Iterator[tuple[Krets, int]]:
    """A migrated installation with one empty municipality."""
    with open_krets(_settings(database_url, folder), SystemClock()) as opened:
        upgrade(opened.database)
        with opened.database.transaction() as session:
            place = add_municipality(session, "3312", "Lier", "lier", actor=SYSTEM, now=opened.clock.now()).id
        yield opened, place


def _settings(database_url: str, folder: Path) -> Settings:
    return Settings(database_url, folder, "http://127.0.0.1:8000", ("127.0.0.1",), "x" * 32)


def timed(work: Callable[[], object]) -> Stage:
    """How long the work took."""
    start, worked = time.perf_counter(), _work()
    work()
    return Stage(time.perf_counter() - start, _work() - worked)


def _work() -> float:
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


def peak_mb(process_id: int) -> int:
    """The most memory that a living process has held since its program began.

    Not `ru_maxrss`: that of a child begins with what its parent held when it was started.
    """
    status = Path(f"/proc/{process_id}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) // 1024


class WatchedWorkers(Workers):
    """Readers whose peak of memory is noted when they are given back."""

    peak = 0

    def give_back(self, worker: Worker) -> None:
        """As ever."""
        self.peak = max(self.peak, peak_mb(worker.process_id))
        super().give_back(worker)


def raw_inserts(database: Database, rows: int) -> None:
    """As many plain rows as the import left, in batches, with nothing around them."""
    with database.transaction() as session:
        session.execute(text("CREATE TABLE bench_raw (id INTEGER PRIMARY KEY, a TEXT, b TEXT, c INTEGER)"))
    for start in range(0, rows, AT_ONCE):
        batch = [{"i": number, "a": f"navn {number}", "b": "x" * 120, "c": number} for number in range(start, min(start + AT_ONCE, rows))]
        with database.transaction() as session:
            session.execute(text("INSERT INTO bench_raw VALUES (:i, :a, :b, :c)"), batch)


def rows_in(database: Database) -> int:
    """All rows of all tables."""
    with database.reading() as session:
        return sum(session.scalar(select(func.count()).select_from(table)) or 0 for table in Record.metadata.sorted_tables)


def measure(format_name: str, count: int, database_url: str, folder: Path) -> Measured:
    """First run, second run, index and raw inserts, in this process."""
    with installation(database_url, folder / "var") as (opened, place):
        path = folder / f"{count}.{format_name}"
        workers, own = WatchedWorkers(), os.getpid()
        tools = replace(tools_from(opened.settings, opened.clock), workers=workers)

        def once(outcome: str) -> None:
            report = run_once(opened.database, OneOff(place, str(path), format_name), tools)
            workers.close()  # its work is known when it has ended
            if report.outcome != "complete" or report.counts[outcome] != count:
                raise AssertionError(f"{format_name}: {report.outcome}, {dict(report.counts)}, {report.reason}, {report.problems[:3]}")

        first, second = timed(lambda: once("created")), timed(lambda: once("unchanged"))
        memory, kind = peak_mb(own), opened.database.url.get_backend_name()
        index_memory: list[int] = []
        index = timed(lambda: index_memory.append(int(_another(INDEX, database_url, str(folder / "var")))))
        rows = rows_in(opened.database)
        raw = timed(lambda: raw_inserts(opened.database, rows))
    return Measured(format_name, kind, count, rows, first, second, index, raw, memory, workers.peak, *index_memory)


def measured_apart(format_name: str, count: int, database_url: str, folder: Path) -> Measured:
    """The same in a process of its own, whose peak of memory is nobody else's."""
    return msgspec.json.decode(_another(ONE, format_name, str(count), database_url, str(folder)), type=Measured)


def index(database_url: str, folder: Path) -> int:
    """Writes the indexes of an installation and returns the peak of memory in MB."""
    with open_krets(_settings(database_url, folder), SystemClock()) as opened:
        opened.syncing.sync_all()
    return peak_mb(os.getpid())


def _another(*words: str) -> bytes:
    """The last line that this program says in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_import", *words]
    return subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=LONGEST_S).stdout.splitlines()[-1]


def report(sizes: Sequence[int], formats: Sequence[str] = FORMATS) -> list[Measured]:
    """Measures and prints every size, format and database."""
    console, found = Console(width=150), []
    with ExitStack() as open_things, tempfile.TemporaryDirectory(prefix="krets-bench-") as name:
        server = open_things.enter_context(running_server()) if server_programs() else None
        for count in sizes:
            for format_name in formats:
                for kind in ("sqlite", "postgresql") if server else ("sqlite",):
                    folder = Path(name) / f"{kind}-{format_name}-{count}"
                    folder.mkdir()
                    written(format_name, count, oslo_day(SystemClock().now()), folder)
                    address = f"sqlite:///{folder}/krets.db" if kind == "sqlite" else _new_database(str(server))
                    found.append(measured_apart(format_name, count, address, folder))
                    console.print(f"[dim]{found[-1]}[/dim]")
    console.print(_table(found))
    return found


def _new_database(server: str) -> str:
    name = f"bench_{time.time_ns()}"
    admin = Database(f"{server}/postgres")
    with admin.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    admin.dispose()
    return f"{server}/{name}"


def _table(found: Sequence[Measured]) -> Table:
    table = Table(title="From file to searchable: records a minute, and what else it costs", title_justify="left")
    titles = (
        "first run",
        "index",
        "to searchable",
        "ms of work each",
        "second run",
        "faster by (clock, work)",
        "raw rows a minute",
        "first run beside raw",
    )
    for column in ("records", "format", "database", *titles, "MB: import, reader, index"):
        table.add_column(column, justify="left" if column in {"format", "database"} else "right")
    for one in found:
        rates = (one.records / stage.seconds * 60 for stage in (one.first, one.index))
        table.add_row(
            f"{one.records:,}",
            one.format,
            one.database,
            *(f"{rate:,.0f}" for rate in rates),
            f"{one.to_searchable:,.0f}",
            f"{one.first.work_s / one.records * 1000:.2f} + {one.index.work_s / one.records * 1000:.2f}",
            f"{one.records / one.second.seconds * 60:,.0f}",
            f"{one.first.seconds / one.second.seconds:.0f} ×, {one.first.work_s / one.second.work_s:.0f} ×",
            f"{one.rows / one.raw.seconds * 60:,.0f}",
            f"{one.first.seconds / one.raw.seconds:.1f} ×",
            f"{one.memory}, {one.worker_memory}, {one.index_memory}",
        )
    return table


def main(words: Sequence[str]) -> None:
    """Measures what the words of the command line say."""
    if words and words[0] == ONE:
        format_name, count, address, folder = words[1:]
        sys.stdout.buffer.write(msgspec.json.encode(measure(format_name, int(count), address, Path(folder))) + b"\n")
    elif words and words[0] == INDEX:
        sys.stdout.write(f"{index(words[1], Path(words[2]))}\n")
    else:
        report(SHORT if "--short" in words else FULL if "--full" in words else USUAL, [one for one in FORMATS if one in words] or FORMATS)


if __name__ == "__main__":
    main(sys.argv[1:])
