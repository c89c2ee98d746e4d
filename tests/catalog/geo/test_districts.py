"""Districts as records: from files, from nearest schools, and searchable on a day."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from catalog.database import Database
from catalog.errors import InvalidValue
from catalog.geo.districts import district_index, district_names, load_districts, load_nearest_districts
from catalog.geo.polygons import read_polygon_file
from catalog.model import SchoolDistrict
from catalog.terms import Level
from tests.catalog.geo.world import EAST, IN_EAST, IN_WEST, NOW, ON_THE_BORDER, WEST, layer, municipality, polygons, school
from tests.shared_data import DATA, requires_shared

DAY = date(2026, 11, 22)


def test_what_the_file_refused_stands_in_the_report(sqlite: Database) -> None:
    with sqlite.transaction() as session:
        read = replace(polygons(Egge=WEST), problems=("feature 2: geometry: has no area",))
        assert load_districts(session, municipality(session), read, layer(), NOW).problems == ["feature 2: geometry: has no area"]


def test_borders_are_found_on_the_days_they_hold(database: Database) -> None:
    with database.transaction() as session:
        owner = municipality(session)
        load_districts(session, owner, polygons(Vest=WEST), layer(), NOW)
        load_districts(session, owner, polygons(Vest=EAST), layer(date(2026, 8, 1)), NOW)
        before = district_index(session, owner.id, date(2026, 7, 31))
        after = district_index(session, owner.id, date(2026, 8, 1))
        assert before.district_at(IN_WEST, Level.PRIMARY) is not None
        assert after.district_at(IN_WEST, Level.PRIMARY) is None
        assert after.district_at(IN_EAST, Level.PRIMARY) != before.district_at(IN_WEST, Level.PRIMARY)


def test_the_layers_of_two_levels_do_not_disturb_each_other(sqlite: Database) -> None:
    with sqlite.transaction() as session:
        owner = municipality(session)
        load_districts(session, owner, polygons(Egge=WEST), layer(), NOW)
        report = load_districts(session, owner, polygons(Egge=EAST), replace(layer(), level=Level.LOWER_SECONDARY), NOW)
        assert report.created == ["Egge"]
        assert district_index(session, owner.id, DAY).district_at(IN_WEST, Level.LOWER_SECONDARY) is None


def test_another_municipalitys_districts_are_not_ours(sqlite: Database) -> None:
    with sqlite.transaction() as session:
        ours, theirs = municipality(session), municipality(session, "3222")
        load_districts(session, theirs, polygons(Egge=WEST), layer(), NOW)
        assert district_index(session, ours.id, DAY).district_at(IN_WEST, Level.PRIMARY) is None
        assert district_names(session, ours.id, Level.PRIMARY, DAY).find("Egge") is None


def test_nearest_school_areas_are_labelled_approximate_and_named_after_the_school(database: Database) -> None:
    with database.transaction() as session:
        owner = municipality(session)
        for name, point, grade in (
            ("Vest skole", IN_WEST, 1),
            ("Øst skole", IN_EAST, 1),
            ("Ungdomsskolen", ON_THE_BORDER, 8),
            ("Uten", None, 1),
        ):
            school(session, owner, name, point, grade)
        report = load_nearest_districts(session, owner, layer(source="nærmeste skole"), NOW)
        rows = session.scalars(select(SchoolDistrict).order_by(SchoolDistrict.slug)).all()
        assert [(row.slug, row.name, row.approximate) for row in rows] == [("ost", "Øst", True), ("vest", "Vest", True)]
        assert report.problems == ["Uten: has no point, so no area"]
        assert load_nearest_districts(session, owner, layer(source="nærmeste skole"), NOW).unchanged == ["Øst", "Vest"]


def test_private_and_closed_schools_get_no_area(sqlite: Database) -> None:
    with sqlite.transaction() as session:
        owner = municipality(session)
        school(session, owner, "Egge skole")
        school(session, owner, "Privatskolen", IN_EAST).private = True
        school(session, owner, "Nedlagt skole", ON_THE_BORDER).active = False
        session.flush()
        assert load_nearest_districts(session, owner, layer(), NOW).created == ["Egge"]


def test_nearest_school_areas_need_a_border_and_a_school(sqlite: Database) -> None:
    with sqlite.transaction() as session:
        owner = municipality(session)
        with pytest.raises(InvalidValue, match="no public primary school"):
            load_nearest_districts(session, owner, layer(), NOW)
        owner.boundary = None
        with pytest.raises(InvalidValue, match="boundary"):
            load_nearest_districts(session, owner, layer(), NOW)


@requires_shared
def test_the_43_districts_of_trondheim_are_stored_with_readable_names(sqlite: Database) -> None:
    read = read_polygon_file(DATA / "1-areas/trondheim_barneskolekrets_25832.geojson")
    with sqlite.transaction() as session:
        owner = municipality(session, "5001")
        report = load_districts(session, owner, read, replace(layer(), name_property="barneskolenavn"), NOW)
        assert (len(report.created), report.problems) == (43, [])
        assert {"Åsvang", "Hansbakken", "Ila"} <= set(report.created)
        again = load_districts(session, owner, read, replace(layer(), name_property="barneskolenavn"), NOW)
        assert len(again.unchanged) == 43
