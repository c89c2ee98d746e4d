"""Loading the demo: enough offers on any day, an interrupted loading goes on, and loading or reading again changes nothing."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from pathlib import Path
from shutil import copytree

import pytest
from sqlalchemy import func, select, update

from catalog.clock import FixedClock, oslo_day
from catalog.errors import InvalidValue
from catalog.model import AuditEvent, Change, ImportItem, ImportRun, Municipality, Offer, SchoolDistrict, Source
from catalog.store.municipalities import municipalities, municipality, school_calendar
from catalog.store.sources import sources
from catalog.terms import HolidayKind, Level, Status
from importers.errors import RunFailed
from importers.pipeline import run
from importers.plan import tools_from
from search.filters import OfferFilter
from search.verifying import verify
from tests.factories.installations import SECRET, installation
from web.answers import answer, legal_names
from web.context import Krets
from web.demo.load import is_unfinished, load_demo, load_municipality
from web.demo.publish import demo_folder

DAYS = ("2026-11-22", "2027-01-04", "2027-04-01", "2027-07-15", "2027-08-20", "2027-12-31")
LOADINGS = list(zip(DAYS, cycle(("lier", "lorenskog")), strict=False))
FEWEST = 150
HORIZON = timedelta(days=548)


def quiet(_words: str) -> None:
    """Shows nothing."""


def noon(day: str) -> FixedClock:
    return FixedClock(datetime.fromisoformat(f"{day}T11:00:00+00:00"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the whole demo, loaded on 22 November 2026; to be copied by whoever writes."""
    folder = tmp_path_factory.mktemp("whole")
    with installation(folder, noon(DAYS[0])) as krets:
        load_demo(krets, quiet)
        krets.syncing.sync_all()
    return folder


@pytest.fixture
def krets(whole: Path, tmp_path: Path) -> Iterator[Krets]:
    """A copy of the whole demo an hour later."""
    copytree(whole, tmp_path / "var", symlinks=True)
    clock = noon(DAYS[0])
    clock.instant += timedelta(hours=1)
    with installation(tmp_path / "var", clock) as opened:
        with opened.database.transaction() as session:
            moved = func.replace(Source.location, str(whole), str(tmp_path / "var"))
            session.execute(update(Source).values(location=moved))
        yield opened


def found_by_default(krets: Krets, slug: str) -> int:
    with krets.database.reading() as session:
        place = municipality(session, slug)
        names = legal_names(krets, session, place)
        return answer(krets, session, place, OfferFilter.from_params([], strict=True, names=names), names).results.total


@pytest.mark.parametrize(("day", "slug"), LOADINGS)
def test_on_any_day_of_loading_a_family_finds_plenty(day: str, slug: str, tmp_path: Path) -> None:
    with installation(tmp_path, noon(day)) as krets:
        load_municipality(krets, slug, quiet)
        krets.syncing.sync_all()
        assert found_by_default(krets, slug) >= FEWEST
        with krets.database.reading() as session:
            runs = session.scalars(select(ImportRun)).all()
            assert [one.outcome for one in runs] == ["complete"] * 5
            kinds = session.scalars(select(Offer.kind).where(Offer.kind.is_not(None)).distinct()).all()
            assert len(kinds) >= 7
            assert_calendar_reaches_the_horizon(session.scalars(select(Municipality)).one(), oslo_day(krets.clock.now()))


def assert_calendar_reaches_the_horizon(place: Municipality, today: date) -> None:
    """Every kind of holiday is there up to the end of the horizon, and years that nobody decided are provisional."""
    calendar = school_calendar(place)
    for kind in (kind for kind in HolidayKind if kind is not HolidayKind.PLANNING_DAY):
        assert calendar.next_of(kind, today + HORIZON), kind
    for holiday in calendar.holidays:
        assert holiday.provisional == (holiday.first > date(2027, 7, 31)), holiday


def test_the_whole_demo_is_whole(krets: Krets) -> None:
    assert not is_unfinished(krets)
    for slug in ("lier", "lorenskog"):
        assert found_by_default(krets, slug) >= FEWEST
    with krets.database.reading() as session:
        for place in municipalities(session):
            assert place.demo and place.boundary and len(sources(session, place.id)) == 5
            assert verify(krets.database, krets.indexes, place.id).holds
            districts = session.scalars(select(SchoolDistrict).where(SchoolDistrict.municipality_id == place.id)).all()
            assert len(districts) >= 5 and all(row.approximate for row in districts if row.level is Level.PRIMARY)


def test_what_is_over_stale_or_said_twice_is_not_in_default_search(krets: Krets) -> None:
    with krets.database.reading() as session:
        today = oslo_day(krets.clock.now())
        total = session.scalar(select(func.count()).select_from(Offer).where(Offer.status == Status.PUBLISHED)) or 0
        over = session.scalar(select(func.count()).select_from(Offer).where(Offer.last_day < today)) or 0
        stale = session.scalar(select(func.count()).select_from(Offer).where(Offer.stale_from <= today, Offer.last_day.is_(None))) or 0
        merged = session.scalars(select(ImportItem).where(ImportItem.outcome == "merged")).all()
        skipped = session.scalars(select(ImportItem.reason).where(ImportItem.outcome == "skipped")).all()
    assert stale >= 1 and len(merged) >= 2 and skipped and all(skipped)
    assert sum(found_by_default(krets, slug) for slug in ("lier", "lorenskog")) <= total - over - stale


