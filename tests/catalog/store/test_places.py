"""Districts, schools and organisations as pages read them."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from catalog.clock import FixedClock
from catalog.database import Database
from catalog.errors import NotFound
from catalog.model import DistrictPopulation, Organisation, School, SchoolDistrict, Venue
from catalog.store.places import (
    Children,
    children_in,
    district,
    districts,
    every_border_of,
    organisation,
    organisations,
    school,
    schools,
    venues_of_school,
)
from catalog.terms import Level
from catalog.text import name_key
from tests.factories.places import found_place

TODAY = date(2026, 11, 22)


@pytest.fixture
def lier(database: Database, clock: FixedClock) -> int:
    with database.transaction() as session:
        return found_place(session, clock.now()).id


def revise(database: Database, slug: str, on: date) -> None:
    """Ends a district's border the day before, and begins another."""
    with database.transaction() as session:
        old = session.scalars(select(SchoolDistrict).where(SchoolDistrict.slug == slug)).one()
        old.valid_to = on - timedelta(days=1)
        again = {"municipality_id": old.municipality_id, "level": old.level, "slug": slug, "name": old.name, "source": "kommunen"}
        session.add(SchoolDistrict(**again, valid_from=on))


def test_the_districts_of_a_day_are_those_in_force_then(database: Database, lier: int) -> None:
    revise(database, "ostlia", TODAY)
    with database.reading() as session:
        names = ["Midtgrenda", "Vestbygda", "Østlia"]
        assert sorted(row.name for row in districts(session, lier, on=TODAY)) == names
        yesterday = {row.slug: row.id for row in districts(session, lier, on=TODAY - timedelta(days=1))}
        assert yesterday["ostlia"] != {row.slug: row.id for row in districts(session, lier, on=TODAY)}["ostlia"]
        assert districts(session, lier, on=date(2025, 12, 31)) == []
        assert len(districts(session, lier, on=TODAY, level=None)) == 4
        assert [row.slug for row in districts(session, lier, on=TODAY, level=Level.LOWER_SECONDARY)] == ["storvang"]


def test_a_district_is_found_in_force_and_with_its_former_borders(database: Database, lier: int) -> None:
    revise(database, "ostlia", TODAY)
    with database.reading() as session:
        now = district(session, lier, "ostlia", on=TODAY)
        assert now.valid_from == TODAY
        assert len(every_border_of(session, now)) == 2
        with pytest.raises(NotFound, match="there is no district"):
            district(session, lier, "ost", on=TODAY)


def test_a_primary_district_comes_before_another_of_the_same_slug(database: Database, lier: int) -> None:
    with database.transaction() as session:
        upper = session.scalars(select(SchoolDistrict).where(SchoolDistrict.slug == "storvang")).one()
        upper.slug = "ostlia"
    with database.reading() as session:
        assert district(session, lier, "ostlia", on=TODAY).level is Level.PRIMARY


def test_schools_are_the_active_ones_and_a_closed_one_is_not_found(database: Database, lier: int) -> None:
    with database.transaction() as session:
        session.scalars(select(School).where(School.slug == "midtgrenda-skole")).one().active = False
    with database.reading() as session:
        assert [row.slug for row in schools(session, lier)] == ["storvang-ungdomsskole", "vestbygda-skole"]
        assert school(session, lier, "vestbygda-skole").name == "Vestbygda skole"
        with pytest.raises(NotFound):
            school(session, lier, "midtgrenda-skole")


def test_organisations_are_the_municipalitys_own(database: Database, clock: FixedClock, lier: int) -> None:
    with database.transaction() as session:
        other = found_place(session, clock.now(), slug="lorenskog", number="3222").id
        for place, name in ((lier, "Åsen Vel"), (lier, "Ballklubben"), (other, "Ballklubben")):
            session.add(Organisation(municipality_id=place, name=name, slug=name_key(name), name_key=name_key(name)))
    with database.reading() as session:
        assert {row.name for row in organisations(session, lier)} == {"Åsen Vel", "Ballklubben"}
        assert organisation(session, other, "ballklubben").municipality_id == other
        with pytest.raises(NotFound, match="there is no organisation"):
            organisation(session, lier, "ball")


def test_children_are_counted_by_the_newest_figures_and_never_guessed(database: Database, lier: int) -> None:
    with database.transaction() as session:
        west, middle = (row.id for row in districts(session, lier, on=TODAY) if row.slug in {"vestbygda", "midtgrenda"})
        for place, age, number, year in ((west, 6, 10.6, 2026), (west, 7, 12, 2026), (middle, 6, 5.2, 2026), (west, 6, 99, 2025)):
            on, estimate = date(year, 1, 1), place == middle
            session.add(DistrictPopulation(district_id=place, age=age, children=number, on=on, source="SSB", estimate=estimate))
    with database.reading() as session:
        assert children_in(session, [west], [6, 7]) == Children(23, date(2026, 1, 1), "SSB", estimate=False)
        both = children_in(session, [west, middle], [6])
        assert both is not None and (both.number, both.estimate) == (16, True)
        assert children_in(session, [west], [6, 7, 8]) is None
        assert children_in(session, [], [6]) is None


def test_the_venues_of_a_school_are_those_of_its_name_alias_or_address(database: Database, lier: int) -> None:
    names = {"Vestbygda skole": None, "Vestbygda skole, gymsalen": None, "Vesthallen": "skoleveien 1", "Gamleskolen": None, "Vest": None}
    with database.transaction() as session:
        vest = session.scalars(select(School).where(School.slug == "vestbygda-skole")).one()
        vest.address, vest.aliases = "Skoleveien 1", ["Gamleskolen"]
        for name, address in names.items():
            session.add(Venue(municipality_id=lier, slug=name_key(name), name=name, name_key=name_key(name), address=address))
        session.add(Venue(municipality_id=lier, slug="x", name="Vestbygda skole", name_key="vestbygdaskole", hidden=True))
    with database.reading() as session:
        found = venues_of_school(session, vest)
        assert {session.get_one(Venue, one).name for one in found} == names.keys() - {"Vest"}
