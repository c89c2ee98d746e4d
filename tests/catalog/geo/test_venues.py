"""Known venues from a table."""

from pathlib import Path

from sqlalchemy import select

from catalog.database import Database
from catalog.geo.venues import load_venues
from catalog.model import Venue
from catalog.terms import PointQuality
from tests.catalog.geo.world import IN_EAST, NOW, municipality, venue

HEADER = "name,address,postcode,city,lat,lon,quality,aliases\n"


def table(tmp_path: Path, *rows: str) -> Path:
    """Writes a table of venues."""
    path = tmp_path / "venues.csv"
    path.write_text(HEADER + "\n".join(rows), encoding="utf-8")
    return path


def test_a_venue_is_stored_with_its_other_names_and_how_sure_its_point_is(database: Database, tmp_path: Path) -> None:
    path = table(tmp_path, "Lier rådhus,Vestsideveien 2,3403,Lier,59.8,10.2,street,Rådhuset; Kommunestyresalen")
    with database.transaction() as session:
        owner = municipality(session)
        assert load_venues(session, owner, path, "demo", NOW).created == 1
        stored = session.scalars(select(Venue)).one()
        assert stored.aliases == ["Rådhuset", "Kommunestyresalen"]
        assert (stored.point_quality, stored.point_source, stored.postcode) == (PointQuality.STREET, "demo", "3403")
        again = load_venues(session, owner, path, "demo", NOW)
        assert (again.created, again.updated, again.unchanged) == (0, 0, 1)


def test_a_row_that_cannot_be_meant_costs_itself_only(sqlite: Database, tmp_path: Path) -> None:
    path = table(tmp_path, "A,,,,nord,10.2,,", ",,,,59.8,10.2,,", "B,,,,95,10.2,,", "C,,,,59.8,10.2,sikker,", "D,,,,,,,")
    with sqlite.transaction() as session:
        report = load_venues(session, municipality(session), path, "demo", NOW)
        assert report.created == 1
        assert [problem.split(":")[0] for problem in report.problems] == ["row 2", "row 3", "row 4", "row 5"]
        assert session.scalars(select(Venue)).one().lat is None


def test_the_table_corrects_its_own_points_and_leaves_those_of_others(sqlite: Database, tmp_path: Path) -> None:
    with sqlite.transaction() as session:
        owner = municipality(session)
        staffs = venue(session, owner, "Heiahallen", IN_EAST)
        staffs.point_source = "staff"
        load_venues(session, owner, table(tmp_path, "Haugestad,,,,59.8,10.2,,"), "demo", NOW)
        rows = "Haugestad,,,,59.81,10.2,,", "Heiahallen,Heiaveien 5,,,59.9,10.4,,"
        report = load_venues(session, owner, table(tmp_path, *rows), "demo", NOW)
        assert report.updated == 2
        assert (staffs.lat, staffs.address) == (IN_EAST.lat, "Heiaveien 5")
        assert session.scalars(select(Venue).where(Venue.name == "Haugestad")).one().lat == 59.81
