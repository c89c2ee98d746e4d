"""Searches are counted beside the request: added up in memory, stored by a thread of its own, so that no search waits for it.

What waits is stored some seconds after it came, when much of it waits, and when the process ends: a process that is killed loses
those seconds. While the database is away or only read the counts wait, as many different ones as memory shall hold; the rest is
lost, and the log says how many. Nothing of a search but its counters is held.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from threading import Event, Lock, Thread

import structlog

from catalog.database import Database
from catalog.demand import Cell, record
from catalog.errors import DatabaseUnavailable

STORE_AFTER_S = 20.0
BATCH = 500
MOST_CELLS = 5_000
log = structlog.get_logger("krets.demand")


class DemandTally:
    """The counts of one process that are not stored yet. Safe to share between threads; its own thread begins with the first."""

    def __init__(self, database: Database, *, store_after_s: float = STORE_AFTER_S) -> None:
        self._database = database
        self._store_after_s = store_after_s
        self._counts: Counter[tuple[int, Cell]] = Counter()
        self._lost = 0
        self._counting = Lock()
        self._storing = Lock()
        self._now = Event()
        self._closed = False
        self._thread: Thread | None = None

    def add(self, municipality_id: int, cells: Iterable[Cell]) -> None:
        """Adds one to each of the counters; stores nothing itself."""
        with self._counting:
            self._take({(municipality_id, cell): 1 for cell in cells})
            if self._thread is None and self._counts:
                self._thread = Thread(target=self._store_for_ever, name="demand", daemon=True)
                self._thread.start()

    def store(self) -> None:
        """Stores what waits; what cannot be stored now waits on."""
        with self._storing:
            with self._counting:
                counts, self._counts = self._counts, Counter()
                lost, self._lost = self._lost, 0
            if lost:
                log.warning("searches were not counted", lost=lost)
            for municipality_id in sorted({place for place, _ in counts}):
                mine = {cell: number for (place, cell), number in counts.items() if place == municipality_id}
                try:
                    record(self._database, municipality_id, mine)
                except DatabaseUnavailable as problem:
                    log.warning("counted searches wait", problem=str(problem))
                    with self._counting:
                        self._take({(municipality_id, cell): number for cell, number in mine.items()})

    def close(self) -> None:
        """Stores what waits, for the last time."""
        self._closed = True
        self._now.set()
        self.store()

    def _take(self, counts: Mapping[tuple[int, Cell], int]) -> None:
        for key, number in counts.items():
            if key not in self._counts:
                if len(self._counts) >= MOST_CELLS:
                    self._lost += number
                    continue
                if len(self._counts) + 1 == BATCH:
                    self._now.set()
            self._counts[key] += number

    def _store_for_ever(self) -> None:
        while not self._closed:
            self._now.wait(self._store_after_s)
            self._now.clear()
            self.store()
