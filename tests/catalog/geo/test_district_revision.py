"""Borders through time: the same again writes nothing, a changed one ends and succeeds the old."""

from datetime import date

import pytest
from sqlalchemy import func, select

from catalog.database import Database
from catalog.errors import Conflict
from catalog.geo.districts import load_districts
from catalog.model import AuditEvent, SchoolDistrict
from tests.catalog.geo.world import EAST, NOW, WEST, layer, municipality, polygons


def test_the_same_borders_again_change_and_log_nothing(database: Database) -> None:
    with database.transaction() as session:
        owner = municipality(session)
        first = load_districts(session, owner, polygons(Egge=WEST, Hegg=EAST), layer(), NOW)
        events = session.scalar(select(func.count(AuditEvent.id)))
        again = load_districts(session, owner, polygons(Egge=WEST, Hegg=EAST), layer(date(2026, 8, 1)), NOW)
        session.flush()
        assert first.created == ["Egge", "Hegg"]
        assert (again.unchanged, again.created, again.revised) == (["Egge", "Hegg"], [], [])
        assert session.scalar(select(func.count(AuditEvent.id))) == events == 2
        assert session.scalar(select(func.count(SchoolDistrict.id))) == 2


def test_a_changed_border_ends_the_day_before_and_keeps_the_slug(database: Database) -> None:
    with database.transaction() as session:
        owner = municipality(session)
        load_districts(session, owner, polygons(EGGE=WEST), layer(), NOW)
        report = load_districts(session, owner, polygons(Egge=EAST), layer(date(2026, 8, 1)), NOW)
        old, new = session.scalars(select(SchoolDistrict).order_by(SchoolDistrict.id))
        assert report.revised == ["Egge"]
        assert (old.slug, old.valid_to) == ("egge", date(2026, 7, 31))
        assert (new.slug, new.valid_from, new.valid_to, new.aliases) == ("egge", date(2026, 8, 1), None, ["EGGE"])


def test_another_border_for_the_same_first_day_is_a_correction(sqlite: Database) -> None:
    with sqlite.transaction() as session:
        owner = municipality(session)
        load_districts(session, owner, polygons(Egge=WEST), layer(), NOW)
        load_districts(session, owner, polygons(Egge=EAST), layer(source="kommunen, rettet"), NOW)
        row = session.scalars(select(SchoolDistrict)).one()
        assert (row.source, row.valid_to) == ("kommunen, rettet", None)


def test_older_borders_than_the_stored_are_refused_and_write_nothing(sqlite: Database) -> None:
    with sqlite.transaction() as session:
        owner = municipality(session)
        load_districts(session, owner, polygons(Egge=WEST), layer(date(2026, 8, 1)), NOW)
        with pytest.raises(Conflict, match="2026-08-01"):
            load_districts(session, owner, polygons(Hegg=EAST, Egge=EAST), layer(date(2020, 1, 1)), NOW)
        session.flush()
        assert [row.name for row in session.scalars(select(SchoolDistrict))] == ["Egge"]


def test_a_district_that_the_file_leaves_out_stays_and_is_reported(sqlite: Database) -> None:
    with sqlite.transaction() as session:
        owner = municipality(session)
        load_districts(session, owner, polygons(Egge=WEST, Hegg=EAST), layer(), NOW)
        report = load_districts(session, owner, polygons(Egge=WEST), layer(), NOW)
        assert report.absent == ["Hegg"]
        assert all(row.valid_to is None for row in session.scalars(select(SchoolDistrict)))
