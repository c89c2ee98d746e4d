"""How fast a feed becomes searchable, beside what the database alone can do: raw inserts of as many rows, both databases.

Run as `python -m tests.benchmarks.bench_import [--short]`. Prints records a minute for the first run, the second run of the same
file, and the index, with the peak of memory; ratios are of one run on one machine.
"""

import csv
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlalchemy import text

from catalog.audit import SYSTEM
from catalog.clock import SystemClock
from catalog.database import Database
from catalog.founding import add_municipality
from catalog.migrations import upgrade
from catalog.settings import Settings
from importers.pipeline import run_once
from importers.plan import OneOff, tools_from
from tests.postgres import running_server, server_programs
from web.context import Krets, open_krets

SIZES = (2_000, 10_000)
SHORT = 500
ROWS_BESIDE = 8
"""About as many rows as an imported record leaves: offer, series, categories, meetings, journal, outbox."""
SUBJECTS = ("Fotball", "Korps", "Kor", "Sjakk", "Speiding", "Dans", "Teater", "Klatring")
DAYS = ("mandag", "tirsdag", "onsdag", "torsdag")
HEADER = (
    "id",
    "tittel",
    "beskrivelse",
    "kategori",
    "arrangør",
    "sted",
    "adresse",
    "alder",
    "pris",
    "ukedag",
    "tid",
    "sesong_fra",
    "sesong_til",
)


@dataclass(frozen=True, slots=True)
class Rate:
    """One measured stage: what, how many records, seconds by the clock, and seconds of this process's own work."""

    what: str
    records: int
    seconds: float
    work_s: float

    @property
    def a_minute(self) -> float:
        """Records a minute."""
        return self.records / self.seconds * 60


def rows(count: int) -> Iterator[tuple[str, ...]]:
    """Varied rows as a sports council would list them, the same each time."""
    chance = random.Random(2026)  # noqa: S311  data, not secrets
    first = datetime.now(UTC).date() + timedelta(days=7)
    for number in range(count):
        subject, low = chance.choice(SUBJECTS), chance.randrange(3, 13)
        price = chance.choice(("Gratis", "kr 325", "1 200,-", ""))
        place = number % 150
        yield (
            f"r{number}", f"{subject} for gruppe {number}", f"Gruppe {number} møtes {chance.choice(DAYS)} til {subject.lower()}.", subject,
            f"Lag {number % 300}", f"Sal {place}", f"Vegen {place}", f"{low}–{low + 3} år", price, chance.choice(DAYS), "17–18.30",
            first.isoformat(), (first + timedelta(weeks=10)).isoformat(),
        )  # fmt: skip


def written(format_name: str, count: int, folder: Path) -> Path:
    """A file of `count` records in the format."""
    path = folder / f"{count}.{format_name}"
    if format_name == "csv":
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, delimiter=";").writerows([HEADER, *rows(count)])
    elif format_name == "json":
        listed = [dict(zip(HEADER, row, strict=True)) for row in rows(count)]
        path.write_text(json.dumps(listed, ensure_ascii=False), encoding="utf-8")
    else:
        path.write_text(
            "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//bench//", *_events(count), "END:VCALENDAR", "")), encoding="utf-8"
        )
    return path


def _events(count: int) -> Iterator[str]:
    first = datetime.now(UTC).date() + timedelta(days=7)
    for row in rows(count):
        yield from ("BEGIN:VEVENT", f"UID:{row[0]}@bench", f"SUMMARY:{row[1]}", f"DESCRIPTION:{row[2]}", f"LOCATION:{row[5]}")
        yield from (f"DTSTART;TZID=Europe/Oslo:{first:%Y%m%d}T170000", f"DTEND;TZID=Europe/Oslo:{first:%Y%m%d}T183000")
        yield from ("RRULE:FREQ=WEEKLY;COUNT=10", "END:VEVENT")