def test_every_source_read_again_changes_nothing_at_all(krets: Krets) -> None:
    """Shown by 4 of the issue: the same import twice, over the whole demo."""
    before, generations = rows_of(krets), names_of_generations(krets)
    with krets.database.reading() as session:
        first = {one.source_id: one.counts for one in session.scalars(select(ImportRun))}
    for source_id, counts in first.items():
        report = run(krets.database, source_id, tools_from(krets.settings, krets.clock))
        again = report.counts
        assert report.outcome == "complete"
        stood = counts["created"] + counts["merged"] + counts["updated"] + counts["unchanged"]
        assert (again["unchanged"], again["rejected"], again["skipped"]) == (stood, counts["rejected"], counts["skipped"])
        assert again["read"] == counts["read"]
        assert again["created"] == again["updated"] == again["merged"] == again["retired"] == again["restored"] == 0
    assert krets.syncing.sync_all() == 0
    assert rows_of(krets) == before
    assert names_of_generations(krets) == generations


def test_loading_again_changes_nothing(krets: Krets) -> None:
    before, told = rows_of(krets), list[str]()
    load_demo(krets, told.append)
    assert told == []
    assert rows_of(krets) == before


def test_read_anew_in_another_month_what_stands_is_only_rolled_on(krets: Krets) -> None:
    """Every record is read anew on the first day of a month; what then differs is dates that came or went, and nothing else."""
    assert isinstance(krets.clock, FixedClock)
    krets.clock.instant = datetime(2026, 12, 1, 11, tzinfo=UTC)
    with krets.database.reading() as session:
        ids = list(session.scalars(select(Source.id)))
    changed = {
        field
        for source_id in ids
        for change in run(krets.database, source_id, tools_from(krets.settings, krets.clock), dry_run=True).changes
        if change.outcome == "updated"
        for field in change.fields
    }
    assert changed <= {"dates"}


def test_a_loading_that_was_interrupted_goes_on(tmp_path: Path) -> None:
    with installation(tmp_path, noon(DAYS[0])) as krets:
        assert is_unfinished(krets)

        def stop_at_the_third(words: str) -> None:
            told.append(words)
            if len(told) == 3:
                raise KeyboardInterrupt

        told: list[str] = []
        with pytest.raises(KeyboardInterrupt):
            load_municipality(krets, "lier", stop_at_the_third)
        assert is_unfinished(krets)
        rest: list[str] = []
        load_municipality(krets, "lier", rest.append)
        assert len(told) == 3 and len(rest) == 2
        assert not is_unfinished(krets)
        krets.syncing.sync_all()
        assert found_by_default(krets, "lier") >= FEWEST


def test_a_source_that_cannot_be_read_stops_the_loading_with_its_name(tmp_path: Path) -> None:
    with installation(tmp_path, noon(DAYS[0])) as krets:
        with pytest.raises(KeyboardInterrupt):
            load_municipality(krets, "lier", interrupt)
        (tmp_path / "demo" / "lier" / "bibliotekets-kalender.ics").unlink()
        with pytest.raises(RunFailed, match="Bibliotekets arrangementer was failed"):
            load_municipality(krets, "lier", quiet)
        assert is_unfinished(krets)


def test_colours_that_cannot_be_read_stop_the_loading_before_anything_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copytree(demo_folder(), tmp_path / "demo-files")
    facts = tmp_path / "demo-files" / "lier" / "municipality.toml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("#17543b", "#ffcc00"), encoding="utf-8")
    monkeypatch.setattr("web.demo.publish.PACKAGED", tmp_path / "demo-files")
    with installation(tmp_path, noon(DAYS[0])) as krets:
        with pytest.raises(InvalidValue, match=r"white text on the brand colour has contrast 1\.5:1 and needs 4\.5:1"):
            load_municipality(krets, "lier", quiet)
        with krets.database.reading() as session:
            assert municipalities(session) == []


def interrupt(_words: str) -> None:
    raise KeyboardInterrupt


def test_a_municipality_of_ones_own_is_not_the_demos_to_finish(tmp_path: Path) -> None:
    with installation(tmp_path, noon(DAYS[0])) as krets:
        with krets.database.transaction() as session:
            session.add(Municipality(number="0301", name="Oslo", slug="oslo"))
        assert krets.settings.secret_key == SECRET
        assert not is_unfinished(krets)


def rows_of(krets: Krets) -> dict[str, object]:
    """What must not change: offers with their versions, the outbox, the journal of changes."""
    with krets.database.reading() as session:
        return {
            "offers": session.execute(select(Offer.id, Offer.version, Offer.updated_at, Offer.status).order_by(Offer.id)).all(),
            "newest": session.scalar(select(func.max(Change.seq))),
            "events": session.scalar(select(func.count()).select_from(AuditEvent)),
        }


def names_of_generations(krets: Krets) -> list[str]:
    with krets.database.reading() as session:
        return [krets.indexes.generation(place.id).name for place in municipalities(session)]
