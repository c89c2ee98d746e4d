"""Venues and schools get their districts, and the offers that this touches are told to the index."""

import csv
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import delete, select

from catalog.database import Database, Session
from catalog.drafts import SchoolDraft
from catalog.geo.assigning import assign_districts
from catalog.geo.districts import load_districts
from catalog.geo.polygons import read_polygon_file
from catalog.geo.schools import load_schools
from catalog.model import Change, Municipality, Offer, OfferOpenTo, School, SchoolDistrict, Venue
from catalog.terms import Level
from catalog.values import GradeRange
from tests.catalog.geo.world import EAST, ELSEWHERE, IN_EAST, IN_WEST, NOW, WEST, layer, municipality, polygons, school, venue
from tests.shared_data import DATA, requires_shared


def offer(session: Session, owner: Municipality, place: Venue | None = None, *open_to: OfferOpenTo) -> Offer:
    """Stores an offer."""
    made = Offer(
        municipality_id=owner.id, title="Sjakk", slug="sjakk", created_at=NOW, updated_at=NOW, venue_id=place.id if place else None
    )
    made.open_to = list(open_to)
    session.add(made)
    session.flush()
    return made


def touched(session: Session) -> list[int]:
    """The offers in the outbox, which is emptied."""
    session.flush()
    found = list(session.scalars(select(Change.offer_id).order_by(Change.seq)))
    session.execute(delete(Change))
    return found


def test_venues_and_schools_are_placed_and_their_offers_told_once(database: Database) -> None:
    with database.transaction() as session:
        owner = municipality(session)
        load_districts(session, owner, polygons(Vest=WEST, Ost=EAST), layer(), NOW)
        hall, egge = venue(session, owner, "Heiahallen", IN_EAST), school(session, owner, "Egge skole", IN_WEST)
        held, invited = offer(session, owner, hall), offer(session, owner, None, OfferOpenTo(school_id=egge.id))
        offer(session, owner)
        first = assign_districts(session, owner, NOW)
        assert [(row.level, row.district.slug) for row in hall.districts] == [(Level.PRIMARY, "ost")]
        assert session.get_one(SchoolDistrict, egge.district_id).slug == "vest"
        assert (first.venues, first.schools, first.offers) == (1, 1, 2)
        assert touched(session) == [held.id, invited.id]
        again = assign_districts(session, owner, NOW)
        assert (again.venues, again.schools, again.offers) == (0, 0, 0)
        assert touched(session) == []


def test_a_revised_border_moves_the_venue_and_the_offers_open_to_the_district(database: Database) -> None:
    with database.transaction() as session:
        owner = municipality(session)
        load_districts(session, owner, polygons(Vest=WEST), layer(), NOW)
        hall = venue(session, owner, "Heiahallen", IN_EAST)
        old = session.scalars(select(SchoolDistrict)).one()
        invited = offer(session, owner, None, OfferOpenTo(district_id=old.id))
        held = offer(session, owner, hall)
        assign_districts(session, owner, NOW)
        load_districts(session, owner, polygons(Vest=EAST), layer(date(2026, 11, 1)), NOW)
        assign_districts(session, owner, NOW)
        new = session.scalars(select(SchoolDistrict).where(SchoolDistrict.valid_to.is_(None))).one()
        assert [row.district_id for row in hall.districts] == [invited.open_to[0].district_id] == [new.id]
        assert set(touched(session)) == {invited.id, held.id}


def test_a_border_of_next_year_changes_nothing_yet(sqlite: Database) -> None:
    with sqlite.transaction() as session:
        owner = municipality(session)
        load_districts(session, owner, polygons(Vest=WEST), layer(), NOW)
        hall = venue(session, owner, "Heiahallen", IN_WEST)
        assign_districts(session, owner, NOW)
        load_districts(session, owner, polygons(Vest=EAST), layer(date(2027, 8, 1)), NOW)
        assert assign_districts(session, owner, NOW).venues == 0
        assert assign_districts(session, owner, NOW + timedelta(days=300)).venues == 1
        assert hall.districts == []


def test_a_venue_that_left_its_district_has_none(sqlite: Database) -> None:
    with sqlite.transaction() as session:
        owner = municipality(session)
        load_districts(session, owner, polygons(Vest=WEST), layer(), NOW)
        hall = venue(session, owner, "Heiahallen", IN_WEST)
        assign_districts(session, owner, NOW)
        hall.lat, hall.lon = ELSEWHERE.lat, ELSEWHERE.lon
        session.flush()
        assign_districts(session, owner, NOW)
        assert (hall.districts, hall.outside) == ([], True)


def test_places_without_a_point_and_overlaps_are_reported(sqlite: Database) -> None:
    with sqlite.transaction() as session:
        owner = municipality(session)
        load_districts(session, owner, polygons(En=WEST, To=WEST), layer(), NOW)
        venue(session, owner, "Ukjent sted", None)
        venue(session, owner, "Haugestad", IN_WEST)
        report = assign_districts(session, owner, NOW)
        assert report.without_point == ["Ukjent sted"]
        assert report.overlaps == ["Haugestad: several primary districts claim it"]


def test_a_school_belongs_to_the_district_named_after_it_before_the_one_it_stands_in(sqlite: Database) -> None:
    with sqlite.transaction() as session:
        owner = municipality(session)
        load_districts(session, owner, polygons(EGGE=WEST, HEGG=EAST), layer(), NOW)
        displaced = school(session, owner, "Egge skole", IN_EAST)
        private = school(session, owner, "Hegg", IN_WEST)
        private.private = True
        lower_secondary = school(session, owner, "Hegg ungdomsskole", IN_WEST, 8)
        assign_districts(session, owner, NOW)
        slugs = [session.get_one(SchoolDistrict, one.district_id).slug for one in (displaced, private, lower_secondary)]
        assert slugs == ["egge", "egge", "egge"]


@requires_shared
def test_43_of_43_primary_schools_of_trondheim_are_placed_by_name(sqlite: Database) -> None:
    with (DATA / "7-schools-addresses/nsr_grunnskoler_flat.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["kommunenr"] == "5001"]
    drafts = [
        SchoolDraft(
            name=row["navn"],
            number=row["orgnr"],
            municipality_number="5001",
            grades=GradeRange(int(row["laveste_trinn"]), min(13, int(row["hoyeste_trinn"]))) if row["laveste_trinn"] else GradeRange(),
            public=row["eierform"] == "Offentlig",
        )
        for row in rows
    ]
    with sqlite.transaction() as session:
        owner = municipality(session, "5001")
        read = read_polygon_file(DATA / "1-areas/trondheim_barneskolekrets_25832.geojson")
        load_districts(session, owner, read, replace(layer(), name_property="barneskolenavn"), NOW)
        load_schools(session, owner, drafts, "nsr", NOW)
        report = assign_districts(session, owner, NOW)
        schools = session.scalars(select(School)).all()
        districts = {one.district_id for one in schools if one.district_id}
        assert len(districts) == 43
        primary = [one for one in schools if not one.private and one.grade_from == 1]
        assert len(primary) == 43
        assert all(one.district_id for one in primary)
        assert set(report.without_point) == {one.name for one in schools}
