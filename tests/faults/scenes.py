"""Installations on disk for fault runs: made once, copied for each fault, opened anew by every process that works in them.

Two moments are prepared. `FIRST`: an empty catalog and a feed that nobody has read. `LATER`: the catalog has read the feed three
times and has an index; now a fifth of its records are changed, some are new, two come back and two are gone for good, so that one
run creates, updates, restores, retires, rejects and leaves alone, in several batches.
"""

import csv
import io
import shutil
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import create_engine, text

from catalog.clock import FixedClock
from catalog.migrations import upgrade
from catalog.settings import Settings, settings_from
from catalog.store.sources import sources
from importers import pipeline
from importers.journal import RunReport
from importers.plan import Progress, tools_from
from tests.factories.places import POINTS, found_place
from web.context import Krets, open_krets

SECRET = "not-a-secret-but-long-enough-for-tests"
NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)
BATCH = 15
RECORDS = 60
FIRST, LATER = "first", "later"
DAYS = {FIRST: 0, LATER: 6}
COLUMNS = "id tittel ingress arrangør sted lat lon alder_fra alder_til pris kategori ukedag tid startdato sluttdato dato"


@dataclass(frozen=True, slots=True)
class Scene:
    """An installation on disk and the day it stands at; whatever another process must know to open it."""

    folder: Path
    url: str
    municipality_id: int
    source_id: int
    days: int
    minutes: int = 0

    @property
    def clock(self) -> FixedClock:
        """A clock that stands at the scene's moment."""
        return FixedClock(NOON + timedelta(days=self.days, minutes=self.minutes))

    @property
    def settings(self) -> Settings:
        """The settings of the installation."""
        given = {"KRETS_DATA_DIR": str(self.folder), "KRETS_DATABASE_URL": self.url, "KRETS_SECRET_KEY": SECRET}
        return settings_from(given)

    def after(self, minutes: int) -> "Scene":
        """The same installation so many minutes later."""
        return replace(self, minutes=self.minutes + minutes)

    @contextmanager
    def opened(self) -> Iterator[Krets]:
        """The installation, opened as a process of Krets opens it."""
        with open_krets(self.settings, self.clock) as krets:
            yield krets


def run_source(krets: Krets, scene: Scene, progress: Progress | None = None) -> RunReport:
    """One run of the scene's source, in batches small enough that there are several."""
    tools = replace(tools_from(krets.settings, krets.clock), batch=BATCH)
    if progress:
        tools = replace(tools, progress=progress)
    return pipeline.run(krets.database, scene.source_id, tools)


def prepared(folder: Path, moment: str, url: str | None = None) -> Scene:
    """A new installation in an empty folder, brought to a moment; on SQLite where no address is given. Its database is migrated."""
    folder.mkdir(parents=True)
    feed = folder.with_name(f"{folder.name}.csv")
    scene = Scene(folder, url or f"sqlite:///{folder / 'krets.db'}", 0, 0, DAYS[FIRST])
    with scene.opened() as krets:
        upgrade(krets.database)
        with krets.database.transaction() as session:
            place = found_place(session, scene.clock.now())
            source = sources(session, place.id)[0]
            source.location = str(feed)
            scene = replace(scene, municipality_id=place.id, source_id=source.id)
    if moment == LATER:
        for day, gone in ((0, range(0)), (2, range(4)), (4, range(6))):
            feed.write_text(_feed([number for number in range(RECORDS) if number not in gone]), "utf-8")
            _run_once(replace(scene, days=day))
        again = [number for number in range(RECORDS + 10) if number not in {2, 3, 4, 5}]
        feed.write_text(_feed(again, changed=range(0, RECORDS, 5)), "utf-8")
    else:
        feed.write_text(_feed(range(RECORDS)), "utf-8")
    return replace(scene, days=DAYS[moment])


def copied(scene: Scene, folder: Path) -> Scene:
    """An equal installation in another folder, with a database of its own."""
    shutil.copytree(scene.folder, folder, symlinks=True)
    if scene.url.startswith("sqlite"):
        return replace(scene, folder=folder, url=f"sqlite:///{folder / 'krets.db'}")
    server, template = scene.url.rsplit("/", 1)
    name = f"fault_{uuid.uuid4().hex[:12]}"
    administer(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return replace(scene, folder=folder, url=f"{server}/{name}")


def removed(scene: Scene) -> None:
    """The installation and its database are gone."""
    shutil.rmtree(scene.folder)
    if not scene.url.startswith("sqlite"):
        server, name = scene.url.rsplit("/", 1)
        administer(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def administer(server: str, statement: str) -> None:
    """Runs one statement on a PostgreSQL server outside any transaction."""
    engine = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def _run_once(scene: Scene) -> None:
    with scene.opened() as krets:
        report = run_source(krets, scene)
        if report.outcome != "complete":
            raise RuntimeError(f"the scene cannot be prepared: {report.reason}")
        krets.syncing.sync_all()


def _feed(numbers: Iterable[int], changed: Iterable[int] = ()) -> str:
    """The feed with these records; one has a price that nobody can read, and the first comes twice."""
    other = set(changed)
    records = [_record(number, changed=number in other) for number in numbers]
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS.split(), delimiter=";")
    table.writeheader()
    table.writerows([*records, records[0], {"id": "odd", "tittel": "Uleselig dato", "dato": "32.13.2026"}])
    return out.getvalue()


def _record(number: int, *, changed: bool) -> dict[str, object]:
    point = POINTS[number % len(POINTS)]
    subject = ("Fotball", "Kor", "Sjakk", "Turn", "Svømming", "Teater", "Speiding")[number % 7]
    weekly = {"ukedag": "mandag", "tid": f"{16 + number % 3}:00-20:00", "startdato": "30.11.2026", "sluttdato": "28.02.2027"}
    return {
        "id": f"r{number}",
        "tittel": f"{subject} {number}{' på nytt' if changed else ''}",
        "ingress": f"Lag nummer {number} møtes i {('vestre', 'midtre', 'østre')[number % 3]} del av bygda.",
        "arrangør": f"Lag {number % 11} IL",
        "sted": f"Sal {number % 6}",
        "lat": point.lat,
        "lon": point.lon,
        "alder_fra": 6 + number % 5,
        "alder_til": 12 + number % 5,
        "pris": "gratis" if number % 4 == 0 else 100 + number + (50 if changed else 0),
        "kategori": subject,
        **(weekly if number % 3 else {"dato": f"{1 + number % 27}.01.2027"}),
    }