@contextmanager
def installation(database_url: str, folder: Path) -> Iterator[tuple[Krets, int]]:
    """A migrated installation with one empty municipality."""
    settings = Settings(database_url, folder, "http://127.0.0.1:8000", ("127.0.0.1",), "x" * 32)
    with open_krets(settings, SystemClock()) as opened:
        upgrade(opened.database)
        with opened.database.transaction() as session:
            place = add_municipality(session, "3312", "Lier", "lier", actor=SYSTEM, now=opened.clock.now()).id
        yield opened, place


def timed(what: str, records: int, work: Callable[[], object]) -> Rate:
    """How long the work took."""
    start, worked = time.perf_counter(), time.process_time()
    work()
    return Rate(what, records, time.perf_counter() - start, time.process_time() - worked)


def raw_inserts(database: Database, count: int) -> None:
    """As many plain rows as the records leave, in batches, with nothing around them."""
    with database.transaction() as session:
        session.execute(text("CREATE TABLE bench_raw (id INTEGER PRIMARY KEY, a TEXT, b TEXT, c INTEGER)"))
    for start in range(0, count * ROWS_BESIDE, 4_000):
        batch = [
            {"i": number, "a": f"navn {number}", "b": "x" * 120, "c": number}
            for number in range(start, min(start + 4_000, count * ROWS_BESIDE))
        ]
        with database.transaction() as session:
            session.execute(text("INSERT INTO bench_raw VALUES (:i, :a, :b, :c)"), batch)


def measured(format_name: str, count: int, database_url: str) -> list[Rate]:
    """First run, second run, index and raw inserts for one format, size and database."""
    with tempfile.TemporaryDirectory(prefix="krets-bench-") as name:
        folder = Path(name)
        path = written(format_name, count, folder)
        with installation(database_url.format(folder=folder), folder / "var") as (opened, place):
            tools = tools_from(opened.settings, opened.clock)

            def once() -> None:
                report = run_once(opened.database, OneOff(place, str(path), format_name), tools)
                if report.outcome != "complete" or report.counts["read"] != count:
                    raise AssertionError(f"{format_name}: {report.outcome}, {dict(report.counts)}, {report.reason}, {report.problems[:3]}")

            return [
                timed("first run", count, once),
                timed("index", count, opened.syncing.sync_all),
                timed("second run, unchanged", count, once),
                timed("raw inserts of as many rows", count, lambda: raw_inserts(opened.database, count)),
            ]


def report(sizes: Sequence[int]) -> list[list[Rate]]:
    """Measures and prints every size, format and database; the rates, a list for each."""
    console = Console(width=120)
    found = []
    for count in sizes:
        for kind, url in databases():
            formats = ("csv", "json", "ical") if kind == "SQLite" else ("csv",)
            for format_name in formats:
                with url() as address:
                    rates = measured(format_name, count, address)
                found.append(rates)
                _print(console, f"{count:,} records, {format_name}, {kind}", rates)
    console.print(f"peak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    return found


def databases() -> Iterator[tuple[str, Callable[[], AbstractContextManager[str]]]]:
    """Both kinds, PostgreSQL where this machine has its programs."""
    yield "SQLite", _sqlite
    if server_programs():
        yield "PostgreSQL", _postgres


@contextmanager
def _sqlite() -> Iterator[str]:
    yield "sqlite:///{folder}/krets.db"


@contextmanager
def _postgres() -> Iterator[str]:
    with running_server() as server:
        database = f"bench_{time.time_ns()}"
        admin = Database(f"{server}/postgres")
        with admin.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f'CREATE DATABASE "{database}"'))
        admin.dispose()
        yield f"{server}/{database}"


def _print(console: Console, title: str, rates: Sequence[Rate]) -> None:
    table = Table(title=title, title_justify="left")
    for column in ("stage", "seconds", "records a minute", "beside raw inserts"):
        table.add_column(column, justify="left" if column == "stage" else "right")
    raw = rates[-1].seconds
    for rate in rates:
        table.add_row(rate.what, f"{rate.seconds:.2f}", f"{rate.a_minute:,.0f}", f"{rate.seconds / raw:.1f} ×")
    console.print(table)


if __name__ == "__main__":
    report((SHORT,) if "--short" in sys.argv else SIZES)
