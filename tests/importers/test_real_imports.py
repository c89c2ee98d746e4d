"""Real files of others through the whole pipeline into a real database: accounted for, the same the second time, found in search."""

import json
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select

from catalog.audit import SYSTEM
from catalog.clock import FixedClock
from catalog.database import Database
from catalog.founding import add_municipality
from catalog.model import Change, ImportRecord, ImportRun, Offer
from catalog.settings import settings_from
from catalog.terms import Cost, Kind
from importers.journal import RunReport
from importers.pipeline import run_once
from importers.plan import OneOff, Tools, tools_from
from tests.importers.test_real_files import ALESUND, CALENDARS
from tests.shared_data import DATA, requires_shared

pytestmark = requires_shared
AUGUST = FixedClock(datetime(2026, 8, 22, 12, tzinfo=UTC))
EVENTS = DATA / "2-offers/no_alesund_iaal_events.json"
MEMORY_MB = 512


class Place:
    """A municipality that real files are imported into."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        with database.transaction() as session:
            self.id = add_municipality(session, "1508", "Ålesund", "alesund", actor=SYSTEM, now=AUGUST.now()).id
        self.tools: Tools = tools_from(settings_from({"KRETS_DATA_DIR": str(folder)}), AUGUST)

    def read(self, path: Path, format_name: str, options: dict[str, str]) -> RunReport:
        """One import."""
        return run_once(self.database, OneOff(self.id, str(path), format_name, options), self.tools)

    def changes(self) -> int:
        """How many rows the outbox has."""
        with self.database.reading() as session:
            return session.scalar(select(func.count()).select_from(Change)) or 0


def test_the_612_events_of_alesund_are_created_merged_skipped_or_rejected_with_a_reason(database: Database, tmp_path: Path) -> None:
    place = Place(database, tmp_path)
    report = place.read(EVENTS, "json", ALESUND)
    counts = report.counts
    with database.reading() as session:
        rows = session.scalars(select(ImportRun)).one().facts["rows"]
    assert (counts["read"], rows) == (435, len(json.loads(EVENTS.read_text(encoding="utf-8"))["events"]))
    assert counts["read"] == sum(counts[name] for name in ("created", "updated", "unchanged", "merged", "rejected", "skipped"))
    assert counts["created"] > 350
    assert all(problem.reason for problem in report.problems)
    with database.reading() as session:
        stored = Counter(session.scalars(select(ImportRecord.outcome)))
        faults = list(session.scalars(select(ImportRecord.fault).where(ImportRecord.outcome.in_(("rejected", "skipped")))))
        free = session.scalar(select(func.count()).select_from(Offer).where(Offer.cost == Cost.FREE)) or 0
        unknown = session.scalar(select(func.count()).select_from(Offer).where(Offer.cost == Cost.UNKNOWN)) or 0
    assert sum(stored.values()) == 435
    assert all(faults)
    assert (free < 250, unknown > 150) == (True, True)


def test_the_same_events_again_write_nothing(database: Database, tmp_path: Path) -> None:
    place = Place(database, tmp_path)
    first = place.read(EVENTS, "json", ALESUND)
    before = place.changes()
    second = place.read(EVENTS, "json", ALESUND)
    assert second.counts["unchanged"] == first.counts["created"] + first.counts["merged"]
    assert (second.counts["created"], second.counts["updated"], second.counts["retired"]) == (0, 0, 0)
    assert place.changes() == before


def test_playgrounds_and_bathing_places_become_facilities_with_a_point_and_no_price(sqlite: Database, tmp_path: Path) -> None:
    place = Place(sqlite, tmp_path)
    number = 0
    for folder, category in (
        ("bergen_lekeplasser", "playground"),
        ("stavanger_lekeplasser", "playground"),
        ("stavanger_badeplasser", "swimming-spot"),
    ):
        options = {"default.category": category, "default.kind": "facility"}
        report = place.read(DATA / "2-offers/datahotell" / folder / "dataset.csv", "csv", options)
        assert (report.outcome, report.counts["rejected"]) == ("complete", 0)
        number += report.counts["created"] + report.counts["merged"]
    with sqlite.reading() as session:
        offers = list(session.scalars(select(Offer)))
        assert number >= 430
        assert {(offer.kind, offer.cost) for offer in offers} == {(Kind.FACILITY, Cost.UNKNOWN)}
        assert all(offer.venue and offer.venue.lat for offer in offers)
        assert all(offer.title.strip() for offer in offers)


def test_all_calendars_together_stay_within_the_memory_that_one_may_take() -> None:
    command = [sys.executable, "-c", READ_ALL, *map(str, CALENDARS)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert result.returncode == 0, result.stderr[-2000:]
    assert int(result.stdout) < MEMORY_MB * 1024


READ_ALL = """
import sys
from pathlib import Path
from importers.errors import RunFailed
from tests.importers.reading_feeds import outcome_of
for name in sys.argv[1:]:
    try:
        outcome_of(Path(name), "ical")
    except RunFailed:
        pass
status = Path("/proc/self/status").read_text()  # getrusage would begin with what the parent held
print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))
"""
