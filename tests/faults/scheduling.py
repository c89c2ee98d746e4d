"""A town whose sources run by a schedule, and a clock for it that a test turns; what the scheduler's faults are tried on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from catalog.clock import FixedClock
from catalog.database import Database
from catalog.model import ImportRun, Source
from importers.schedule import SourceSchedule
from tests.importers.small_feed import Town, numbered

MINUTE_S, HOUR_S, DAY_S = 60, 3_600, 86_400


@dataclass
class Scheduled:
    """A town, its schedule without chance, and the seconds of a clock that nobody moves."""

    town: Town
    steady_s: list[float] = field(default_factory=lambda: [0.0])
    jobs: SourceSchedule = field(init=False)

    def __post_init__(self) -> None:
        self.jobs = SourceSchedule(self.town.database, self.town.clock, spread=lambda low, _high: low, seconds=lambda: self.steady_s[0])

    def sources(self, number: int, every_s: int, *, late: timedelta = timedelta(0)) -> list[int]:
        """So many sources with a feed each, that were due so long ago."""
        made = [self.town.source(every_s=every_s, due_at=self.town.clock.now() - late) for _ in range(number)]
        for source in made:
            self.town.publish(source, numbered([source]))
        return made

    def pass_time(self, length: timedelta) -> None:
        """Time goes by, as all clocks see it."""
        self.town.clock.instant += length
        self.steady_s[0] += length.total_seconds()

    def move_clock(self, length: timedelta) -> None:
        """Somebody moves the clock; no time goes by."""
        self.town.clock.instant += length

    def tick(self) -> list[int]:
        """What one tick of the leader starts, when it has ended."""
        started = self.jobs.start_due(self.town.tools)
        self.jobs.wait(30)
        return started

    def counts(self) -> dict[int, int]:
        """How many runs each source has on record."""
        with self.town.database.reading() as session:
            runs = select(Source.id, func.count(ImportRun.id)).outerjoin(ImportRun, ImportRun.source_id == Source.id)
            return {row[0]: row[1] for row in session.execute(runs.group_by(Source.id).order_by(Source.id))}


@contextmanager
def scheduled(database: Database, clock: FixedClock, folder: Path) -> Iterator[Scheduled]:
    """A town, and nothing of it left running."""
    made = Scheduled(Town(database, clock, folder))
    try:
        yield made
    finally:
        made.jobs.close()
