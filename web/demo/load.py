"""Loads the demo: municipalities and places from its data files, offers through runs of its sources and nothing else.

Each municipality is one transaction for its places and one run for each of its sources. Loading over a database that already has
the municipality changes nothing.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from catalog.audit import SYSTEM
from catalog.clock import oslo_day
from catalog.database import Session
from catalog.errors import InvalidValue
from catalog.founding import add_municipality, bring_calendar_forward, describe
from catalog.geo.address_register import load_addresses
from catalog.geo.assigning import assign_districts
from catalog.geo.districts import Layer, load_nearest_districts
from catalog.geo.polygons import area_to_text, read_polygon_file
from catalog.geo.population import load_population
from catalog.geo.schools import load_schools
from catalog.geo.venues import load_venues
from catalog.sourcing import SourceDraft, add_source
from catalog.store.municipalities import municipalities, municipality, school_calendar
from catalog.store.sources import sources
from importers.errors import RunFailed
from importers.pipeline import run
from importers.plan import tools_from
from importers.reading import schools_in
from importers.registry import importer_for
from importers.schedule import SourceSchedule
from web.context import Krets
from web.demo.dates import DemoDates
from web.demo.publish import demo_folder, demo_slugs, demo_sources, publish, read_toml
from web.theme import Theme

SCHOOLS_FROM = "Nasjonalt skoleregister (Utdanningsdirektoratet, NLOD)"
AREAS_FROM = "Nærmeste offentlige barneskole (tilnærmet, laget av Krets)"
VENUES_FROM = "Valgdirektoratet, NLOD, og egne anslag"
PEOPLE_FROM = "SSB 07459 per 1.1.2026, fordelt på kretsene (anslag)"
Tell = Callable[[str], None]


def load_demo(krets: Krets, tell: Tell) -> None:
    """Loads what of the demo is not there yet, so that a loading which was interrupted goes on the next time.

    Raises `RunFailed` when a source cannot be read at all.
    """
    for slug in demo_slugs():
        load_municipality(krets, slug, tell)


def load_municipality(krets: Krets, slug: str, tell: Tell) -> None:
    """Loads what of one municipality of the demo is not there yet; raises `RunFailed` likewise."""
    schedule = SourceSchedule(krets.database, krets.clock)
    name = _add_municipality(krets, slug)
    for source_id, title in _sources_never_read(krets, slug):
        report = run(krets.database, source_id, replace(tools_from(krets.settings, krets.clock), settled=schedule.settled))
        counts = ", ".join(f"{count} {outcome}" for outcome, count in report.counts.items() if count)
        tell(f"{name}: {title}: {report.outcome}: {counts}")
        if report.outcome in {"failed", "refused"}:
            raise RunFailed(f"the demo's source {title} was {report.outcome}: {report.reason}")


def is_unfinished(krets: Krets) -> bool:
    """Whether there is nothing at all yet, or a demo municipality with a source that was never read."""
    with krets.database.reading() as session:
        places = municipalities(session)
        return not places or any(place.demo and _never_read(session, place.id) for place in places)


def _add_municipality(krets: Krets, slug: str) -> str:
    """The municipality with its places and sources, in one transaction; its name. InvalidValue where its colours cannot be read."""
    facts = read_toml(demo_folder() / slug / "municipality.toml")
    Theme.of(facts.get("brand", {}))
    with krets.database.transaction() as session:
        if slug not in {one.slug for one in municipalities(session)}:
            _load_places(session, slug, facts, krets.clock.now())
            _add_sources(krets, session, slug)
    return str(facts["name"])


def _sources_never_read(krets: Krets, slug: str) -> list[tuple[int, str]]:
    with krets.database.reading() as session:
        return _never_read(session, municipality(session, slug).id)


def _never_read(session: Session, municipality_id: int) -> list[tuple[int, str]]:
    unread = [one for one in sources(session, municipality_id, one_off=False) if one.last_success_at is None]
    return [(one.id, one.name) for one in sorted(unread, key=lambda one: one.id)]


def _load_places(session: Session, slug: str, facts: dict[str, Any], now: datetime) -> None:
    folder = demo_folder() / slug
    place = add_municipality(session, facts["number"], facts["name"], slug, actor=SYSTEM, now=now)
    settings = {"attributions": facts.get("attributions", []), "contact": facts.get("contact")}
    describe(place, facts | {"settings": settings})
    place.holidays = []
    session.flush()
    bring_calendar_forward(place, oslo_day(now))
    place.boundary = _border(folder / "boundary.geojson")
    session.flush()
    load_schools(session, place, schools_in(importer_for("nsr"), folder / "schools.csv", now, _refuse), SCHOOLS_FROM, now)
    load_nearest_districts(session, place, Layer(source=AREAS_FROM, valid_from=oslo_day(now)), now)
    load_venues(session, place, folder / "venues.csv", VENUES_FROM, now)
    load_addresses(session, place, folder / "places.csv", VENUES_FROM)
    assign_districts(session, place, now)
    load_population(session, place, folder / "population.csv", PEOPLE_FROM, oslo_day(now))


def _border(path: Path) -> str:
    (feature,) = read_polygon_file(path).features
    return area_to_text(feature.area)


def _refuse(problem: str) -> NoReturn:
    raise InvalidValue("schools.csv", problem, "the demo's own schools must all be readable")


def _add_sources(krets: Krets, session: Session, slug: str) -> None:
    """The sources in the order of their file, each published to the data folder first."""
    now = krets.clock.now()
    place = municipality(session, slug)
    dates = DemoDates(oslo_day(now), school_calendar(place))
    for one in demo_sources(slug):
        location = str(publish(one, slug, dates, krets.settings.data_dir / "demo" / slug))
        options = one.options | ({"sheet": one.sheet} if one.sheet else {})
        draft = SourceDraft(one.name, one.format, location, options, one.every, one.publisher, one.licence, own=one.own)
        add_source(session, place, draft, actor=SYSTEM, now=now)
