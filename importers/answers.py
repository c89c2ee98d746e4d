"""What a run answers to its reader, which has no network and no database: further pages, records stored before, names of places."""

import json
from array import array
from bisect import bisect_left
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path

from catalog.clock import oslo_day
from catalog.database import Database
from catalog.geo.area_names import AreaNames
from catalog.store import sources
from catalog.values import Point
from importers.fetch import Fetcher
from importers.listing import key_of
from importers.plan import Plan


class Answers:
    """Answers for one run; `keep_alive` is called before each page is fetched."""

    def __init__(self, database: Database, plan: Plan, now: datetime, fetcher: Fetcher, keep_alive: Callable[[], None]) -> None:
        self._database = database
        self._plan = plan
        self._now = now
        self._fetcher = fetcher
        self._keep_alive = keep_alive

    def by_question(self) -> dict[str, Callable[..., object]]:
        """Each question's name to what answers it."""
        return {"page": self.page, "before": self.before, "place_name": self.place_name}

    def page(self, location: str, base: str) -> tuple[Path, str, str | None]:
        """A further page, fetched: its file, its address, its kind of content. Raises `FetchFailed`, `TooMuch`."""
        self._keep_alive()
        fetched = self._fetcher.further(location, base)
        return fetched.path, fetched.location, fetched.content_type

    def before(self, record_id: str) -> object:
        """What was last stored of a record of this source, None when nothing was."""
        key = key_of(record_id)
        if self._plan.source_id is None or not self._may_have(key):
            return None
        with self._database.reading() as session:
            row = sources.records(session, self._plan.source_id, [key]).get(key)
            return json.loads(row.raw) if row else None

    def place_name(self, lat: float, lon: float) -> str | None:
        """The name of the area at a point."""
        return self._areas.at(Point(lat, lon))

    def _may_have(self, key: str) -> bool:
        """Whether a look into the database is worth it: a list of dated rows asks for each of them, and hardly any was there."""
        place = bisect_left(self._hashes, hash(key))
        return place < len(self._hashes) and self._hashes[place] == hash(key)

    @cached_property
    def _hashes(self) -> "array[int]":
        """The hashes of all record ids of the source, in order, eight bytes each; nothing is stored while the feed is read."""
        if self._plan.source_id is None:
            return array("q")
        with self._database.reading() as session:
            return array("q", sorted(hash(record_id) for record_id in sources.record_ids(session, self._plan.source_id)))

    @cached_property
    def _areas(self) -> AreaNames:
        return AreaNames(self._database, self._plan.municipality_id, oslo_day(self._now))
