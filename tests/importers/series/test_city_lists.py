"""A city's tens of thousands of dated rows: one offer for each activity, the same again, the same next week, in bounded memory."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from catalog.audit import SYSTEM
from catalog.clock import FixedClock
from catalog.database import Database
from catalog.founding import add_municipality
from catalog.model import ImportRun, Offer
from catalog.settings import settings_from
from importers.journal import RunReport
from importers.pipeline import run_once
from importers.plan import OneOff, tools_from
from tests.importers.series import city_file

MONDAY = date(2026, 8, 24)
MEMORY_MB = 150
READ = """
import sys, time
from pathlib import Path
from tests.importers.reading_feeds import feed_of
from importers.registry import importer_for
begun, feed = time.process_time(), feed_of(Path(sys.argv[1]))
records = sum(1 for _ in importer_for("csv").read(feed))
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(records, feed.notes.rows, int(peak.split()[1]) // 1024)
print(f"{time.process_time() - begun:.1f} s", file=sys.stderr)
"""


class City:
    """A municipality that a city's list is imported into."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.path = database, folder / "list.csv"
        self.clock = FixedClock(datetime(2026, 8, 22, 12, tzinfo=UTC))
        self.tools = tools_from(settings_from({"KRETS_DATA_DIR": str(folder)}), self.clock)
        with database.transaction() as session:
            self.id = add_municipality(session, "1508", "Ålesund", "alesund", actor=SYSTEM, now=self.clock.now()).id

    def publish(self, listed: list[city_file.Row]) -> RunReport:
        """The city publishes these rows, and they are imported."""
        city_file.write(self.path, listed)
        return run_once(self.database, OneOff(self.id, str(self.path), "csv", {}), self.tools)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from /proc")
@pytest.mark.parametrize(
    ("activities", "weeks"),
    [pytest.param(1_500, 30, id="40,000 rows"), pytest.param(30_000, 1, id="30,000 activities")],
)
def test_a_large_list_is_read_in_bounded_memory(tmp_path: Path, activities: int, weeks: int) -> None:
    listed = city_file.rows(activities, MONDAY, weeks)
    path = city_file.write(tmp_path / "list.csv", listed)
    done = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, timeout=300, check=True)
    records, rows, memory_mb = map(int, done.stdout.split())
    assert (records, rows) == (len({row[1] for row in listed}), len(listed))
    assert memory_mb < MEMORY_MB, done.stderr


def test_the_same_list_again_changes_nothing_and_next_weeks_list_brings_the_same_offers_up_to_date(
    sqlite: Database, tmp_path: Path
) -> None:
    city = City(sqlite, tmp_path)
    listed = city_file.rows(40, MONDAY, 30)
    first = city.publish(listed)
    assert (first.outcome, first.counts["read"], first.counts["created"]) == ("complete", 40, 40)
    second = city.publish(listed)
    assert (second.counts["unchanged"], second.counts["updated"], second.counts["created"]) == (40, 0, 0)
    with sqlite.reading() as session:
        assert {run.facts["rows"] for run in session.scalars(select(ImportRun))} == {len(listed)}
        before = set(session.scalars(select(Offer.id)))
    city.clock.instant += timedelta(days=9)
    later = [row for row in city_file.rows(40, MONDAY, 31) if datetime.strptime(row[7], "%d.%m.%Y").replace(tzinfo=UTC) >= city.clock.now()]
    third = city.publish(later)
    assert (third.outcome, third.counts["created"], third.counts["retired"]) == ("complete", 0, 0)
    assert third.counts["updated"] >= 30
    with sqlite.reading() as session:
        assert set(session.scalars(select(Offer.id))) == before
        assert (session.scalar(select(func.min(Offer.first_day))) or date.min) >= date(2026, 8, 31)


def test_most_activities_of_a_city_have_a_rule(sqlite: Database, tmp_path: Path) -> None:
    city = City(sqlite, tmp_path)
    city.publish(city_file.rows(40, MONDAY, 30))
    with sqlite.reading() as session:
        ruled = [bool(offer.series) for offer in session.scalars(select(Offer))]
    assert sum(ruled) >= 32
